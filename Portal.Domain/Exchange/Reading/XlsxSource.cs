namespace Portal.Domain.Exchange.Reading;

/// <summary>The visible worksheets of an Office Open XML workbook (.xlsx, .xlsm), transitional or strict.</summary>
internal sealed class XlsxSource : TableSource
{
    private readonly Func<Stream> open;
    private readonly WorkbookParts parts;
    private readonly WorkbookStyles styles;
    private readonly SharedStrings strings;

    public XlsxSource(Func<Stream> open)
    {
        this.open = open;
        using var stream = open();
        using var archive = new WorkbookArchive(stream);
        parts = WorkbookParts.Read(archive);
        Sheets = [.. parts.Sheets.Select(s => s.Name)];
        using (var xml = parts.Styles is null ? null : archive.OpenXml(parts.Styles))
            styles = WorkbookStyles.Read(xml);
        using (var xml = parts.Strings is null ? null : archive.OpenXml(parts.Strings))
            strings = SharedStrings.Read(xml);
    }

    public override FileFormat Format => FileFormat.Xlsx;

    public override IReadOnlyList<string> Sheets { get; }

    public override IEnumerable<TableRow> Read(string sheet, List<MergedRange> merged)
    {
        using var stream = open();
        using var archive = new WorkbookArchive(stream);
        var path = parts.Sheets.First(s => s.Name == sheet).Path;
        using var xml = archive.OpenXml(path) ?? throw new UnreadableFileException(new FileNotReadable());
        foreach (var row in new SheetReader(xml, styles, strings, parts.Date1904).Rows(merged))
            yield return row;
    }
}
