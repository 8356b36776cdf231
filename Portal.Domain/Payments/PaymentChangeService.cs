using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Webhooks;

namespace Portal.Domain.Payments;

/// <summary>Captures, voids and refunds: each under an id of its own, decided on the payment as it is when it is committed.</summary>
public sealed class PaymentChangeService(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, WebhookOutbox outbox, TimeProvider time)
{
    /// <summary>How often it is decided again when the payment has changed meanwhile.</summary>
    private const int MaxTries = 20;

    /// <summary>What a change of this kind needs.</summary>
    public static Right RightOf(PaymentEventKind kind) => kind == PaymentEventKind.Capture ? Right.TakePayments : Right.RefundPayments;

    /// <summary>Does it, or says why not. Repeated with the same id it answers as it did first, whatever has become of the payment since.</summary>
    public async Task<Outcome<PaymentChangeAnswer>> ChangeAsync(Actor actor, PaymentChangeRequest asked, CancellationToken cancellation = default)
    {
        if (!actor.May(RightOf(asked.Kind)))
            return new NotAllowed(RightOf(asked.Kind));
        if (asked.Reason is { Length: > PaymentEvent.ReasonLength })
            return new TextTooLong(PaymentEvent.ReasonLength) { Field = "reason" };
        if (asked.ApprovalNumber is { } number && (CardNumbers.IsIn(number) || number.Length > PaymentTender.ApprovalLength))
            return new TenderTextMalformed(PaymentTender.ApprovalLength) { Field = "approvalNumber" };
        for (var attempt = 1; ; attempt++)
        {
            var found = await ReadAsync(actor, asked, cancellation);
            if (!found.TryGet(out var subject))
                return found.Refusals.ToList();
            var plan = subject.IsKnown ? default : PaymentChanges.Decide(subject.Payment, subject.Tenders, asked);
            if (!subject.IsKnown && !plan.Ok)
                return plan.Refusals.ToList();
            if (!subject.IsKnown && IsTheTerminals(actor, asked, subject, plan.Value))
                return new RefundIsTheTerminals();
            var told = await outbox.IsWantedAsync(subject.Payment.MarketId, asked.Kind == PaymentEventKind.Refund ? WebhookTopics.Refunds : WebhookTopics.Payments, cancellation);
            var outcome = await ledger.PostAsync(Posting(actor, asked, subject, subject.IsKnown ? null : plan.Value, told));
            if (outcome.Refusal is Stale && attempt < MaxTries)
                continue;
            return outcome.Answer is { } answer
                ? JsonSerializer.Deserialize<PaymentChangeAnswer>(answer)! with { LedgerOrder = outcome.LedgerOrder, BusinessDate = outcome.BusinessDate, Repeated = outcome.Repeated }
                : outcome.Refusal is AccountClosed && subject.Tenders.Any(t => t.Tender.Kind == TenderKind.Wallet) ? new RefundWalletClosed() : outcome.Refusal!;
        }
    }

    /// <summary>A person cannot give money back to a card: the terminal that had it approved does, and brings the acquirer's number.</summary>
    private static bool IsTheTerminals(Actor actor, PaymentChangeRequest asked, Subject subject, ChangePlan plan) =>
        asked.Kind == PaymentEventKind.Refund && actor.Kind == ActorKind.Person && plan.Parts.Any(p => subject.Tenders.Single(t => t.Tender.Place == p.Place).Tender is { Kind: TenderKind.Card or TenderKind.Transit, ApprovalNumber: not null });

    private PostingRequest Posting(Actor actor, PaymentChangeRequest asked, Subject subject, ChangePlan? plan, bool told)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // What was captured is as if it had not been only while its own date is open; later it is refunded.
        var keeps = asked.Kind == PaymentEventKind.Void && subject.Payment.Status == PaymentStatus.Captured;
        return new PostingRequest
        {
            Id = asked.Id,
            Owner = PostingRequest.OwnerOf(actor),
            Request = asked.Canonical,
            OperatorId = subject.Found.OperatorId ?? 0,
            AlsoBooks = subject.AlsoBooks,
            MarketId = subject.Payment.MarketId,
            BusinessDate = keeps ? subject.Payment.BusinessDate : subject.Found.DayAt(now),
            KeepsDate = keeps,
            Document = EnumName(asked.Kind),
            Transfers = plan is null ? [] : [.. plan.Parts.Select(p => p.Transfer), .. plan.Parts.SelectMany(p => p.Counted)],
            Guards = plan is null ? [] : [new RowGuard(typeof(Payment), subject.Payment.Id, subject.Payment.Version), .. subject.Wanted is { } wanted ? [new RowGuard(typeof(RefundRequest), wanted.Id, wanted.Version)] : Array.Empty<RowGuard>()],
            Rows = outcome => plan is null || !outcome.Posted ? PostingRows.None : Rows(actor, asked, plan, outcome, now, subject.Wanted, told),
        };
    }

    private static PostingRows Rows(Actor actor, PaymentChangeRequest asked, ChangePlan plan, PostingOutcome outcome, DateTime now, RefundRequest? wanted, bool told)
    {
        var happened = new PaymentEvent
        {
            Id = outcome.LedgerOrder,
            PaymentId = plan.After.Id,
            Uid = asked.Id,
            Kind = asked.Kind,
            Amount = plan.Amount,
            Reason = asked.Reason ?? wanted?.Reason,
            ApprovalNumber = asked.ApprovalNumber,
            By = PaymentEvent.NameOf(actor),
            BusinessDate = outcome.BusinessDate,
            At = now,
        };
        var parts = plan.Parts.Select((part, i) => new PaymentPart
        {
            EventId = happened.Id,
            Place = part.Place,
            PaymentId = plan.After.Id,
            Kind = asked.Kind,
            Amount = part.Amount,
            TransferId = outcome.TransferIds[i],
        });
        var answer = new PaymentChangeAnswer(
            asked.Id, plan.After.Uid, asked.Kind, plan.Amount, plan.After.Currency, plan.After.Status, plan.After.Captured, plan.After.Refunded, outcome.LedgerOrder, outcome.BusinessDate, false);
        WebhookEvent[] news = !told ? [] : [asked.Kind == PaymentEventKind.Refund ? PaymentNews.OfRefund(plan.After, asked.Id, plan.Amount, outcome.LedgerOrder, now) : PaymentNews.Of(plan.After, outcome.LedgerOrder, now)];
        IVersioned[] done = wanted is null ? [] : [RefundRequests.Ended(wanted, RefundRequestState.Done, asked.ApprovalNumber, now)];
        return new PostingRows([happened, .. parts, .. news], [plan.After, .. done], JsonSerializer.Serialize(answer));
    }

    private async Task<Outcome<Subject>> ReadAsync(Actor actor, PaymentChangeRequest asked, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var seen = await PaymentSubject.FindAsync(db, actor, asked.Payment, RightOf(asked.Kind), cancellation);
        if (!seen.TryGet(out var found))
            return seen.Refusals.ToList();
        var tenders = await db.PaymentTenders.AsNoTracking().Where(t => t.PaymentId == found.Payment.Id).OrderBy(t => t.Place).ToListAsync(cancellation);
        var parts = await db.PaymentParts.AsNoTracking().Where(p => p.PaymentId == found.Payment.Id).ToListAsync(cancellation);
        return new Subject(
            found,
            await TenderLines.StatesAsync(db, tenders, parts, cancellation),
            await TenderLines.BooksAsync(db, tenders, cancellation),
            await db.LedgerPostings.AnyAsync(p => p.Uid == asked.Id, cancellation),
            await db.RefundRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Uid == asked.Id && r.PaymentId == found.Payment.Id && r.State == RefundRequestState.Requested, cancellation));
    }

    private static string EnumName(PaymentEventKind kind) => kind.ToString().ToLowerInvariant();

    private sealed record Subject(
        PaymentSubject Found, IReadOnlyList<TenderState> Tenders, IReadOnlyCollection<long> AlsoBooks, bool IsKnown, RefundRequest? Wanted)
    {
        public Payment Payment => Found.Payment;
    }
}
