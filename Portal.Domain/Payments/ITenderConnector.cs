namespace Portal.Domain.Payments;

/// <summary>What an outside approver is asked about.</summary>
/// <param name="Payment">The payment's id, which the approver keeps: asked again with it, the approver gives its first answer.</param>
/// <param name="Place">The tender's place in the payment.</param>
public sealed record ConnectorQuestion(Guid Payment, int Place, Money Amount, string? Acquirer);

/// <summary>What the approver says.</summary>
/// <param name="Reason">Why it was declined: a stable code of <see cref="Declines"/>.</param>
public sealed record ConnectorAnswer(AuthorisationState State, string? ApprovalNumber = null, string? Reason = null)
{
    public static ConnectorAnswer Unknown { get; } = new(AuthorisationState.Unknown);
}

/// <summary>The outside world behind a tender: an acquirer's or partner's own system. Its calls are made outside of any commit; what it did not answer, the janitor asks again.</summary>
public interface ITenderConnector
{
    /// <summary>Its name, kept with what was asked of it.</summary>
    string Name { get; }

    /// <summary>True when this connector has to approve the tender.</summary>
    bool Approves(TenderRequest tender);

    /// <summary>Asks for approval. No answer, a broken line and a time-out are <see cref="AuthorisationState.Unknown"/>.</summary>
    Task<ConnectorAnswer> AuthoriseAsync(ConnectorQuestion question, CancellationToken cancellation);

    /// <summary>Asks what became of a question; one that never arrived is declined.</summary>
    Task<ConnectorAnswer> FindAsync(ConnectorQuestion question, CancellationToken cancellation);

    /// <summary>Takes an approval back, or sees to it that one which arrives later is not given. True when that is certain.</summary>
    Task<bool> CancelAsync(ConnectorQuestion question, CancellationToken cancellation);
}
