using System.Globalization;
using Portal.Domain.Markets;

namespace Portal.Resources;

/// <summary>Opening rules of markets as people read them.</summary>
internal static class OpeningText
{
    /// <summary><c>dates:2,7</c> → 끝자리 2·7일.</summary>
    public static string Of(string opening, Texts texts) => OpeningDays.TryParse(opening, out var rule) ? Of(rule, texts) : opening;

    public static string Of(OpeningDays rule, Texts texts) => rule switch
    {
        { Digits.Count: > 0 } => texts["markets.openDates", string.Join('·', rule.Digits)],
        { Weekdays.Count: > 0 } => texts["markets.openWeekdays", string.Join('·', rule.Weekdays.Select(Name))],
        _ => texts["markets.openAlways"],
    };

    /// <summary>The weekday's short name in the reader's language.</summary>
    public static string Name(DayOfWeek day) => CultureInfo.CurrentUICulture.DateTimeFormat.GetAbbreviatedDayName(day);
}
