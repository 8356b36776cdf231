using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Benchmarks;

/// <summary>
/// Payments over HTTP: 64 connections over loopback to the portal's own executable in a process of its own, a key checked with each request, every payment another id at one of
/// a thousand stalls. Before each stretch of payments the ledger alone is measured on the same database, as the <c>ledger</c> benchmark measures it.
/// </summary>
/// <remarks>The processors are shared: who asks takes some of what the portal could use, which can only understate the portal.</remarks>
internal static class ApiBenchmark
{
    private const string Name = "api";
    private const int Connections = 64;
    private const int Wallets = 100_000;
    private const int Markets = 10;
    private const int Stalls = 1_000;
    private const int Rounds = 4;

    /// <summary>Before them the portal still compiles itself.</summary>
    private const int WarmPayments = 15_000;
    private const double ShareGoal = 0.3;
    private const double SyncsGoal = 3;
    private const double ExtraGoal = 50;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(IReadOnlyList<DatabaseProvider> providers)
    {
        foreach (var provider in providers)
        {
            await using var portal = await FilledPortal.MakeAsync(provider, Markets, Stalls);
            if (portal is null || !await MeasureAsync(portal, provider))
                PrintNothing(provider);
        }
    }

    public static void PrintNothing(DatabaseProvider provider) => Print(provider, null, null, null, null, null);

    /// <summary>False when the portal did not come up.</summary>
    private static async Task<bool> MeasureAsync(FilledPortal portal, DatabaseProvider provider)
    {
        var books = await BenchmarkBooks.MakeAsync(portal, Wallets);
        var stalls = await PayableAsync(portal, books.OperatorId);
        await using var served = await portal.KeyAsync("terminal") is { } key ? await ServedPortal.StartAsync(portal, key) : null;
        if (served is null)
            return false;
        var ledger = portal.Get<GeneralLedger>();
        var payments = new HttpLoad(served.Port, Connections, () => PaymentRequests.Make(served.Key, stalls));
        var empty = new HttpLoad(served.Port, Connections, PaymentRequests.MakeEmpty);
        await LedgerBenchmark.RateAsync(ledger, books.AnyWallet, books, Short);
        for (var (warmed, clock) = (0, Stopwatch.StartNew()); warmed < WarmPayments && clock.Elapsed < Warm;)
            warmed += (await payments.RunAsync(Short)).Milliseconds.Count;
        await empty.RunAsync(Short);
        var (syncs, transfers, taken) = (new List<double>(), new List<double>(), new List<LoadResult>());
        var allocated = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            syncs.AddRange(DiskSync.Milliseconds(portal.Folder));
            transfers.Add(await LedgerBenchmark.RateAsync(ledger, books.AnyWallet, books, Long));
            var before = await served.AllocatedAsync();
            taken.Add(await payments.RunAsync(Long));
            allocated += await served.AllocatedAsync() - before;
            Figures.Note($"  {transfers[^1]:F0} transfers, {taken[^1].PerSecond:F0} payments a second, {served.ProcessorTime.TotalSeconds:F1} s of processor time so far");
        }

        var nothing = await empty.RunAsync(Short);
        Print(provider, syncs, transfers.Average(), taken, allocated, nothing.PerSecond);
        return true;
    }

    private static void Print(DatabaseProvider provider, List<double>? syncs, double? transfers, List<LoadResult>? taken, long? allocated, double? empty)
    {
        double? rate = taken?.Average(t => t.PerSecond);
        var latencies = taken?.SelectMany(t => t.Milliseconds).ToList();
        double? syncWait = syncs is null ? null : Figures.Percentile(syncs, 0.99);
        Figures.Baseline(Name, "fdatasync_per_second", provider, syncs is null ? null : syncs.Count / syncs.Sum() * 1_000);
        Figures.Baseline(Name, "fdatasync_p99_ms", provider, syncWait);
        Figures.Baseline(Name, "empty_requests_per_second", provider, empty);
        Figures.Baseline(Name, "transfers_per_second", provider, transfers);
        Figures.Baseline(Name, "payments_per_second", provider, rate);
        Figures.AtLeast(Name, "share_of_transfers", provider, rate / transfers, ShareGoal);
        Figures.Baseline(Name, "p50_ms", provider, latencies is null ? null : Figures.Percentile(latencies, 0.5));
        Figures.Print(Name, "p99_ms", provider, latencies is null ? null : Figures.Percentile(latencies, 0.99), Math.Round(ExtraGoal + (SyncsGoal * (syncWait ?? 0)), 2));
        Figures.Baseline(Name, "allocated_bytes_per_payment", provider, allocated / (double?)latencies?.Count);
    }

    /// <summary>The loaded markets get an operator, so that they can be paid at; answers the stalls whose vendors may trade.</summary>
    private static async Task<string[]> PayableAsync(FilledPortal portal, long operatorId)
    {
        await using var db = portal.Get<PortalDbContextFactory>().CreateDbContext();
        await using (var write = await db.BeginWriteAsync())
        {
            await db.Markets.ExecuteUpdateAsync(m => m.SetProperty(x => x.OperatorId, operatorId));
            await write.CommitAsync();
        }

        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(9));
        var codes = await db.Tenancies.Where(t => t.ArchivedAt == null && t.FromDate <= today && (t.ToDate == null || t.ToDate > today))
            .Where(t => t.Vendor!.Status == VendorStatus.Active && t.Vendor.Verdict != TradingVerdict.MayNotTrade && t.Vendor.Tenders.HasFlag(AcceptedTenders.Cash))
            .Join(db.Stalls, t => t.StallId, s => s.Id, (_, stall) => stall.Code).ToArrayAsync();
        Figures.Note($"  {codes.Length} stalls can be paid at");
        return codes.Length > 0 ? codes : throw new InvalidOperationException("No stall can be paid at.");
    }
}
