using System.Diagnostics;
using System.Net.Sockets;
using Portal.Domain.Storage;

namespace Portal.Benchmarks;

/// <summary>The portal as <c>eng/publish.sh</c> publishes it, on a database of 150,000 vendors: from the start of its process until the sign-in page has come whole.</summary>
internal static class StartBenchmark
{
    private const string Name = "start";
    private const double Goal = 3;
    private const int Runs = 7;
    private const string SignIn = "/sign-in";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(IReadOnlyList<DatabaseProvider> providers)
    {
        var published = Directory.CreateTempSubdirectory("portal-bench-app-").FullName;
        try
        {
            var built = SourceFolder() is { } source && await Programs.DoAsync("bash", [Path.Combine(source, "eng", "publish.sh"), published]);
            foreach (var provider in providers)
            {
                await using var portal = built ? await FilledPortal.MakeAsync(provider) : null;
                Print(provider, portal is null ? null : await MeasureAsync(portal, published));
            }
        }
        finally
        {
            Directory.Delete(published, recursive: true);
        }
    }

    public static void PrintNothing(DatabaseProvider provider) => Print(provider, null);

    private static void Print(DatabaseProvider provider, List<double>? times)
    {
        Figures.Baseline(Name, "sign_in_page_slowest_s", provider, times?.Max());
        Figures.Print(Name, "sign_in_page_median_s", provider, times is null ? null : Figures.Percentile(times, 0.5), Goal);
    }

    private static async Task<List<double>?> MeasureAsync(FilledPortal portal, string published)
    {
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            if (await StartAsync(portal, published) is not { } time)
                return null;
            times.Add(time);
            Figures.Note($"  start {run + 1}: {time:F2} s");
        }

        return times;
    }

    /// <summary>Seconds until the page was there; null when it did not come.</summary>
    private static async Task<double?> StartAsync(FilledPortal portal, string published)
    {
        var address = $"http://127.0.0.1:{Programs.FreePort()}";
        var start = Programs.Quiet("dotnet", [Path.Combine(published, "Portal.dll"), "serve", "--urls", address], portal.Variables);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            var log = process.StandardOutput.ReadToEndAsync();
            using var http = new HttpClient { BaseAddress = new Uri(address) };
            while (!await IsServedAsync(http))
            {
                if (process.HasExited || clock.Elapsed > Limit)
                {
                    Figures.Note("The portal did not start.");
                    return null;
                }

                await Task.Delay(10);
            }

            return clock.Elapsed.TotalSeconds;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> IsServedAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(SignIn, UriKind.Relative));
            var page = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode && page.Contains("blazor.web", StringComparison.Ordinal);
        }
        catch (HttpRequestException refused) when (refused.InnerException is SocketException)
        {
            return false;
        }
    }

    /// <summary>The folder of the solution, above the benchmark's own.</summary>
    private static string? SourceFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
                return folder.FullName;
        }

        Figures.Note("The sources were not found: there is nothing to publish.");
        return null;
    }
}
