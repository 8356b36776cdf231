using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Payments;

/// <summary>Takes payments: each one an outcome that is durable before it is answered, and the same for ever under its id.</summary>
public sealed class PaymentService(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, AccountBook accounts, TimeProvider time)
{
    /// <summary>How long an authorisation holds.</summary>
    private static readonly TimeSpan Authorisation = TimeSpan.FromDays(7);

    /// <summary>
    /// Takes a payment. Refused is only what the device must not have sent; a payment that may not be is declined, recorded and answered as such.
    /// </summary>
    public async Task<Outcome<PaymentAnswer>> PayAsync(Actor actor, PaymentRequest request, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.TakePayments))
            return new NotAllowed(Right.TakePayments);
        var now = time.GetUtcNow().UtcDateTime;
        var prepared = await PrepareAsync(actor, request, now, cancellation);
        if (!prepared.TryGet(out var stall))
            return await FirstAnswerAsync(actor, request, cancellation) ?? prepared.Refusals.ToList();

        var decline = PaymentRules.Decline(stall, request.Tenders);
        var draft = new PaymentDraft(request, stall, decline, actor.Kind == ActorKind.ApiKey ? actor.Id : null, now, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));
        var outcome = await ledger.PostAsync(new PostingRequest
        {
            Id = request.Id,
            Owner = PostingRequest.OwnerOf(actor),
            Request = request.Canonical,
            OperatorId = stall.OperatorId!.Value,
            MarketId = stall.MarketId,
            BusinessDate = BusinessDay.Of(stall.TimeZone, stall.DayTurnHour, now),
            Document = "payment",
            Transfers = decline is null ? await TransfersAsync(request, stall, stall.OperatorId!.Value, cancellation) : [],
            Rows = draft.Rows,
        });
        return Answer(request.Id, outcome);
    }

    /// <summary>What was answered to the payment first, and what it has become.</summary>
    public async Task<Outcome<Payment>> FindAsync(Actor actor, Guid id, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewPayments))
            return new NotAllowed(Right.ViewPayments);
        await using var db = contexts.CreateDbContext();
        var found = await db.LedgerPostings.AsNoTracking().Where(p => p.Uid == id)
            .Join(db.Payments, p => p.Id, p => p.Id, (_, payment) => payment)
            .Join(db.Markets, p => p.MarketId, m => m.Id, (payment, market) => new { payment, market.Region }).SingleOrDefaultAsync(cancellation);
        return found is not null && actor.May(Right.ViewPayments, found.payment.MarketId, found.Region) ? found.payment : new PaymentNotFound();
    }

    /// <summary>The stall of a payment that may be taken to the ledger, where it is captured or declined; or why the device must not have sent it.</summary>
    private async Task<Outcome<StallAtPayment>> PrepareAsync(Actor actor, PaymentRequest request, DateTime now, CancellationToken cancellation)
    {
        var refusals = PaymentRules.Check(request, now);
        if (refusals.Count > 0)
            return refusals;
        if (await StallAsync(request, now, cancellation) is not { } stall || !actor.May(Right.ViewStalls, stall.MarketId, stall.Region))
            return new StallNotFound(request.Stall) { Field = "stall" };
        if (!actor.May(Right.TakePayments, stall.MarketId, stall.Region))
            return new NotAllowed(Right.TakePayments);
        if (stall.OperatorId is null)
            return new MarketWithoutOperator { Field = "stall" };
        return request.Amount.Currency == stall.Currency ? stall : new CurrencyNotTheMarkets(stall.Currency) { Field = "amount" };
    }

    /// <summary>What the id was answered before; null when it never was. A request that came through once is not refused later for what has changed since: its clock, its stall.</summary>
    private async Task<Outcome<PaymentAnswer>?> FirstAnswerAsync(Actor actor, PaymentRequest request, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        if (!await db.LedgerPostings.AnyAsync(p => p.Uid == request.Id, cancellation))
            return null;
        return Answer(request.Id, await ledger.PostAsync(new PostingRequest { Id = request.Id, Owner = PostingRequest.OwnerOf(actor), Request = request.Canonical, OperatorId = 0, BusinessDate = default }));
    }

    private static Outcome<PaymentAnswer> Answer(Guid id, PostingOutcome outcome)
    {
        if (outcome.Answer is null)
            return outcome.Refusal!;
        var kept = JsonSerializer.Deserialize<KeptAnswer>(outcome.Answer)!;
        return new PaymentAnswer(id, kept.Status, kept.Reason, outcome.LedgerOrder, outcome.BusinessDate, kept.Receipt, outcome.Repeated);
    }

    private async Task<StallAtPayment?> StallAsync(PaymentRequest request, DateTime now, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var stall = await db.Stalls.AsNoTracking().Where(s => s.Code == request.Stall && s.ArchivedAt == null)
            .Join(db.Markets, s => s.MarketId, m => m.Id, (s, m) => new { s.Id, s.MarketId, m.Code, m.Region, m.Currency, m.TimeZone, m.DayTurnHour, m.OperatorId }).SingleOrDefaultAsync(cancellation);
        if (stall is null)
            return null;
        var day = BusinessDay.Of(stall.TimeZone, stall.DayTurnHour, request.TerminalTime ?? now);
        var vendor = await db.Tenancies.AsNoTracking().Where(t => t.StallId == stall.Id && t.ArchivedAt == null && t.FromDate <= day && (t.ToDate == null || t.ToDate >= day))
            .Select(t => new { t.VendorId, t.Vendor!.Verdict, t.Vendor.Status, t.Vendor.Tenders }).FirstOrDefaultAsync(cancellation);
        return new StallAtPayment(
            stall.Id, stall.MarketId, stall.Code, stall.Region, stall.Currency, stall.TimeZone, stall.DayTurnHour, stall.OperatorId, vendor?.VendorId, vendor?.Verdict, vendor?.Status, vendor?.Tenders ?? default);
    }

    private async Task<IReadOnlyList<TransferRequest>> TransfersAsync(PaymentRequest request, StallAtPayment stall, long books, CancellationToken cancellation)
    {
        await accounts.OpenMarketAsync(stall.MarketId, cancellation);
        var transfers = new List<TransferRequest>(request.Tenders.Count);
        foreach (var tender in request.Tenders)
        {
            var (debit, credit) = PaymentRules.AccountsOf(tender, stall.VendorId!.Value);
            var (from, to) = (await accounts.OpenAsync(new(books, stall.Currency, debit), cancellation), await accounts.OpenAsync(new(books, stall.Currency, credit), cancellation));
            transfers.Add(request.Capture ? TransferRequest.Move(TransferCode.Payment, from, to, tender.Amount.Value) : TransferRequest.Reserve(TransferCode.Payment, from, to, tender.Amount.Value, Authorisation));
        }

        return transfers;
    }

    /// <summary>Makes the rows of a payment once the ledger has decided it.</summary>
    private sealed record PaymentDraft(PaymentRequest Request, StallAtPayment Stall, string? Decline, long? ApiKeyId, DateTime Now, string Receipt)
    {
        public PostingRows Rows(PostingOutcome outcome)
        {
            var reason = Decline ?? outcome.Refusal?.Code;
            var status = reason is not null ? PaymentStatus.Declined : Request.Capture ? PaymentStatus.Captured : PaymentStatus.Authorised;
            var payment = new Payment
            {
                Id = outcome.LedgerOrder,
                Version = 1,
                Uid = Request.Id,
                MarketId = Stall.MarketId,
                StallId = Stall.StallId,
                VendorId = Stall.VendorId,
                Currency = Stall.Currency,
                Amount = Request.Amount.Value,
                Status = status,
                Reason = reason,
                Captured = status == PaymentStatus.Captured ? Request.Amount.Value : 0,
                BusinessDate = outcome.BusinessDate,
                At = Now,
                TerminalTime = Request.TerminalTime,
                ApiKeyId = ApiKeyId,
                Receipt = Receipt,
            };
            var tenders = Request.Tenders.Select((t, place) => new PaymentTender
            {
                PaymentId = payment.Id,
                Place = place,
                Kind = t.Kind,
                Amount = t.Amount.Value,
                Collected = PaymentRules.IsCollected(t.Kind),
                Acquirer = t.Acquirer,
                ApprovalNumber = t.ApprovalNumber,
                MaskedPan = t.MaskedPan,
                TransferId = place < outcome.TransferIds.Count ? outcome.TransferIds[place] : null,
            });
            return new PostingRows([payment, .. tenders], [], JsonSerializer.Serialize(new KeptAnswer(status, reason, Receipt)));
        }
    }

    private sealed record KeptAnswer(PaymentStatus Status, string? Reason, string Receipt);
}
