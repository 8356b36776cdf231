using System.Data.Common;
using System.Diagnostics;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Benchmarks;

/// <summary>The list of vendors as its page asks for it: rows and total of one page, at 150,000 vendors.</summary>
internal static class GridBenchmark
{
    private const string Name = "grid";
    private const double Goal = 60;
    private const int WarmUp = 5;
    private const int Runs = 100;

    private static readonly string[] NameParts = ["가람", "수산", "람수", "늘정", "haneul", "水产", "청과", "가람 수산"];

    /// <summary>Each kind of question, with other values at every run so that no answer is had twice.</summary>
    private static readonly (string Figure, Func<int, ListQuery> Query)[] Questions =
    [
        ("first_page", _ => new ListQuery()),
        ("page_3000", _ => new ListQuery { Page = 3_000 }),
        ("middle_page", run => new ListQuery { Page = 1_400 + run }),
        ("filtered_sorted", Filtered),
        ("search_name", run => new ListQuery { Search = NameParts[run % NameParts.Length] }),
        ("search_rare_name", run => new ListQuery { Search = $"수산 {(run * 1_499) + 10_000}" }),
        ("search_phone_end", run => new ListQuery { Search = $"{run * 97 % 10_000:D4}" }),
        ("search_code", run => new ListQuery { Search = $"L{(run * 1_493) + 1:D7}" }),
    ];

    public static async Task RunAsync(IReadOnlyList<DatabaseProvider> providers)
    {
        foreach (var provider in providers)
        {
            await using var portal = await FilledPortal.MakeAsync(provider);
            foreach (var (figure, query) in Questions)
            {
                var (times, processor) = portal is null ? ([], 0) : await MeasureAsync(portal.Get<VendorQueries>(), query);
                Print(provider, figure, times, processor);
            }
        }
    }

    public static void PrintNothing(DatabaseProvider provider)
    {
        foreach (var (figure, _) in Questions)
            Print(provider, figure, [], 0);
    }

    private static void Print(DatabaseProvider provider, string figure, List<double> times, double processor)
    {
        double? Percentile(double share) => times.Count == 0 ? null : Figures.Percentile(times, share);
        Figures.Baseline(Name, figure + "_median_ms", provider, Percentile(0.5));
        // Of this process alone: it tells a slow query from a busy machine.
        Figures.Baseline(Name, figure + "_processor_ms", provider, times.Count == 0 ? null : processor);
        Figures.Print(Name, figure + "_p95_ms", provider, Percentile(0.95), Goal);
    }

    /// <summary>The time of each run, and the mean time of the processor; none when a query fails.</summary>
    private static async Task<(List<double> Times, double Processor)> MeasureAsync(VendorQueries vendors, Func<int, ListQuery> query)
    {
        var times = new List<double>(Runs);
        try
        {
            for (var run = 0; run < WarmUp; run++)
                _ = (await vendors.PageAsync(FilledPortal.Actor, query(run))).Value;
            var before = Environment.CpuUsage.TotalTime;
            for (var run = 0; run < Runs; run++)
            {
                var wanted = query(run);
                var clock = Stopwatch.StartNew();
                _ = (await vendors.PageAsync(FilledPortal.Actor, wanted)).Value;
                times.Add(clock.Elapsed.TotalMilliseconds);
            }

            return (times, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Runs);
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            Figures.Note("  " + error.Message);
            return ([], 0);
        }
    }

    /// <summary>In turn: one market by name backwards, the latest of all that trade, and a trade by code.</summary>
    private static ListQuery Filtered(int run) => (run % 3) switch
    {
        0 => new ListQuery { Filters = [new("market", $"L{(run % FilledPortal.Markets) + 1:D4}")], Sorts = [new("tradeName", Descending: true)] },
        1 => new ListQuery { Filters = [new("status", "Active")], Sorts = [new("createdAt", Descending: true)] },
        _ => new ListQuery { Filters = [new("categories", "수산물")], Sorts = [new("code")] },
    };
}
