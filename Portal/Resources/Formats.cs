using System.Globalization;
using Portal.Domain;

namespace Portal.Resources;

/// <summary>
/// Dates, instants, amounts and counts as the reader's language writes them. Amounts show the ledger's currency, never the
/// currency of the reader's country; instants show the market's clock and say whose it is.
/// </summary>
public sealed class Formats(Texts texts)
{
    /// <summary>A proper minus, which is as wide as a digit.</summary>
    private const char Minus = '\u2212';

    private static CultureInfo Culture => CultureInfo.CurrentUICulture;

    /// <summary>A day with its weekday: 2026. 3. 5. (목) · Thu, 5 Mar 2026 · 2026年3月5日(周四).</summary>
    public string Date(DateOnly day) => day.ToString(texts["formats.date"], Culture);

    /// <summary>A day without its weekday, for narrow columns: 2026. 3. 5. · 5 Mar 2026 · 2026年3月5日.</summary>
    public string ShortDate(DateOnly day) => day.ToString(texts["formats.shortDate"], Culture);

    /// <summary>From one day to another; an open end says so: 2019. 3. 1. – 2027. 2. 28.</summary>
    public string Range(DateOnly from, DateOnly? to) => to is { } end
        ? $"{ShortDate(from)} – {ShortDate(end)}"
        : texts["formats.since", ShortDate(from)];

    /// <summary>An instant on the market's clock, with the clock's name: 2026. 3. 5. (목) 14:05 한국 시간.</summary>
    /// <param name="utc">The instant, in UTC.</param>
    /// <param name="zone">The market's time zone.</param>
    public string Instant(DateTime utc, TimeZoneInfo zone) => $"{InstantShort(utc, zone)} {ZoneName(utc, zone)}";

    /// <summary>An instant on the market's clock, where a heading already names the clock.</summary>
    public string InstantShort(DateTime utc, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
        return $"{Date(DateOnly.FromDateTime(local))} {Time(TimeOnly.FromDateTime(local))}";
    }

    /// <summary>An instant to the second, with the clock's name, where what happened is put beside other records: 2026. 3. 5. (목) 14:05:09 한국 시간.</summary>
    public string InstantExact(DateTime utc, TimeZoneInfo zone) =>
        $"{InstantShort(utc, zone)}{utc.ToString(":ss", CultureInfo.InvariantCulture)} {ZoneName(utc, zone)}";

    /// <summary>A time of day on a 24-hour clock: 09:05.</summary>
    public string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The clock's name where it has one in the reader's language, else its distance from UTC at that instant.</summary>
    public string ZoneName(DateTime utc, TimeZoneInfo zone)
    {
        var id = zone.HasIanaId || !TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana) ? zone.Id : iana;
        if (Texts.Find(Culture, "formats.zone_" + id.Replace('/', '_')) is { } name)
            return name;
        var offset = zone.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
        return $"UTC{(offset < TimeSpan.Zero ? Minus : '+')}{offset:hh\\:mm}";
    }

    /// <summary>An amount in its own currency: ₩1,234,000 · ¥12.50 · −₩6,000.</summary>
    public string Money(Money amount) => Amount(amount);

    /// <summary>The number, symbol and minus of an amount, which are the same in every language.</summary>
    internal static string Amount(Money amount)
    {
        var exponent = Iso4217.Exponent(amount.Currency);
        var number = (Math.Abs((decimal)amount.Value) / (decimal)Math.Pow(10, exponent)).ToString("N" + exponent, CultureInfo.InvariantCulture);
        return (amount.Value < 0 ? Minus.ToString() : "") + Symbol(amount.Currency) + number;
    }

    /// <summary>A number with its thousands apart: 1,204; negative with a proper minus.</summary>
    public string Count(long number) => (number < 0 ? Minus.ToString() : "") + Math.Abs((decimal)number).ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share with one decimal: 21.6%.</summary>
    public string Percent(double share) => (share < 0 ? Minus.ToString() : "") + Math.Abs(share * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>Symbols that mean one currency to these readers; every other currency shows its code.</summary>
    private static string Symbol(string currency) => currency switch
    {
        "KRW" => "₩",
        "CNY" => "¥",
        "USD" => "US$",
        "EUR" => "€",
        "GBP" => "£",
        _ => currency + "\u00a0",
    };
}
