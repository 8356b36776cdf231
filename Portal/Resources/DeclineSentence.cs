using System.Globalization;
using Portal.Domain;

namespace Portal.Resources;

/// <summary>Why a payment was declined or a voucher refused, as a sentence with its figures.</summary>
public static class DeclineSentence
{
    /// <summary>Amounts among the values; their currency is the value <c>currency</c>.</summary>
    private static readonly HashSet<string> Amounts = ["left", "face", "limit", "used", "asked"];

    /// <param name="values">As they are kept: whole numbers and ISO dates; null where there are none, and then the sentence without figures is said.</param>
    public static string Of(CultureInfo culture, string code, IReadOnlyDictionary<string, string>? values)
    {
        var plain = Texts.In(culture, "payments.decline_" + code);
        if (values is null || Texts.Find(culture, $"payments.decline_{code}_with") is not { } sentence)
            return plain;
        foreach (var (name, value) in values)
            sentence = sentence.Replace("{" + name + "}", Shown(culture, name, value, values), StringComparison.Ordinal);
        return sentence;
    }

    private static string Shown(CultureInfo culture, string name, string value, IReadOnlyDictionary<string, string> values) =>
        Amounts.Contains(name) && values.TryGetValue("currency", out var currency) && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            ? Formats.Amount(new Money(currency, amount))
            : DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.ToString(Texts.In(culture, "formats.date"), culture)
            : value;
}
