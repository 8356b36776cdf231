using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Domain;
using Portal.Domain.Exchange;

namespace Portal.Resources;

/// <summary>
/// Every sentence the portal says, in the reader's language. A key is <c>area.name</c>: the area names the resource file
/// (<c>vendors.suspend</c> is in Vendors.resx, Korean; Vendors.en.resx and Vendors.zh-Hans.resx beside it).
/// A key that is missing is a mistake of the program and throws; a test holds all keys in all three languages.
/// </summary>
public sealed partial class Texts
{
    /// <summary>The languages in the order in which they are offered; the first is the default.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["ko", "en", "zh-Hans"];

    private static readonly ConcurrentDictionary<string, ResourceManager> Areas = new(StringComparer.Ordinal);

    private static readonly Lazy<Dictionary<string, Type>> Refusals = new(() => typeof(Refusal).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Refusal)) && !t.IsAbstract)
        .ToDictionary(t => JsonNamingPolicy.SnakeCaseLower.ConvertName(t.Name), StringComparer.Ordinal));

    /// <summary>The text for a key, with its numbered places filled.</summary>
    public string this[string key, params object?[] arguments] => In(CultureInfo.CurrentUICulture, key, arguments);

    /// <summary>The text for a key in a language of the caller's choice.</summary>
    public static string In(CultureInfo culture, string key, params object?[] arguments)
    {
        var text = Find(culture, key) ?? throw new KeyNotFoundException($"No text '{key}' for {culture.Name}.");
        return arguments.Length == 0 ? text : string.Format(culture, text, arguments);
    }

    /// <summary>The text for a key, or null where nobody wrote one.</summary>
    public static string? Find(CultureInfo culture, string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0)
            throw new ArgumentException($"'{key}' is not of the form area.name.", nameof(key));
        var area = char.ToUpperInvariant(key[0]) + key[1..dot];
        var manager = Areas.GetOrAdd(area, name => new ResourceManager($"Portal.Resources.{name}", typeof(Texts).Assembly));
        return manager.GetString(key[(dot + 1)..], culture);
    }

    /// <summary>A refusal as a sentence: its properties stand in braces in the text, as in <c>{Max}</c>.</summary>
    public string Of(Refusal refusal) => Of(CultureInfo.CurrentUICulture, refusal);

    /// <inheritdoc cref="Of(Refusal)"/>
    public static string Of(CultureInfo culture, Refusal refusal)
    {
        var type = refusal.GetType();
        return Place().Replace(In(culture, "refusals." + refusal.Code), place => Written(culture, type.GetProperty(place.Groups[1].Value)?.GetValue(refusal)));
    }

    /// <summary>A reason kept with an import as a sentence.</summary>
    public static string Of(CultureInfo culture, ImportRefusal kept)
    {
        var arguments = JsonSerializer.Deserialize<Dictionary<string, string?>>(kept.Arguments) ?? [];
        return Place().Replace(In(culture, "refusals." + kept.Code), place => arguments.GetValueOrDefault(place.Groups[1].Value) is { } value ? Kept(culture, kept.Code, place.Groups[1].Value, value) : "");
    }

    /// <summary>A value within a sentence as the language writes it: days and thousands; texts stand as they are.</summary>
    private static string Written(CultureInfo culture, object? value) => value switch
    {
        DateOnly day => day.ToString(In(culture, "formats.shortDate"), culture),
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        long number => number.ToString("N0", CultureInfo.InvariantCulture),
        Money amount => Formats.Amount(amount),
        _ => Convert.ToString(value, culture) ?? "",
    };

    // Kept reasons hold texts alone; what was a day or a number says the refusal's own type.
    private static string Kept(CultureInfo culture, string code, string property, string value)
    {
        var type = Refusals.Value.GetValueOrDefault(code)?.GetProperty(property)?.PropertyType;
        if (type == typeof(DateOnly) || type == typeof(DateOnly?))
            return DateOnly.TryParse(value, CultureInfo.InvariantCulture, out var day) ? Written(culture, day) : value;
        return (type == typeof(int) || type == typeof(long)) && long.TryParse(value, CultureInfo.InvariantCulture, out var number) ? Written(culture, number) : value;
    }

    /// <summary>The name of an enum's value in the reader's language: key <c>area.EnumName_Value</c>.</summary>
    public string Of<TEnum>(string area, TEnum value)
        where TEnum : struct, Enum => this[$"{area}.{typeof(TEnum).Name}_{value}"];

    [GeneratedRegex(@"\{([A-Z]\w*)\}")]
    private static partial Regex Place();
}
