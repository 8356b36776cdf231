using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Seeding;

/// <summary>What stood in the way of seeding; the message says it in one sentence.</summary>
public sealed class SeedException(string message) : Exception(message);

/// <summary>
/// Fills an empty database with the demo region, in one commit. The same at every run but for passwords and keys. Where the demo is already there
/// only the passwords are made anew; a database with anything else in it is refused.
/// </summary>
internal sealed class DemoSeed(PortalDbContextFactory contexts, PersonalData personal, TimeProvider time)
{
    private const int Seed = 20_261_122;
    private static readonly Actor Actor = Actor.System("seed demo");
    private readonly DateTime now = time.GetUtcNow().UtcDateTime;
    private readonly Random random = new(Seed);

    public async Task<IReadOnlyList<DemoSignIn>> RunAsync(CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        await using var scope = await db.BeginWriteAsync(cancellation);
        await RefuseForeignDataAsync(db, cancellation);
        if (!await db.Markets.AnyAsync(cancellation))
            await FillAsync(db, cancellation);
        var first = await db.Markets.Where(m => m.Code == "SB").Select(m => m.Id).SingleAsync(cancellation);
        var signIns = await DemoUsers.PutAsync(db, first, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await scope.CommitAsync(cancellation);
        return signIns;
    }

    private static async Task RefuseForeignDataAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var markets = await db.Markets.CountAsync(m => m.Operator == null || !m.Operator.Code.StartsWith(DemoMarkets.OperatorPrefix), cancellation);
        var people = await db.Users.CountAsync(u => !u.IsDemo && !u.IsService, cancellation);
        if (markets > 0 || people > 0)
            throw new SeedException($"This database holds data that is not the demo's ({markets} markets, {people} users); the demo is not added to it.");
    }

    private async Task FillAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var plans = DemoMarkets.All();
        var zones = await MarketsAsync(db, plans, cancellation);
        var makers = new DemoVendors(personal, random, now);
        var tenancies = new List<Tenancy>();
        foreach (var (plan, zone, demo) in zones)
        {
            var stalls = DemoPlan.Draw(plan.Market, zone, demo, random).ToList();
            db.AddRange(stalls);
            foreach (var stall in Held(stalls, demo))
            {
                var vendor = makers.Make(plan.Market, demo);
                db.Audit(Actor, now, "vendor.created", vendor);
                tenancies.Add(makers.Tenancy(vendor, stall, plan.Market));
            }
        }

        db.AddRange(tenancies);
        await db.SaveChangesAsync(cancellation);
        db.AddRange(tenancies.SelectMany((t, i) => makers.Belongings(t.Vendor!, t, i + 1)));
        db.AddRange(tenancies.SelectMany((t, i) => makers.Arrears(t, i + 1)));
        await SuspendAsync(db, tenancies, cancellation);
    }

    /// <summary>The empty stalls lie among the others; the first of a zone is always held.</summary>
    private static IEnumerable<Stall> Held(List<Stall> stalls, DemoZone zone)
    {
        var every = stalls.Count / (zone.Vacant + 1);
        var vacant = Enumerable.Range(1, zone.Vacant).Select(i => (i * every) - 1 + (i % 2)).ToHashSet();
        return stalls.Where((_, i) => !vacant.Contains(i));
    }

    private async Task<List<(DemoMarket Plan, Zone Zone, DemoZone Demo)>> MarketsAsync(PortalDbContext db, DemoMarket[] plans, CancellationToken cancellation)
    {
        var operators = DemoMarkets.Operators();
        var zones = new List<(DemoMarket, Zone, DemoZone)>();
        foreach (var plan in plans)
        {
            var market = plan.Market;
            market.Uid = SeedNumbers.Uid(random);
            market.Operator = operators[plan.Operator];
            market.ReportedShops = plan.Zones.Sum(z => z.Held + z.Vacant);
            market.RefreshSearchText();
            foreach (var (demo, order) in plan.Zones.Select((z, i) => (z, i)))
            {
                var zone = new Zone { Code = demo.Code, NameKo = demo.Ko, NameEn = demo.En, NameZh = demo.Zh, SortOrder = order };
                market.Zones.Add(zone);
                zones.Add((plan, zone, demo));
            }

            db.Add(market);
            db.Audit(Actor, now, "market.created", market);
        }

        await db.SaveChangesAsync(cancellation);
        var year = now.Year;
        foreach (var market in plans.Select(p => p.Market).Where(m => m.Opening == OpeningDays.AlwaysText))
        {
            db.Add(new MarketClosure { MarketId = market.Id, FromDate = new DateOnly(year - 1, 12, 31), ToDate = new DateOnly(year, 1, 1), Reason = "신정 휴장" });
            db.Add(new MarketClosure { MarketId = market.Id, FromDate = new DateOnly(year + 1, 1, 1), ToDate = new DateOnly(year + 1, 1, 1), Reason = "신정 휴장" });
        }

        return zones;
    }

    /// <summary>Three vendors are suspended today, two were once. Their stalls are neither the first nor many; those of today have lost them.</summary>
    private async Task SuspendAsync(PortalDbContext db, List<Tenancy> tenancies, CancellationToken cancellation)
    {
        var today = new[] { (170, "원산지 표시 위반 3회 (시범 자료)", 12), (300, "사용료 6개월 체납 (시범 자료)", 40), (380, "소방 점검 거부 (시범 자료)", 3) };
        var past = new[] { (90, "영업신고증 미게시 (시범 자료)", 200), (210, "통로 적치물 방치 (시범 자료)", 150) };
        foreach (var (index, reason, days) in past.Concat(today))
        {
            var vendor = tenancies[index].Vendor!;
            var at = now.AddDays(-days);
            var suspension = new Suspension { VendorId = vendor.Id, MarketId = vendor.MarketId, FromAt = at, Reason = reason, SuspendedBy = "시범 시장관리자" };
            db.Add(suspension);
            vendor.Status = VendorStatus.Suspended;
            vendor.Verdict = TradingVerdict.MayNotTrade;
            db.Audit(Actor, at, "vendor.suspended", vendor, reason);
            await db.SaveChangesAsync(cancellation);
            if (days < past[^1].Item3)
            {
                // Whoever is suspended today holds no stall any more: at every stall that lists a vendor the demo can be paid.
                tenancies[index].ToDate = DateOnly.FromDateTime(at);
                tenancies[index].EndReason = reason;
                await db.SaveChangesAsync(cancellation);
                continue;
            }

            suspension.ToAt = at.AddDays(14);
            suspension.LiftReason = "시정 확인 (시범 자료)";
            suspension.LiftedBy = "시범 시장관리자";
            vendor.Status = VendorStatus.Active;
            vendor.Verdict = TradingVerdict.MayTrade;
            db.Audit(Actor, suspension.ToAt.Value, "vendor.reinstated", vendor, suspension.LiftReason);
            await db.SaveChangesAsync(cancellation);
        }
    }
}
