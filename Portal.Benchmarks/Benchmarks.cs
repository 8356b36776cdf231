using System.ComponentModel;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Benchmarks;

/// <summary>The named benchmarks and the command line: <c>NAME [--provider sqlite|postgres]</c>.</summary>
internal static class Benchmarks
{
    private const string All = "all";
    private const int Misuse = 2;

    /// <summary>How each is run, and what prints its figures as not measured.</summary>
    private static readonly Dictionary<string, (Func<IReadOnlyList<DatabaseProvider>, Task> Run, Action<DatabaseProvider> PrintNothing)> Named = new(StringComparer.Ordinal)
    {
        ["grid"] = (GridBenchmark.RunAsync, GridBenchmark.PrintNothing),
        ["export-xlsx"] = (ExportBenchmark.RunAsync, ExportBenchmark.PrintNothing),
        ["import-xlsx"] = (ImportBenchmark.RunAsync, ImportBenchmark.PrintNothing),
        ["start"] = (StartBenchmark.RunAsync, StartBenchmark.PrintNothing),
        ["ledger"] = (LedgerBenchmark.RunAsync, LedgerBenchmark.PrintNothing),
        ["api"] = (ApiBenchmark.RunAsync, ApiBenchmark.PrintNothing),
        ["gate"] = (GateBenchmark.RunAsync, GateBenchmark.PrintNothing),
    };

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var name, .. var rest] || (name != All && !Named.ContainsKey(name)) || Providers(rest) is not { } providers)
        {
            await Console.Error.WriteLineAsync($"usage: NAME [--provider sqlite|postgres]; NAME is one of: {string.Join(", ", Named.Keys)}, {All}");
            return Misuse;
        }

        if (name != All)
        {
            Figures.Note($"{name}: load average {LoadAverage()}");
            await MeasureAsync(Named[name], providers);
            Figures.Note($"{name}: done, load average {LoadAverage()}");
            return 0;
        }

        // A process of its own for each: what one leaves in memory is not measured with the next.
        var code = 0;
        foreach (var each in Named.Keys)
            code = Math.Max(code, await Programs.RunAsync(Environment.ProcessPath!, [.. Programs.Own(), each, .. rest]));
        return code;
    }

    /// <summary>What breaks off leaves the figures that it did not come to: they are printed as not measured, and so not met.</summary>
    private static async Task MeasureAsync((Func<IReadOnlyList<DatabaseProvider>, Task> Run, Action<DatabaseProvider> PrintNothing) benchmark, IReadOnlyList<DatabaseProvider> providers)
    {
        try
        {
            await benchmark.Run(providers);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or IOException or UnauthorizedAccessException or InvalidOperationException
            or Win32Exception or HttpRequestException or TimeoutException or ArgumentException or OutOfMemoryException)
        {
            Figures.Note(failure.ToString());
            foreach (var provider in providers)
                benchmark.PrintNothing(provider);
        }
    }

    private static IReadOnlyList<DatabaseProvider>? Providers(string[] options) => options switch
    {
        [] => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres],
        ["--provider", "sqlite"] => [DatabaseProvider.Sqlite],
        ["--provider", "postgres"] => [DatabaseProvider.Postgres],
        _ => null,
    };

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").TrimEnd() : "unknown";
}
