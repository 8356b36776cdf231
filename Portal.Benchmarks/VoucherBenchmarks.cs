using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Seeding;

namespace Portal.Benchmarks;

/// <summary>A million vouchers from approved to sellable, with the file that the printer gets: time, and growth of the process.</summary>
internal static class VoucherIssueBenchmark
{
    private const string Name = "voucher-issue";
    private const int Vouchers = 1_000_000;
    private const double MostSeconds = 90;
    private const double MostMegabytes = 300;

    public static async Task RunAsync(IReadOnlyList<DatabaseProvider> providers)
    {
        foreach (var provider in providers)
        {
            await using var portal = await FilledPortal.MakeAsync(provider, markets: 1, vendors: 1);
            if (portal is null)
                PrintNothing(provider);
            else
                await MeasureAsync(portal, provider);
        }
    }

    public static void PrintNothing(DatabaseProvider provider) => Print(provider, null, null);

    private static async Task MeasureAsync(FilledPortal portal, DatabaseProvider provider)
    {
        var desk = await BenchmarkDesk.MakeAsync(portal);
        await desk.IssueAsync(VoucherKind.Mobile, 1_000, _ => Task.CompletedTask);
        var memory = Memory.Watch();
        var clock = Stopwatch.StartNew();
        await using (var file = new StreamWriter(Path.Combine(portal.Folder, "made.csv")))
        {
            await desk.IssueAsync(VoucherKind.Mobile, Vouchers, async made =>
            {
                foreach (var voucher in made)
                    await file.WriteLineAsync($"{voucher.Serial},{voucher.Token},{voucher.Pin}");
            });
        }

        Print(provider, clock.Elapsed.TotalSeconds, memory.Growth);
    }

    private static void Print(DatabaseProvider provider, double? seconds, double? megabytes)
    {
        Figures.Print(Name, "seconds_for_a_million", provider, seconds, MostSeconds);
        Figures.Print(Name, "growth_megabytes", provider, megabytes, MostMegabytes);
    }
}

/// <summary>Redemptions a second beside one-tender cash payments, in turns.</summary>
internal static class VoucherRedeemBenchmark
{
    private const string Name = "voucher-redeem";
    private const int Callers = 64;
    private const int Rounds = 3;
    private const int PerVoucher = 10;
    private const int Vouchers = 9_000;
    private const int PerSale = 300;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(IReadOnlyList<DatabaseProvider> providers)
    {
        foreach (var provider in providers)
        {
            await using var portal = await FilledPortal.MakeAsync(provider, markets: 4, vendors: 400);
            if (portal is null)
                PrintNothing(provider);
            else
                await MeasureAsync(portal, provider);
        }
    }

    public static void PrintNothing(DatabaseProvider provider) => Print(provider, null, null);

    private static async Task MeasureAsync(FilledPortal portal, DatabaseProvider provider)
    {
        var desk = await BenchmarkDesk.MakeAsync(portal);
        var tokens = new List<MadeVoucher>();
        await desk.IssueAsync(VoucherKind.Mobile, Vouchers, made =>
        {
            tokens.AddRange(made);
            return Task.CompletedTask;
        });
        foreach (var part in tokens.Chunk(PerSale))
            await desk.SellAsync(part);
        var stalls = await desk.StallsAsync();
        var payments = portal.Get<PaymentService>();
        var won = new Money("KRW", BenchmarkDesk.Face / PerVoucher);
        var next = 0;
        TenderRequest Cash() => new("tenders[0]", TenderKind.Cash, won);
        TenderRequest Voucher() => new("tenders[0]", TenderKind.Voucher, won, Token: tokens[Interlocked.Increment(ref next) % tokens.Count].Token);
        await RateAsync(payments, stalls, won, Cash, TimeSpan.FromSeconds(3));
        await RateAsync(payments, stalls, won, Voucher, TimeSpan.FromSeconds(1));
        var (cash, voucher) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            cash.Add(await RateAsync(payments, stalls, won, Cash, Turn));
            voucher.Add(await RateAsync(payments, stalls, won, Voucher, Turn));
            Figures.Note($"  {cash[^1]:F0} cash payments a second, {voucher[^1]:F0} redemptions");
        }

        Print(provider, Figures.Percentile(cash, 0.5), Figures.Percentile(voucher, 0.5));
    }

    private static async Task<double> RateAsync(PaymentService payments, IReadOnlyList<string> stalls, Money won, Func<TenderRequest> tender, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        string? declined = null;
        var done = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var count = 0;
            for (; clock.Elapsed < time; count++)
            {
                var paid = await payments.PayAsync(FilledPortal.Actor, new PaymentRequest(Guid.NewGuid(), stalls[(caller + count) % stalls.Count], won, [tender()], Capture: true, null, "{}"));
                declined ??= paid.Value.Reason;
            }

            return count;
        })));
        return declined is null ? done.Sum() / clock.Elapsed.TotalSeconds : throw new InvalidOperationException($"Payments were declined: {declined}.");
    }

    private static void Print(DatabaseProvider provider, double? cash, double? vouchers)
    {
        Figures.Baseline(Name, "cash_payments_per_second", provider, cash);
        Figures.Baseline(Name, "redemptions_per_second", provider, vouchers);
        Figures.AtLeast(Name, "share_of_cash_payments", provider, vouchers / cash, 0.6);
    }
}

/// <summary>The demo's programme on loaded markets.</summary>
internal sealed class BenchmarkDesk(FilledPortal portal)
{
    public const long Face = 100_000;

    /// <summary>The markets belong to an operator, and every vendor takes cash and vouchers.</summary>
    public static async Task<BenchmarkDesk> MakeAsync(FilledPortal portal)
    {
        await using var db = portal.Get<PortalDbContextFactory>().CreateDbContext();
        db.Add(new Domain.Markets.Operator { Code = "BENCH", Name = "Benchmark" });
        await db.SaveChangesAsync();
        var owner = await db.Operators.Select(o => o.Id).SingleAsync();
        await db.Markets.ExecuteUpdateAsync(set => set.SetProperty(m => m.OperatorId, owner));
        await db.Vendors.ExecuteUpdateAsync(set => set.SetProperty(v => v.Tenders, Domain.Vendors.AcceptedTenders.Cash).SetProperty(v => v.Status, Domain.Vendors.VendorStatus.Active).SetProperty(v => v.Verdict, Domain.Vendors.TradingVerdict.MayTrade));
        await new DemoVouchers(portal.Get<PortalDbContextFactory>(), portal.Get<ProgrammeService>(), portal.Get<VoucherOffices>(), DateTimeOffset.UtcNow).RunAsync();
        return new BenchmarkDesk(portal);
    }

    /// <summary>Makes the vouchers of a batch that was approved.</summary>
    public async Task IssueAsync(VoucherKind kind, int count, Func<IReadOnlyList<MadeVoucher>, Task> keep)
    {
        var (printer, uid) = (portal.Get<BatchPrinter>(), await ApprovedAsync(kind, count));
        _ = (await printer.MakeAsync(FilledPortal.Actor, (await printer.BeginAsync(FilledPortal.Actor, uid)).Value, keep)).Value;
    }

    /// <summary>A batch that was approved.</summary>
    public async Task<Guid> ApprovedAsync(VoucherKind kind, int count)
    {
        var uid = Guid.NewGuid();
        await using (var db = portal.Get<PortalDbContextFactory>().CreateDbContext())
        {
            var batch = new VoucherBatch
            {
                Uid = uid,
                ProgrammeId = await db.VoucherProgrammes.Select(p => p.Id).SingleAsync(),
                Code = uid.ToString("N")[..12],
                Kind = kind,
                OfficeId = await db.VoucherOffices.Select(o => o.Id).FirstAsync(),
                State = BatchState.Approved,
                Count = count,
                TotalMinor = Face * count,
                ContentHash = new string('0', VoucherBatch.HashLength),
                Needed = 1,
                MakerName = "benchmark",
                SubmittedAt = DateTime.UtcNow,
            };
            db.Add(batch);
            await db.SaveChangesAsync();
            db.Add(new VoucherBatchItem { BatchId = batch.Id, FaceMinor = Face, Count = count });
            await db.SaveChangesAsync();
        }

        return uid;
    }

    /// <summary>Sells to an institution, which has no caps and no discount.</summary>
    public async Task SellAsync(IReadOnlyList<MadeVoucher> vouchers) => _ = (await portal.Get<VoucherSales>().SellAsync(
        FilledPortal.Actor, new SaleRequest(Guid.NewGuid(), DemoVouchers.Programme, BuyerKind.Institution, "bench", [new SerialRange("items[0]", vouchers[0].Serial, vouchers[^1].Serial)], PurchaseMeans.AccountTransfer))).Value;

    public async Task<IReadOnlyList<string>> StallsAsync()
    {
        await using var db = portal.Get<PortalDbContextFactory>().CreateDbContext();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        return await db.Tenancies.Where(t => t.FromDate < today && t.ToDate == null).Select(t => t.Stall!.Code).ToListAsync();
    }
}
