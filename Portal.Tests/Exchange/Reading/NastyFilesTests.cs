using System.Diagnostics;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Reading;
using Xunit.Abstractions;

namespace Portal.Tests.Exchange.Reading;

public sealed class NastyFilesTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private const long MostMemory = 200L * 1024 * 1024;

    [SharedDataFact]
    public void Open_EveryNastyFile_EndsInRowsOrARefusal()
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.File("08_nasty_inputs"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var before = GC.GetTotalMemory(forceFullCollection: false);
            var watch = Stopwatch.StartNew();
            var outcome = TableFile.Open(file);
            var rows = outcome.TryGet(out var table) ? table.Rows().Count() : 0;
            var grown = GC.GetTotalMemory(forceFullCollection: false) - before;

            output.WriteLine($"{Path.GetRelativePath(SharedData.Folder, file)}: {(outcome.Ok ? $"{rows} x {table!.Columns.Count} [{string.Join('|', table.Columns.Take(6))}] {table.Encoding}" : string.Join(',', outcome.Refusals))} {watch.ElapsedMilliseconds} ms");
            Assert.True(outcome.Ok ? rows == table!.RowCount : outcome.Refusals.Count > 0, file);
            Assert.True(watch.Elapsed < Longest, $"{file}: {watch.Elapsed}");
            Assert.True(grown < MostMemory, $"{file}: {grown}");
        }
    }

    [SharedDataFact]
    public void Open_EveryMarketFile_EndsInRowsOrARefusal()
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.File("05_markets"), "*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(SharedData.File("06_settlement", "china"))))
        {
            var outcome = TableFile.Open(file);
            output.WriteLine($"{Path.GetFileName(file)}: {(outcome.TryGet(out var table) ? $"{table.RowCount} x {table.Columns.Count} h{table.HeaderRow} {table.Encoding} {table.Guess?.Confidence} {string.Join(';', table.Guess?.Candidates.Select(c => c.Encoding + " " + c.Score) ?? [])} [{string.Join('|', table.Columns.Take(30))}] {string.Join(',', table.Sheets)}" : string.Join(',', outcome.Refusals))}");
        }
    }
}
