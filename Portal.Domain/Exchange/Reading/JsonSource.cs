using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portal.Domain.Exchange.Reading;

/// <summary>
/// Arrays of objects in a JSON file, at the top or under properties; the longest comes first. Nested objects become columns
/// with dots in their names, arrays of scalars become one text joined with <c>+</c>.
/// </summary>
internal sealed class JsonSource : TableSource
{
    private readonly Func<Stream> open;
    private readonly TextEncoding encoding;

    public JsonSource(Func<Stream> open, TextEncoding encoding)
    {
        (this.open, this.encoding) = (open, encoding);
        using var document = Parse();
        var arrays = new List<(string Path, int Length)>();
        FindArrays(document.RootElement, "", arrays);
        Sheets = [.. arrays.OrderByDescending(a => a.Length).Select(a => a.Path).Take(ExchangeLimits.Sheets)];
    }

    public override FileFormat Format => FileFormat.Json;

    public override IReadOnlyList<string> Sheets { get; }

    public override int? FixedHeaderRow => 0;

    /// <summary>Row 0 are the names, in the order in which they first occur; then one row per element.</summary>
    public override IEnumerable<TableRow> Read(string sheet, List<MergedRange> merged)
    {
        using var document = Parse();
        var array = document.RootElement;
        foreach (var name in sheet.Split('.', StringSplitOptions.RemoveEmptyEntries))
            array = array.GetProperty(name);

        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var element in array.EnumerateArray())
            Flatten(element, "", (name, _) => columns.TryAdd(name, columns.Count));
        var cells = new RowCells();
        foreach (var (name, column) in columns)
            cells.Set(column, Cell.OfText(name));
        if (cells.Take(0) is { } header)
            yield return header;

        var number = 0;
        foreach (var element in array.EnumerateArray())
        {
            number++;
            Flatten(element, "", (name, value) => cells.Set(columns[name], ToCell(value)));
            if (cells.Take(number) is { } row)
                yield return row;
        }
    }

    private JsonDocument Parse()
    {
        var options = new JsonDocumentOptions { MaxDepth = ExchangeLimits.JsonDepth, AllowTrailingCommas = true };
        using var reader = TextContent.Reader(open(), encoding);
        return encoding == TextEncoding.Utf8
            ? JsonDocument.Parse(reader.BaseStream, options)
            : JsonDocument.Parse(Encoding.UTF8.GetBytes(reader.ReadToEnd()), options);
    }

    private static void FindArrays(JsonElement element, string path, List<(string Path, int Length)> found)
    {
        if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0 && element[0].ValueKind == JsonValueKind.Object)
            found.Add((path, element.GetArrayLength()));
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in element.EnumerateObject())
        {
            var name = NameOf(property);
            if (name.Length > 0 && !name.Contains('.', StringComparison.Ordinal))
                FindArrays(property.Value, path.Length == 0 ? name : path + "." + name, found);
        }
    }

    private static void Flatten(JsonElement element, string prefix, Action<string, JsonElement> take)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new UnreadableFileException(new FileHasNoTable());
        foreach (var property in element.EnumerateObject())
        {
            var name = prefix + NameOf(property);
            if (property.Value.ValueKind == JsonValueKind.Object)
                Flatten(property.Value, name + ".", take);
            else if (!string.IsNullOrWhiteSpace(name))
                take(name, property.Value);
        }
    }

    private static Cell ToCell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Cell.OfText(TextOf(value)),
        JsonValueKind.Number => new(CellKind.Number, value.GetRawText() is { Length: <= ExchangeLimits.CellText } digits ? digits : "?"),
        JsonValueKind.True => new(CellKind.Boolean, "true"),
        JsonValueKind.False => new(CellKind.Boolean, "false"),
        JsonValueKind.Array when value.EnumerateArray().All(IsScalar) => Cell.OfText(string.Join('+', value.EnumerateArray().Select(item => ToCell(item).Text))),
        JsonValueKind.Array => Cell.OfText(value.GetRawText()),
        _ => Cell.Empty,
    };

    private static bool IsScalar(JsonElement value) => value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object);

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no name of a column.
            throw new UnreadableFileException(new FileNotReadable());
        }
    }

    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair: kept, so that the field is refused for it.
            return Regex.Unescape(value.GetRawText()[1..^1]);
        }
    }
}
