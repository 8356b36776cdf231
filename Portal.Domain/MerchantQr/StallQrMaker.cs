using System.Globalization;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;

namespace Portal.Domain.MerchantQr;

/// <summary>A number under which a card company or payment network knows a vendor.</summary>
public sealed record NetworkNumber(string Issuer, string Number);

/// <summary>What a stall's code is made of. Nothing personal.</summary>
/// <param name="Vendor">Who holds the stall; null for a vacant one.</param>
/// <param name="Numbers">Of that vendor, in the order in which they are to stand in the code.</param>
public sealed record StallQrFacts(string Code, string Number, MarketName Market, string Currency, PublicVendor? Vendor, IReadOnlyList<NetworkNumber> Numbers);

/// <summary>A stall's code.</summary>
/// <param name="LeftOut">Issuers whose merchant numbers no longer fitted into the 512 characters.</param>
public sealed record StallQr(QrPayload Payload, IReadOnlyList<string> LeftOut);

/// <summary>Makes the payload of a stall's code: one function of the facts, without database or clock.</summary>
public static class StallQrMaker
{
    private const int FirstTemplate = 26, LastTemplate = 51;
    private const int LongestAmount = 13;
    private const string UniqueId = "00", MerchantId = "01", StoreLabel = "03", TerminalLabel = "07";

    /// <summary>The greatest amount that a code can hold, in minor units: 13 characters, of which the point is one.</summary>
    public static long MostOf(string currency) => Iso4217.Exponent(currency) == 0 ? 9_999_999_999_999 : 999_999_999_999;

    /// <summary>The code of a stall, static without an amount, dynamic with one.</summary>
    /// <param name="amount">Minor units of the market's currency.</param>
    public static Outcome<StallQr> Make(StallQrFacts stall, long? amount, StallQrRules rules)
    {
        if (amount is { } wanted && (wanted < 1 || wanted > MostOf(stall.Currency)))
            return new NumberOutOfRange(1, MostOf(stall.Currency)) { Field = "amount" };
        if (QrPlaces.CountryOf(stall.Currency) is not { } country)
            return new QrCountryUnknown(stall.Currency);
        var numbers = stall.Numbers.Take(LastTemplate - FirstTemplate).ToList();
        for (; ; numbers.RemoveAt(numbers.Count - 1))
        {
            var made = QrPayload.Make(Fields(stall, country, amount, numbers, rules));
            if (made.TryGet(out var payload))
                return new StallQr(payload, [.. stall.Numbers.Skip(numbers.Count).Select(n => n.Issuer)]);
            if (numbers.Count == 0 || made.Refusals.Any(r => r is not QrTooLong))
                return made.Refusals.ToList();
        }
    }

    /// <summary>Minor units as field 54 writes them: major units, a point, and as many decimals as the currency has; no point for won.</summary>
    public static string AmountText(long amount, string currency)
    {
        var decimals = Iso4217.Exponent(currency);
        var digits = amount.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}";
    }

    private static List<QrField> Fields(StallQrFacts stall, string country, long? amount, List<NetworkNumber> numbers, StallQrRules rules)
    {
        List<QrField> fields =
        [
            QrField.Of(QrIds.Format, "01"),
            QrField.Of(QrIds.Initiation, amount is null ? QrIds.Static : QrIds.Dynamic),
            Account(0, rules.OwnId, stall.Code),
            .. numbers.Select((n, i) => Account(i + 1, rules.NetworkOf(n.Issuer), n.Number)),
            QrField.Of(QrIds.Category, rules.Category),
            QrField.Of(QrIds.Currency, Iso4217.NumberOf(stall.Currency)),
        ];
        if (amount is { } minor)
            fields.Add(QrField.Of(QrIds.Amount, AmountText(minor, stall.Currency)));
        fields.Add(QrField.Of(QrIds.Country, country));
        fields.Add(QrField.Of(QrIds.Name, QrPlaces.Fit(QrPlaces.Latin(stall.Vendor?.TradeNameEn) ?? stall.Code, QrRules.LongestOf(QrIds.Name))));
        fields.Add(QrField.Of(QrIds.City, QrPlaces.Fit(QrPlaces.LatinOf(stall.Market.Region) ?? QrPlaces.Latin(stall.Market.NameEn) ?? stall.Market.Code, QrRules.LongestOf(QrIds.City))));
        fields.Add(QrField.Of(QrIds.Additional, [QrField.Of(StoreLabel, stall.Market.Code), QrField.Of(TerminalLabel, stall.Number)]));
        if (QrPlaces.LanguageOf(country) is { } language)
            fields.Add(InLanguage(stall, language));
        return fields;
    }

    private static QrField Account(int place, string uniqueId, string merchant) =>
        QrField.Of((FirstTemplate + place).ToString(CultureInfo.InvariantCulture), [QrField.Of(UniqueId, uniqueId), QrField.Of(MerchantId, merchant)]);

    /// <summary>Field 64: the vendor's name in the market's own language, the stall's code where it is vacant, and the region.</summary>
    private static QrField InLanguage(StallQrFacts stall, string language)
    {
        var name = stall.Vendor is not { } vendor ? stall.Code : language == "zh" ? vendor.TradeNameZh ?? vendor.TradeName : vendor.TradeName;
        List<QrField> parts = [QrField.Of("00", language), QrField.Of("01", QrLength.Cut(name, QrRules.LongestOf("64.01")))];
        if (stall.Market.Region.Length > 0)
            parts.Add(QrField.Of("02", QrLength.Cut(stall.Market.Region, QrRules.LongestOf("64.02"))));
        return QrField.Of(QrIds.Language, parts);
    }
}
