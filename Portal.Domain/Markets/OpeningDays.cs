using System.Diagnostics.CodeAnalysis;

namespace Portal.Domain.Markets;

/// <summary>
/// On which days a market is held. Korean five-day markets are held on dates whose last digit is one of two (2 and 7: the 2nd, 7th, 12th, 17th, 22nd, 27th).
/// In a month of 31 days the 31st counts as a date ending in 1, as the markets themselves count.
/// </summary>
public sealed class OpeningDays
{
    public const int Length = 60;
    public const string AlwaysText = "always";
    private const string DatesPrefix = "dates:";
    private const string WeekdaysPrefix = "weekdays:";
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private readonly int digits;
    private readonly int weekdays;

    private OpeningDays(string text, int digits, int weekdays) => (Text, this.digits, this.weekdays) = (text, digits, weekdays);

    /// <summary>The form in which it is stored and imported.</summary>
    public string Text { get; }

    public static OpeningDays Always { get; } = new(AlwaysText, 0, 0);

    /// <summary>The last digits of the dates, ascending; empty unless the rule is by dates.</summary>
    public IReadOnlyList<int> Digits => [.. Enumerable.Range(0, 10).Where(d => (digits & (1 << d)) != 0)];

    /// <summary>The weekdays, Sunday first; empty unless the rule is by weekdays.</summary>
    public IReadOnlyList<DayOfWeek> Weekdays => [.. Enum.GetValues<DayOfWeek>().Where(d => (weekdays & (1 << (int)d)) != 0)];

    /// <summary>True when the rule holds the market on this day; closures are looked at apart.</summary>
    public bool IncludesDate(DateOnly day) => digits != 0 ? (digits & (1 << (day.Day % 10))) != 0
        : weekdays == 0 || (weekdays & (1 << (int)day.DayOfWeek)) != 0;

    /// <summary>The first day on or after <paramref name="day"/> on which the rule holds the market.</summary>
    public DateOnly Next(DateOnly day)
    {
        while (!IncludesDate(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>
    /// Reads <c>always</c>, <c>dates:2,7</c> and <c>weekdays:mon,thu</c>, and what the Korean standard data on markets writes: <c>매일</c>, <c>2일+7일</c>.
    /// Anything else is false.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OpeningDays? rule)
    {
        rule = null;
        var folded = text?.Trim().ToLowerInvariant() ?? "";
        if (folded is AlwaysText or "매일" or "상시" or "daily" or "每天" or "每日")
            rule = Always;
        else if (folded.Split('+', ',') is var days && days.All(d => d.Trim().EndsWith('일') || d.Trim().EndsWith('日')))
            rule = ByDates([.. days.Select(d => d.Trim()[..^1])]);
        else if (folded.StartsWith(DatesPrefix, StringComparison.Ordinal))
            rule = ByDates(folded[DatesPrefix.Length..].Split(',', StringSplitOptions.TrimEntries));
        else if (folded.StartsWith(WeekdaysPrefix, StringComparison.Ordinal))
            rule = ByWeekdays(folded[WeekdaysPrefix.Length..].Split(',', StringSplitOptions.TrimEntries));
        return rule is not null;
    }

    private static OpeningDays? ByDates(string[] parts)
    {
        var set = 0;
        foreach (var part in parts)
        {
            if (part.Length is 0 or > 2 || !int.TryParse(part, System.Globalization.NumberStyles.None, null, out var date) || date > 31)
                return null;
            set |= 1 << (date % 10);
        }

        return new(DatesPrefix + string.Join(',', Enumerable.Range(0, 10).Where(d => (set & (1 << d)) != 0)), set, 0);
    }

    private static OpeningDays? ByWeekdays(string[] parts)
    {
        var set = 0;
        foreach (var part in parts)
        {
            var day = Array.IndexOf(DayNames, part);
            if (day < 0)
                return null;
            set |= 1 << day;
        }

        return new(WeekdaysPrefix + string.Join(',', DayNames.Where((_, d) => (set & (1 << d)) != 0)), 0, set);
    }
}
