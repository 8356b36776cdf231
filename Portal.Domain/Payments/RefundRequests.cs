using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Payments;

/// <summary>A refund that a terminal is to do. Minor units.</summary>
/// <param name="Id">The id under which the terminal reports it.</param>
public sealed record WantedRefund(Guid Id, Guid Payment, string Currency, long Amount, string? Reason, string? ApprovalNumber, string? Acquirer, DateTime RequestedAt);

/// <summary>Refunds of cards: asked for on the screen, done by the terminal, which alone can speak to the acquirer about a card it had approved.</summary>
public sealed class RefundRequests(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>Asks the terminal to give back an amount. Until it reports, the payment stands as it is.</summary>
    /// <param name="id">Made by the client; the refund will have it.</param>
    public async Task<Outcome<RefundRequest>> RequestAsync(Actor actor, Guid id, Guid payment, long amount, string? reason, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.RefundPayments))
            return new NotAllowed(Right.RefundPayments);
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", PaymentEvent.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        var found = await PaymentSubject.FindAsync(db, actor, payment, Right.RefundPayments, cancellation);
        if (!found.TryGet(out var subject))
            return found.Refusals.ToList();
        var paid = subject.Payment;
        await using var write = await db.BeginWriteAsync(cancellation);
        if (await db.RefundRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Uid == id, cancellation) is { } before)
            return before.PaymentId == paid.Id && before.Amount == amount ? before : new Ledger.IdReused { Field = "amount" };
        var waiting = await db.RefundRequests.Where(r => r.PaymentId == paid.Id && r.State == RefundRequestState.Requested).SumAsync(r => r.Amount, cancellation);
        var rest = paid.Captured - paid.Refunded - waiting;
        if (paid.Status != PaymentStatus.Captured)
            return new PaymentNotCaptured(paid.Status);
        if (amount <= 0 || amount > rest)
            return new AmountAboveRest(Math.Max(0, rest)) { Field = "amount" };
        var request = new RefundRequest
        {
            Uid = id,
            PaymentId = paid.Id,
            MarketId = paid.MarketId,
            StallId = paid.StallId,
            Amount = amount,
            Reason = why,
            RequestedBy = PaymentEvent.NameOf(actor),
            RequestedAt = time.GetUtcNow().UtcDateTime,
        };
        db.Add(request);
        await db.SaveChangesAsync(cancellation);
        await write.CommitAsync(cancellation);
        return request;
    }

    /// <summary>Takes the request back, while the terminal has not done it.</summary>
    public async Task<Outcome<Done>> CancelAsync(Actor actor, Guid id, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var request = await db.RefundRequests.SingleOrDefaultAsync(r => r.Uid == id && r.State == RefundRequestState.Requested, cancellation);
        if (request is null)
            return new RefundRequestNotFound();
        var payment = await db.Payments.AsNoTracking().Where(p => p.Id == request.PaymentId).Select(p => p.Uid).SingleAsync(cancellation);
        var found = await PaymentSubject.FindAsync(db, actor, payment, Right.RefundPayments, cancellation);
        if (!found.Ok)
            return found.Refusals.ToList();
        (request.State, request.EndedAt) = (RefundRequestState.Cancelled, time.GetUtcNow().UtcDateTime);
        var saved = await db.SaveOrConflictAsync(request, cancellation);
        return saved.Ok ? default(Done) : new RefundRequestNotFound();
    }

    /// <summary>What the terminals of a market (0: of all), or of one stall, are to give back.</summary>
    public async Task<IReadOnlyList<WantedRefund>> ForAsync(long marketId, long? stallId, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await db.RefundRequests.AsNoTracking().Where(r => (marketId == 0 || r.MarketId == marketId) && (stallId == null || r.StallId == stallId) && r.State == RefundRequestState.Requested).OrderBy(r => r.Id)
            .Join(db.Payments, r => r.PaymentId, p => p.Id, (r, p) => new { r, p })
            .Select(x => new WantedRefund(
                x.r.Uid, x.p.Uid, x.p.Currency, x.r.Amount, x.r.Reason,
                db.PaymentTenders.Where(t => t.PaymentId == x.p.Id && t.ApprovalNumber != null).OrderBy(t => t.Place).Select(t => t.ApprovalNumber).FirstOrDefault(),
                db.PaymentTenders.Where(t => t.PaymentId == x.p.Id && t.ApprovalNumber != null).OrderBy(t => t.Place).Select(t => t.Acquirer).FirstOrDefault(), x.r.RequestedAt))
            .Take(100).ToListAsync(cancellation);
    }

    internal static RefundRequest Ended(RefundRequest r, RefundRequestState state, string? approval, DateTime at) => new()
    {
        Id = r.Id,
        Version = r.Version + 1,
        Uid = r.Uid,
        PaymentId = r.PaymentId,
        MarketId = r.MarketId,
        StallId = r.StallId,
        Amount = r.Amount,
        Reason = r.Reason,
        State = state,
        ApprovalNumber = approval,
        RequestedBy = r.RequestedBy,
        RequestedAt = r.RequestedAt,
        EndedAt = at,
    };
}
