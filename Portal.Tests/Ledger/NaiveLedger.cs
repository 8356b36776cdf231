using System.Numerics;
using Portal.Domain.Ledger;

namespace Portal.Tests.Ledger;

/// <summary>
/// The ledger as one would explain it: a list of what happened, from which every sum is counted anew each time it is asked for. Slow, and too simple to be wrong in the same way.
/// </summary>
internal sealed class NaiveLedger(IReadOnlyList<AccountBalance> accounts)
{
    private readonly List<Entry> entries = [];
    private readonly Dictionary<Guid, (string Owner, string Request, string Answer)> answered = [];
    private readonly Dictionary<long, AccountState> states = accounts.ToDictionary(a => a.Id, a => a.State);
    private readonly Dictionary<long, long> versions = new() { [1] = 1, [2] = 1 };
    private long batch;
    private int before;

    public static string Accepted => "posted";

    /// <summary>The code of the refusal, or <see cref="Accepted"/>.</summary>
    public string Post(PostingRequest posting, DateTime now, long order, out bool repeated)
    {
        repeated = false;
        (batch, before) = batch == order ? (batch, before) : (order, entries.Count);
        if (answered.TryGetValue(posting.Id, out var first))
        {
            if (first.Owner != posting.Owner)
                return "id_taken";
            repeated = first.Request == posting.Request;
            return repeated ? first.Answer : "id_reused";
        }

        var answer = Decide(posting, now);
        if (answer != "stale")
            answered[posting.Id] = (posting.Owner, posting.Request, answer);
        return answer;
    }

    public BigInteger Debits(long account) => Sum(account, e => e.DebitId, e => e.Moved);

    public BigInteger Credits(long account) => Sum(account, e => e.CreditId, e => e.Moved);

    public BigInteger DebitsReserved(long account) => Sum(account, e => e.DebitId, Reserved);

    public BigInteger CreditsReserved(long account) => Sum(account, e => e.CreditId, Reserved);

    public AccountState StateOf(long account) => states[account];

    public int LinesOf(long account) => entries.Count(e => e.DebitId == account || e.CreditId == account);

    private BigInteger Sum(long account, Func<Entry, long> side, Func<Entry, BigInteger> amount) =>
        entries.Where(e => side(e) == account).Aggregate(BigInteger.Zero, (sum, e) => sum + amount(e));

    private BigInteger Reserved(Entry entry) => entry.Kind == TransferKind.Pending && entries.TrueForAll(e => e.PendingId != entry.Id) ? entry.Amount : BigInteger.Zero;

    private string? Change(PostingRequest posting, bool first)
    {
        foreach (var change in posting.States.Where(s => s.First == first))
        {
            if (Refuse(posting, change) is { } why)
                return why;
            states[change.AccountId] = change.To;
        }

        return null;
    }

    private string Decide(PostingRequest posting, DateTime now)
    {
        if (posting.Guards.Any(g => versions.GetValueOrDefault(g.Id) != g.Version) || posting.States.Any(s => s.AfterLine is { } line && line != LastLineOf(s.AccountId)))
            return "stale";
        var (had, stood) = (entries.Count, states.ToDictionary());
        if (Change(posting, first: true) is { } early)
            return TakeBack(early, had, stood);
        foreach (var asked in posting.Transfers)
        {
            if (Refuse(posting, asked, now) is { } why)
                return TakeBack(why, had, stood);
            entries.Add(EntryOf(asked, batch + entries.Count - before, now));
        }

        if (Change(posting, first: false) is { } late)
            return TakeBack(late, had, stood);

        foreach (var guard in posting.Guards)
            versions[guard.Id]++;
        return Accepted;
    }

    private string TakeBack(string why, int had, Dictionary<long, AccountState> stood)
    {
        entries.RemoveRange(had, entries.Count - had);
        foreach (var (account, state) in stood)
            states[account] = state;
        return why;
    }

    private Entry EntryOf(TransferRequest asked, long id, DateTime now)
    {
        if (asked.Kind is TransferKind.Immediate or TransferKind.Pending)
            return new Entry(id, asked.Kind, asked.DebitId, asked.CreditId, asked.Amount, asked.Kind == TransferKind.Immediate ? asked.Amount : 0, now + asked.Timeout, null);
        var pending = entries.Single(e => e.Id == asked.PendingId);
        return new Entry(id, asked.Kind, pending.DebitId, pending.CreditId, asked.Amount, asked.Kind == TransferKind.Post ? asked.Amount : 0, null, pending.Id);
    }

    private string? Refuse(PostingRequest posting, TransferRequest asked, DateTime now)
    {
        var isNew = asked.Kind is TransferKind.Immediate or TransferKind.Pending;
        if (isNew && asked.Amount <= 0)
            return "transfer_not_positive";
        if (isNew && asked.DebitId == asked.CreditId)
            return "accounts_must_differ";
        var pending = entries.SingleOrDefault(e => e.Id == asked.PendingId && e.Kind == TransferKind.Pending);
        if (!isNew && pending is null)
            return "pending_unknown";
        var debit = accounts.SingleOrDefault(a => a.Id == (pending?.DebitId ?? asked.DebitId));
        var credit = accounts.SingleOrDefault(a => a.Id == (pending?.CreditId ?? asked.CreditId));
        if (debit.Id == 0 || credit.Id == 0)
            return "account_unknown";
        return Unfit(posting, debit, credit) ?? (isNew ? null : RefuseEnd(pending!, asked, now)) ?? Takes(debit.Id, asked) ?? Takes(credit.Id, asked)
            ?? (isNew ? RefuseDebit(debit, asked.Amount, asked.DebitCeiling) ?? RefuseCredit(credit, asked.Amount, asked.CreditCeiling) : null);
    }

    private static string? Unfit(PostingRequest posting, AccountBalance debit, AccountBalance credit) =>
        debit.OperatorId != posting.OperatorId || credit.OperatorId != posting.OperatorId ? "operator_differs"
        : debit.Currency != credit.Currency ? "currency_differs"
        : debit.Class == AccountClass.Memo ^ credit.Class == AccountClass.Memo ? "memo_mixed" : null;

    private string? RefuseEnd(Entry pending, TransferRequest asked, DateTime now)
    {
        var end = entries.SingleOrDefault(e => e.PendingId == pending.Id);
        if (end is not null)
            return end.Kind switch { TransferKind.Post => "pending_posted", TransferKind.Void => "pending_voided", _ => "pending_expired" };
        if (asked.Kind == TransferKind.Expiry)
            return pending.Until <= now ? null : "pending_not_due";
        if (asked.Kind == TransferKind.Void)
            return null;
        return pending.Until <= now ? "pending_expired" : asked.Amount <= 0 ? "transfer_not_positive" : asked.Amount > pending.Amount ? "pending_exceeded" : null;
    }

    private string? Takes(long account, TransferRequest asked) => states[account] switch
    {
        AccountState.Closed => "account_closed",
        AccountState.Held when asked.Kind is TransferKind.Immediate or TransferKind.Pending && asked.Code is not (TransferCode.Refund or TransferCode.Void or TransferCode.Expiry or TransferCode.Release) => "account_held",
        _ => null,
    };

    private string? RefuseDebit(AccountBalance account, long amount, long? ceiling)
    {
        if (account.Limit == AccountLimit.None)
            return null;
        var debits = Debits(account.Id) + DebitsReserved(account.Id) + amount;
        return debits > long.MaxValue ? "amount_overflows" : account.Limit == AccountLimit.DebitsMustNotExceedCredits && debits > Credits(account.Id) ? "insufficient_funds"
            : debits - Credits(account.Id) > ceiling ? "limit_exceeded" : null;
    }

    private string? RefuseCredit(AccountBalance account, long amount, long? ceiling)
    {
        if (account.Limit == AccountLimit.None)
            return null;
        var credits = Credits(account.Id) + CreditsReserved(account.Id) + amount;
        return credits > long.MaxValue ? "amount_overflows" : account.Limit == AccountLimit.CreditsMustNotExceedDebits && credits > Debits(account.Id) ? "limit_exceeded"
            : credits - Debits(account.Id) > ceiling ? "limit_exceeded" : null;
    }

    private long LastLineOf(long account) => accounts.Single(a => a.Id == account).Limit == AccountLimit.None ? 0 : LinesOf(account);

    private string? Refuse(PostingRequest posting, StateChange change)
    {
        var account = accounts.SingleOrDefault(a => a.Id == change.AccountId);
        if (account.Id == 0)
            return "account_unknown";
        if (account.OperatorId != posting.OperatorId)
            return "operator_differs";
        if (states[account.Id] == AccountState.Closed)
            return "account_closed";
        var empty = account.Limit == AccountLimit.None || (Debits(account.Id) == Credits(account.Id) && DebitsReserved(account.Id).IsZero && CreditsReserved(account.Id).IsZero);
        return change.To == AccountState.Closed && !empty ? "account_not_empty" : null;
    }

    /// <param name="Moved">What was posted by it.</param>
    /// <param name="Until">When a reservation ends by itself.</param>
    private sealed record Entry(long Id, TransferKind Kind, long DebitId, long CreditId, long Amount, BigInteger Moved, DateTime? Until, long? PendingId);
}
