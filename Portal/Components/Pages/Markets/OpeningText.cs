using System.Globalization;
using Portal.Components.Shared;
using Portal.Domain.Markets;
using Portal.Resources;

namespace Portal.Components.Pages.Markets;

/// <summary>Opening rules and states of markets as people read them.</summary>
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

    public static Meaning Meaning(this MarketStatus status) => status switch
    {
        MarketStatus.Active => Shared.Meaning.Good,
        MarketStatus.Suspended => Shared.Meaning.Attention,
        _ => Shared.Meaning.Neutral,
    };
}
