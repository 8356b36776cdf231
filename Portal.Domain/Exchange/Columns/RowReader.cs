using Portal.Domain.Exchange.Reading;

namespace Portal.Domain.Exchange.Columns;

/// <summary>Turns the rows of a file into values of fields, or into refusals that name the field. Made once per file.</summary>
public sealed class RowReader
{
    private readonly List<(ExchangeColumn Column, int At, CellReader Reader)> mapped = [];

    public RowReader(IReadOnlyList<ExchangeColumn> columns, ColumnMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        foreach (var column in columns)
        {
            if (mapping.ColumnOf(column.Key) is { } at)
                mapped.Add((column, at, new CellReader(column)));
        }
    }

    /// <summary>Reads one row.</summary>
    public ImportedRow Read(TableRow row)
    {
        var values = new Dictionary<string, object?>(mapped.Count, StringComparer.Ordinal);
        List<Refusal> refusals = [];
        foreach (var (column, at, reader) in mapped)
        {
            var cell = row.At(at);
            if (column.Personal && cell.Text.Contains('*', StringComparison.Ordinal))
                continue;
            var before = refusals.Count;
            var value = reader.Read(cell, refusals);
            if (value is null && column.Required && refusals.Count == before)
                refusals.Add(new TextMissing { Field = column.Key });
            if (refusals.Count == before)
                values[column.Key] = value;
        }

        return new(row, values, refusals);
    }

    /// <summary>True for the template's example row that was left in place unchanged, in any language.</summary>
    public bool IsExample(TableRow row) => ((string[])["ko", "en", "zh-Hans"]).Any(language => IsExample(row, language));

    private bool IsExample(TableRow row, string language) =>
        mapped.Any(m => m.Column.Example is not null)
        && mapped.All(m => Folded.Of(row.At(m.At).Text) == Folded.Of(m.Column.Example?.In(language) ?? ""));
}
