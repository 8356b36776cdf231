using System.Runtime.InteropServices;

namespace Portal.Domain.Ledger;

/// <summary>An account as the rules see it. Totals count for accounts with a limit only. Minor units.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AccountBalance(long Id, long OperatorId, string Currency, AccountClass Class, AccountLimit Limit, AccountState State)
{
    public long Debits { get; init; }

    public long Credits { get; init; }

    public long DebitsReserved { get; init; }

    public long CreditsReserved { get; init; }

    public long LastLine { get; init; }

    public static AccountBalance Of(LedgerAccount account) => new(account.Id, account.OperatorId, account.Currency, account.Class, account.Limit, account.State)
    {
        Debits = account.Debits,
        Credits = account.Credits,
        DebitsReserved = account.DebitsReserved,
        CreditsReserved = account.CreditsReserved,
        LastLine = account.LastLine,
    };
}

/// <summary>A reservation, and how it ended.</summary>
/// <param name="EndedBy">The kind of the transfer that ended it; null while it holds.</param>
public readonly record struct PendingTransfer(long Id, long DebitId, long CreditId, long Amount, DateTime? ExpiresAt, TransferKind? EndedBy);

/// <summary>A posting that was decided before.</summary>
public sealed record KnownPosting(string Owner, string Request, PostingOutcome Outcome);

/// <summary>All that a batch is decided on, read under lock.</summary>
/// <param name="Now">One time of the database for the whole batch.</param>
/// <param name="FirstOrder">The order of the batch's first posting; the next ones follow.</param>
public sealed record LedgerState(DateTime Now, long FirstOrder)
{
    public required IReadOnlyDictionary<long, AccountBalance> Accounts { get; init; }

    public IReadOnlyDictionary<Guid, KnownPosting> Known { get; init; } = new Dictionary<Guid, KnownPosting>();

    public IReadOnlyDictionary<long, PendingTransfer> Pendings { get; init; } = new Dictionary<long, PendingTransfer>();

    /// <summary>Of each market that closed a date, the first that is open.</summary>
    public IReadOnlyDictionary<long, DateOnly> OpenFrom { get; init; } = new Dictionary<long, DateOnly>();

    /// <summary>The versions of the rows that postings are guarded by.</summary>
    public IReadOnlyDictionary<(Type Row, long Id), long> Versions { get; init; } = new Dictionary<(Type, long), long>();
}

/// <summary>What a batch comes to.</summary>
/// <param name="Outcomes">One per posting, in their order.</param>
/// <param name="Transfers">New lines, in ledger order.</param>
/// <param name="Accounts">Accounts whose state or totals changed, as they are now.</param>
public sealed record BatchDecision(IReadOnlyList<PostingOutcome> Outcomes, IReadOnlyList<Transfer> Transfers, IReadOnlyCollection<AccountBalance> Accounts);
