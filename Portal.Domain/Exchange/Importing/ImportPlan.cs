using System.Text.Json;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Reading;

namespace Portal.Domain.Exchange.Importing;

/// <summary>How the file of an import is read, and which of its columns (from 0) fills which field: kept with the import from one step to the next.</summary>
public sealed record ImportPlan(ReadingChoices Reading, IReadOnlyDictionary<string, int>? Columns)
{
    /// <summary>What an import keeps.</summary>
    public static ImportPlan Of(Import import)
    {
        var kept = JsonSerializer.Deserialize<Kept>(import.Mapping) ?? new Kept(null, null, null);
        return new(new(import.SheetName, kept.HeaderRow, TextEncodings.Parse(import.EncodingName), kept.Delimiter is [var delimiter] ? delimiter : null), kept.Columns);
    }

    /// <summary>Keeps the plan with the import.</summary>
    public void Keep(Import import)
    {
        (import.SheetName, import.EncodingName) = (Reading.Sheet, Reading.Encoding?.Name());
        import.Mapping = JsonSerializer.Serialize(new Kept(Reading.HeaderRow, Reading.Delimiter?.ToString(), Columns));
    }

    /// <summary>The plan of a file and a mapping.</summary>
    public static ImportPlan Of(ReadingChoices? reading, ColumnMapping mapping) =>
        new(reading ?? new(), mapping.Fields.ToDictionary(field => field, field => mapping.ColumnOf(field)!.Value));

    /// <summary>The mapping of an opened file: the kept one, or the automatic one while there is none.</summary>
    public ColumnMapping MappingOf(TableFile file, IReadOnlyList<ExchangeColumn> columns) =>
        Columns is null ? ColumnMapping.Automatic(file.Columns, columns) : ColumnMapping.Of(file.Columns, Columns, columns);

    private sealed record Kept(int? HeaderRow, string? Delimiter, IReadOnlyDictionary<string, int>? Columns);
}
