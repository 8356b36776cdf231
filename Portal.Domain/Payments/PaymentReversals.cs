using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Payments;

/// <summary>What became of a reversal.</summary>
/// <param name="Status">Of the payment; null when it had not come, and now is declined whenever it does.</param>
public sealed record ReversalAnswer(Guid Id, Guid Payment, PaymentStatus? Status, long LedgerOrder, DateOnly BusinessDate, bool Repeated);

/// <summary>
/// Reverses by its id a payment whose reply was lost: the device does not know whether it came through. If it did, it is voided; if it did not, its id is used up, so that it is
/// declined should it still arrive.
/// </summary>
public sealed class PaymentReversals(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, PaymentChangeService changes, TimeProvider time)
{
    private const int MaxTries = 5;

    /// <summary>Reverses a payment that this key or person sent.</summary>
    /// <param name="id">The reversal's own id.</param>
    public async Task<Outcome<ReversalAnswer>> ReverseAsync(Actor actor, Guid id, Guid payment, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.TakePayments))
            return new NotAllowed(Right.TakePayments);
        var owner = PostingRequest.OwnerOf(actor);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = contexts.CreateDbContext();
            var came = await db.LedgerPostings.AsNoTracking().SingleOrDefaultAsync(p => p.Uid == payment, cancellation);
            if (came is not null && came.Owner != owner)
                return new PaymentNotFound();
            if (came is { Document: PaymentService.ReversalDocument })
                return new ReversalAnswer(id, payment, null, came.Id, came.BusinessDate, Repeated: true);
            if (came is not null)
                return await VoidAsync(db, actor, id, payment, came.Id, cancellation);
            var outcome = await ledger.PostAsync(new PostingRequest
            {
                Id = payment,
                Owner = owner,
                Request = """{"reversed":true}""",
                OperatorId = 0,
                BusinessDate = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
                Document = PaymentService.ReversalDocument,
            });
            if (outcome.Posted)
                return new ReversalAnswer(id, payment, null, outcome.LedgerOrder, outcome.BusinessDate, outcome.Repeated);
            // The payment came at this very moment: it is reversed as one that came.
            if (attempt == MaxTries)
                return outcome.Refusal!;
        }
    }

    private async Task<Outcome<ReversalAnswer>> VoidAsync(PortalDbContext db, Actor actor, Guid id, Guid payment, long order, CancellationToken cancellation)
    {
        var stands = await db.Payments.AsNoTracking().SingleOrDefaultAsync(p => p.Id == order, cancellation);
        if (stands is null)
            return new PaymentNotFound();
        if (stands.Status is PaymentStatus.Declined)
            return new ReversalAnswer(id, payment, PaymentStatus.Declined, stands.Id, stands.BusinessDate, Repeated: false);
        var voided = await changes.ChangeAsync(actor, new PaymentChangeRequest(id, payment, PaymentEventKind.Void, null, null, "{\"reversal\":\"" + payment.ToString("D") + "\"}"), cancellation);
        if (voided.TryGet(out var answer))
            return new ReversalAnswer(id, payment, answer.Status, answer.LedgerOrder, answer.BusinessDate, answer.Repeated);
        // Reversed before, under another id: the payment is as the device wants it.
        return stands.Status == PaymentStatus.Voided ? new ReversalAnswer(id, payment, PaymentStatus.Voided, stands.Id, stands.BusinessDate, Repeated: true) : voided.Refusals.ToList();
    }
}
