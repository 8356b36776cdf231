using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>The part of the books that is looked at.</summary>
/// <param name="AsOf">Up to the end of this business date; null for all.</param>
/// <param name="Market">The code of a market: only what belongs to it. Null for all, and for what belongs to none.</param>
public sealed record LedgerView(DateOnly? AsOf = null, string? Market = null);

/// <summary>
/// The markets whose lines a reader sees. Who may see the ledger everywhere also sees what belongs to no market (deposits, budgets, banks); all others see the lines of
/// their own markets, and accounts as if there were no other lines.
/// </summary>
/// <param name="Markets">Their ids; null for everything.</param>
internal sealed record LedgerScope(IReadOnlyList<long>? Markets)
{
    /// <summary>The markets that the reader reaches, of these codes if there are any.</summary>
    public static async Task<LedgerScope> OfAsync(PortalDbContext db, Actor actor, IReadOnlyList<string>? codes, CancellationToken cancellation)
    {
        var reach = actor.ReachOf(Right.ViewLedger);
        if (reach.All && codes is null)
            return new LedgerScope((IReadOnlyList<long>?)null);
        var markets = db.Markets.AsNoTracking();
        if (codes is not null)
            markets = markets.Where(m => codes.Contains(m.Code));
        if (!reach.All)
            markets = markets.Where(m => reach.Regions.Contains(m.Region) || reach.MarketIds.Contains(m.Id));
        return new LedgerScope(await markets.Select(m => m.Id).ToListAsync(cancellation));
    }

    /// <inheritdoc cref="OfAsync(PortalDbContext, Actor, IReadOnlyList{string}, CancellationToken)"/>
    public static Task<LedgerScope> OfAsync(PortalDbContext db, Actor actor, string? market, CancellationToken cancellation) =>
        OfAsync(db, actor, market is null ? null : (IReadOnlyList<string>)[market], cancellation);

    /// <summary>The markets that the list's condition on markets names.</summary>
    public static Task<LedgerScope> OfAsync(PortalDbContext db, Actor actor, ListQuery query, CancellationToken cancellation) =>
        OfAsync(db, actor, query.FilterOf("market") is { } value ? [.. ListValues.Split(value)] : null, cancellation);

    public IQueryable<LedgerPosting> Postings(PortalDbContext db) =>
        Markets is null ? db.LedgerPostings.AsNoTracking() : db.LedgerPostings.AsNoTracking().Where(p => Markets.Contains(p.MarketId));

    /// <summary>Totals up to the end of a business date.</summary>
    public IQueryable<AccountTotal> Totals(PortalDbContext db, DateOnly? asOf)
    {
        var totals = db.AccountTotals.AsNoTracking();
        if (Markets is not null)
            totals = totals.Where(t => Markets.Contains(t.MarketId));
        return asOf is { } day ? totals.Where(t => t.BusinessDate <= day) : totals;
    }

    /// <summary>The accounts that have anything to show here.</summary>
    public IQueryable<LedgerAccount> Accounts(PortalDbContext db)
    {
        var accounts = db.LedgerAccounts.AsNoTracking();
        if (Markets is null)
            return accounts;
        var (totals, postings) = (Totals(db, null), Postings(db));
        return accounts.Where(a => totals.Any(t => t.AccountId == a.Id)
            || (a.ParentId != null && db.Transfers.Any(t => (t.DebitId == a.Id || t.CreditId == a.Id) && postings.Any(p => p.Id == t.PostingId))));
    }
}
