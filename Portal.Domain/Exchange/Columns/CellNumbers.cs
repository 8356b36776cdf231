using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Domain.Exchange.Columns;

/// <summary>
/// Decimal numbers as people write them: a point before the decimals, commas only between groups of three, full-width
/// digits folded. <c>12,5</c> is refused rather than read as 125, and <c>1e3</c> is no number that a person wrote.
/// </summary>
internal static partial class CellNumbers
{
    public const int Longest = 40;

    public static decimal? Parse(string text)
    {
        if (text.Length > Longest || !Domain.Text.IsAllowed(text, lines: true))
            return null;
        var folded = text.Normalize(NormalizationForm.FormKC).Trim().Replace('−', '-');
        return Written().IsMatch(folded) && decimal.TryParse(folded.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    /// <summary>An amount: a number with the currency's sign or word before or after it.</summary>
    public static decimal? ParseAmount(string text, string currency)
    {
        if (text.Length > Longest || !Domain.Text.IsAllowed(text, lines: true))
            return null;
        var folded = text.Normalize(NormalizationForm.FormKC).Trim();
        foreach (var word in Words(currency))
        {
            if (folded.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return Parse(folded[word.Length..]);
            if (folded.StartsWith("-" + word, StringComparison.OrdinalIgnoreCase))
                return -Parse(folded[(word.Length + 1)..]);
            if (folded.EndsWith(word, StringComparison.OrdinalIgnoreCase))
                return Parse(folded[..^word.Length]);
        }

        return Parse(folded);
    }

    private static string[] Words(string currency) => currency switch
    {
        "KRW" => ["KRW", "₩", "원"],
        "CNY" => ["CNY", "RMB", "¥", "元"],
        "JPY" => ["JPY", "¥", "円", "엔"],
        "USD" => ["USD", "$"],
        "EUR" => ["EUR", "€"],
        _ => [currency],
    };

    [GeneratedRegex(@"^[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
