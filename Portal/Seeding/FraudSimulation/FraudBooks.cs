using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Domain.Vouchers;

namespace Portal.Seeding.FraudSimulation;

/// <summary>What a simulation's rows hang on: its own operator, markets, programme and vendors, so that several may lie in one database.</summary>
internal sealed record FraudBooks(Operator Operator, VoucherProgramme Programme, IReadOnlyList<Market> Markets, IReadOnlyList<Vendor> Vendors, IReadOnlyList<Stall> Stalls, VoucherOffice Office, VoucherDrawer Drawer, long Rule)
{
    /// <summary>All simulated markets count their hours so.</summary>
    public const int DayTurnHour = 4;

    public static readonly Actor Seed = Actor.System("seed");
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    private static readonly long[] Faces = [10_000, 30_000, 50_000];

    public static DateTime Utc(DateTime local) => DateTime.SpecifyKind(local - Offset, DateTimeKind.Utc);

    public static DateOnly DayOf(DateTime local) => DateOnly.FromDateTime(local.AddHours(-DayTurnHour));

    /// <summary>Makes them.</summary>
    public static async Task<FraudBooks> MakeAsync(PortalDbContextFactory contexts, BulkInsert bulk, PersonalData personal, ProgrammeService programmes, VoucherOffices offices, FraudPlan plan, DateTime now, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var number = await db.VoucherProgrammes.CountAsync(p => p.Code.StartsWith("FS"), cancellation) + 1;
        var owner = new Operator { Code = $"FS{number}", Name = $"모의점검운영 {number}", BusinessNumber = SeedNumbers.KoreanBulk(98_000_000 + number) };
        db.Add(owner);
        await db.SaveChangesAsync(cancellation);
        var wanted = new NewProgramme($"FS{number}", $"모의점검상품권 {number}", $"Simulated voucher {number}", $"模拟消费券{number}", owner.Name, owner.Code, "KRW", "F" + (char)('A' + (number / 26 % 26)) + (char)('A' + (number % 26)));
        var programme = (await programmes.CreateAsync(Seed, wanted, cancellation)).Value;
        var terms = new VoucherTerms { FaceValues = Faces };
        var rules = new[] { (RuleSubject.Mobile, VoucherRule.Write(terms)), (RuleSubject.Paper, VoucherRule.Write(terms with { Whole = true })), (RuleSubject.Vendors, VoucherRule.Write(new EnrolmentTerms())) }
            .Select(r => new VoucherRule { ProgrammeId = programme.Id, Subject = r.Item1, From = new DateOnly(2020, 1, 1), Content = r.Item2, State = RuleState.Approved, MakerName = Seed.Name, ProposedAt = now, CheckerName = Seed.Name, DecidedAt = now }).ToList();
        db.AddRange(rules);
        foreach (var rule in rules)
            db.Audit(Seed, now, "voucher_rule.approved", rule);
        await db.SaveChangesAsync(cancellation);
        await offices.EnsureHeadAsync(cancellation);
        var office = await db.VoucherOffices.SingleAsync(o => o.Code == VoucherOffices.Head, cancellation);
        var drawer = await db.VoucherDrawers.SingleOrDefaultAsync(d => d.OwnerId == 0 && d.OfficeId == office.Id, cancellation);
        if (drawer is null)
        {
            db.Add(drawer = new VoucherDrawer { OfficeId = office.Id, OwnerName = Seed.Name });
            await db.SaveChangesAsync(cancellation);
        }

        var (markets, vendors, stalls) = await PlacesAsync(db, bulk, personal, programme, owner, plan, number, now, cancellation);
        return new FraudBooks(owner, programme, markets, vendors, stalls, office, drawer, rules[0].Id);
    }

    private static async Task<(List<Market> Markets, List<Vendor> Vendors, List<Stall> Stalls)> PlacesAsync(
        PortalDbContext db, BulkInsert bulk, PersonalData personal, VoucherProgramme programme, Operator owner, FraudPlan plan, int number, DateTime now, CancellationToken cancellation)
    {
        var markets = plan.Vendors.Select(v => v.Market).Distinct().Order().Select(m => MarketOf(owner, number, m)).ToList();
        await bulk.InsertAsync(markets, cancellation);
        var zones = markets.ConvertAll(m => new Zone { MarketId = m.Id, Code = "A", NameKo = "가동", NameEn = "Hall A", NameZh = "A馆" });
        await bulk.InsertAsync(zones, cancellation);
        var first = await db.Vendors.CountAsync(cancellation);
        var stalls = plan.Vendors.ConvertAll(v => StallOf(v, markets[v.Market], zones[v.Market]));
        await bulk.InsertAsync(stalls, cancellation);
        var keys = plan.Vendors.ConvertAll(_ => personal.NewKey(RetentionClass.Vendor));
        await bulk.InsertAsync(keys, cancellation);
        var vendors = plan.Vendors.ConvertAll(v => VendorOf(v, markets[v.Market], keys[v.Index], personal, number, first + v.Index, now));
        await bulk.InsertAsync(vendors, cancellation);
        await bulk.InsertAsync(vendors.Select((v, i) => new Tenancy { MarketId = v.MarketId, StallId = stalls[i].Id, VendorId = v.Id, FromDate = new DateOnly(2020, 1, 1), Rent = 100_000 }).ToList(), cancellation);
        var since = plan.First.AddMonths(-12);
        await bulk.InsertAsync(vendors.ConvertAll(v => new VendorEnrolment
        {
            ProgrammeId = programme.Id,
            VendorId = v.Id,
            MarketId = v.MarketId,
            State = EnrolmentState.Approved,
            AppliedAt = now.AddYears(-1),
            MakerName = Seed.Name,
            VisitedAt = now.AddYears(-1),
            VisitedBy = Seed.Name,
            DecidedAt = now.AddYears(-1),
            DecidedBy = Seed.Name,
            From = since,
            Until = since.AddMonths(36),
            CapMinor = 50_000_000,
        }), cancellation);
        return (markets, vendors, stalls);
    }

    private static Market MarketOf(Operator owner, int number, int place)
    {
        var market = new Market
        {
            Code = $"FS{number:D2}{place:D2}",
            NameKo = $"모의점검시장 {number}-{place}",
            NameEn = $"Simulated market {number}-{place}",
            NameZh = $"模拟市场{number}-{place}",
            Region = "시범1도",
            AddressRoad = $"시범1도 모의로 {place + 1}",
            OperatorId = owner.Id,
            DayTurnHour = DayTurnHour,
        };
        market.RefreshSearchText();
        return market;
    }

    private static Stall StallOf(SimulatedVendor vendor, Market market, Zone zone) => new()
    {
        MarketId = market.Id,
        ZoneId = zone.Id,
        Number = $"A-{vendor.Index:D4}",
        Code = $"{market.Code}-A-{vendor.Index:D4}",
        AreaCm2 = vendor.FloorM2 * 10_000L,
        Utilities = Utilities.Electricity,
        PlanX = 10 + (vendor.Index % 20 * 30),
        PlanY = 10 + (vendor.Index / 20 * 55),
        PlanWidth = 30,
        PlanHeight = 25,
    };

    private static Vendor VendorOf(SimulatedVendor plan, Market market, PersonKey key, PersonalData personal, int number, int place, DateTime now)
    {
        var (owner, phone) = ($"모의 대표 {plan.Index}", $"010-0000-{plan.Index % 10_000:D4}");
        var vendor = new Vendor
        {
            MarketId = market.Id,
            Code = $"FS{number:D2}{plan.Index:D5}",
            TradeName = $"모의상회 {number}-{plan.Index}",
            NumberKind = BusinessNumberKind.Korean,
            BusinessNumber = SeedNumbers.KoreanBulk(97_000_000 + place),
            Categories = "|잡화|",
            Tenders = AcceptedTenders.Cash,
            PersonKeyId = key.Id,
            OwnerName = personal.Seal(key, owner),
            OwnerIndex = personal.Index(owner),
            Phone = personal.Seal(key, phone),
            PhoneTail = phone[^4..],
            CreatedAt = now,
        };
        vendor.RefreshSearchText();
        return vendor;
    }
}
