using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Seeding;

/// <summary>How much data to make. The same size and seed give the same rows, but for the keys that seal personal fields.</summary>
public sealed record LoadSize(int Markets, int Vendors, int Stalls, int Seed);

/// <summary>Makes data of any size, for measuring: markets, zones, stalls, vendors with their person keys, tenancies.</summary>
public sealed class LoadSeed(PortalDbContextFactory contexts, BulkInsert bulk, PersonalData personal, TimeProvider time)
{
    private const int ZonesPerMarket = 4;
    private const int Batch = 20_000;
    private const int PerRow = 20;
    private static readonly string[] Regions = ["시범1도", "시범2도", "시범3도", "시범4도", "시범5도", "시범6도", "시범7도", "시범8도"];

    /// <summary>Answers the number of rows. Throws <see cref="SeedException"/> when loaded data is there already.</summary>
    public async Task<long> RunAsync(LoadSize size, CancellationToken cancellation = default)
    {
        await using (var db = contexts.CreateDbContext())
        {
            if (await db.Markets.AnyAsync(m => m.Code == "L0001", cancellation) || await db.Vendors.AnyAsync(v => v.Code == "L0000001", cancellation))
                throw new SeedException("This database holds loaded data already; take an empty one.");
        }

        var random = new Random(size.Seed);
        var now = time.GetUtcNow().UtcDateTime;
        var markets = Enumerable.Range(1, size.Markets).Select(i => MakeMarket(i, random)).ToList();
        await bulk.InsertAsync(markets, cancellation);
        var zones = markets.SelectMany(m => Enumerable.Range(0, ZonesPerMarket).Select(z => MakeZone(m, z))).ToList();
        await bulk.InsertAsync(zones, cancellation);
        var rows = (long)markets.Count + zones.Count;
        for (var from = 0; from < size.Stalls; from += Batch)
            rows += await BatchAsync(size, markets, zones, from, Math.Min(from + Batch, size.Stalls), random, now, cancellation);
        await NoteAsync(size, now, cancellation);
        await SettleAsync(cancellation);
        return rows + 1;
    }

    private async Task<long> BatchAsync(LoadSize size, List<Market> markets, List<Zone> zones, int from, int to, Random random, DateTime now, CancellationToken cancellation)
    {
        var stalls = Enumerable.Range(from, to - from).Select(i => MakeStall(i, size, markets, zones, random)).ToList();
        await bulk.InsertAsync(stalls, cancellation);
        var held = Math.Clamp(size.Vendors - from, 0, to - from);
        var keys = Enumerable.Range(0, held).Select(_ => personal.NewKey(RetentionClass.Vendor)).ToList();
        await bulk.InsertAsync(keys, cancellation);
        var vendors = keys.Select((key, i) => MakeVendor(from + i, markets[(from + i) % markets.Count], key, random, now)).ToList();
        await bulk.InsertAsync(vendors, cancellation);
        var tenancies = vendors.Select((vendor, i) => MakeTenancy(vendor, stalls[i], random)).ToList();
        await bulk.InsertAsync(tenancies, cancellation);
        return stalls.Count + (3L * held);
    }

    private async Task SettleAsync(CancellationToken cancellation)
    {
        await bulk.SettleAsync<Market>(cancellation);
        await bulk.SettleAsync<Stall>(cancellation);
        await bulk.SettleAsync<PersonKey>(cancellation);
        await bulk.SettleAsync<Vendor>(cancellation);
        await bulk.SettleAsync<Tenancy>(cancellation);
    }

    /// <summary>Loaded rows are not audited one by one; that they were loaded is.</summary>
    private async Task NoteAsync(LoadSize size, DateTime now, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        db.AuditEntries.Add(new AuditEntry
        {
            At = now,
            ActorKind = Domain.Access.ActorKind.System,
            ActorName = "portal",
            From = "seed load",
            Action = "database.loaded",
            SubjectKind = "database",
            SubjectCode = $"{size.Markets} markets, {size.Stalls} stalls, {size.Vendors} vendors, seed {size.Seed}",
        });
        await db.SaveChangesAsync(cancellation);
    }

    private static Market MakeMarket(int number, Random random)
    {
        var region = Regions[number % Regions.Length];
        var market = new Market
        {
            Uid = SeedNumbers.Uid(random),
            Code = $"L{number:D4}",
            NameKo = $"시범 {DemoWords.Names[number % DemoWords.Names.Length].Ko}시장 {number}",
            NameEn = $"Demo {DemoWords.Names[number % DemoWords.Names.Length].En} Market {number}",
            NameZh = $"示范{DemoWords.Names[number % DemoWords.Names.Length].Zh}市场{number}",
            Region = region,
            AddressRoad = $"{region} 시범로 {number}",
            LatitudeE6 = 34_500_000 + random.Next(3_500_000),
            LongitudeE6 = 126_500_000 + random.Next(2_500_000),
        };
        market.RefreshSearchText();
        return market;
    }

    private static Zone MakeZone(Market market, int index) => new()
    {
        MarketId = market.Id,
        Code = ((char)('A' + index)).ToString(),
        NameKo = $"{index + 1}동",
        NameEn = $"Hall {index + 1}",
        NameZh = $"{index + 1}号馆",
        SortOrder = index,
    };

    private static Stall MakeStall(int index, LoadSize size, List<Market> markets, List<Zone> zones, Random random)
    {
        var market = markets[index % size.Markets];
        var inMarket = index / size.Markets;
        var (zone, number) = (inMarket % ZonesPerMarket, (inMarket / ZonesPerMarket) + 1);
        var text = $"{(char)('A' + zone)}-{number:D4}";
        return new Stall
        {
            Uid = SeedNumbers.Uid(random),
            MarketId = market.Id,
            ZoneId = zones[((index % size.Markets) * ZonesPerMarket) + zone].Id,
            Number = text,
            Code = $"{market.Code}-{text}",
            AreaCm2 = random.Next(30, 400) * 1_000L,
            Utilities = Utilities.Electricity,
            PlanX = 10 + ((number - 1) % PerRow * 30),
            PlanY = 10 + ((number - 1) / PerRow * 55),
            PlanWidth = 30,
            PlanHeight = 25,
        };
    }

    private Vendor MakeVendor(int index, Market market, PersonKey key, Random random, DateTime now)
    {
        var name = DemoWords.Names[random.Next(DemoWords.Names.Length)];
        var (trade, words) = DemoWords.Trades.ElementAt(random.Next(DemoWords.Trades.Count));
        var owner = DemoWords.Person(random);
        var phone = SeedNumbers.Mobile(random);
        var vendor = new Vendor
        {
            Uid = SeedNumbers.Uid(random),
            MarketId = market.Id,
            Code = $"L{index + 1:D7}",
            TradeName = $"{name.Ko}{trade} {index + 1}",
            TradeNameEn = $"{name.En} {words.En} {index + 1}",
            TradeNameZh = $"{name.Zh}{words.Zh}{index + 1}",
            NumberKind = BusinessNumberKind.Korean,
            BusinessNumber = SeedNumbers.KoreanBulk(index),
            Categories = $"|{words.Category}|",
            Tenders = AcceptedTenders.Cash | (AcceptedTenders)(random.Next(64) << 1),
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

    private static Tenancy MakeTenancy(Vendor vendor, Stall stall, Random random) => new()
    {
        Uid = SeedNumbers.Uid(random),
        MarketId = vendor.MarketId,
        StallId = stall.Id,
        VendorId = vendor.Id,
        FromDate = new DateOnly(random.Next(2010, 2025), random.Next(1, 13), 1),
        Rent = random.Next(5, 60) * 10_000L,
        Deposit = random.Next(1, 20) * 1_000_000L,
    };
}
