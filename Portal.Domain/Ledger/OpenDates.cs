namespace Portal.Domain.Ledger;

internal static class OpenDates
{
    /// <summary>Of the markets that closed a date, the first open one.</summary>
    public static IReadOnlyDictionary<long, DateOnly> Of(IEnumerable<MarketBooks> books) =>
        books.Where(b => b.ClosedThrough is not null).ToDictionary(b => b.MarketId, b => b.ClosedThrough!.Value.AddDays(1));
}
