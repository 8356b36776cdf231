using System.Text.Encodings.Web;
using System.Text.Json;

namespace Portal.Domain.Exchange.Columns;

/// <summary>Which column of a file fills which field. A field that is not mapped is absent from the import, which is not the same as empty.</summary>
public sealed class ColumnMapping
{
    private const int NameLength = 100;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, int> columnOfField;

    private ColumnMapping(IReadOnlyList<string> headers, Dictionary<string, int> columnOfField) => (Headers, this.columnOfField) = (headers, columnOfField);

    /// <summary>The headings of the file.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The fields that are mapped.</summary>
    public IReadOnlyCollection<string> Fields => columnOfField.Keys;

    /// <summary>The headings that fill no field.</summary>
    public IReadOnlyList<string> Unmapped => [.. Headers.Where((_, i) => !columnOfField.ContainsValue(i))];

    /// <summary>The file's column, from 0, that fills a field; null when none does.</summary>
    public int? ColumnOf(string field) => columnOfField.TryGetValue(field, out var column) ? column : null;

    /// <summary>The field that a file's column fills; null when none.</summary>
    public string? FieldOf(int column) => columnOfField.FirstOrDefault(pair => pair.Value == column).Key;

    /// <summary>The required fields that no column fills.</summary>
    public IReadOnlyList<ExchangeColumn> Missing(IEnumerable<ExchangeColumn> columns) => [.. columns.Where(c => c.Required && ColumnOf(c.Key) is null)];

    /// <summary>
    /// Maps by heading: a field's key, its heading in any language, or a synonym, whatever the case, width and spaces. Of
    /// two headings that mean the same field the first one fills it.
    /// </summary>
    public static ColumnMapping Automatic(IReadOnlyList<string> headers, IReadOnlyList<ExchangeColumn> columns)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            foreach (var name in column.Names)
                fields.TryAdd(Folded.Of(name), column.Key);
        }

        var columnOfField = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < headers.Count; i++)
        {
            if (fields.TryGetValue(Folded.Of(headers[i]), out var field))
                columnOfField.TryAdd(field, i);
        }

        return new(headers, columnOfField);
    }

    /// <summary>A mapping by the numbers of columns. Fields that do not exist, columns that the file does not have, and second uses of a column are left out.</summary>
    public static ColumnMapping Of(IReadOnlyList<string> headers, IReadOnlyDictionary<string, int> columnOfField, IReadOnlyList<ExchangeColumn> columns)
    {
        var kept = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, column) in columnOfField)
        {
            if (column >= 0 && column < headers.Count && columns.Any(c => c.Key == field) && !kept.ContainsValue(column))
                kept.Add(field, column);
        }

        return new(headers, kept);
    }

    /// <summary>
    /// The automatic mapping, with what the caller gave put over it: a JSON object <c>{"heading":"field"}</c> or
    /// <c>{"field":"heading"}</c>, told apart by the side on which the known fields are. An empty or null field leaves a
    /// heading out, an empty or null heading a field.
    /// </summary>
    public static Outcome<ColumnMapping> FromJson(string? json, IReadOnlyList<string> headers, IReadOnlyList<ExchangeColumn> columns)
    {
        if (string.IsNullOrWhiteSpace(json))
            return Automatic(headers, columns);
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string?>>(json) is { } pairs ? From(pairs, headers, columns) : new MappingNotReadable();
        }
        catch (JsonException)
        {
            return new MappingNotReadable();
        }
    }

    /// <summary>The same from pairs that were read already; see <see cref="FromJson"/>.</summary>
    public static Outcome<ColumnMapping> From(IReadOnlyDictionary<string, string?> pairs, IReadOnlyList<string> headers, IReadOnlyList<ExchangeColumn> columns)
    {
        var keys = columns.Select(c => c.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var fieldsLast = pairs.Values.Count(v => v is not null && keys.Contains(v));
        var fieldsFirst = pairs.Keys.Count(keys.Contains);
        // When both sides are fields (a heading that is a key), the side that names more of the file's headings decides.
        var isHeadingFirst = fieldsLast != fieldsFirst ? fieldsLast > fieldsFirst
            : pairs.Keys.Count(headers.Contains) >= pairs.Values.Count(v => v is not null && headers.Contains(v));

        var given = new Given(headers, columns);
        foreach (var (left, right) in pairs)
            given.Add(isHeadingFirst ? left : right, isHeadingFirst ? right : left);
        return given.Over(Automatic(headers, columns));
    }

    /// <summary>The mapping as JSON, <c>{"heading":"field"}</c>, with null for the headings that fill nothing: what is remembered for the next file.</summary>
    public string ToJson() =>
        JsonSerializer.Serialize(Headers.Select((header, i) => KeyValuePair.Create(header, FieldOf(i))).ToDictionary(), Readable);

    private static string Cut(string name) => name.Length > NameLength ? name[..NameLength] : name;

    /// <summary>What the caller gave, checked pair by pair.</summary>
    private sealed class Given(IReadOnlyList<string> headers, IReadOnlyList<ExchangeColumn> columns)
    {
        private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);
        private readonly HashSet<int> columnsLeftOut = [];
        private readonly HashSet<string> fieldsLeftOut = [];
        private readonly List<Refusal> refusals = [];

        public void Add(string? heading, string? field)
        {
            var key = columns.FirstOrDefault(c => c.Key.Equals(field, StringComparison.OrdinalIgnoreCase))?.Key;
            var column = string.IsNullOrEmpty(heading) ? -1 : ColumnOf(heading);
            if (!string.IsNullOrEmpty(field) && key is null)
                refusals.Add(new MappingFieldUnknown(Cut(field)) { Field = "mapping" });
            else if (!string.IsNullOrEmpty(heading) && column < 0)
                refusals.Add(new MappingHeaderUnknown(Cut(heading)) { Field = "mapping" });
            else if (key is null && column >= 0)
                columnsLeftOut.Add(column);
            else if (key is not null && column < 0)
                fieldsLeftOut.Add(key);
            else if (key is not null && (taken.ContainsValue(column) || !taken.TryAdd(key, column)))
                refusals.Add(new MappingTwice(Cut(heading!)) { Field = "mapping" });
        }

        public Outcome<ColumnMapping> Over(ColumnMapping automatic)
        {
            if (refusals.Count > 0)
                return refusals;
            var all = new Dictionary<string, int>(taken, StringComparer.Ordinal);
            foreach (var (field, column) in automatic.columnOfField)
            {
                if (!fieldsLeftOut.Contains(field) && !columnsLeftOut.Contains(column) && !taken.ContainsValue(column))
                    all.TryAdd(field, column);
            }

            return all.Count == 0 ? new MappingEmpty() { Field = "mapping" } : new ColumnMapping(headers, all);
        }

        private int ColumnOf(string heading)
        {
            for (var i = 0; i < headers.Count; i++)
            {
                if (headers[i] == heading)
                    return i;
            }

            var folded = Folded.Of(heading);
            for (var i = 0; i < headers.Count; i++)
            {
                if (Folded.Of(headers[i]) == folded)
                    return i;
            }

            return -1;
        }
    }
}
