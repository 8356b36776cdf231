using System.ComponentModel;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Benchmarks;

/// <summary>The named benchmarks and the command line: <c>NAME [--provider sqlite|postgres] [--size N]</c>.</summary>
internal static class Benchmarks
{
    private const string All = "all";
    private const int Misuse = 2;

    /// <summary>How each is run, and what prints its figures as not measured.</summary>
    private static readonly Dictionary<string, (Func<Options, Task> Run, Action<DatabaseProvider, Options> PrintNothing)> Named = new(StringComparer.Ordinal)
    {
        ["grid"] = (o => GridBenchmark.RunAsync(o.Providers), (p, _) => GridBenchmark.PrintNothing(p)),
        ["export-xlsx"] = (o => ExportBenchmark.RunAsync(o.Providers), (p, _) => ExportBenchmark.PrintNothing(p)),
        ["import-xlsx"] = (o => ImportBenchmark.RunAsync(o.Providers), (p, _) => ImportBenchmark.PrintNothing(p)),
        ["start"] = (o => StartBenchmark.RunAsync(o.Providers), (p, _) => StartBenchmark.PrintNothing(p)),
        ["ledger"] = (o => LedgerBenchmark.RunAsync(o.Providers), (p, _) => LedgerBenchmark.PrintNothing(p)),
        ["ledger-growth"] = (o => LedgerGrowthBenchmark.RunAsync(o.Providers, o.Size), (p, o) => LedgerGrowthBenchmark.PrintNothing(p, o.Size)),
        ["api"] = (o => ApiBenchmark.RunAsync(o.Providers), (p, _) => ApiBenchmark.PrintNothing(p)),
        ["voucher-issue"] = (o => VoucherIssueBenchmark.RunAsync(o.Providers), (p, _) => VoucherIssueBenchmark.PrintNothing(p)),
        ["voucher-redeem"] = (o => VoucherRedeemBenchmark.RunAsync(o.Providers), (p, _) => VoucherRedeemBenchmark.PrintNothing(p)),
        ["voucher-print"] = (o => VoucherPrintBenchmark.RunAsync(o.Providers), (p, _) => VoucherPrintBenchmark.PrintNothing(p)),
        ["fraud"] = (o => FraudBenchmark.RunAsync(o.Providers), (p, _) => FraudBenchmark.PrintNothing(p)),
        ["statements"] = (o => StatementsBenchmark.RunAsync(o.Providers), (p, _) => StatementsBenchmark.PrintNothing(p)),
        ["gate"] = (o => GateBenchmark.RunAsync(o.Providers), (p, _) => GateBenchmark.PrintNothing(p)),
    };

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [LedgerPeer.Name, var connection, .. { Length: 5 } numbers])
            return await LedgerPeer.RunAsync(connection, [.. numbers.Select(n => long.Parse(n, System.Globalization.CultureInfo.InvariantCulture))]);
        if (args is not [var name, .. var rest] || (name != All && !Named.ContainsKey(name)) || Options.Read(rest) is not { } options)
        {
            await Console.Error.WriteLineAsync($"usage: NAME [--provider sqlite|postgres] [--size N]; NAME is one of: {string.Join(", ", Named.Keys)}, {All}");
            return Misuse;
        }

        if (name != All)
        {
            Figures.Note($"{name}: load average {LoadAverage()}");
            await MeasureAsync(Named[name], options);
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
    private static async Task MeasureAsync((Func<Options, Task> Run, Action<DatabaseProvider, Options> PrintNothing) benchmark, Options options)
    {
        try
        {
            await benchmark.Run(options);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or IOException or UnauthorizedAccessException or InvalidOperationException
            or Win32Exception or HttpRequestException or TimeoutException or ArgumentException or OutOfMemoryException)
        {
            Figures.Note(failure.ToString());
            foreach (var provider in options.Providers)
                benchmark.PrintNothing(provider, options);
        }
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").TrimEnd() : "unknown";

    /// <param name="Size">How large it is to be; for the benchmark that has a size.</param>
    private sealed record Options(IReadOnlyList<DatabaseProvider> Providers, int Size)
    {
        /// <summary>Null when they make no sense.</summary>
        public static Options? Read(string[] words)
        {
            var options = new Options([DatabaseProvider.Sqlite, DatabaseProvider.Postgres], LedgerGrowthBenchmark.DefaultSize);
            for (; words.Length > 0; words = words[2..])
            {
                switch (words)
                {
                    case ["--provider", "sqlite", ..]:
                        options = options with { Providers = [DatabaseProvider.Sqlite] };
                        break;
                    case ["--provider", "postgres", ..]:
                        options = options with { Providers = [DatabaseProvider.Postgres] };
                        break;
                    case ["--size", var number, ..] when int.TryParse(number, out var size) && size > 0:
                        options = options with { Size = size };
                        break;
                    default:
                        return null;
                }
            }

            return options;
        }
    }
}
