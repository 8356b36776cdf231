namespace Portal.Domain.Exchange.Reading;

/// <summary>Gathers the cells of one row: gaps are filled, trailing blanks are dropped, content beyond the last column is refused.</summary>
internal sealed class RowCells
{
    private readonly List<Cell> cells = [];

    public void Set(int column, Cell cell)
    {
        if (cell.IsBlank)
            return;
        if (column >= ExchangeLimits.Columns)
            throw new UnreadableFileException(new FileTooManyColumns(ExchangeLimits.Columns));
        while (cells.Count <= column)
            cells.Add(Cell.Empty);
        cells[column] = cell;
    }

    /// <summary>The row, or null when nothing is in it; the gatherer is empty afterwards.</summary>
    public TableRow? Take(int number)
    {
        if (cells.Count == 0)
            return null;
        var row = new TableRow(number, cells.ToArray());
        cells.Clear();
        return row;
    }
}
