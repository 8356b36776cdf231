using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>A transfer that is asked for.</summary>
/// <param name="DebitId">The debited account; of a post, void or expiry 0: the reservation names it.</param>
/// <param name="CreditId">The credited account; likewise.</param>
/// <param name="Amount">Minor units. Of a post, what is moved of the reserved amount; of a void or expiry 0: all of it.</param>
public readonly record struct TransferRequest(TransferKind Kind, TransferCode Code, long DebitId, long CreditId, long Amount)
{
    /// <summary>The transfer id of the reservation that a post, void or expiry ends.</summary>
    public long? PendingId { get; init; }

    /// <summary>The transfer that this one corrects.</summary>
    public long? CorrectsId { get; init; }

    /// <summary>The most that the credited account, one with a limit, may hold after it: credits less debits, with credits reserved. Minor units; null for no such bound.</summary>
    public long? CreditCeiling { get; init; }

    /// <summary>The most that the debited account, one whose row holds its totals, may owe after it: debits less credits, with debits reserved. Minor units; null for no such bound.</summary>
    public long? DebitCeiling { get; init; }

    /// <summary>How long a pending one reserves; null without end.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Moves at once.</summary>
    public static TransferRequest Move(TransferCode code, long debit, long credit, long amount) => new(TransferKind.Immediate, code, debit, credit, amount);

    /// <summary>Reserves.</summary>
    public static TransferRequest Reserve(TransferCode code, long debit, long credit, long amount, TimeSpan? timeout = null) => new(TransferKind.Pending, code, debit, credit, amount) { Timeout = timeout };

    /// <summary>Moves (part of) what was reserved and releases the rest.</summary>
    public static TransferRequest Post(TransferCode code, long pendingId, long amount) => new(TransferKind.Post, code, 0, 0, amount) { PendingId = pendingId };

    /// <summary>Releases what was reserved.</summary>
    public static TransferRequest Void(long pendingId) => new(TransferKind.Void, TransferCode.Void, 0, 0, 0) { PendingId = pendingId };

    /// <summary>Releases what was reserved and is overdue.</summary>
    public static TransferRequest Expire(long pendingId) => new(TransferKind.Expiry, TransferCode.Expiry, 0, 0, 0) { PendingId = pendingId };
}

/// <summary>An account that is frozen, opened again or closed.</summary>
public readonly record struct StateChange(long AccountId, AccountState To)
{
    /// <summary>The number of the account's last line when it was decided: once there is a newer one, the posting is <see cref="Stale"/>. Null when lines do not matter.</summary>
    public long? AfterLine { get; init; }

    /// <summary>True when it is changed before the transfers: a held account is opened for what the same posting moves. Otherwise after them.</summary>
    public bool First { get; init; }
}

/// <summary>A row of the caller that the posting was decided on, and that it will change: it must still have this version.</summary>
public readonly record struct RowGuard(Type Row, long Id, long Version);

/// <summary>What a caller writes beside the transfers, in the same commit.</summary>
/// <param name="Inserts">New rows.</param>
/// <param name="Updates">Rows as they shall be, with their next version; each one has a guard in the posting.</param>
/// <param name="Answer">What is answered to the same request when it comes again; null for nothing.</param>
public sealed record PostingRows(IReadOnlyList<object> Inserts, IReadOnlyList<IVersioned> Updates, string? Answer)
{
    public static PostingRows None { get; } = new([], [], null);
}

/// <summary>
/// One client-made id, and all that happens under it: transfers, states of accounts and the caller's own rows, all or nothing.
/// </summary>
public sealed class PostingRequest
{
    public const int OwnerLength = 40;
    public const int DocumentLength = 60;

    /// <summary>Made by the client. Repeated with the same content it gets the first answer again.</summary>
    public required Guid Id { get; init; }

    /// <summary>The key or person that made the id; nobody else learns of it.</summary>
    public required string Owner { get; init; }

    /// <summary>How an actor's ids are told from those of others.</summary>
    public static string OwnerOf(Actor actor) => $"{actor.Kind}:{actor.Id}";

    /// <summary>What was asked for, in canonical JSON: compared, field by field, when the id comes again.</summary>
    public required string Request { get; init; }

    /// <summary>Whose books.</summary>
    public required long OperatorId { get; init; }

    /// <summary>Others in whose books it writes too: a market's payment by a voucher that another issued. Each transfer stays within the books of one.</summary>
    public IReadOnlyCollection<long> AlsoBooks { get; init; } = [];

    /// <summary>0 for none.</summary>
    public long MarketId { get; init; }

    /// <summary>The business date it belongs to by the market's clock.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>True when it must be on that date or not at all; otherwise it goes onto the first date that is open.</summary>
    public bool KeepsDate { get; init; }

    /// <summary>What the reader of a statement looks up: a payment's id, a statement line.</summary>
    public string? Document { get; init; }

    public IReadOnlyList<TransferRequest> Transfers { get; init; } = [];

    public IReadOnlyList<StateChange> States { get; init; } = [];

    public IReadOnlyList<RowGuard> Guards { get; init; } = [];

    /// <summary>Makes the caller's rows once it is decided; called under lock, so it must neither wait nor read.</summary>
    public Func<PostingOutcome, PostingRows>? Rows { get; init; }
}

/// <summary>What became of a posting.</summary>
/// <param name="LedgerOrder">Its place in the order of the whole ledger; 0 when nothing was kept of it.</param>
/// <param name="BusinessDate">The date it stands on.</param>
/// <param name="Refusal">Why it was refused; null when it was posted.</param>
public sealed record PostingOutcome(long LedgerOrder, DateOnly BusinessDate, Refusal? Refusal)
{
    /// <summary>The ids of its transfers, in their places.</summary>
    public IReadOnlyList<long> TransferIds { get; init; } = [];

    /// <summary>What the caller's rows had to say, as first answered.</summary>
    public string? Answer { get; init; }

    /// <summary>True when the id had been decided before, and this is that outcome.</summary>
    public bool Repeated { get; init; }

    public bool Posted => Refusal is null;
}
