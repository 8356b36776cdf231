using System.Globalization;
using Portal.Domain.Exchange.Reading;
using Portal.Domain.Exchange.Writing;

namespace Portal.Domain.Exchange.Workbooks;

/// <summary>A row that was refused, as its file had it.</summary>
/// <param name="Row">The row.</param>
/// <param name="Reasons">Why, in the reader's language.</param>
public sealed record RefusedRow(TableRow Row, IReadOnlyList<RefusedCell> Reasons);

/// <summary>One reason why a row was refused.</summary>
/// <param name="Column">The file's column, from 0; null when the reason belongs to the row.</param>
/// <param name="Message">The reason in the reader's language.</param>
public sealed record RefusedCell(int? Column, string Message);

/// <summary>The words of the workbook of refused rows, in the language of its reader.</summary>
/// <param name="Sheet">The name of the sheet.</param>
/// <param name="Row">Heading of the row numbers.</param>
/// <param name="ReasonFor">Heading of the reasons for a column; <c>{0}</c> stands for the column's heading.</param>
/// <param name="Reason">Heading of the reasons for whole rows.</param>
public sealed record RefusedTexts(string Sheet, string Row, string ReasonFor, string Reason);

/// <summary>
/// The refused rows of an import as a workbook to mend and import again: the file's own columns and cells, refused cells in
/// colour, the reason in a column right beside each. The headings of the reasons mean no field, so the import passes over them.
/// The rows are streamed: a wrong mapping can refuse every row of a large file.
/// </summary>
public static class RefusedWorkbook
{
    private const double ReasonWidth = 36;
    private const NumberStyles ExactNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>Writes the workbook; the stream stays open.</summary>
    /// <param name="output">Where the workbook goes.</param>
    /// <param name="headers">The headings of the file.</param>
    /// <param name="refusedColumns">The columns, from 0, in which any row was refused.</param>
    /// <param name="rows">The refused rows.</param>
    /// <param name="texts">The words around them.</param>
    /// <param name="cancel">Ends the writing.</param>
    public static Task<int> WriteAsync(
        Stream output, IReadOnlyList<string> headers, IReadOnlySet<int> refusedColumns, IAsyncEnumerable<RefusedRow> rows, RefusedTexts texts, CancellationToken cancel = default)
    {
        var columns = new List<ExportColumn>();
        for (var i = 0; i < headers.Count; i++)
        {
            columns.Add(new(headers[i], 20));
            if (refusedColumns.Contains(i))
                columns.Add(new(string.Format(CultureInfo.InvariantCulture, texts.ReasonFor, headers[i]), ReasonWidth));
        }

        columns.Add(new(texts.Reason, ReasonWidth));
        columns.Add(new(texts.Row));
        return XlsxTableWriter.WriteAsync(output, texts.Sheet, columns, Cells(), cancel);

        async IAsyncEnumerable<IReadOnlyList<ExportCell>> Cells()
        {
            await foreach (var row in rows)
                yield return ToCells(row, headers.Count, refusedColumns);
        }
    }

    private static List<ExportCell> ToCells(RefusedRow refused, int width, IReadOnlySet<int> refusedColumns)
    {
        var cells = new List<ExportCell>();
        for (var i = 0; i < width; i++)
        {
            var reason = ReasonFor(refused, i);
            cells.Add(Original(refused.Row.At(i)) with { Mark = reason.Length > 0 ? ExportMark.Bad : ExportMark.None });
            if (refusedColumns.Contains(i))
                cells.Add(ExportCell.OfText(reason) with { Mark = ExportMark.Reason });
        }

        cells.Add(ExportCell.OfText(ReasonFor(refused, null)) with { Mark = ExportMark.Reason });
        cells.Add(ExportCell.OfWhole(refused.Row.Number));
        return cells;
    }

    private static string ReasonFor(RefusedRow refused, int? column) => string.Join(' ', refused.Reasons.Where(r => r.Column == column).Select(r => r.Message));

    /// <summary>The cell as the file had it: dates stay dates, numbers that a spreadsheet keeps exactly stay numbers, everything else its text.</summary>
    private static ExportCell Original(Cell cell) => cell.Kind switch
    {
        CellKind.Number when cell.Text.Length <= ExchangeLimits.ExactDigits && decimal.TryParse(cell.Text, ExactNumber, CultureInfo.InvariantCulture, out var number)
            => ExportCell.OfScaled(ScaledNumber.Scale(number, number.Scale, out _), number.Scale),
        CellKind.Date when DateOnly.TryParseExact(cell.Text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => ExportCell.OfDate(date),
        _ => ExportCell.OfText(cell.Text),
    };
}
