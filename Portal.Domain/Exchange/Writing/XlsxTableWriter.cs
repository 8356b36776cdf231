using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Portal.Domain.Exchange.Writing;

/// <summary>
/// Writes a table as a workbook of one sheet: bold header that stays in sight, filters, widths, real numbers and dates. Rows
/// are streamed, texts stand in their cells, so memory does not grow with the table.
/// </summary>
public static class XlsxTableWriter
{
    /// <summary>The media type of the written file.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int LongestSheetName = 31;
    private const string PackageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string OfficeRelationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string ContentTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /// <summary>
    /// Writes the header and the rows; the number of rows comes back. The stream need not seek, is written asynchronously,
    /// and stays open. More rows than a sheet holds (<see cref="ExchangeLimits.WrittenRows"/>) are misuse.
    /// </summary>
    /// <param name="output">Where the workbook goes, for example the body of a response.</param>
    /// <param name="sheetName">The name of the sheet; what Excel does not allow in it is replaced.</param>
    /// <param name="columns">The columns, at least one.</param>
    /// <param name="rows">The rows; each may reuse the list of the one before.</param>
    /// <param name="cancel">Ends the writing; what was written is no workbook.</param>
    public static async Task<int> WriteAsync(
        Stream output, string sheetName, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<IReadOnlyList<ExportCell>> rows, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count);
        await using var block = new BlockStream(output);
        int count;
        using (var archive = new ZipArchive(block, ZipArchiveMode.Create, leaveOpen: true))
        {
            WriteParts(archive, SheetName(sheetName));
            count = await WriteSheetAsync(archive, block, columns, rows, cancel);
        }

        await block.PassOnAsync(always: true, cancel);
        return count;
    }

    private static async Task<int> WriteSheetAsync(
        ZipArchive archive, BlockStream block, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<IReadOnlyList<ExportCell>> rows, CancellationToken cancel)
    {
        using var part = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
        using var xml = XmlWriter.Create(part, new XmlWriterSettings { CheckCharacters = false, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineHandling = NewLineHandling.None });
        var sheet = new SheetWriter(xml, columns);
        sheet.Start();
        var count = 0;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            if (++count > ExchangeLimits.WrittenRows)
                throw new InvalidOperationException($"A sheet holds {ExchangeLimits.WrittenRows} rows.");
            sheet.Write(row);
            await block.PassOnAsync(always: false, cancel);
        }

        sheet.End();
        return count;
    }

    private static void WriteParts(ZipArchive archive, string sheetName)
    {
        WritePart(archive, "[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{ContentTypes}sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{ContentTypes}worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{ContentTypes}styles+xml"/></Types>
            """);
        WritePart(archive, "_rels/.rels", $"""
            <Relationships xmlns="{PackageRelationships}"><Relationship Id="rId1" Type="{OfficeRelationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        WritePart(archive, "xl/workbook.xml", $"""
            <workbook xmlns="{SheetWriter.Namespace}" xmlns:r="{OfficeRelationships}"><sheets><sheet name="{sheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>
            """);
        WritePart(archive, "xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{PackageRelationships}"><Relationship Id="rId1" Type="{OfficeRelationships}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OfficeRelationships}/styles" Target="styles.xml"/></Relationships>
            """);
        WritePart(archive, "xl/styles.xml", WorkbookStyleSheet.Xml);
    }

    private static void WritePart(ZipArchive archive, string name, string content)
    {
        using var part = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        part.Write(Encoding.UTF8.GetBytes(content));
    }

    /// <summary>A name that Excel takes: no brackets, colons, stars, question marks, slashes; at most 31 characters.</summary>
    private static string SheetName(string name)
    {
        var allowed = string.Concat(name.Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' || char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)).Trim(' ', '\'');
        var cut = allowed.Length > LongestSheetName ? allowed[..LongestSheetName] : allowed;
        return System.Security.SecurityElement.Escape(cut.Length == 0 ? "Sheet1" : cut);
    }
}
