using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Jobs;
using Portal.Domain.Storage;

namespace Portal.Benchmarks;

/// <summary>Twenty writers beside a loop that commits without a pause, all through the portal's own write gate on SQLite.</summary>
internal static class GateBenchmark
{
    private const string Name = "gate";
    private const double WaitGoal = 500;
    private const int Writers = 20;
    private const int WritesEach = 25;
    private const int BusyRows = 50;

    public static async Task RunAsync(IReadOnlyList<DatabaseProvider> providers)
    {
        if (!providers.Contains(DatabaseProvider.Sqlite))
            Figures.Note("The write gate is SQLite's alone: it is measured there.");
        await using var portal = await FilledPortal.MakeAsync(DatabaseProvider.Sqlite, markets: 1, vendors: 1);
        if (portal is null)
        {
            PrintNothing(DatabaseProvider.Sqlite);
            return;
        }

        var contexts = portal.Get<IDbContextFactory<PortalDbContext>>();
        await WriteAsync(contexts, 1);
        using var stop = new CancellationTokenSource();
        var busy = Task.Run(() => BusyAsync(contexts, stop.Token));
        var waits = new ConcurrentBag<double>();
        var failures = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriterAsync(contexts, waits))));
        await stop.CancelAsync();
        Figures.Baseline(Name, "busy_loop_commits", DatabaseProvider.Sqlite, await busy);
        Print(Figures.Percentile(waits, 0.5), Figures.Percentile(waits, 0.9), failures.Sum());
    }

    /// <summary>Whatever provider was asked for: the gate is SQLite's alone.</summary>
    public static void PrintNothing(DatabaseProvider provider)
    {
        Figures.Baseline(Name, "busy_loop_commits", DatabaseProvider.Sqlite, null);
        Print(null, null, null);
    }

    private static void Print(double? median, double? wait, double? failed)
    {
        Figures.Baseline(Name, "wait_median_ms", DatabaseProvider.Sqlite, median);
        Figures.Print(Name, "wait_p90_ms", DatabaseProvider.Sqlite, wait, WaitGoal);
        Figures.Print(Name, "failed_writes", DatabaseProvider.Sqlite, failed, 0);
    }

    private static async Task<int> WriterAsync(IDbContextFactory<PortalDbContext> contexts, ConcurrentBag<double> waits)
    {
        var failed = 0;
        for (var i = 0; i < WritesEach; i++)
        {
            var clock = Stopwatch.StartNew();
            try
            {
                await WriteAsync(contexts, 1);
                waits.Add(clock.Elapsed.TotalMilliseconds);
            }
            catch (Exception error) when (error is DbUpdateException or DbException)
            {
                failed++;
                Figures.Note("  " + error.Message);
            }
        }

        return failed;
    }

    private static async Task<double> BusyAsync(IDbContextFactory<PortalDbContext> contexts, CancellationToken stop)
    {
        var commits = 0;
        for (; !stop.IsCancellationRequested; commits++)
            await WriteAsync(contexts, BusyRows);
        return commits;
    }

    /// <summary>One commit, waiting for its turn included.</summary>
    private static async Task WriteAsync(IDbContextFactory<PortalDbContext> contexts, int rows)
    {
        await using var db = contexts.CreateDbContext();
        for (var i = 0; i < rows; i++)
            db.Jobs.Add(new Job { Kind = "benchmark" });
        await db.SaveChangesAsync();
    }
}
