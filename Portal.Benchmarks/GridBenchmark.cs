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
                var times = portal is null ? null : await MeasureAsync(portal.Get<VendorQueries>(), query);
                Figures.Baseline(Name, figure + "_median_ms", provider, times is null ? null : Figures.Percentile(times, 0.5));
                Figures.Print(Name, figure + "_p95_ms", provider, times is null ? null : Figures.Percentile(times, 0.95), Goal);
            }
        }
    }

    private static async Task<List<double>> MeasureAsync(VendorQueries vendors, Func<int, ListQuery> query)
    {
        for (var run = 0; run < WarmUp; run++)
            _ = (await vendors.PageAsync(FilledPortal.Actor, query(run))).Value;
        var times = new List<double>(Runs);
        for (var run = 0; run < Runs; run++)
        {
            var wanted = query(run);
            var clock = Stopwatch.StartNew();
            _ = (await vendors.PageAsync(FilledPortal.Actor, wanted)).Value;
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        return times;
    }

    /// <summary>In turn: one market by name backwards, the latest of all that trade, and a trade by code.</summary>
    private static ListQuery Filtered(int run) => (run % 3) switch
    {
        0 => new ListQuery { Filters = [new("market", $"L{(run % FilledPortal.Markets) + 1:D4}")], Sorts = [new("tradeName", Descending: true)] },
        1 => new ListQuery { Filters = [new("status", "active")], Sorts = [new("createdAt", Descending: true)] },
        _ => new ListQuery { Filters = [new("categories", "수산물")], Sorts = [new("code")] },
    };
}
