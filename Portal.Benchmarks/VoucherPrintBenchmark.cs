using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Benchmarks;

/// <summary>Labels of a thousand vouchers and of ten thousand, from the call to the file, through the portal's own API in a process of its own.</summary>
internal static class VoucherPrintBenchmark
{
    private const string Name = "voucher-print";
    private const int Part = 1_000;
    private const int Large = 10_000;
    private const double MostTimes = 12;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static async Task RunAsync(IReadOnlyList<DatabaseProvider> providers)
    {
        foreach (var provider in providers)
        {
            await using var portal = await FilledPortal.MakeAsync(provider, markets: 1, vendors: 1);
            if (portal is null || !await MeasureAsync(portal, provider))
                PrintNothing(provider);
        }
    }

    public static void PrintNothing(DatabaseProvider provider) => Print(provider, null, null);

    /// <summary>False when the portal did not come up.</summary>
    private static async Task<bool> MeasureAsync(FilledPortal portal, DatabaseProvider provider)
    {
        var desk = await BenchmarkDesk.MakeAsync(portal);
        await using var served = await portal.KeyAsync("voucher-officer") is { } key ? await ServedPortal.StartAsync(portal, key) : null;
        if (served is null)
            return false;
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{served.Port}/"), Timeout = Limit };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", served.Key);
        await PrintAsync(client, desk, 24);
        var small = await PrintAsync(client, desk, Part);
        Print(provider, small, await PrintAsync(client, desk, Large));
        return true;
    }

    /// <summary>Seconds from the call to the last byte of the file.</summary>
    private static async Task<double> PrintAsync(HttpClient client, BenchmarkDesk desk, int labels)
    {
        var batch = await desk.ApprovedAsync(VoucherKind.Paper, labels);
        var clock = Stopwatch.StartNew();
        using var started = await client.PostAsJsonAsync($"api/v1/voucher-batches/{batch}/print", new { id = Guid.NewGuid(), form = "labels" });
        started.EnsureSuccessStatusCode();
        var job = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job");
        for (; job.GetProperty("status").GetString() is "waiting" or "running"; await Task.Delay(Look))
            job = await client.GetFromJsonAsync<JsonElement>(job.GetProperty("url").GetString());
        if (job.GetProperty("file").GetString() is not { } file)
            throw new InvalidOperationException($"The run ended as {job}.");
        using var zip = new ZipArchive(new MemoryStream(await client.GetByteArrayAsync(new Uri(file, UriKind.Relative))));
        var took = clock.Elapsed.TotalSeconds;
        var parts = zip.Entries.Count(e => e.Name.EndsWith(".pdf", StringComparison.Ordinal));
        Figures.Note($"  {labels} labels in {parts} documents: {took:F1} s");
        return parts == (labels + Part - 1) / Part ? took : throw new InvalidOperationException($"There are {parts} documents.");
    }

    private static void Print(DatabaseProvider provider, double? small, double? large)
    {
        Figures.Baseline(Name, "seconds_for_1000_labels", provider, small);
        Figures.Baseline(Name, "seconds_for_10000_labels", provider, large);
        Figures.Print(Name, "times_of_1000", provider, large / small, MostTimes);
    }
}
