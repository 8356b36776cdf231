using System.Globalization;
using System.Xml;

namespace Portal.Domain.Exchange.Writing;

/// <summary>Writes the XML of one worksheet, row by row.</summary>
internal sealed class SheetWriter(XmlWriter xml, IReadOnlyList<ExportColumn> columns)
{
    public const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string FirstWrittenDate = "1900-03-01";

    private static readonly int EarliestDay = DateOnly.ParseExact(FirstWrittenDate, "O", CultureInfo.InvariantCulture).DayNumber;
    private static readonly int SerialZero = new DateOnly(1899, 12, 30).DayNumber;
    private static readonly long LargestExact = (long)Math.Pow(10, ExchangeLimits.ExactDigits);

    private static readonly string[] Styles = [.. Enumerable.Range(0, WorkbookStyleSheet.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    /// <summary>How a cell of each column begins, up to the number of its row.</summary>
    private readonly string[] starts = [.. Enumerable.Range(0, columns.Count).Select(i => $"<c r=\"{Reading.HeaderRow.Letters(i)}")];
    private readonly char[] digits = new char[10];
    private int digitCount;
    private int row;

    public void Start()
    {
        xml.WriteStartDocument();
        xml.WriteStartElement(null, "worksheet", Namespace);
        // The header stays in sight.
        xml.WriteRaw("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (var i = 0; i < columns.Count; i++)
            xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{columns[i].CharactersWide}\" customWidth=\"1\"/>"));
        xml.WriteRaw("</cols>");
        xml.WriteStartElement(null, "sheetData", Namespace);
        StartRow();
        for (var i = 0; i < columns.Count; i++)
            WriteText(i, WorkbookStyleSheet.Header, columns[i].Header);
        xml.WriteRaw("</row>");
    }

    public void Write(IReadOnlyList<ExportCell> cells)
    {
        StartRow();
        for (var i = 0; i < cells.Count; i++)
            WriteCell(i, cells[i]);
        xml.WriteRaw("</row>");
    }

    public void End()
    {
        xml.WriteEndElement();
        xml.WriteRaw($"<autoFilter ref=\"A1:{Reading.HeaderRow.Letters(columns.Count - 1)}{row.ToString(CultureInfo.InvariantCulture)}\"/>");
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private void StartRow()
    {
        row++;
        row.TryFormat(digits, out digitCount, provider: CultureInfo.InvariantCulture);
        xml.WriteRaw("<row r=\"");
        xml.WriteRaw(digits, 0, digitCount);
        xml.WriteRaw("\">");
    }

    private void WriteCell(int column, in ExportCell cell)
    {
        if (cell.Kind == ExportKind.Empty)
        {
            if (cell.Mark == ExportMark.Bad)
                WriteValue(column, WorkbookStyleSheet.Of(cell), null, "");
            return;
        }

        switch (cell.Kind)
        {
            case ExportKind.Text:
                WriteText(column, WorkbookStyleSheet.Of(cell), NeutralText.Neutralise(cell.Text!));
                break;
            case ExportKind.Boolean:
                WriteValue(column, WorkbookStyleSheet.Of(cell), "b", cell.Value == 1 ? "1" : "0");
                break;
            case ExportKind.Date when cell.Value >= EarliestDay:
                WriteValue(column, WorkbookStyleSheet.Of(cell), null, (cell.Value - SerialZero).ToString(CultureInfo.InvariantCulture));
                break;
            case ExportKind.Moment when cell.Value >= EarliestDay * TimeSpan.TicksPerDay:
                WriteValue(column, WorkbookStyleSheet.Of(cell), null, new DateTime(cell.Value).ToOADate().ToString("R", CultureInfo.InvariantCulture));
                break;
            case ExportKind.Whole or ExportKind.Scaled or ExportKind.Money when cell.Value > -LargestExact && cell.Value < LargestExact:
                WriteValue(column, WorkbookStyleSheet.Of(cell), null, cell.Plain);
                break;
            default:
                // Spreadsheets know no day before March 1900 exactly, and no number of more than 15 digits.
                WriteText(column, WorkbookStyleSheet.OfText(cell.Mark), cell.Plain);
                break;
        }
    }

    private void WriteValue(int column, int style, string? type, string value)
    {
        StartCell(column, style);
        xml.WriteRaw(type is null ? "\"><v>" : "\" t=\"b\"><v>");
        xml.WriteRaw(value);
        xml.WriteRaw("</v></c>");
    }

    private void WriteText(int column, int style, string text)
    {
        StartCell(column, style);
        var escaped = XmlCellText.Escape(text);
        var isKept = escaped.Length > 0 && (char.IsWhiteSpace(escaped[0]) || char.IsWhiteSpace(escaped[^1]) || escaped.Contains('\n', StringComparison.Ordinal));
        xml.WriteRaw(isKept ? "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" : "\" t=\"inlineStr\"><is><t>");
        xml.WriteString(escaped);
        xml.WriteRaw("</t></is></c>");
    }

    /// <summary>Opens a cell up to the value of its style. Markup that never varies goes past the writer's checks: it is most of the file.</summary>
    private void StartCell(int column, int style)
    {
        xml.WriteRaw(starts[column]);
        xml.WriteRaw(digits, 0, digitCount);
        xml.WriteRaw("\" s=\"");
        xml.WriteRaw(Styles[style]);
    }
}
