using System.Globalization;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.Lists;
using Portal.Resources;

namespace Portal.Components.Shared.Grid;

/// <summary>How values read in a list, in the reader's language; days carry their weekday, amounts the ledger's currency.</summary>
public static class CellText
{
    public static string Of<TRow>(ListColumn<TRow> column, TRow row, Texts texts, TimeZoneInfo? zone) => column.Value(row) switch
    {
        null => "",
        string text when column.ChoiceText is null || text.Length == 0 => text,
        string code => texts[column.ChoiceText + code],
        Enum value => column.ChoiceText is null ? value.ToString() : texts[column.ChoiceText + value],
        bool flag => texts[flag ? "grid.yes" : "grid.no"],
        Money money => AmountText.Format(money),
        DateOnly day => Day(day, texts),
        DateTime instant => Instant(instant, texts, zone),
        IFormattable number => number.ToString("N0", CultureInfo.CurrentCulture),
        var other => other.ToString() ?? "",
    };

    public static string Day(DateOnly day, Texts texts) => day.ToString(texts["grid.date"], CultureInfo.CurrentCulture);

    /// <summary>In the zone given; without one in UTC, and saying so.</summary>
    public static string Instant(DateTime instant, Texts texts, TimeZoneInfo? zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(instant, DateTimeKind.Utc), zone ?? TimeZoneInfo.Utc);
        return local.ToString(texts["grid.instant"], CultureInfo.CurrentCulture) + (zone is null ? " UTC" : "");
    }

    /// <summary>A condition's value in a chip: names of choices, days, numbers.</summary>
    public static string Condition<TRow>(ListColumn<TRow> column, string value, IReadOnlyList<GridChoice> choices, Texts texts)
    {
        string Range(string? from, string? to) => from == to ? from ?? "" : texts["grid.range", from ?? "", to ?? ""].Trim();
        return column.Kind switch
        {
            ListKind.Choice => Few([.. ListValues.Split(value).Select(code => choices.FirstOrDefault(c => c.Code == code)?.Name ?? code)], texts),
            ListKind.YesNo => texts[value == "yes" ? "grid.yes" : "grid.no"],
            ListKind.Date or ListKind.Instant when ListValues.TryDates(value, out var from, out var to) =>
                Range(from?.ToString(texts["grid.date_short"], CultureInfo.CurrentCulture), to?.ToString(texts["grid.date_short"], CultureInfo.CurrentCulture)),
            ListKind.Money when ListValues.TryNumbers(value, out var from, out var to) => Range(
                from is { } f ? AmountText.Format(new Money(column.Currency, f)) : null, to is { } t ? AmountText.Format(new Money(column.Currency, t)) : null),
            ListKind.Number when ListValues.TryNumbers(value, out var from, out var to) =>
                Range(from?.ToString("N0", CultureInfo.CurrentCulture), to?.ToString("N0", CultureInfo.CurrentCulture)),
            _ => value,
        };
    }

    private static string Few(IReadOnlyList<string> names, Texts texts) =>
        names.Count <= 3 ? string.Join(", ", names) : texts["grid.more", string.Join(", ", names.Take(2)), names.Count - 2];
}
