using System.Diagnostics;
using System.Text.Json;

namespace Portal.Tests.Benchmarks;

/// <summary>The benchmarks' command line, by their own executable.</summary>
public sealed class BenchmarkTests
{
    [Theory]
    [InlineData]
    [InlineData("nosuch")]
    [InlineData("grid", "--provider", "oracle")]
    public async Task Run_CalledWrongly_Exits2WithUsage(params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(arguments);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith("usage: NAME", error, StringComparison.Ordinal);
    }

    /// <summary>Without a place for its files nothing can be measured: the figures are there all the same.</summary>
    [Theory]
    [InlineData("grid", 24)]
    [InlineData("export-xlsx", 7)]
    [InlineData("import-xlsx", 3)]
    [InlineData("start", 2)]
    [InlineData("gate", 4)]
    [InlineData("api", 9)]
    [InlineData("ledger-growth", 4)]
    public async Task Run_WhatCannotBeMeasured_PrintsNullNotMetAndExits0(string name, int figures)
    {
        var (exitCode, output, error) = await RunAsync([name, "--provider", "sqlite"], temporaryFiles: "/nonexistent");
        Assert.True(exitCode == 0, error);
        var lines = output.TrimEnd().Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(figures, lines.Count);
        Assert.All(lines, l => Assert.Equal((name, JsonValueKind.Null), (l.GetProperty("benchmark").GetString(), l.GetProperty("value").ValueKind)));
        Assert.Contains(lines, l => l.TryGetProperty("goal", out _));
        Assert.All(lines.Where(l => l.TryGetProperty("goal", out _)), l => Assert.False(l.GetProperty("met").GetBoolean()));
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] arguments, string? temporaryFiles = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Portal.Benchmarks.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (temporaryFiles is not null)
            start.Environment["TMPDIR"] = temporaryFiles;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using (limit.Token.Register(() => process.Kill(entireProcessTree: true)))
            await process.WaitForExitAsync(CancellationToken.None);
        return (process.ExitCode, await output, await error);
    }
}
