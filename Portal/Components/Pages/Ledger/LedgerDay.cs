using Portal.Access;
using Portal.Domain.Markets;

namespace Portal.Components.Pages.Ledger;

/// <summary>The day that the ledger's pages mean by today.</summary>
internal static class LedgerDay
{
    public static DateOnly Today(TimeProvider clock) => BusinessDay.Of(HomeZone.Value.Id, 0, clock.GetUtcNow().UtcDateTime);
}
