using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>What may have to be done today.</summary>
public enum TodayKind
{
    SuspendedVendors,
    PayoutAccountChanges,
    TenanciesEnding,
    Arrears,
    NoBusinessNumber,
    ImportDrafts,
    VacantStalls,
    ClosuresComing,
}

/// <summary>One thing to do, over all its rows.</summary>
/// <param name="Day">The oldest of what lies there, or the nearest of what comes; null where age says nothing.</param>
/// <param name="First">The code of that record, where one page shows one record.</param>
/// <param name="Amounts">What is owed, one for each currency; only for arrears.</param>
public sealed record TodayTask(TodayKind Kind, int Count, DateOnly? Day = null, string? First = null, IReadOnlyList<Money>? Amounts = null);

/// <summary>The figures of the day.</summary>
/// <param name="Trading">Held stalls whose vendor may trade, with or without a warning.</param>
/// <param name="Stalls">Stalls in use.</param>
/// <param name="Held">Stalls in use that a vendor holds.</param>
/// <param name="NewVendors">Vendors registered in the last seven days.</param>
/// <param name="OpenMarkets">Markets that are held on this day.</param>
/// <param name="NextDay">With one market that is not held today: the next day on which it is.</param>
public sealed record TodayFigures(int Trading, int Warned, int Barred, int Stalls, int Held, int Vendors, int NewVendors, int Markets, int OpenMarkets, DateOnly? NextDay);

/// <summary>The start page of those who look after markets.</summary>
public sealed record TodayView(DateOnly Day, IReadOnlyList<TodayTask> Tasks, TodayFigures Figures);

/// <summary>What must be done now, and how it is going. Every figure is counted by the database, over all markets that the reader sees or one of them.</summary>
public sealed class TodayQueries(IDbContextFactory<PortalDbContext> contexts, ImportDrafts imports, TimeProvider time)
{
    /// <summary>Within so many days a tenancy that ends and a closure that comes are worth a word.</summary>
    public const int DaysAhead = 30;

    /// <summary>The tasks, those with nothing to do left out, and the figures.</summary>
    /// <param name="market">A market's code; null for all markets of the reader.</param>
    public async Task<TodayView> GetAsync(Actor actor, string? market, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var markets = MarketQueries.Visible(db, actor).Where(m => market == null || m.Code == market);
        var chosen = market is null ? null : await markets.FirstOrDefaultAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var today = chosen is null ? BusinessDay.Of("Asia/Seoul", 0, now) : BusinessDay.Of(chosen, now);
        var scope = new Scope(db, markets.Select(m => m.Id), today);
        TodayTask[] tasks =
        [
            await SuspendedAsync(scope, cancellation),
            await PayoutChangesAsync(scope, cancellation),
            await EndingAsync(scope, cancellation),
            await ArrearsAsync(scope, cancellation),
            new(TodayKind.NoBusinessNumber, await Vendors(scope).CountAsync(v => v.NumberKind == BusinessNumberKind.None && v.Status != VendorStatus.Closed, cancellation)),
            await DraftsAsync(actor, cancellation),
            new(TodayKind.VacantStalls, await Stalls(scope).CountAsync(s => !Tenancies(scope).Any(t => t.StallId == s.Id), cancellation)),
            await ClosuresAsync(scope, cancellation),
        ];
        return new TodayView(today, [.. tasks.Where(t => t.Count > 0)], await FiguresAsync(scope, markets, now, cancellation));
    }

    private static IQueryable<Vendor> Vendors(Scope scope) => scope.Db.Vendors.AsNoTracking().Where(v => v.ArchivedAt == null && scope.Markets.Contains(v.MarketId));

    private static IQueryable<Stall> Stalls(Scope scope) =>
        scope.Db.Stalls.AsNoTracking().Where(s => s.ArchivedAt == null && s.Status == StallStatus.Active && scope.Markets.Contains(s.MarketId));

    /// <summary>The tenancies of the day.</summary>
    private static IQueryable<Tenancy> Tenancies(Scope scope) => scope.Db.Tenancies.AsNoTracking()
        .Where(t => t.ArchivedAt == null && t.FromDate <= scope.Today && (t.ToDate == null || t.ToDate >= scope.Today) && scope.Markets.Contains(t.MarketId));

    private static async Task<TodayTask> SuspendedAsync(Scope scope, CancellationToken cancellation)
    {
        var rows = scope.Db.Suspensions.AsNoTracking().Where(s => s.ToAt == null && scope.Markets.Contains(s.MarketId) && Vendors(scope).Any(v => v.Id == s.VendorId && v.Status == VendorStatus.Suspended));
        var found = await rows.GroupBy(_ => 1).Select(g => new { Count = g.Select(s => s.VendorId).Distinct().Count(), First = g.Min(s => s.FromAt) }).FirstOrDefaultAsync(cancellation);
        return new(TodayKind.SuspendedVendors, found?.Count ?? 0, found is null ? null : DateOnly.FromDateTime(found.First));
    }

    private static async Task<TodayTask> PayoutChangesAsync(Scope scope, CancellationToken cancellation)
    {
        var rows = scope.Db.PayoutAccountChanges.AsNoTracking().Where(c => c.DecidedAt == null && scope.Markets.Contains(c.MarketId));
        var oldest = await rows.OrderBy(c => c.RequestedAt).Select(c => new { c.RequestedAt, Vendor = scope.Db.Vendors.Where(v => v.Id == c.VendorId).Select(v => v.Code).First() }).FirstOrDefaultAsync(cancellation);
        return oldest is null ? new(TodayKind.PayoutAccountChanges, 0)
            : new(TodayKind.PayoutAccountChanges, await rows.CountAsync(cancellation), DateOnly.FromDateTime(oldest.RequestedAt), oldest.Vendor);
    }

    private static async Task<TodayTask> EndingAsync(Scope scope, CancellationToken cancellation)
    {
        var until = scope.Today.AddDays(DaysAhead);
        var found = await Tenancies(scope).Where(t => t.ToDate != null && t.ToDate <= until)
            .GroupBy(_ => 1).Select(g => new { Count = g.Count(), First = g.Min(t => t.ToDate) }).FirstOrDefaultAsync(cancellation);
        return new(TodayKind.TenanciesEnding, found?.Count ?? 0, found?.First);
    }

    private static async Task<TodayTask> ArrearsAsync(Scope scope, CancellationToken cancellation)
    {
        var rows = scope.Db.Arrears.AsNoTracking().Where(a => a.SettledDate == null && a.ArchivedAt == null)
            .Join(Tenancies(scope), a => a.TenancyId, t => t.Id, (a, t) => new { a.TenancyId, a.DueDate, a.Amount, t.Currency });
        var found = await rows.GroupBy(r => r.Currency)
            .Select(g => new { Currency = g.Key, Count = g.Select(r => r.TenancyId).Distinct().Count(), First = g.Min(r => r.DueDate), Sum = g.Sum(r => r.Amount) }).ToListAsync(cancellation);
        return found.Count == 0 ? new(TodayKind.Arrears, 0)
            : new(TodayKind.Arrears, found.Sum(f => f.Count), found.Min(f => f.First), Amounts: [.. found.OrderBy(f => f.Currency).Select(f => new Money(f.Currency, f.Sum))]);
    }

    private async Task<TodayTask> DraftsAsync(Actor actor, CancellationToken cancellation)
    {
        var (count, oldest) = await imports.OwnDraftsAsync(actor, cancellation);
        return new(TodayKind.ImportDrafts, count, oldest is { } at ? DateOnly.FromDateTime(at) : null);
    }

    private static async Task<TodayTask> ClosuresAsync(Scope scope, CancellationToken cancellation)
    {
        var until = scope.Today.AddDays(DaysAhead);
        var rows = scope.Db.MarketClosures.AsNoTracking().Where(c => c.CancelledAt == null && c.ToDate >= scope.Today && c.FromDate <= until && scope.Markets.Contains(c.MarketId));
        var first = await rows.OrderBy(c => c.FromDate).Select(c => new { c.FromDate, Market = scope.Db.Markets.Where(m => m.Id == c.MarketId).Select(m => m.Code).First() }).FirstOrDefaultAsync(cancellation);
        return first is null ? new(TodayKind.ClosuresComing, 0) : new(TodayKind.ClosuresComing, await rows.CountAsync(cancellation), first.FromDate, first.Market);
    }

    private static async Task<TodayFigures> FiguresAsync(Scope scope, IQueryable<Market> markets, DateTime now, CancellationToken cancellation)
    {
        var held = Stalls(scope).Join(Tenancies(scope), s => s.Id, t => t.StallId, (s, t) => t.Vendor!.Verdict);
        var verdicts = await held.GroupBy(v => v).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        int Of(TradingVerdict verdict) => verdicts.GetValueOrDefault(verdict);
        var week = now.AddDays(-7);
        var vendors = Vendors(scope).Where(v => v.Status != VendorStatus.Closed);
        var rules = await markets.Where(m => m.Status == MarketStatus.Active).Select(m => new { m.Id, m.Opening }).ToListAsync(cancellation);
        var closures = await scope.Db.MarketClosures.AsNoTracking().Where(c => c.CancelledAt == null && c.ToDate >= scope.Today && scope.Markets.Contains(c.MarketId)).ToListAsync(cancellation);
        var shut = closures.ToLookup(c => c.MarketId);
        bool IsOpen(long id, string opening, DateOnly day) => BusinessDay.IsOpen(new Market { Opening = opening }, shut[id], day);
        var open = rules.Count(r => IsOpen(r.Id, r.Opening, scope.Today));
        DateOnly? next = rules is [var only] && open == 0
            ? Enumerable.Range(1, 366).Select(scope.Today.AddDays).Cast<DateOnly?>().FirstOrDefault(d => IsOpen(only.Id, only.Opening, d!.Value)) : null;
        return new TodayFigures(
            Of(TradingVerdict.MayTrade) + Of(TradingVerdict.Warning),
            Of(TradingVerdict.Warning),
            Of(TradingVerdict.MayNotTrade),
            await Stalls(scope).CountAsync(cancellation),
            verdicts.Values.Sum(),
            await vendors.CountAsync(cancellation),
            await vendors.CountAsync(v => v.CreatedAt >= week, cancellation),
            rules.Count,
            open,
            next);
    }

    private sealed record Scope(PortalDbContext Db, IQueryable<long> Markets, DateOnly Today);
}
