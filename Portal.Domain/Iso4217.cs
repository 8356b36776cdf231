using System.Collections.Frozen;

namespace Portal.Domain;

/// <summary>Currencies the portal keeps books in, with the number of decimal digits of their minor unit and their numeric code (ISO 4217, list one).</summary>
public static class Iso4217
{
    private static readonly FrozenDictionary<string, (int Exponent, string Number)> Known = new Dictionary<string, (int, string)>(StringComparer.Ordinal)
    {
        ["KRW"] = (0, "410"),
        ["JPY"] = (0, "392"),
        ["VND"] = (0, "704"),
        ["CNY"] = (2, "156"),
        ["HKD"] = (2, "344"),
        ["TWD"] = (2, "901"),
        ["SGD"] = (2, "702"),
        ["USD"] = (2, "840"),
        ["EUR"] = (2, "978"),
        ["GBP"] = (2, "826"),
        ["CHF"] = (2, "756"),
        ["AUD"] = (2, "036"),
        ["THB"] = (2, "764"),
        ["MYR"] = (2, "458"),
        ["IDR"] = (2, "360"),
        ["PHP"] = (2, "608"),
        ["MNT"] = (2, "496"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> ByNumber = Known.ToFrozenDictionary(c => c.Value.Number, c => c.Key, StringComparer.Ordinal);

    /// <summary>The codes, in alphabetical order.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    public static bool IsKnown(string? code) => code is not null && Known.ContainsKey(code);

    /// <summary>Digits after the decimal point: 0 for KRW, 2 for CNY. Throws for an unknown code.</summary>
    public static int Exponent(string code) => Known[code].Exponent;

    /// <summary>The numeric code in three digits: 410 for KRW. Throws for an unknown code.</summary>
    public static string NumberOf(string code) => Known[code].Number;

    /// <summary>The alphabetic code of a numeric one; null for a currency that the portal does not know.</summary>
    public static string? CodeOfNumber(string number) => ByNumber.GetValueOrDefault(number);

    /// <summary>Digits after the decimal point of a currency given by its numeric code; null for one that the portal does not know.</summary>
    public static int? ExponentOfNumber(string number) => CodeOfNumber(number) is { } code ? Exponent(code) : null;
}
