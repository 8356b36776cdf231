using System.Collections.Concurrent;

namespace Portal.Domain.Payments;

/// <summary>How the simulator behaves: for demonstrations, and for tests of what an outside approver can do to a payment.</summary>
/// <param name="Latency">How long it takes to answer.</param>
public sealed record SimulatedBehaviour(TimeSpan Latency = default)
{
    /// <summary>Answers that are lost on their way back, counted down: the approver has decided, and the portal does not hear of it.</summary>
    public int LosesReplies { get; init; }
}

/// <summary>
/// An acquirer that is not there: it approves whatever names it (<see cref="Acquirer"/>) except amounts that end in 51 (declined, no funds) and in 99 (declined without a reason), and
/// remembers what it decided, as a real one does. Registered only where the configuration says so.
/// </summary>
public sealed class SimulatedAcquirer(TimeProvider time) : ITenderConnector
{
    /// <summary>The acquirer's name in a tender.</summary>
    public const string Acquirer = "simulator";

    private const int NoFunds = 51;
    private const int NoReason = 99;
    private readonly ConcurrentDictionary<(Guid, int), ConnectorAnswer> decided = new();
    private int numbers = 10_000_000;
    private int lost;

    public string Name => "simulator";

    public SimulatedBehaviour Behaviour { get; set; } = new();

    public bool Approves(TenderRequest tender) => tender is { Kind: TenderKind.Card or TenderKind.Transit or TenderKind.PartnerWallet, Acquirer: Acquirer, ApprovalNumber: null };

    public async Task<ConnectorAnswer> AuthoriseAsync(ConnectorQuestion question, CancellationToken cancellation)
    {
        if (Behaviour.Latency > TimeSpan.Zero)
            await Task.Delay(Behaviour.Latency, time, cancellation);
        var answer = decided.GetOrAdd((question.Payment, question.Place), _ => Decide(question.Amount.Value));
        return Interlocked.Increment(ref lost) <= Behaviour.LosesReplies ? throw new IOException("The reply was lost.") : answer;
    }

    public Task<ConnectorAnswer> FindAsync(ConnectorQuestion question, CancellationToken cancellation) =>
        Task.FromResult(decided.GetOrAdd((question.Payment, question.Place), new ConnectorAnswer(AuthorisationState.Declined, Reason: Declines.NotApproved)));

    public Task<bool> CancelAsync(ConnectorQuestion question, CancellationToken cancellation)
    {
        decided[(question.Payment, question.Place)] = new ConnectorAnswer(AuthorisationState.Declined, Reason: Declines.NotApproved);
        return Task.FromResult(true);
    }

    private ConnectorAnswer Decide(long amount) => (amount % 100) switch
    {
        NoFunds => new ConnectorAnswer(AuthorisationState.Declined, Reason: Declines.InsufficientFunds),
        NoReason => new ConnectorAnswer(AuthorisationState.Declined, Reason: Declines.NotApproved),
        _ => new ConnectorAnswer(AuthorisationState.Approved, Interlocked.Increment(ref numbers).ToString(System.Globalization.CultureInfo.InvariantCulture)),
    };
}
