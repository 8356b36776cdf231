using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>A posting as it was decided, posted or refused: written once. It is what makes an id mean one thing for ever.</summary>
public sealed class LedgerPosting : IInsertOnly
{
    public const int RefusalLength = 40;

    /// <summary>Its place in the order of the whole ledger: (batch, place in it).</summary>
    public long Id { get; init; }

    /// <summary>The client-made id.</summary>
    public Guid Uid { get; init; }

    /// <summary>Whose id it is: a person's or a key's.</summary>
    public required string Owner { get; init; }

    /// <summary>The canonical request.</summary>
    public required string Request { get; init; }

    public long OperatorId { get; init; }

    /// <summary>0 for none.</summary>
    public long MarketId { get; init; }

    /// <summary>The date it stands on.</summary>
    public DateOnly BusinessDate { get; init; }

    /// <summary>The date it came for, when that was closed already.</summary>
    public DateOnly? CameFor { get; init; }

    public DateTime At { get; init; }

    public string? Document { get; init; }

    /// <summary>The code of the refusal; null when it was posted.</summary>
    public string? Refusal { get; init; }

    /// <summary>The refusal's own values, in JSON.</summary>
    public string? RefusalValues { get; init; }

    /// <summary>What the caller answered first.</summary>
    public string? Answer { get; init; }

    /// <summary>How many lines it has.</summary>
    public int Lines { get; init; }

    /// <summary>The id of its first line; the others follow.</summary>
    public long FirstLine { get; init; }
}

/// <summary>Postings that one process committed together.</summary>
public sealed class LedgerBatch : IInsertOnly
{
    public long Id { get; init; }

    /// <summary>The process.</summary>
    public int Writer { get; init; }

    public DateTime At { get; init; }

    public int Postings { get; init; }
}

/// <summary>How far a market's business dates are closed. Whoever posts reads it shared; whoever closes takes it alone.</summary>
public sealed class MarketBooks
{
    public long MarketId { get; init; }

    /// <summary>The last closed date; null while none is.</summary>
    public DateOnly? ClosedThrough { get; set; }
}
