using Portal.Access;
using Portal.Domain.Markets;
using Portal.Resources;

namespace Portal.Components.Pages.Ledger;

/// <summary>The day that the ledger's pages mean by today.</summary>
internal static class LedgerDay
{
    /// <summary>When a line was written, where its business date stands beside it: the time, with its day only when that is another.</summary>
    public static string When(Formats formats, DateOnly date, DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), HomeZone.Value);
        return DateOnly.FromDateTime(local) == date ? formats.Time(TimeOnly.FromDateTime(local)) : formats.InstantShort(utc, HomeZone.Value);
    }

    public static DateOnly Today(TimeProvider clock) => BusinessDay.Of(HomeZone.Value.Id, 0, clock.GetUtcNow().UtcDateTime);
}
