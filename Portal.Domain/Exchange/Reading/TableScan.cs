namespace Portal.Domain.Exchange.Reading;

/// <summary>What one pass over a table found: its header, and how many rows stand below it.</summary>
internal sealed record TableScan(string Sheet, HeaderRow Header, int Rows)
{
    /// <summary>Sheets at the front that are tried when none is chosen: a cover sheet or two may be empty.</summary>
    private const int TriedSheets = 3;

    /// <summary>The chosen sheet, or the first that holds a table.</summary>
    public static Outcome<TableScan> Of(TableSource source, ReadingChoices choices, CancellationToken cancel)
    {
        if (source.Sheets.Count == 0)
            return new FileHasNoTable();
        if (source.Format != FileFormat.Delimited && choices.Sheet is { } chosen)
            return source.Sheets.Contains(chosen) ? OfSheet(source, chosen, choices.HeaderRow, cancel) : new SheetNotFound(chosen);
        var first = OfSheet(source, source.Sheets[0], choices.HeaderRow, cancel);
        return first.Ok || IsHeadingAlone(source) ? first : source.Sheets.Skip(1).Take(TriedSheets - 1).Select(s => OfSheet(source, s, choices.HeaderRow, cancel)).FirstOrDefault(o => o.Ok, first);
    }

    /// <summary>A first sheet with a heading and nothing below it is the table, empty: the next sheet, its explanations perhaps, is not.</summary>
    private static bool IsHeadingAlone(TableSource source) =>
        source.Read(source.Sheets[0], []).Take(2).ToList() is [var row] && row.Cells.Count(c => !c.IsBlank) > 1;

    private static Outcome<TableScan> OfSheet(TableSource source, string sheet, int? headerRow, CancellationToken cancel)
    {
        var top = new List<TableRow>();
        var merged = new List<MergedRange>();
        int rows = 0, width = 0;
        foreach (var row in source.Read(sheet, merged))
        {
            cancel.ThrowIfCancellationRequested();
            if (top.Count < ExchangeLimits.HeaderSearchRows)
                top.Add(row);
            width = Math.Max(width, row.Cells.Count);
            if (++rows > ExchangeLimits.Rows + ExchangeLimits.HeaderSearchRows)
                return new FileTooManyRows(ExchangeLimits.Rows);
        }

        if (top.Count == 0)
            return new FileHasNoTable();
        if ((source.FixedHeaderRow ?? headerRow) is { } given && top.All(row => row.Number != given))
            return new HeaderRowNotFound(given);
        var header = (source.FixedHeaderRow ?? headerRow) is { } number
            ? HeaderRow.At(top.First(row => row.Number == number), top, merged, width)
            : HeaderRow.Find(top, merged, width);
        var below = rows - top.Count(row => row.Number <= header.Last);
        return below switch
        {
            0 => new FileHasNoRows(),
            > ExchangeLimits.Rows => new FileTooManyRows(ExchangeLimits.Rows),
            _ => new TableScan(sheet, header, below),
        };
    }
}
