using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>One account in a trial balance. Minor units.</summary>
public sealed record TrialLine(long Id, string Code, AccountClass Class, long Debits, long Credits)
{
    /// <summary>On the side where the account has it: debits less credits of assets and expenses, credits less debits of the others.</summary>
    public long Balance => Class is AccountClass.Asset or AccountClass.Expense ? Debits - Credits : Credits - Debits;
}

/// <summary>All accounts of one operator in one currency; both sides are equal, or the ledger is broken.</summary>
/// <param name="Memo">True for what is counted beside the books.</param>
public sealed record TrialBalance(string Operator, string Currency, bool Memo, IReadOnlyList<TrialLine> Lines)
{
    public long Debits => Lines.Sum(l => l.Debits);

    public long Credits => Lines.Sum(l => l.Credits);
}

/// <summary>A line of an account's statement, seen from that account. Minor units.</summary>
/// <param name="Order">The ledger order of its posting.</param>
/// <param name="Other">The account on the other side.</param>
/// <param name="Debit">What was debited here; 0 when it was credited.</param>
/// <param name="Balance">Credits less debits after it, of an account with a limit; null for the others.</param>
public sealed record StatementLine(
    long Id, long Order, TransferKind Kind, TransferCode Code, long OtherId, string Other, long Debit, long Credit, long? Number, long? Balance, DateOnly BusinessDate, DateTime At, string? Document, Guid Posting);

/// <summary>An account of the chart.</summary>
public sealed record AccountRow(long Id, string Operator, string Currency, string Code, AccountClass Class, AccountLimit Limit, AccountState State);

/// <summary>There is no such account within reach.</summary>
public sealed record AccountNotFound : Refusal;

/// <summary>Reading the ledger. Its books are whole operators': who may see them may see them everywhere.</summary>
public sealed class LedgerQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The trial balances of all operators and currencies as of the end of a business date; children stand under their parents.</summary>
    /// <param name="marketId">Only what belongs to this market; null for all and for what belongs to none.</param>
    public async Task<Outcome<IReadOnlyList<TrialBalance>>> TrialBalanceAsync(Actor actor, DateOnly asOf, long? marketId = null, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        await using var db = contexts.CreateDbContext();
        var sums = await db.AccountTotals.AsNoTracking().Where(t => t.BusinessDate <= asOf && (marketId == null || t.MarketId == marketId))
            .GroupBy(t => t.AccountId).Select(g => new { Id = g.Key, Debits = g.Sum(t => t.Debits), Credits = g.Sum(t => t.Credits) })
            .Join(db.LedgerAccounts, s => s.Id, a => a.Id, (s, a) => new { s.Debits, s.Credits, Account = a })
            .Join(db.Operators, s => s.Account.OperatorId, o => o.Id, (s, o) => new { s.Account.Id, s.Account.Code, s.Account.Class, s.Account.Currency, Operator = o.Code, s.Debits, s.Credits })
            .ToListAsync(cancellation);
        return sums.GroupBy(s => (s.Operator, s.Currency, Memo: s.Class == AccountClass.Memo)).OrderBy(g => g.Key)
            .Select(g => new TrialBalance(g.Key.Operator, g.Key.Currency, g.Key.Memo, [.. g.OrderBy(s => s.Class).ThenBy(s => s.Code, StringComparer.Ordinal).Select(s => new TrialLine(s.Id, s.Code, s.Class, s.Debits, s.Credits))]))
            .ToList();
    }

    /// <summary>One account.</summary>
    public async Task<Outcome<AccountRow>> AccountAsync(Actor actor, long id, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        await using var db = contexts.CreateDbContext();
        var found = await db.LedgerAccounts.AsNoTracking().Where(a => a.Id == id)
            .Join(db.Operators, a => a.OperatorId, o => o.Id, (a, o) => new AccountRow(a.Id, o.Code, a.Currency, a.Code, a.Class, a.Limit, a.State)).SingleOrDefaultAsync(cancellation);
        return found is null ? new AccountNotFound() : found;
    }

    /// <summary>The lines of an account and of its children, in ledger order, from the one behind <paramref name="after"/> on.</summary>
    public async Task<Outcome<IReadOnlyList<StatementLine>>> LinesAsync(Actor actor, long id, long after, int limit, CancellationToken cancellation = default)
    {
        var account = await AccountAsync(actor, id, cancellation);
        if (!account.Ok)
            return account.Refusals.ToList();
        await using var db = contexts.CreateDbContext();
        var own = db.LedgerAccounts.Where(a => a.Id == id || a.ParentId == id).Select(a => a.Id);
        var debits = db.Transfers.Where(t => own.Contains(t.DebitId) && t.Id > after)
            .Select(t => new { Line = t, OtherId = t.CreditId, Debit = t.Amount, Credit = 0L, Number = t.DebitLine, Balance = t.DebitBalance });
        var credits = db.Transfers.Where(t => own.Contains(t.CreditId) && t.Id > after)
            .Select(t => new { Line = t, OtherId = t.DebitId, Debit = 0L, Credit = t.Amount, Number = t.CreditLine, Balance = t.CreditBalance });
        var first = await debits.OrderBy(d => d.Line.Id).Take(limit).ToListAsync(cancellation);
        var second = await credits.OrderBy(c => c.Line.Id).Take(limit).ToListAsync(cancellation);
        var lines = first.Concat(second).OrderBy(l => l.Line.Id).Take(limit).ToList();
        var postingIds = lines.Select(l => l.Line.PostingId).Distinct().ToList();
        var postings = await db.LedgerPostings.AsNoTracking().Where(p => postingIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        var otherIds = lines.Select(l => l.OtherId).Distinct().ToList();
        var others = await db.LedgerAccounts.AsNoTracking().Where(a => otherIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Code, cancellation);
        return lines.ConvertAll(l =>
        {
            var posting = postings[l.Line.PostingId];
            return new StatementLine(
                l.Line.Id, posting.Id, l.Line.Kind, l.Line.Code, l.OtherId, others[l.OtherId], l.Debit, l.Credit, l.Number, l.Balance, posting.BusinessDate, posting.At, posting.Document, posting.Uid);
        });
    }
}
