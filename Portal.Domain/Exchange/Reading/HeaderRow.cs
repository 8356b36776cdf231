namespace Portal.Domain.Exchange.Reading;

/// <summary>Where a table's header ends, and the columns it names.</summary>
/// <param name="Last">The number of the header's last row; rows after it are data.</param>
/// <param name="Columns">A name for every column, unique and never empty.</param>
internal sealed record HeaderRow(int Last, IReadOnlyList<string> Columns)
{
    /// <summary>
    /// The first row of texts that is at least half as wide as the widest of the top rows: titles and notes above a table are
    /// one cell wide. Two-line headers with merged cells are joined: the group's name, a space, the column's own.
    /// </summary>
    /// <param name="top">The first rows of the sheet that have content.</param>
    /// <param name="merged">The sheet's merged ranges.</param>
    /// <param name="width">The number of columns with content in the whole sheet.</param>
    public static HeaderRow Find(IReadOnlyList<TableRow> top, IReadOnlyList<MergedRange> merged, int width)
    {
        var widest = top.Max(Filled);
        var first = top.FirstOrDefault(row => Filled(row) * 2 >= widest && row.Cells.All(c => c.IsBlank || c.Kind == CellKind.Text)) ?? top[0];
        return At(first, top, merged, width);
    }

    /// <summary>The header that starts at a given row.</summary>
    public static HeaderRow At(TableRow first, IReadOnlyList<TableRow> top, IReadOnlyList<MergedRange> merged, int width)
    {
        var second = top.FirstOrDefault(row => row.Number == first.Number + 1);
        var groups = merged.Where(m => m.FirstRow == first.Number && m.LastRow == m.FirstRow && m.LastColumn > m.FirstColumn).ToList();
        var isTwoLines = second is not null && second.Cells.All(c => c.IsBlank || c.Kind == CellKind.Text)
            && (merged.Any(m => m.FirstRow == first.Number && m.LastRow == second.Number && m.FirstColumn == m.LastColumn) || AreBelow(second, groups));
        var names = Enumerable.Range(0, width).Select(column => isTwoLines ? Joined(first, second!, groups, column) : Clean(first.At(column)));
        return new(isTwoLines ? second!.Number : first.Number, Unique(names));
    }

    private static int Filled(TableRow row) => row.Cells.Count(c => !c.IsBlank);

    /// <summary>True when the second row names each column of each group, and nothing else.</summary>
    private static bool AreBelow(TableRow second, List<MergedRange> groups) => groups.Count > 0
        && groups.All(g => Enumerable.Range(g.FirstColumn, g.LastColumn - g.FirstColumn + 1).All(column => !second.At(column).IsBlank))
        && second.Cells.Select((cell, column) => (cell, column)).All(c => c.cell.IsBlank || GroupOf(groups, c.column) is not null);

    private static MergedRange? GroupOf(List<MergedRange> groups, int column)
    {
        var at = groups.FindIndex(g => g.FirstColumn <= column && column <= g.LastColumn);
        return at < 0 ? null : groups[at];
    }

    private static string Joined(TableRow first, TableRow second, List<MergedRange> groups, int column)
    {
        var above = Clean(first.At(GroupOf(groups, column)?.FirstColumn ?? column));
        var below = Clean(second.At(column));
        return above.Length == 0 || below.Length == 0 ? above + below : above + " " + below;
    }

    /// <summary>A header on one line: line breaks inside a cell become spaces.</summary>
    private static string Clean(Cell cell)
    {
        var name = string.Join(' ', cell.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Length > ExchangeLimits.Header ? name[..ExchangeLimits.Header] : name;
    }

    private static List<string> Unique(IEnumerable<string> names)
    {
        var unique = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            var wanted = name.Length == 0 ? $"({Letters(unique.Count)})" : name;
            var given = wanted;
            for (var i = 2; !seen.Add(given); i++)
                given = $"{wanted} ({i})";
            unique.Add(given);
        }

        return unique;
    }

    /// <summary>A column's letters as a spreadsheet program shows them: A, B, …, Z, AA.</summary>
    internal static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);
}
