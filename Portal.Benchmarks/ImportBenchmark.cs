using System.Diagnostics;
using System.Globalization;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Benchmarks;

/// <summary>A workbook of 50,000 new vendors brought in as the import page does it: upload, mapping by heading, check and save of every row.</summary>
internal static class ImportBenchmark
{
    private const string Name = "import-xlsx";
    private const int Rows = 50_000;
    private const int WarmUpRows = 600;
    private const double SecondsGoal = 30;
    private const double MemoryGoal = 300;
    private const double HeldGoal = 200;
    private static readonly string[] Columns = ["market", "tradeName", "tradeNameEn", "owner", "businessNumber", "phone", "categories", "tenders", "address", "notes"];
    private static readonly string[] Trades = ["수산물", "건어물", "과일+채소", "떡", "의류"];

    public static async Task RunAsync(IReadOnlyList<DatabaseProvider> providers)
    {
        foreach (var provider in providers)
        {
            await using var portal = await FilledPortal.MakeAsync(provider, markets: 100, vendors: 1_000);
            if (portal is null)
                PrintNothing(provider);
            else
                await MeasureAsync(portal, provider);
        }
    }

    private static async Task MeasureAsync(FilledPortal portal, DatabaseProvider provider)
    {
        var (small, large) = (Path.Combine(portal.Folder, "warm-up.xlsx"), Path.Combine(portal.Folder, "vendors.xlsx"));
        await WriteAsync(small, 500_000, WarmUpRows);
        await WriteAsync(large, 0, Rows);
        await ImportAsync(portal, small, WarmUpRows);
        await using var waits = GateWaits.Watch(portal);
        var memory = Memory.Watch();
        var clock = Stopwatch.StartNew();
        await ImportAsync(portal, large, Rows);
        var seconds = clock.Elapsed.TotalSeconds;
        var growth = memory.Growth;
        Print(provider, seconds, growth, await waits.EndAsync());
    }

    public static void PrintNothing(DatabaseProvider provider) => Print(provider, null, null, null);

    private static void Print(DatabaseProvider provider, double? seconds, double? growth, IReadOnlyCollection<double>? waits)
    {
        Figures.Print(Name, "seconds", provider, seconds, SecondsGoal);
        Figures.Print(Name, "memory_growth_mb", provider, growth, MemoryGoal);
        if (provider == DatabaseProvider.Sqlite)
            Figures.Print(Name, "gate_held_p95_ms", provider, waits is { Count: > 0 } ? Figures.Percentile(waits, 0.95) : null, HeldGoal);
    }

    private static async Task ImportAsync(FilledPortal portal, string path, int rows)
    {
        var service = portal.Get<ImportService>();
        await using var file = File.OpenRead(path);
        var import = (await service.UploadAsync(FilledPortal.Actor, ImportKind.Vendors, Path.GetFileName(path), file)).Value;
        var mapping = ColumnMapping.Automatic(service.Open(import).Value.Columns, service.Columns(ImportKind.Vendors));
        var tally = (await service.RunAsync(FilledPortal.Actor, import, mapping)).Value;
        if (tally.Created != rows || tally.Refused != 0)
            throw new InvalidOperationException($"{tally.Created} of {rows} rows were imported, {tally.Refused} refused: {tally.Refusals.FirstOrDefault()}.");
    }

    private static async Task WriteAsync(string path, int from, int rows)
    {
        await using var file = File.Create(path);
        var headings = Columns.Select(key => VendorColumns.All.First(c => c.Key == key).Heading("ko")).ToList();
        await XlsxTableWriter.WriteAsync(file, "vendors", headings, Cells(from, rows));
    }

    private static async IAsyncEnumerable<IReadOnlyList<ExportCell>> Cells(int from, int rows)
    {
        for (var i = from; i < from + rows; i++)
        {
            string[] texts =
            [
                $"L{(i % 100) + 1:D4}", $"시범상회 {i}", $"Demo Shop {i}", $"김시범{i % 7}", BusinessNumber(i), $"010-0000-{i % 10_000:D4}",
                Trades[i % Trades.Length], "현금, 카드", $"시범도 시범시 시범로 {i % 500}", "가져오기 측정",
            ];
            yield return [.. texts.Select(ExportCell.OfText)];
        }

        await Task.CompletedTask;
    }

    /// <summary>Passes the check digit; no tax office is numbered 800 to 899.</summary>
    private static string BusinessNumber(int index)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"8{index:D8}");
        return digits + BusinessNumbers.KoreanCheckDigit(digits).ToString(CultureInfo.InvariantCulture);
    }
}
