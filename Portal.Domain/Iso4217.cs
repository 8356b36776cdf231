using System.Collections.Frozen;

namespace Portal.Domain;

/// <summary>Currencies the portal keeps books in, with the number of decimal digits of their minor unit (ISO 4217, list one).</summary>
public static class Iso4217
{
    private static readonly FrozenDictionary<string, int> Exponents = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["KRW"] = 0,
        ["JPY"] = 0,
        ["VND"] = 0,
        ["CNY"] = 2,
        ["HKD"] = 2,
        ["TWD"] = 2,
        ["SGD"] = 2,
        ["USD"] = 2,
        ["EUR"] = 2,
        ["GBP"] = 2,
        ["CHF"] = 2,
        ["AUD"] = 2,
        ["THB"] = 2,
        ["MYR"] = 2,
        ["IDR"] = 2,
        ["PHP"] = 2,
        ["MNT"] = 2,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The codes, in alphabetical order.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Exponents.Keys.Order(StringComparer.Ordinal)];

    public static bool IsKnown(string? code) => code is not null && Exponents.ContainsKey(code);

    /// <summary>Digits after the decimal point: 0 for KRW, 2 for CNY. Throws for an unknown code.</summary>
    public static int Exponent(string code) => Exponents[code];
}
