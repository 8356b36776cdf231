using System.Globalization;
using System.Text;
using Portal.Domain;

namespace Portal.Components.Shared.Fields;

/// <summary>The text is not a number, or its thousands separators stand where none belong.</summary>
public sealed record NumberMalformed : Refusal;

/// <summary>More digits after the point than the currency or the value has.</summary>
/// <param name="Digits">How many there may be; 0 for won.</param>
public sealed record NumberTooPrecise(int Digits) : Refusal;

/// <summary>The number is outside of what the field takes.</summary>
public sealed record AmountOutOfRange(string From, string To) : Refusal;

/// <summary>
/// Reads and writes amounts and numbers as people type them. Nothing is guessed: a comma is a thousands separator at its place
/// and a mistake anywhere else, so "12,5" is refused and never becomes 125.
/// </summary>
public static class AmountText
{
    private const int MaxLength = 40;

    /// <summary>Minor units of a currency; sign, symbol, code and "원" or "元" may stand with the number.</summary>
    public static Outcome<long> Parse(string text, string currency)
    {
        var bare = Fold(text);
        foreach (var mark in (string[])[currency, Symbol(currency), "₩", "원", "元", "¥"])
        {
            if (mark is "₩" or "원" && currency != "KRW" || mark is "元" or "¥" && currency is not ("CNY" or "JPY"))
                continue;
            bare = bare.StartsWith('-') && bare[1..].TrimStart().StartsWith(mark, StringComparison.OrdinalIgnoreCase) ? "-" + bare[1..].TrimStart()[mark.Length..].TrimStart()
                : bare.StartsWith(mark, StringComparison.OrdinalIgnoreCase) ? bare[mark.Length..].TrimStart()
                : bare.EndsWith(mark, StringComparison.OrdinalIgnoreCase) ? bare[..^mark.Length].TrimEnd() : bare;
        }

        return Scaled(bare, Iso4217.Exponent(currency));
    }

    /// <summary>A number with so many digits after the point, as a whole number of the last one: "1.25" with 2 digits is 125.</summary>
    public static Outcome<long> Parse(string text, int digits) => Scaled(Fold(text), digits);

    /// <summary>With symbol, thousands separators and a true minus: ₩1,234,000.</summary>
    public static string Format(Money amount) => (amount.Value < 0 ? "−" : "") + Symbol(amount.Currency) + Bare(amount.Value, Iso4217.Exponent(amount.Currency)).TrimStart('-');

    /// <summary>The number alone, as an input shows it: 1,234,000 or 12.50.</summary>
    public static string Bare(long value, int digits) => (value / Power(digits)).ToString("N" + digits, CultureInfo.InvariantCulture);

    /// <summary>The sign that stands before an amount; the code where a sign would be ambiguous.</summary>
    public static string Symbol(string currency) => currency switch
    {
        "KRW" => "₩",
        "CNY" => "¥",
        "EUR" => "€",
        "GBP" => "£",
        "USD" => "$",
        _ => currency + " ",
    };

    private static string Fold(string text) => text.Length > MaxLength || !Text.IsAllowed(text, false)
        ? "?"
        : text.Normalize(NormalizationForm.FormKC).Trim().Replace('−', '-');

    private static Outcome<long> Scaled(string text, int digits)
    {
        var negative = text.StartsWith('-');
        var parts = (negative ? text[1..] : text).Split('.');
        var groups = parts[0].Split(',');
        var grouped = groups.Length == 1 || (groups[0].Length is 1 or 2 or 3 && groups.Skip(1).All(g => g.Length == 3));
        var fraction = parts.Length == 2 ? parts[1] : "";
        if (parts.Length > 2 || !grouped || !groups.All(IsDigits) || (parts.Length == 2 && !IsDigits(fraction)))
            return new NumberMalformed();
        if (fraction.Length > digits)
            return new NumberTooPrecise(digits);
        return long.TryParse(string.Concat(groups) + fraction.PadRight(digits, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? negative ? -value : value
            : new AmountOutOfRange(Bare(long.MinValue, digits), Bare(long.MaxValue, digits));
    }

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static decimal Power(int digits) => digits == 0 ? 1m : 10m * Power(digits - 1);
}
