using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>
/// The lines of one account, or of a parent and its children, within a scope, and its balance at any of them.
/// </summary>
/// <remarks>
/// A balance is what was posted on earlier business dates, which the totals by date hold, and the lines of the same date before it. Only lines that move money count:
/// reservations do not, nor does their release.
/// </remarks>
internal sealed class StatementBook(PortalDbContext db, LedgerAccount account, bool isParent, LedgerScope scope)
{
    private readonly int sign = AccountHeading.IsDebit(account.Class, account.Code) ? 1 : -1;
    private (long From, long Before) window = (0, long.MaxValue);

    public string Currency => account.Currency;

    /// <summary>What a line adds to the balance.</summary>
    public long Effect(StatementRow row) => sign * (row.Debit - row.Credit);

    // CA1305: an id has no culture, and the database writes it.
#pragma warning disable CA1305
    /// <summary>The lines of the scope; after <see cref="LookAtAsync"/> at least those of the dates that are looked at.</summary>
    public IQueryable<StatementEntry> Entries() => Sides().Join(Postings(), s => s.Line.PostingId, p => p.Id, (s, p) => new StatementEntry
    {
        Id = s.Line.Id,
        IdText = s.Line.Id.ToString(),
        Order = p.Id,
        Date = p.BusinessDate,
        At = p.At,
        Kind = s.Line.Kind,
        Code = s.Line.Code,
        Document = p.Document,
        Posting = p.Uid,
        Market = db.Markets.Where(m => m.Id == p.MarketId).Select(m => m.Code).FirstOrDefault(),
        OtherId = s.Debited ? s.Line.CreditId : s.Line.DebitId,
        Amount = s.Line.Amount,
        Debit = s.Debited ? s.Line.Amount : 0,
        Credit = s.Credited ? s.Line.Amount : 0,
    });
#pragma warning restore CA1305

    /// <summary>
    /// Bounds the look to the part of the ledger in which the lines of these dates were posted. Totals prove that none lies outside: every line adds to them, so they are
    /// reached only when all lines were found. If they are not (somebody posted far into the past), there is no bound.
    /// </summary>
    public async Task LookAtAsync(DateOnly? from, DateOnly? to, CancellationToken cancellation)
    {
        if (account.ParentId is not null || (from is null && to is null))
            return;
        var bounds = await OrderWindow.OfAsync(db, from, to, cancellation);
        if (bounds == window)
            return;
        window = bounds;
        var (first, last) = (from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue);
        var found = await SumAsync(Entries().Where(e => e.Date >= first && e.Date <= last), cancellation);
        var kept = await TotalAsync(Totals().Where(t => t.BusinessDate >= first && t.BusinessDate <= last), cancellation);
        if (found != kept)
            window = (0, long.MaxValue);
    }

    /// <summary>The balance at the beginning of a business date; at the end of all without one.</summary>
    public async Task<long> BeforeAsync(DateOnly? date, CancellationToken cancellation)
    {
        if (account.ParentId is null)
        {
            var totals = date is { } day ? Totals().Where(t => t.BusinessDate < day) : Totals();
            return Net(await TotalAsync(totals, cancellation));
        }

        // A child's totals are kept with its parent's; its own lines are few.
        return Net(await SumAsync(date is { } first ? Entries().Where(e => e.Date < first) : Entries(), cancellation));
    }

    /// <summary>The balance after a line.</summary>
    public async Task<long> AfterAsync(StatementRow row, CancellationToken cancellation) =>
        await BeforeAsync(row.Date, cancellation) + await BetweenAsync(row.Date, 0, row.Id, cancellation) + Effect(row);

    /// <summary>What the lines of one date between two others add.</summary>
    public async Task<long> BetweenAsync(DateOnly date, long after, long before, CancellationToken cancellation) =>
        Net(await SumAsync(Entries().Where(e => e.Date == date && e.Id > after && e.Id < before), cancellation));

    /// <summary>Debits and credits of lines.</summary>
    public static async Task<(long Debits, long Credits)> SumAsync(IQueryable<StatementEntry> entries, CancellationToken cancellation)
    {
        var sums = await entries.GroupBy(e => 1).Select(g => new { Debits = g.Sum(e => e.Debit), Credits = g.Sum(e => e.Credit) }).FirstOrDefaultAsync(cancellation);
        return (sums?.Debits ?? 0, sums?.Credits ?? 0);
    }

    private long Net((long Debits, long Credits) sums) => sign * (sums.Debits - sums.Credits);

    private IQueryable<AccountTotal> Totals() => scope.Totals(db, null).Where(t => t.AccountId == account.Id);

    private static async Task<(long Debits, long Credits)> TotalAsync(IQueryable<AccountTotal> totals, CancellationToken cancellation)
    {
        var sums = await totals.GroupBy(t => t.AccountId).Select(g => new { Debits = g.Sum(t => t.Debits), Credits = g.Sum(t => t.Credits) }).FirstOrDefaultAsync(cancellation);
        return (sums?.Debits ?? 0, sums?.Credits ?? 0);
    }

    /// <summary>A batch begins with the same number for postings and lines, so one window bounds both.</summary>
    private IQueryable<LedgerPosting> Postings()
    {
        var postings = scope.Postings(db);
        if (window.From > 0)
            postings = postings.Where(p => p.Id >= window.From);
        return window.Before < long.MaxValue ? postings.Where(p => p.Id < window.Before) : postings;
    }

    /// <summary>An account without children needs no look at them: then each side has an index in the order of the ledger.</summary>
    private IQueryable<Side> Sides()
    {
        var lines = db.Transfers.AsNoTracking().Where(t => t.Kind == TransferKind.Immediate || t.Kind == TransferKind.Post);
        if (window.From > 0)
            lines = lines.Where(t => t.Id >= window.From);
        if (window.Before < long.MaxValue)
            lines = lines.Where(t => t.Id < window.Before);
        var own = db.LedgerAccounts.Where(a => a.Id == account.Id || a.ParentId == account.Id).Select(a => a.Id);
        return isParent
            ? lines.Where(t => own.Contains(t.DebitId) || own.Contains(t.CreditId)).Select(t => new Side { Line = t, Debited = own.Contains(t.DebitId), Credited = own.Contains(t.CreditId) })
            : lines.Where(t => t.DebitId == account.Id || t.CreditId == account.Id).Select(t => new Side { Line = t, Debited = t.DebitId == account.Id, Credited = t.CreditId == account.Id });
    }

    /// <summary>A line and the sides of it that are of this account.</summary>
    private sealed class Side
    {
        public required Transfer Line { get; init; }

        public bool Debited { get; init; }

        public bool Credited { get; init; }
    }
}
