using System.Diagnostics.CodeAnalysis;

namespace Portal.Domain.Ledger;

/// <summary>What a batch has come to so far: the state it began with, and over it what its postings changed. A posting that is refused is taken back.</summary>
internal sealed class LedgerBooks(LedgerState state)
{
    private readonly Dictionary<long, AccountBalance> accounts = [];
    private readonly Dictionary<long, PendingTransfer> pendings = [];
    private readonly Dictionary<Guid, KnownPosting> known = [];
    private readonly Dictionary<(Type, long), long> versions = [];
    private readonly List<Transfer> lines = [];
    private readonly List<(long Id, bool WasChanged, AccountBalance Before)> undoAccounts = [];
    private readonly List<(long Id, bool WasKnown, PendingTransfer Before)> undoPendings = [];
    private int posted;

    public IReadOnlyList<Transfer> Lines => lines;

    public IReadOnlyCollection<AccountBalance> Changed => accounts.Values;

    /// <summary>The first outcome of an id that was decided before, or what is wrong about its coming again; null for a new id.</summary>
    public PostingOutcome? Known(PostingRequest posting)
    {
        if (!known.TryGetValue(posting.Id, out var before) && !state.Known.TryGetValue(posting.Id, out before))
            return null;
        if (before.Owner != posting.Owner)
            return new PostingOutcome(0, posting.BusinessDate, new IdTaken { Field = "id" });
        return CanonicalRequest.FieldThatDiffers(before.Request, posting.Request) is { } field
            ? new PostingOutcome(0, posting.BusinessDate, new IdReused { Field = field })
            : before.Outcome with { Repeated = true };
    }

    public void Remember(PostingRequest posting, PostingOutcome outcome) => known[posting.Id] = new KnownPosting(posting.Owner, posting.Request, outcome);

    public void Begin()
    {
        undoAccounts.Clear();
        undoPendings.Clear();
        posted = lines.Count;
    }

    /// <summary>The posting stands: rows that it changes have their next version.</summary>
    public IReadOnlyList<long> Accept(PostingRequest posting)
    {
        foreach (var guard in posting.Guards)
            versions[(guard.Row, guard.Id)] = guard.Version + 1;
        return posted == lines.Count ? [] : [.. lines.Skip(posted).Select(l => l.Id)];
    }

    public void Undo()
    {
        for (var i = undoAccounts.Count - 1; i >= 0; i--)
            Restore(accounts, undoAccounts[i]);
        for (var i = undoPendings.Count - 1; i >= 0; i--)
            Restore(pendings, undoPendings[i]);
        lines.RemoveRange(posted, lines.Count - posted);
    }

    public bool TryFind(long id, out AccountBalance account) => accounts.TryGetValue(id, out account) || state.Accounts.TryGetValue(id, out account);

    public bool TryFindPending(long id, [MaybeNullWhen(false)] out PendingTransfer pending) => pendings.TryGetValue(id, out pending) || state.Pendings.TryGetValue(id, out pending);

    /// <summary>The version of a row; null when there is no such row.</summary>
    public long? VersionOf(RowGuard guard) =>
        versions.TryGetValue((guard.Row, guard.Id), out var version) || state.Versions.TryGetValue((guard.Row, guard.Id), out version) ? version : null;

    public void Set(AccountBalance account)
    {
        undoAccounts.Add((account.Id, accounts.TryGetValue(account.Id, out var before), before));
        accounts[account.Id] = account;
    }

    public void End(PendingTransfer pending)
    {
        undoPendings.Add((pending.Id, pendings.TryGetValue(pending.Id, out var before), before));
        pendings[pending.Id] = pending;
    }

    /// <summary>Writes a line, and the two accounts as they are after it.</summary>
    public void Write(long order, TransferRequest asked, long amount, AccountBalance debit, AccountBalance credit, DateTime? expiresAt)
    {
        var (debitLine, creditLine) = (Next(ref debit), Next(ref credit));
        var line = new Transfer
        {
            Id = state.FirstOrder + lines.Count,
            PostingId = order,
            Kind = asked.Kind,
            Code = asked.Code,
            DebitId = asked.DebitId,
            CreditId = asked.CreditId,
            Amount = amount,
            PendingId = asked.PendingId,
            CorrectsId = asked.CorrectsId,
            ExpiresAt = expiresAt,
            DebitLine = debitLine,
            DebitBalance = debitLine is null ? null : debit.Credits - debit.Debits,
            CreditLine = creditLine,
            CreditBalance = creditLine is null ? null : credit.Credits - credit.Debits,
        };
        lines.Add(line);
        if (asked.Kind == TransferKind.Pending)
            End(new PendingTransfer(line.Id, line.DebitId, line.CreditId, line.Amount, expiresAt, null));
    }

    /// <summary>The number of the account's next line; an account without a limit has none, and its totals are not kept here.</summary>
    private long? Next(ref AccountBalance account)
    {
        if (account.Limit == AccountLimit.None)
            return null;
        account = account with { LastLine = account.LastLine + 1 };
        Set(account);
        return account.LastLine;
    }

    private static void Restore<T>(Dictionary<long, T> kept, (long Id, bool WasThere, T Before) entry)
    {
        if (entry.WasThere)
            kept[entry.Id] = entry.Before;
        else
            kept.Remove(entry.Id);
    }
}
