using Portal.Domain;
using Portal.Domain.Lists;
using Portal.Resources;

namespace Portal.Components.Shared.Grid;

/// <summary>How values read in a list, in the reader's language; days carry their weekday, amounts the ledger's currency.</summary>
public static class CellText
{
    public static string Of<TRow>(ListColumn<TRow> column, TRow row, Texts texts, Formats formats, TimeZoneInfo? zone) => column.Value(row) switch
    {
        null => "",
        string text when column.ChoiceText is null || text.Length == 0 => text,
        string code => texts[column.ChoiceText + code],
        Enum value => column.ChoiceText is null ? value.ToString() : texts[column.ChoiceText + value],
        bool flag => texts[flag ? "grid.yes" : "grid.no"],
        Money money => formats.Money(money),
        DateOnly day => formats.Date(day),
        DateTime instant => zone is null ? formats.Instant(instant, TimeZoneInfo.Utc) : formats.InstantShort(instant, zone),
        long number => formats.Count(number),
        int number => formats.Count(number),
        var other => other.ToString() ?? "",
    };

    /// <summary>A condition's value in a chip: names of choices, days, numbers.</summary>
    public static string Condition<TRow>(ListColumn<TRow> column, string value, IReadOnlyList<GridChoice> choices, Texts texts, Formats formats)
    {
        string Range(string? from, string? to) => from == to ? from ?? "" : texts["grid.range", from ?? "", to ?? ""].Trim();
        return column.Kind switch
        {
            ListKind.Choice => Few([.. ListValues.Split(value).Select(code => choices.FirstOrDefault(c => c.Code == code)?.Name ?? code)], texts),
            ListKind.YesNo => texts[value == "yes" ? "grid.yes" : "grid.no"],
            ListKind.Date or ListKind.Instant when ListValues.TryDates(value, out var from, out var to) =>
                Range(from is { } f ? formats.ShortDate(f) : null, to is { } t ? formats.ShortDate(t) : null),
            ListKind.Money when ListValues.TryNumbers(value, out var from, out var to) =>
                Range(from is { } f ? formats.Money(new(column.Currency, f)) : null, to is { } t ? formats.Money(new(column.Currency, t)) : null),
            ListKind.Number when ListValues.TryNumbers(value, out var from, out var to) =>
                Range(from is { } f ? formats.Count(f) : null, to is { } t ? formats.Count(t) : null),
            _ => value,
        };
    }

    private static string Few(IReadOnlyList<string> names, Texts texts) =>
        names.Count <= 3 ? string.Join(", ", names) : texts["grid.more", string.Join(", ", names.Take(2)), names.Count - 2];
}
