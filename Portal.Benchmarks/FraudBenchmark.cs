using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Fraud;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Seeding.FraudSimulation;

namespace Portal.Benchmarks;

/// <summary>How many cheating vendors the fraud desk finds on five seeds, how many clean ones it flags, and how long the nightly run takes over a million redemptions.</summary>
internal static class FraudBenchmark
{
    private const string Name = "fraud";
    private const int Markets = 50;
    private const int Vendors = 5_000;
    private const int Redemptions = 1_000_000;
    private const int SeedsFrom = 1;
    private const int Seeds = 5;
    private const double RecallGoal = 95;
    private const double CleanGoal = 1;
    private const double SecondsGoal = 60;

    public static async Task RunAsync(IReadOnlyList<DatabaseProvider> providers)
    {
        foreach (var provider in providers)
        {
            await using var portal = await FilledPortal.MakeAsync(provider, Markets, Vendors);
            if (portal is null)
            {
                PrintNothing(provider);
                continue;
            }

            await NightlyAsync(provider, portal);
            await FoundAsync(provider, portal);
        }
    }

    public static void PrintNothing(DatabaseProvider provider)
    {
        Figures.Print(Name, "nightly_seconds_1000000", provider, null, SecondsGoal);
        Figures.AtLeast(Name, "recall_percent_least", provider, null, RecallGoal);
        Figures.Print(Name, "clean_flagged_percent_most", provider, null, CleanGoal);
        Figures.Baseline(Name, "precision_percent_least", provider, null);
    }

    private static async Task NightlyAsync(DatabaseProvider provider, FilledPortal portal)
    {
        var last = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-2);
        await FraudFill.RunAsync(portal, Redemptions, last);
        var clock = Stopwatch.StartNew();
        var run = await portal.Get<FraudNightly>().RunAsync(last);
        Figures.Note($"  {run.Redemptions} redemptions of {run.Vendors} vendors in {clock.Elapsed.TotalSeconds:F1} s: {run.Signals} signals, {run.Flagged} flagged");
        Figures.Print(Name, "nightly_seconds_1000000", provider, run.Redemptions < Redemptions ? null : clock.Elapsed.TotalSeconds, SecondsGoal);
    }

    private static async Task FoundAsync(DatabaseProvider provider, FilledPortal portal)
    {
        var measures = new List<FraudMeasure>();
        foreach (var seed in Enumerable.Range(SeedsFrom, Seeds))
        {
            var measure = await portal.Get<FraudMeasurement>().RunAsync(seed, SimulationSize.Usual);
            Figures.Baseline(Name, $"recall_percent_seed_{seed}", provider, measure.Recall * 100, measure.Cheating);
            Figures.Baseline(Name, $"precision_percent_seed_{seed}", provider, measure.Precision * 100, measure.Cheating);
            Figures.Baseline(Name, $"clean_flagged_percent_seed_{seed}", provider, measure.CleanFlagged * 100, measure.Clean);
            measures.Add(measure);
        }

        foreach (var signal in measures.SelectMany(m => m.Signals).GroupBy(s => s.Signal))
            Figures.Baseline(Name, $"recall_percent_least_{signal.Key}", provider, signal.Min(s => s.Recall) * 100);
        Figures.AtLeast(Name, "recall_percent_least", provider, measures.Min(m => m.Recall) * 100, RecallGoal);
        Figures.Print(Name, "clean_flagged_percent_most", provider, measures.Max(m => m.CleanFlagged) * 100, CleanGoal);
        Figures.Baseline(Name, "precision_percent_least", provider, measures.Min(m => m.Precision) * 100);
    }
}

/// <summary>Vouchers that were spent long ago: the rows that the nightly run reads, without the ledger's lines.</summary>
internal static class FraudFill
{
    private const int Chunk = 50_000;
    private const int PerSale = 5;
    private const int Face = 10_000;
    private const int Days = 28;

    public static async Task RunAsync(FilledPortal portal, int redemptions, DateOnly last)
    {
        var (bulk, random) = (portal.Get<BulkInsert>(), new Random(7));
        await using var db = portal.Get<PortalDbContextFactory>().CreateDbContext();
        var places = await db.Tenancies.AsNoTracking().Where(t => t.ToDate == null).OrderBy(t => t.Id).Select(t => new { t.MarketId, t.StallId, t.VendorId }).ToListAsync();
        var owner = new Domain.Markets.Operator { Code = "BENCH", Name = "benchmark" };
        db.Add(owner);
        await db.SaveChangesAsync();
        var programme = new VoucherProgramme { Code = "BENCH", NameKo = "측정", Issuer = "측정", OperatorId = owner.Id, Currency = "KRW", TimeZone = "Asia/Seoul", Prefix = "BE", LastNumber = redemptions };
        db.Add(programme);
        await db.SaveChangesAsync();
        for (var done = 0; done < redemptions; done += Chunk)
        {
            var buyers = Enumerable.Range(0, Chunk / PerSale / 2).Select(_ => new VoucherBuyer { ProgrammeId = programme.Id, Hash = RandomNumberGenerator.GetBytes(VoucherBuyer.HashLength) }).ToList();
            await bulk.InsertAsync(buyers);
            var sales = Enumerable.Range(0, Chunk / PerSale).Select(i => Sale(programme.Id, buyers[i / 2].Id, done + (i * PerSale) + 1, last.AddDays(-Days - random.Next(20)))).ToList();
            await bulk.InsertAsync(sales);
            var vouchers = Enumerable.Range(0, Chunk).Select(i => Sold(programme.Id, done + i + 1, sales[i / PerSale])).ToList();
            await bulk.InsertAsync(vouchers);
            var payments = vouchers.ConvertAll(v => (places[(int)(Math.Pow(random.NextDouble(), 2) * places.Count)], v)).ConvertAll(p => Paid(p.Item1.MarketId, p.Item1.StallId, p.Item1.VendorId, p.v, random, last));
            await bulk.InsertAsync(payments);
            await bulk.InsertAsync(payments.Select((p, i) => new PaymentTender { PaymentId = p.Id, Kind = TenderKind.Voucher, Amount = Face, Collected = true, VoucherId = vouchers[i].Id }).ToList());
        }

        await bulk.SettleAsync<Payment>();
        await bulk.SettleAsync<PaymentTender>();
        await bulk.SettleAsync<Voucher>();
        await bulk.SettleAsync<VoucherSale>();
        await bulk.SettleAsync<VoucherBuyer>();
    }

    private static VoucherSale Sale(long programme, long buyer, long id, DateOnly day) => new()
    {
        Id = id,
        Uid = Guid.CreateVersion7(),
        ProgrammeId = programme,
        BuyerId = buyer,
        Count = PerSale,
        FaceMinor = PerSale * Face,
        PaidMinor = PerSale * Face,
        By = "benchmark",
        BusinessDate = day,
        At = day.ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc),
    };

    private static Voucher Sold(long programme, long number, VoucherSale sale) => new()
    {
        ProgrammeId = programme,
        Number = number,
        Kind = VoucherKind.Mobile,
        FaceMinor = Face,
        State = VoucherState.Sold,
        TokenHash = SHA256.HashData(BitConverter.GetBytes(number)),
        SaleId = sale.Id,
        SoldOn = sale.BusinessDate,
        PaidMinor = Face,
    };

    private static Payment Paid(long market, long stall, long vendor, Voucher voucher, Random random, DateOnly last)
    {
        var day = last.AddDays(-random.Next(Days));
        return new Payment
        {
            Id = voucher.Number,
            Uid = Guid.CreateVersion7(),
            MarketId = market,
            StallId = stall,
            VendorId = vendor,
            Currency = "KRW",
            Amount = Face,
            Captured = Face,
            BusinessDate = day,
            At = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddMinutes(random.Next(600)),
            Receipt = voucher.Number.ToString("D22", System.Globalization.CultureInfo.InvariantCulture),
        };
    }
}
