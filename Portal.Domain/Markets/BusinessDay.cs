namespace Portal.Domain.Markets;

/// <summary>Which business day an instant belongs to, and whether a market is held on it.</summary>
public static class BusinessDay
{
    /// <summary>The market's business day at an instant: its local date, and before the hour at which the day turns the date before.</summary>
    public static DateOnly Of(Market market, DateTime utc) => Of(market.TimeZone, market.DayTurnHour, utc);

    /// <inheritdoc cref="Of(Market, DateTime)"/>
    public static DateOnly Of(string timeZone, int dayTurnHour, DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
        return DateOnly.FromDateTime(local.AddHours(-dayTurnHour));
    }

    /// <summary>True when the rule holds the market on this day and no closure covers it.</summary>
    public static bool IsOpen(Market market, IEnumerable<MarketClosure> closures, DateOnly day) =>
        OpeningDays.TryParse(market.Opening, out var rule) && rule.IncludesDate(day)
        && !closures.Any(c => c.CancelledAt is null && c.FromDate <= day && day <= c.ToDate);
}
