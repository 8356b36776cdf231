using Portal.Domain.Exchange.Writing;

namespace Portal.Domain.Exchange.Reading;

/// <summary>Text with a delimiter. A row's number counts records, as a spreadsheet program does.</summary>
internal sealed class DelimitedSource(Func<Stream> open, TextEncoding encoding, char delimiter) : TableSource
{
    public override FileFormat Format => FileFormat.Delimited;

    public override IReadOnlyList<string> Sheets => [""];

    public override IEnumerable<TableRow> Read(string sheet, List<MergedRange> merged)
    {
        using var reader = TextContent.Reader(open(), encoding);
        var parser = new DelimitedParser(reader, delimiter);
        var cells = new RowCells();
        var fields = new List<string>();
        while (parser.Read(fields))
        {
            if (parser.Number == 1 && IsDeclaration(fields))
                continue;
            for (var column = 0; column < fields.Count; column++)
                cells.Set(column, Cell.OfText(NeutralText.Restore(fields[column])));
            if (cells.Take(parser.Number) is { } row)
                yield return row;
        }
    }

    /// <summary>True for the line that tells Excel the delimiter (<c>sep=;</c>), which is no row of the table.</summary>
    private static bool IsDeclaration(List<string> fields) =>
        fields is [var first, ""] && first.Equals("sep=", StringComparison.OrdinalIgnoreCase);
}
