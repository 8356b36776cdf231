using Portal.Domain.Storage;

namespace Portal.Benchmarks;

/// <summary>The named benchmarks and the command line: <c>NAME [--provider sqlite|postgres]</c>.</summary>
internal static class Benchmarks
{
    private const string All = "all";
    private const int Misuse = 2;

    private static readonly Dictionary<string, Func<IReadOnlyList<DatabaseProvider>, Task>> Named = new(StringComparer.Ordinal)
    {
        ["grid"] = GridBenchmark.RunAsync,
        ["export-xlsx"] = ExportBenchmark.RunAsync,
        ["import-xlsx"] = ImportBenchmark.RunAsync,
        ["start"] = StartBenchmark.RunAsync,
        ["gate"] = GateBenchmark.RunAsync,
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
            await Named[name](providers);
            Figures.Note($"{name}: done, load average {LoadAverage()}");
            return 0;
        }

        // A process of its own for each: what one leaves in memory is not measured with the next.
        var code = 0;
        foreach (var each in Named.Keys)
            code = Math.Max(code, await Programs.RunAsync(Environment.ProcessPath!, [.. Programs.Own(), each, .. rest]));
        return code;
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
