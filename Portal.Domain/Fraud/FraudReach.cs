using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Fraud;

/// <summary>Which cases and signals a right reaches: those of vendors in its markets. What is about vouchers or buyers belongs to no market and takes the right over all of them.</summary>
internal static class FraudReach
{
    public static IQueryable<FraudCase> Cases(PortalDbContext db, Actor actor, Right right)
    {
        if (actor.MayEverywhere(right))
            return db.FraudCases;
        var markets = MarketQueries.Reached(db, actor, right).Select(m => m.Id);
        return db.FraudCases.Where(c => c.MarketId != null && markets.Contains(c.MarketId.Value));
    }

    public static IQueryable<FraudSignal> Signals(PortalDbContext db, Actor actor)
    {
        if (actor.MayEverywhere(Right.ViewFraud))
            return db.FraudSignals;
        var markets = MarketQueries.Reached(db, actor, Right.ViewFraud).Select(m => m.Id);
        return db.FraudSignals.Where(s => markets.Contains(s.MarketId));
    }

    /// <summary>The right by which somebody works in a case: the desk's, or else that of deciding.</summary>
    public static Right Working(Actor actor) => actor.May(Right.WorkFraudCases) ? Right.WorkFraudCases : Right.DecideFraudCases;

    public static async Task<bool> ReachesAsync(PortalDbContext db, Actor actor, Right right, long? market, CancellationToken cancellation) =>
        actor.MayEverywhere(right) || (market is { } id && await MarketQueries.Reached(db, actor, right).AnyAsync(m => m.Id == id, cancellation));
}
