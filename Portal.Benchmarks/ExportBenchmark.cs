using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Portal.Api;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Benchmarks;

/// <summary>
/// The portal's export of 150,000 vendors with 12 columns, from the database to the file, and beside it a bare loop that writes the same rows from the same
/// database with nothing but ZipArchive and XmlWriter: no styles, no widths, no neutralised formulas. The two take turns; medians are compared.
/// The writers alone are compared too, over the same cells made in memory.
/// </summary>
internal static class ExportBenchmark
{
    private const string Name = "export-xlsx";
    private const double MemoryGoal = 100;
    private const double RatioGoal = 1.5;
    private const int Rounds = 3;
    private static readonly string[] Columns = ["code", "market", "stall", "tradeName", "tradeNameEn", "tradeNameZh", "owner", "businessNumber", "phone", "categories", "tenders", "status"];
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");
    private static readonly ListQuery Query = new() { Columns = [.. Columns.Select(c => new ListColumnView(c))] };

    public static async Task RunAsync(IReadOnlyList<DatabaseProvider> providers)
    {
        foreach (var provider in providers)
        {
            await using var portal = await FilledPortal.MakeAsync(provider);
            if (portal is null)
                Print(provider, null, null, null);
            else
                await MeasureAsync(portal, provider);
        }

        await MeasureWritersAsync();
    }

    private static async Task MeasureAsync(FilledPortal portal, DatabaseProvider provider)
    {
        var file = Path.Combine(portal.Folder, "export.xlsx");
        await ExportAsync(portal, file, Query with { Filters = [new("market", "L0001")] });
        var memory = Memory.Watch();
        var ours = new List<double> { await TimeAsync(() => ExportAsync(portal, file, Query)) };
        var growth = memory.Growth;
        var bare = new List<double> { await TimeAsync(() => BareAsync(file, Texts(portal))) };
        while (ours.Count < Rounds)
        {
            ours.Add(await TimeAsync(() => ExportAsync(portal, file, Query)));
            bare.Add(await TimeAsync(() => BareAsync(file, Texts(portal))));
        }

        Print(provider, growth, Figures.Percentile(bare, 0.5), Figures.Percentile(ours, 0.5));
    }

    public static void PrintNothing(DatabaseProvider provider)
    {
        Print(provider, null, null, null);
        PrintWriters(null, null);
    }

    private static void PrintWriters(double? bare, double? ours)
    {
        Figures.Baseline(Name, "bare_writer_ms", null, bare);
        Figures.Baseline(Name, "writer_ms", null, ours);
        Figures.Print(Name, "writer_time_ratio", null, ours / bare, RatioGoal);
    }

    private static void Print(DatabaseProvider provider, double? growth, double? bare, double? ours)
    {
        Figures.Baseline(Name, "bare_loop_ms", provider, bare);
        Figures.Baseline(Name, "export_ms", provider, ours);
        Figures.Print(Name, "time_ratio", provider, ours / bare, RatioGoal);
        Figures.Print(Name, "memory_growth_mb", provider, growth, MemoryGoal);
    }

    /// <summary>The path of the portal's own export.</summary>
    private static async Task ExportAsync(FilledPortal portal, string path, ListQuery query)
    {
        var write = await portal.Get<RegistryExport>().PrepareAsync(FilledPortal.Actor, "vendors", query, "xlsx", Korean, null, CancellationToken.None);
        await using var file = File.Create(path);
        await write.Value(file, CancellationToken.None);
    }

    /// <summary>The texts of the same rows, for the bare loop.</summary>
    private static async IAsyncEnumerable<string?[]> Texts(FilledPortal portal)
    {
        var columns = Columns.Select(key => VendorColumns.All.First(c => c.Key == key)).ToList();
        var texts = new string?[columns.Count];
        await foreach (var row in portal.Get<VendorQueries>().StreamAsync(FilledPortal.Actor, Query))
        {
            for (var i = 0; i < texts.Length; i++)
                texts[i] = VendorColumns.CellOf(columns[i], row, Korean.Name).Text;
            yield return texts;
        }
    }

    /// <summary>The writers alone.</summary>
    private static async Task MeasureWritersAsync()
    {
        var path = Path.GetTempFileName();
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var one = await TimeAsync(async () =>
            {
                await using var file = File.Create(path);
                await XlsxTableWriter.WriteAsync(file, "vendors", [.. VendorColumns.All.Take(Columns.Length).Select(c => c.Heading(Korean.Name))], Cells());
            });
            var other = await TimeAsync(() => BareAsync(path, MadeTexts()));
            // The first round warms up.
            if (round > 0)
            {
                ours.Add(one);
                bare.Add(other);
            }
        }

        File.Delete(path);
        PrintWriters(Figures.Percentile(bare, 0.5), Figures.Percentile(ours, 0.5));
    }

    private static async IAsyncEnumerable<IReadOnlyList<ExportCell>> Cells()
    {
        var cells = new ExportCell[Columns.Length];
        await foreach (var row in MadeTexts())
        {
            for (var i = 0; i < cells.Length; i++)
                cells[i] = ExportCell.OfText(row[i]);
            yield return cells;
        }
    }

    private static async IAsyncEnumerable<string?[]> MadeTexts()
    {
        var texts = new string?[Columns.Length];
        for (var row = 1; row <= FilledPortal.Vendors; row++)
        {
            for (var i = 0; i < texts.Length; i++)
                texts[i] = string.Create(CultureInfo.InvariantCulture, $"시범상회 {i + 1} {row}");
            yield return texts;
        }

        await Task.CompletedTask;
    }

    private static async Task<int> BareAsync(string path, IAsyncEnumerable<string?[]> rows)
    {
        const string Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        await using var file = File.Create(path);
        using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        await using var part = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
        await using var xml = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Async = true });
        xml.WriteStartElement("worksheet", Sheet);
        xml.WriteStartElement("sheetData", Sheet);
        var count = 0;
        await foreach (var row in rows)
        {
            count++;
            xml.WriteStartElement("row", Sheet);
            foreach (var text in row)
            {
                xml.WriteStartElement("c", Sheet);
                xml.WriteAttributeString("t", "inlineStr");
                xml.WriteStartElement("is", Sheet);
                xml.WriteElementString("t", Sheet, text);
                xml.WriteEndElement();
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        return count;
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalMilliseconds;
    }
}
