using Microsoft.EntityFrameworkCore;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Settlement;

/// <summary>What a run goes on from, and by which terms.</summary>
internal static class SettlementHistory
{
    /// <summary>The last posted run of a market and operator.</summary>
    public static Task<SettlementRun?> LastAsync(PortalDbContext db, long operatorId, long marketId, CancellationToken cancellation) =>
        db.SettlementRuns.AsNoTracking().Where(r => r.OperatorId == operatorId && r.MarketId == marketId && r.State == SettlementRunState.Posted).OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellation);

    /// <summary>The terms in force on a day; where none were made, those that the portal begins with, by the bank days of the market's currency.</summary>
    public static async Task<SettlementTerms> TermsAsync(PortalDbContext db, Market market, DateOnly on, CancellationToken cancellation) =>
        await db.SettlementTerms.AsNoTracking().Where(t => t.MarketId == market.Id && t.ApprovedAt != null && t.From <= on).OrderByDescending(t => t.From).ThenByDescending(t => t.Id).FirstOrDefaultAsync(cancellation)
        ?? new SettlementTerms { MarketId = market.Id, Country = market.Currency[..BankHoliday.CountryLength] };

    public static async Task<BankDays> BankDaysAsync(PortalDbContext db, string country, CancellationToken cancellation) =>
        new(await db.BankHolidays.Where(h => h.Country == country).Select(h => h.Day).ToListAsync(cancellation));

    /// <summary>How far a run went in each tender.</summary>
    public static async Task<IReadOnlyDictionary<SettledTender, DateOnly>> ReachesAsync(PortalDbContext db, long? runId, CancellationToken cancellation) =>
        await db.SettlementReaches.AsNoTracking().Where(r => r.RunId == runId).ToDictionaryAsync(r => r.Tender, r => r.Through, cancellation);

    /// <summary>How far a run of a day goes in each tender; never back behind the run before.</summary>
    public static IReadOnlyDictionary<SettledTender, DateOnly> ReachesOf(SettlementTerms terms, BankDays days, DateOnly on, IReadOnlyDictionary<SettledTender, DateOnly> before) =>
        Enum.GetValues<SettledTender>().ToDictionary(t => t, t => days.LastDue(on, terms.DaysOf(t)) is var due && before.TryGetValue(t, out var reached) && reached > due ? reached : due);
}
