using System.IO.Compression;
using System.Text;
using Portal.Domain;
using Portal.Domain.Exchange.Reading;
using Portal.Domain.Exchange.Writing;

namespace Portal.Tests.Exchange;

/// <summary>Small files made in memory, and what is read out of them.</summary>
internal static class ExchangeFiles
{
    public const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    public static Outcome<TableFile> Open(byte[] bytes, ReadingChoices? choices = null) => TableFile.Open(() => new MemoryStream(bytes, writable: false), choices);

    public static Outcome<TableFile> OpenText(string text, ReadingChoices? choices = null) => Open(Encoding.UTF8.GetBytes(text), choices);

    /// <summary>The texts of the rows below the header.</summary>
    public static List<string[]> Texts(this TableFile table) => [.. table.Rows().Select(row => row.Cells.Select(c => c.Text).ToArray())];

    public static Cell[] FirstRow(this TableFile table) => [.. table.Rows().First().Cells];

    /// <summary>A workbook of given sheets; the first rows stand in each <c>sheetData</c>.</summary>
    public static byte[] Workbook(string sheetData, string strings = "", string styles = "", string after = "", string workbookPr = "", string otherSheets = "", params (string Name, string Content)[] extra)
    {
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string package = "http://schemas.openxmlformats.org/package/2006/relationships";
        return Zip([
            ("_rels/.rels", $"<Relationships xmlns=\"{package}\"><Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/workbook.xml", $"<workbook {Main} xmlns:r=\"{office}\">{workbookPr}<sheets>{otherSheets}<sheet name=\"점포\" sheetId=\"1\" r:id=\"s1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{package}\"><Relationship Id=\"s1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"s2\" Type=\"{office}/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/><Relationship Id=\"t\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"y\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"),
            ("xl/sharedStrings.xml", $"<sst {Main}>{strings}</sst>"),
            ("xl/styles.xml", $"<styleSheet {Main}>{styles}</styleSheet>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet {Main}><sheetData>{sheetData}</sheetData>{after}</worksheet>"),
            .. extra]);
    }

    public static byte[] Zip(params (string Name, string Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    public static async Task<byte[]> WriteAsync(bool xlsx, string[] headers, params IReadOnlyList<ExportCell>[] rows)
    {
        using var stream = new MemoryStream();
        var columns = headers.Select(h => new ExportColumn(h)).ToList();
        var count = xlsx ? await XlsxTableWriter.WriteAsync(stream, "상인", columns, rows.ToAsyncEnumerable()) : await CsvTableWriter.WriteAsync(stream, columns, rows.ToAsyncEnumerable());
        Assert.Equal(rows.Length, count);
        return stream.ToArray();
    }
}
