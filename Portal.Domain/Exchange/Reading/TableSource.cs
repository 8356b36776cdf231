namespace Portal.Domain.Exchange.Reading;

/// <summary>What a file turned out to be.</summary>
public enum FileFormat
{
    Xlsx,
    /// <summary>Text with a delimiter: comma, tab or semicolon.</summary>
    Delimited,
    Json,
}

/// <summary>A range of merged cells, rows from 1 and columns from 0, both ends included.</summary>
internal readonly record struct MergedRange(int FirstRow, int LastRow, int FirstColumn, int LastColumn);

/// <summary>
/// The tables of one file, row by row. Every reading starts anew at the top; rows without content are left out. A bad file
/// ends a reading with an exception that <see cref="TableFile"/> turns into a refusal.
/// </summary>
internal abstract class TableSource
{
    public abstract FileFormat Format { get; }

    /// <summary>The tables to choose from: visible sheets, or the arrays of a JSON file by their path.</summary>
    public abstract IReadOnlyList<string> Sheets { get; }

    /// <summary>The row that names the columns, when the format says which; null when it has to be found.</summary>
    public virtual int? FixedHeaderRow => null;

    /// <summary>The rows of a table; merged ranges are added while the reading passes them.</summary>
    public abstract IEnumerable<TableRow> Read(string sheet, List<MergedRange> merged);
}
