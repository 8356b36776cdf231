namespace Portal.Domain.Exchange.Reading;

/// <summary>What a cell was in its file, whatever it means to the column.</summary>
public enum CellKind
{
    Empty,
    Text,
    Number,
    Date,
    Boolean,
    Error,
}

/// <summary>
/// One cell as its file had it. Texts are untouched (<c>007</c>, <c>1e3</c>); numbers are the shortest invariant text, as a
/// spreadsheet shows them (15 digits; an exponent marks a whole number that lost digits); dates are ISO 8601; booleans are
/// <c>true</c> or <c>false</c>; a formula is its last result.
/// </summary>
/// <param name="Kind">What the file said the cell is.</param>
/// <param name="Text">Its content; empty for an empty cell. At most <see cref="ExchangeLimits.CellText"/> characters.</param>
public readonly record struct Cell(CellKind Kind, string Text)
{
    public static readonly Cell Empty = new(CellKind.Empty, "");

    /// <summary>True when the cell holds nothing but white space.</summary>
    public bool IsBlank => Kind == CellKind.Empty || string.IsNullOrWhiteSpace(Text);

    /// <summary>A text cell; an empty text is an empty cell, and a text beyond the limit is cut to it.</summary>
    public static Cell OfText(string text) => text.Length switch
    {
        0 => Empty,
        > ExchangeLimits.CellText => new(CellKind.Text, text[..ExchangeLimits.CellText]),
        _ => new(CellKind.Text, text),
    };
}

/// <summary>One row of a table.</summary>
/// <param name="Number">The row's number as a spreadsheet program shows it for the file; in a JSON file, the element's place from 1.</param>
/// <param name="Cells">The cells from the first column on; the row may end early.</param>
public sealed record TableRow(int Number, IReadOnlyList<Cell> Cells)
{
    /// <summary>The cell of a column, empty beyond the row's end.</summary>
    public Cell At(int column) => column < Cells.Count ? Cells[column] : Cell.Empty;

    /// <summary>True when no cell has content.</summary>
    public bool IsBlank => Cells.All(cell => cell.IsBlank);
}
