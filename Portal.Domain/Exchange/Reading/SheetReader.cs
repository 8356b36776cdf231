using System.Globalization;
using System.Text;
using System.Xml;

namespace Portal.Domain.Exchange.Reading;

/// <summary>Reads one worksheet as a stream: only the row at hand is in memory.</summary>
internal sealed class SheetReader(XmlReader xml, WorkbookStyles styles, SharedStrings strings, bool date1904)
{
    private const int LastColumn = 16_384;
    private const int LastRow = 1_048_576;

    /// <summary>A cell of a few bytes can point at a long shared string, so what the cells expand to is counted as well.</summary>
    private readonly InflationMeter expanded = new();
    private readonly StringBuilder text = new();
    private readonly char[] buffer = new char[1024];

    public IEnumerable<TableRow> Rows(List<MergedRange> merged)
    {
        var cells = new RowCells();
        var number = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "mergeCell" && merged.Count < ExchangeLimits.Rows && Range(xml.GetAttribute("ref")) is { } range)
                merged.Add(range);
            if (xml.LocalName != "row")
                continue;
            number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var r) && r is > 0 and <= LastRow ? r : number + 1;
            ReadCells(cells);
            if (cells.Take(number) is { } row)
                yield return row;
        }
    }

    private void ReadCells(RowCells cells)
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        var next = 0;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
                continue;
            var column = Column(xml.GetAttribute("r")) ?? next;
            next = column + 1;
            cells.Set(column, ReadCell());
        }
    }

    private Cell ReadCell()
    {
        var type = xml.GetAttribute("t");
        var style = xml.GetAttribute("s");
        if (xml.IsEmptyElement)
            return Cell.Empty;
        text.Clear();
        var depth = xml.Depth;
        var inline = false;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "is")
            {
                text.Clear();
                XmlTexts.AppendRuns(xml, text, buffer);
                inline = true;
            }
            else if (xml.LocalName == "v" && !inline)
            {
                XmlTexts.AppendContent(xml, text, buffer);
            }
        }

        return text.Length == 0 ? Cell.Empty : ToCell(inline ? "inlineStr" : type, style, text.ToString());
    }

    private Cell ToCell(string? type, string? style, string value)
    {
        switch (type)
        {
            case "s":
                return int.TryParse(value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var index)
                    ? WrittenText(Shared(index))
                    : throw new UnreadableFileException(new FileNotReadable());
            case "str" or "inlineStr":
                return WrittenText(XmlTexts.Unescape(value));
            case "b":
                return new(CellKind.Boolean, value.Trim() is "1" or "true" ? "true" : "false");
            case "e":
                return new(CellKind.Error, value);
            case "d":
                return SpreadsheetValues.IsoDate(value) is { } iso ? new(CellKind.Date, iso) : Cell.OfText(value);
        }

        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return Cell.OfText(value);
        return styles.IsDate(style) && SpreadsheetValues.IsoDate(number, date1904) is { } date
            ? new(CellKind.Date, date)
            : new(CellKind.Number, SpreadsheetValues.Shortest(number));
    }

    private string Shared(int index)
    {
        var shared = strings[index];
        expanded.Add(shared.Length);
        return shared;
    }

    private static Cell WrittenText(string value) => Cell.OfText(Writing.NeutralText.Restore(value));

    private static MergedRange? Range(string? reference)
    {
        if (reference?.Split(':') is not [var first, var last] || Column(first) is not { } firstColumn || Column(last) is not { } lastColumn)
            return null;
        return Row(first) is { } firstRow && Row(last) is { } lastRow ? new(firstRow, lastRow, firstColumn, lastColumn) : null;
    }

    private static int? Row(string reference) =>
        int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;

    /// <summary>The column of a reference such as <c>BC12</c>, from 0; null when it has none.</summary>
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (c is >= 'A' and <= 'Z' && column <= LastColumn)
                column = column * 26 + (c - 'A' + 1);
            else if (c != '$')
                break;
        }

        return column is > 0 and <= LastColumn ? column - 1 : null;
    }
}
