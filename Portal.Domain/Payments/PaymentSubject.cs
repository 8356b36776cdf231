using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Payments;

/// <summary>A payment that something is to be done with, and the market it was taken in.</summary>
/// <param name="OperatorId">Whose books it stands in; null in a market that has lost its operator.</param>
internal sealed record PaymentSubject(Payment Payment, string Region, string TimeZone, int DayTurnHour, long? OperatorId)
{
    /// <summary>The market's business day at a time.</summary>
    public DateOnly DayAt(DateTime time) => BusinessDay.Of(TimeZone, DayTurnHour, time);

    /// <summary>The payment of an id, not followed; "not found" also for one that the actor may not see, "not allowed" for one that he may see and not more.</summary>
    public static async Task<Outcome<PaymentSubject>> FindAsync(PortalDbContext db, Actor actor, Guid id, Right right, CancellationToken cancellation)
    {
        var found = await db.LedgerPostings.AsNoTracking().Where(p => p.Uid == id)
            .Join(db.Payments, p => p.Id, p => p.Id, (_, payment) => payment)
            .Join(db.Markets, p => p.MarketId, m => m.Id, (payment, m) => new PaymentSubject(payment, m.Region, m.TimeZone, m.DayTurnHour, m.OperatorId)).SingleOrDefaultAsync(cancellation);
        if (found is null || !actor.May(Right.ViewPayments, found.Payment.MarketId, found.Region))
            return new PaymentNotFound();
        return actor.May(right, found.Payment.MarketId, found.Region) ? found : new NotAllowed(right);
    }
}
