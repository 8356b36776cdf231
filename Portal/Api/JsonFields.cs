using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Portal.Domain;
using Portal.Domain.Exchange.Columns;

namespace Portal.Api;

/// <summary>The value has not the JSON type that the field takes.</summary>
public sealed record FieldMalformed : Refusal;

/// <summary>The body has a property that the record does not have.</summary>
public sealed record FieldUnknown(string Name) : Refusal;

/// <summary>The body is not a JSON object.</summary>
public sealed record BodyMalformed : Refusal;

/// <summary>The body is larger than any record can be.</summary>
public sealed record BodyTooLarge(int MaxMegabytes) : Refusal;

/// <summary>
/// A JSON body as an edit (RFC 7396): a property that is there sets the field, null clears it, one that is absent leaves it. Properties that the
/// record does not have are refused rather than passed over.
/// </summary>
internal sealed class JsonFields(JsonElement body)
{
    private const int MaxName = 60;
    private const int MaxMegabytes = 8;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public List<Refusal> Refusals { get; } = [];

    /// <summary>The whole object, for a record whose fields are not all plain values.</summary>
    public JsonElement Body => body;

    /// <summary>Reads a body; anything but one JSON object, each property once, is refused.</summary>
    public static async Task<Outcome<JsonFields>> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxMegabytes * 1024 * 1024;
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false }, context.RequestAborted);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new JsonFields(document.RootElement.Clone()) : new BodyMalformed();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // A name with half a surrogate pair is no JSON error to the parser, yet it cannot read it.
            return new BodyMalformed();
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new BodyTooLarge(MaxMegabytes);
        }
    }

    public Change<string?> Text(string name) => Find(name) switch
    {
        null => default,
        { ValueKind: JsonValueKind.Null } => new(null),
        { ValueKind: JsonValueKind.String } value => TextOf(name, value),
        _ => Malformed<string?>(name),
    };

    public Change<long?> Number(string name) => Find(name) switch
    {
        null => default,
        { ValueKind: JsonValueKind.Null } => new(null),
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var number) => new(number),
        _ => Malformed<long?>(name),
    };

    /// <summary>A decimal number as a whole number of units of 10 to the minus <paramref name="digits"/>; further digits are rounded.</summary>
    public Change<long?> Scaled(string name, int digits) => Find(name) switch
    {
        null => default,
        { ValueKind: JsonValueKind.Null } => new(null),
        { ValueKind: JsonValueKind.Number } value when value.TryGetDecimal(out var number) && Math.Abs(number) < 1_000_000_000 => new((long)Math.Round(number * (decimal)Math.Pow(10, digits))),
        _ => Malformed<long?>(name),
    };

    public Change<TEnum> Choice<TEnum>(string name)
        where TEnum : struct, Enum => Find(name) switch
        {
            null => default,
            { ValueKind: JsonValueKind.String } value when EnumChoices.TryParse<TEnum>(StringOf(value), out var choice) => new(choice),
            _ => Malformed<TEnum>(name),
        };

    public Change<TEnum> Set<TEnum>(string name)
        where TEnum : struct, Enum
    {
        if (Find(name) is not { } value)
            return default;
        if (value.ValueKind == JsonValueKind.Null)
            return new(default);
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String || !EnumChoices.TryParse<TEnum>(StringOf(v), out _)))
            return Malformed<TEnum>(name);
        return new(EnumChoices.ParseSet<TEnum>(value.EnumerateArray().Select(v => v.GetString()!)));
    }

    public Change<IReadOnlyList<string>> TextList(string name)
    {
        if (Find(name) is not { } value)
            return default;
        if (value.ValueKind == JsonValueKind.Null)
            return new Change<IReadOnlyList<string>>([]);
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String))
            return Malformed<IReadOnlyList<string>>(name);
        var texts = value.EnumerateArray().Select(StringOf).ToList();
        return texts.Contains(null) ? Forbidden<IReadOnlyList<string>>(name) : new Change<IReadOnlyList<string>>([.. texts.OfType<string>()]);
    }

    /// <summary>The version that the caller read; null when it gives none.</summary>
    public long? Version() => Number("version").Value;

    /// <summary>Everything that was wrong with the body; unknown properties included. Ask for it after the fields.</summary>
    public List<Refusal> Finish()
    {
        foreach (var property in body.EnumerateObject().Where(p => !asked.Contains(p.Name)))
            Refusals.Add(new FieldUnknown(Cut(property.Name)) { Field = Cut(property.Name) });
        return Refusals;
    }

    private JsonElement? Find(string name)
    {
        asked.Add(name);
        return body.TryGetProperty(name, out var value) ? value : null;
    }

    private Change<string?> TextOf(string name, JsonElement value) => StringOf(value) is { } text ? new(text) : Forbidden<string?>(name);

    /// <summary>JSON can escape half of a surrogate pair, which no string can hold well: null then, to be refused like any other forbidden character.</summary>
    internal static string? StringOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private Change<T> Forbidden<T>(string name)
    {
        Refusals.Add(new TextNotAllowed { Field = name });
        return default;
    }

    private Change<T> Malformed<T>(string name)
    {
        Refusals.Add(new FieldMalformed { Field = name });
        return default;
    }

    private static string Cut(string name) => name.Length > MaxName ? name[..MaxName] : name;
}
