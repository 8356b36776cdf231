using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vendors.HeldStall, Portal.Domain.Vendors.StallRow>;

namespace Portal.Domain.Vendors;

/// <summary>A stall with the tenancy that holds it on the day asked for; tenancies of one stall never share a day, so there is at most one.</summary>
public sealed class HeldStall
{
    public required Stall Stall { get; init; }

    public Tenancy? Tenancy { get; init; }
}

/// <summary>A stall as lists and the floor plan show it.</summary>
public sealed record StallRow(
    string Code,
    string Market,
    string Zone,
    string Number,
    StallKind Kind,
    StallStatus Status,
    long? AreaCm2,
    Utilities Utilities,
    int? PlanX,
    int? PlanY,
    int? PlanWidth,
    int? PlanHeight,
    string? Vendor,
    string? VendorName,
    TradingVerdict? Verdict,
    DateOnly? HeldFrom,
    DateOnly? HeldTo,
    long Version,
    bool InArrears);

/// <summary>How many of the matching stalls are held and vacant, and how many holders may not trade.</summary>
public sealed record StallCounts(int Held, int Vacant, int Barred);

/// <summary>A zone with how many of its stalls are held.</summary>
public sealed record ZoneRow(string Code, string NameKo, string? NameEn, string? NameZh, int Stalls, int Held);

/// <summary>Reading stalls, zones and floor plans.</summary>
public sealed class StallQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>What the list of stalls knows.</summary>
    public static ListDefinition<HeldStall, StallRow> Definition { get; } = new()
    {
        Key = h => h.Stall.Id,
        Code = h => h.Stall.Code,
        CodeOf = r => r.Code,
        Row = ToRow,
        Order = [new ListSort("code")],
        Search = Finds,
        Columns =
        [
            Column.Text("code", "stalls.code", h => h.Stall.Code, r => r.Code) with { Important = 1 },
            Column.Code("market", "stalls.market", h => h.Stall.Market!.Code, r => r.Market) with { Offered = true },
            Column.Code("zone", "stalls.zone", h => h.Stall.Zone!.Code, r => r.Zone) with { Offered = true },
            Column.Text("number", "stalls.number", h => h.Stall.Number, r => r.Number) with { Hidden = true },
            Column.Choice("kind", "stalls.kind", h => h.Stall.Kind, r => r.Kind),
            Column.Choice("status", "stalls.status", h => h.Stall.Status, r => r.Status) with { Important = 3, Offered = true },
            Column.Number("area", "stalls.area", h => h.Stall.AreaCm2, r => r.AreaCm2),
            Column.Text("vendor", "stalls.vendor", h => h.Tenancy!.Vendor!.Code, r => r.Vendor) with { Hidden = true },
            Column.Text("vendorName", "stalls.vendorName", h => h.Tenancy!.Vendor!.TradeName, r => r.VendorName) with { Important = 2 },
            Column.OptionalChoice("verdict", "stalls.verdict", h => (TradingVerdict?)h.Tenancy!.Vendor!.Verdict, r => r.Verdict),
            Column.YesNo("held", "stalls.held", h => h.Tenancy != null, r => r.Vendor is not null) with { Offered = true },
            Column.Date("heldFrom", "stalls.heldFrom", h => (DateOnly?)h.Tenancy!.FromDate, r => r.HeldFrom),
            Column.Date("heldTo", "stalls.heldTo", h => h.Tenancy!.ToDate, r => r.HeldTo) with { Hidden = true },
            Column.YesNo("inArrears", "stalls.inArrears", h => h.Tenancy!.Arrears.Any(a => a.SettledDate == null && a.ArchivedAt == null), r => r.InArrears) with { Hidden = true },
        ],
    };

    private static Expression<Func<HeldStall, StallRow>> ToRow => h => new StallRow(
        h.Stall.Code, h.Stall.Market!.Code, h.Stall.Zone!.Code, h.Stall.Number, h.Stall.Kind, h.Stall.Status, h.Stall.AreaCm2, h.Stall.Utilities,
        h.Stall.PlanX, h.Stall.PlanY, h.Stall.PlanWidth, h.Stall.PlanHeight,
        h.Tenancy!.Vendor!.Code, h.Tenancy.Vendor.TradeName, (TradingVerdict?)h.Tenancy.Vendor.Verdict, (DateOnly?)h.Tenancy.FromDate, h.Tenancy.ToDate, h.Stall.Version,
        h.Tenancy.Arrears.Any(a => a.SettledDate == null && a.ArchivedAt == null));

    /// <summary>The stalls that the actor may see, each with its holder on the day.</summary>
    public static IQueryable<HeldStall> Visible(PortalDbContext db, Actor actor, DateOnly today, Right right = Right.ViewStalls)
    {
        var stalls = db.Stalls.AsNoTracking().Where(s => s.ArchivedAt == null);
        var reach = actor.ReachOf(right);
        if (!reach.All)
            stalls = stalls.Where(s => reach.Regions.Contains(s.Market!.Region) || reach.MarketIds.Contains(s.MarketId));
        var current = db.Tenancies.AsNoTracking().Where(t => t.ArchivedAt == null && t.FromDate <= today && (t.ToDate == null || t.ToDate >= today));
        return stalls.GroupJoin(current, s => s.Id, t => t.StallId, (s, ts) => new { s, ts })
            .SelectMany(x => x.ts.DefaultIfEmpty(), (x, t) => new HeldStall { Stall = x.s, Tenancy = t });
    }

    public async Task<Outcome<Page<StallRow>>> PageAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await Visible(db, actor, Today()).ToPageAsync(query, Definition, cancel: cancellation);
    }

    /// <summary>The figures below the list, over all matching stalls.</summary>
    public async Task<Outcome<StallCounts>> CountsAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var rows = Visible(db, actor, Today()).Matching(query, Definition);
        if (!rows.TryGet(out var matching))
            return rows.Refusals.ToList();
        var groups = await matching.GroupBy(h => (TradingVerdict?)h.Tenancy!.Vendor!.Verdict).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation);
        return new StallCounts(
            groups.Where(g => g.Key is not null).Sum(g => g.Count),
            groups.Where(g => g.Key is null).Sum(g => g.Count),
            groups.Where(g => g.Key == TradingVerdict.MayNotTrade).Sum(g => g.Count));
    }

    /// <summary>The codes before and after a record in the list that the query describes.</summary>
    public async Task<Outcome<ListNeighbours>> NeighboursAsync(Actor actor, ListQuery query, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await Visible(db, actor, Today()).NeighboursAsync(query, Definition, code, cancel: cancellation);
    }

    public async Task<Outcome<StallRow>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var row = await Visible(db, actor, Today()).Where(h => h.Stall.Code == code).Select(ToRow).FirstOrDefaultAsync(cancellation);
        return row is null ? new StallNotFound(code) : row;
    }

    /// <summary>The zones of a market, in their order.</summary>
    public async Task<IReadOnlyList<ZoneRow>> ZonesAsync(Actor actor, string market, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var today = Today();
        var markets = MarketQueries.Visible(db, actor, Right.ViewStalls).Where(m => m.Code == market).Select(m => m.Id);
        return await db.Zones.AsNoTracking().Where(z => markets.Contains(z.MarketId)).OrderBy(z => z.SortOrder).ThenBy(z => z.Code)
            .Select(z => new ZoneRow(
                z.Code,
                z.NameKo,
                z.NameEn,
                z.NameZh,
                db.Stalls.Count(s => s.ZoneId == z.Id && s.ArchivedAt == null),
                db.Tenancies.Count(t => t.Stall!.ZoneId == z.Id && t.ArchivedAt == null && t.FromDate <= today && (t.ToDate == null || t.ToDate >= today))))
            .ToListAsync(cancellation);
    }

    /// <summary>Everything that is drawn on a market's floor plan, in one query.</summary>
    public async Task<IReadOnlyList<StallRow>> PlanAsync(Actor actor, string market, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await Visible(db, actor, Today()).Where(h => h.Stall.Market!.Code == market).OrderBy(h => h.Stall.Code).Select(ToRow).ToListAsync(cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports.</summary>
    public async IAsyncEnumerable<StallRow> StreamAsync(Actor actor, ListQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var rows = Visible(db, actor, Today()).Apply(query, Definition);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(ToRow).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>Rows in the order of their codes, from the one behind <paramref name="after"/> on: the paging of the API.</summary>
    public async Task<Outcome<IReadOnlyList<StallRow>>> AfterAsync(Actor actor, ListQuery query, string? after, int limit, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var matching = Visible(db, actor, Today()).Matching(query, Definition);
        if (!matching.TryGet(out var stalls))
            return matching.Refusals.ToList();
        if (!string.IsNullOrEmpty(after))
            stalls = stalls.Where(h => h.Stall.Code.CompareTo(after) > 0);
        return await stalls.OrderBy(h => h.Stall.Code).Take(limit).Select(ToRow).ToListAsync(cancellation);
    }

    /// <summary>Codes are capital letters; hyphens do not count, so that A12 and A-12 find the same.</summary>
    private static Expression<Func<HeldStall, bool>> Finds(SearchWord word)
    {
        var code = LikePattern.Contains(word.Folded.ToUpperInvariant());
        var vendor = word.Anywhere;
        return h => EF.Functions.Like(h.Stall.Code.Replace("-", ""), code, LikePattern.Escape)
            || (h.Tenancy != null && EF.Functions.Like(h.Tenancy.Vendor!.SearchText, vendor, LikePattern.Escape));
    }

    /// <summary>The day on which tenancies are asked for in lists over several markets: Korea's date.</summary>
    private DateOnly Today() => BusinessDay.Of("Asia/Seoul", 0, time.GetUtcNow().UtcDateTime);
}
