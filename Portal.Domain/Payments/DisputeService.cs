using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Documents;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Payments;

/// <summary>A dispute as the acquirer tells of it.</summary>
/// <param name="Id">Made by the client; the posting that opens it has it.</param>
/// <param name="Reference">The acquirer's case number.</param>
/// <param name="Amount">Minor units.</param>
/// <param name="Deadline">The last day on which evidence is taken.</param>
public sealed record NewDispute(Guid Id, Guid Payment, string? Reference, long Amount, string? Reason, DateOnly? Deadline);

/// <summary>How a dispute ends.</summary>
/// <param name="Won">True for the vendor.</param>
/// <param name="Bearer">Who bears a lost one.</param>
public sealed record DisputeDecision(Guid Id, Guid Dispute, bool Won, LossBearer? Bearer, string? Reason);

/// <summary>A dispute with what was sent and noted about it.</summary>
/// <param name="Today">The market's business day.</param>
public sealed record DisputeRecord(Dispute Dispute, IReadOnlyList<DisputeNote> Notes, DateOnly Today)
{
    /// <summary>True while evidence is taken.</summary>
    public bool TakesEvidence => Dispute.State is DisputeState.Open or DisputeState.Answered && Today <= Dispute.Deadline;
}

/// <summary>Only what an acquirer collected or approved is disputed: a captured payment by card, transit card or partner wallet.</summary>
public sealed record PaymentNotDisputable : Refusal;

/// <summary>There is no such dispute within reach.</summary>
public sealed record DisputeNotFound : Refusal;

/// <summary>The dispute was decided before.</summary>
public sealed record DisputeDecided : Refusal;

/// <summary>The last day for evidence lies behind.</summary>
public sealed record DeadlinePassed : Refusal;

/// <summary>A lost dispute is borne by the vendor or by the operator.</summary>
public sealed record BearerMissing : Refusal;

/// <summary>
/// Disputes and chargebacks. While one is open its amount is kept back from the vendor (<c>vendors:&lt;id&gt;:held</c>); won, it goes back to the payable; lost, the acquirer's receivable is
/// charged to the vendor's held amount, or to the operator's loss. A direct tender moves nothing: the acquirer takes it from the vendor itself.
/// </summary>
public sealed class DisputeService(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, AccountBook accounts, DocumentStore documents, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Opens a dispute and keeps its amount back. Repeated with the same id it is one dispute.</summary>
    public async Task<Outcome<Guid>> OpenAsync(Actor actor, NewDispute wanted, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.RefundPayments))
            return new NotAllowed(Right.RefundPayments);
        var refusals = new List<Refusal>();
        var reference = Text.Require(wanted.Reference, "reference", Dispute.ReferenceLength, refusals);
        var reason = Text.Require(wanted.Reason, "reason", Dispute.ReasonLength, refusals);
        if (wanted.Deadline is null)
            refusals.Add(new TextMissing { Field = "deadline" });
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        var found = await SubjectAsync(db, actor, wanted.Payment, cancellation);
        if (!found.TryGet(out var subject))
            return found.Refusals.ToList();
        var open = await db.Disputes.Where(d => d.PaymentId == subject.Payment.Id && d.Uid != wanted.Id && d.State != DisputeState.Won).SumAsync(d => d.Amount, cancellation);
        var most = Math.Min(subject.Tender.Amount, subject.Payment.Captured - subject.Payment.Refunded) - open;
        if (wanted.Amount <= 0 || wanted.Amount > most)
            return new AmountAboveRest(Math.Max(0, most)) { Field = "amount" };
        TransferRequest[] transfers = subject.Tender.Collected ? [TransferRequest.Move(TransferCode.Hold, await AccountAsync(subject, Chart.Payable(subject.Vendor)), await AccountAsync(subject, Chart.Held(subject.Vendor)), wanted.Amount)] : [];
        var outcome = await ledger.PostAsync(Posting(actor, wanted.Id, subject, new { wanted.Payment, reference, wanted.Amount }, transfers, [new RowGuard(typeof(Payment), subject.Payment.Id, subject.Payment.Version)], o =>
        {
            var opened = Opened(wanted, reference, reason, subject, o, Now);
            // The payment's version moves on, so that a refund decided at the same moment sees the dispute.
            return new PostingRows(
                [opened, db.AuditOf(actor, Now, "dispute.opened", null, opened)],
                [PaymentChanges.After(subject.Payment, subject.Payment.Status, subject.Payment.Captured, subject.Payment.Refunded)], "{}");
        }));
        return outcome.Refusal is { } refused ? refused : wanted.Id;
    }

    /// <summary>Notes what was sent to the acquirer as evidence, until the deadline.</summary>
    /// <param name="file">What was sent, or a copy of it: a PDF or a picture, of at most <see cref="Attachments.Attachment.MaxSize"/>.</param>
    public async Task<Outcome<Done>> AnswerAsync(Actor actor, Guid dispute, string? text, EvidenceFile? file = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.RefundPayments))
            return new NotAllowed(Right.RefundPayments);
        var refusals = new List<Refusal>();
        var evidence = Text.Require(text, "text", DisputeNote.TextLength, refusals, lines: true);
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        if (await db.Disputes.SingleOrDefaultAsync(d => d.Uid == dispute, cancellation) is not { } row)
            return new DisputeNotFound();
        var found = await SubjectAsync(db, actor, await db.Payments.Where(p => p.Id == row.PaymentId).Select(p => p.Uid).SingleAsync(cancellation), cancellation);
        if (!found.TryGet(out var subject))
            return found.Refusals.ToList();
        if (row.State is DisputeState.Won or DisputeState.Lost)
            return new DisputeDecided();
        if (row.Deadline < subject.Found.DayAt(Now))
            return new DeadlinePassed();
        var kept = await EvidenceFile.KeepAsync(file, documents, cancellation);
        if (!kept.TryGet(out var document))
            return kept.Refusals.ToList();
        (row.State, row.AnsweredAt) = (DisputeState.Answered, Now);
        db.Add(new DisputeNote { DisputeId = row.Id, Text = evidence, FileName = document.Name, Document = document.Hash, By = PaymentEvent.NameOf(actor), At = Now });
        db.Audit(actor, Now, "dispute.answered", row, also: document.Name is { } name ? [new AuditChange("file", null, name)] : null);
        return await db.SaveOrConflictAsync(row, cancellation);
    }

    /// <summary>Ends a dispute as the card's issuer decided, and says who bears a loss.</summary>
    public async Task<Outcome<Done>> DecideAsync(Actor actor, DisputeDecision decision, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.DecideDisputes))
            return new NotAllowed(Right.DecideDisputes);
        var refusals = new List<Refusal>();
        var reason = Text.Require(decision.Reason, "reason", Dispute.ReasonLength, refusals);
        if (!decision.Won && decision.Bearer is null)
            refusals.Add(new BearerMissing { Field = "bearer" });
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        if (await db.Disputes.AsNoTracking().SingleOrDefaultAsync(d => d.Uid == decision.Dispute, cancellation) is not { } row)
            return new DisputeNotFound();
        var found = await SubjectAsync(db, actor, await db.Payments.Where(p => p.Id == row.PaymentId).Select(p => p.Uid).SingleAsync(cancellation), cancellation, Right.DecideDisputes);
        if (!found.TryGet(out var subject))
            return found.Refusals.ToList();
        var known = await db.LedgerPostings.AnyAsync(p => p.Uid == decision.Id, cancellation);
        if (!known && row.State is DisputeState.Won or DisputeState.Lost)
            return new DisputeDecided();
        var after = Decided(row, decision, reason, Now);
        var outcome = await ledger.PostAsync(Posting(
            actor, decision.Id, subject, new { decision.Dispute, decision.Won, bearer = decision.Bearer?.ToString() }, known ? [] : await EndAsync(row, subject, decision), known ? [] : [new RowGuard(typeof(Dispute), row.Id, row.Version)],
            _ => new PostingRows([db.AuditOf(actor, Now, "dispute.decided", row, after, reason)], [after], "{}")));
        return outcome.Refusal is Stale ? new DisputeDecided() : outcome.Refusal is { } refused ? refused : default(Done);
    }

    /// <summary>The disputes of a payment.</summary>
    public async Task<IReadOnlyList<DisputeRecord>> OfPaymentAsync(Actor actor, Guid payment, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewPayments))
            return [];
        await using var db = contexts.CreateDbContext();
        var markets = MarketQueries.Visible(db, actor, Right.ViewPayments).Select(m => m.Id);
        var disputes = await db.Disputes.AsNoTracking().Where(d => markets.Contains(d.MarketId) && db.LedgerPostings.Any(p => p.Uid == payment && p.Id == d.PaymentId)).OrderBy(d => d.Id)
            .Join(db.Markets, d => d.MarketId, m => m.Id, (d, m) => new { Dispute = d, m.TimeZone, m.DayTurnHour }).ToListAsync(cancellation);
        var ids = disputes.ConvertAll(d => d.Dispute.Id);
        var notes = await db.DisputeNotes.AsNoTracking().Where(n => ids.Contains(n.DisputeId)).OrderBy(n => n.Id).ToListAsync(cancellation);
        return disputes.ConvertAll(d => new DisputeRecord(d.Dispute, [.. notes.Where(n => n.DisputeId == d.Dispute.Id)], BusinessDay.Of(d.TimeZone, d.DayTurnHour, Now)));
    }

    /// <summary>What the decision moves; nothing for a direct tender.</summary>
    private async Task<IReadOnlyList<TransferRequest>> EndAsync(Dispute row, Subject subject, DisputeDecision decision)
    {
        if (row.HoldTransferId is null)
            return [];
        var (held, payable) = (await AccountAsync(subject, Chart.Held(subject.Vendor)), await AccountAsync(subject, Chart.Payable(subject.Vendor)));
        var release = TransferRequest.Move(TransferCode.Release, held, payable, row.Amount) with { CorrectsId = row.HoldTransferId };
        if (decision.Won)
            return [release];
        var receivable = await AccountAsync(subject, subject.Tender.Kind == TenderKind.PartnerWallet ? Chart.Partner(subject.Tender.Acquirer!) : Chart.Acquirer(subject.Tender.Acquirer!.ToLowerInvariant()));
        return decision.Bearer == LossBearer.Vendor
            ? [TransferRequest.Move(TransferCode.Chargeback, held, receivable, row.Amount) with { CorrectsId = row.HoldTransferId }]
            : [release, TransferRequest.Move(TransferCode.Chargeback, await AccountAsync(subject, "write-off"), receivable, row.Amount)];
    }

    private PostingRequest Posting(Actor actor, Guid id, Subject subject, object request, IReadOnlyList<TransferRequest> transfers, IReadOnlyList<RowGuard> guards, Func<PostingOutcome, PostingRows> rows) => new()
    {
        Id = id,
        Owner = PostingRequest.OwnerOf(actor),
        Request = JsonSerializer.Serialize(request),
        OperatorId = subject.Books,
        MarketId = subject.Payment.MarketId,
        BusinessDate = subject.Found.DayAt(Now),
        Document = "dispute",
        Transfers = transfers,
        Guards = guards,
        Rows = o => o.Posted ? rows(o) : PostingRows.None,
    };

    private ValueTask<long> AccountAsync(Subject subject, string code) => accounts.OpenAsync(new(subject.Books, subject.Payment.Currency, code));

    private static async Task<Outcome<Subject>> SubjectAsync(PortalDbContext db, Actor actor, Guid payment, CancellationToken cancellation, Right right = Right.RefundPayments)
    {
        var seen = await PaymentSubject.FindAsync(db, actor, payment, right, cancellation);
        if (!seen.TryGet(out var found))
            return seen.Refusals.ToList();
        var tender = await db.PaymentTenders.AsNoTracking().Where(t => t.PaymentId == found.Payment.Id && (t.Kind == TenderKind.Card || t.Kind == TenderKind.Transit || t.Kind == TenderKind.PartnerWallet)).OrderBy(t => t.Place).FirstOrDefaultAsync(cancellation);
        return tender is null || found is not { Payment: { Status: PaymentStatus.Captured, VendorId: { } vendor }, OperatorId: { } books } ? new PaymentNotDisputable() : new Subject(found, tender, vendor, books);
    }

    private static Dispute Opened(NewDispute wanted, string reference, string reason, Subject subject, PostingOutcome posted, DateTime at) => new()
    {
        Id = posted.LedgerOrder,
        Version = 1,
        Uid = wanted.Id,
        PaymentId = subject.Payment.Id,
        MarketId = subject.Payment.MarketId,
        VendorId = subject.Vendor,
        Reference = reference,
        Amount = wanted.Amount,
        Reason = reason,
        Deadline = wanted.Deadline!.Value,
        HoldTransferId = posted.TransferIds.Count > 0 ? posted.TransferIds[0] : null,
        OpenedAt = at,
    };

    private static Dispute Decided(Dispute d, DisputeDecision decision, string reason, DateTime at) => new()
    {
        Id = d.Id,
        Version = d.Version + 1,
        Uid = d.Uid,
        PaymentId = d.PaymentId,
        MarketId = d.MarketId,
        VendorId = d.VendorId,
        Reference = d.Reference,
        Amount = d.Amount,
        Reason = d.Reason,
        State = decision.Won ? DisputeState.Won : DisputeState.Lost,
        Deadline = d.Deadline,
        HoldTransferId = d.HoldTransferId,
        OpenedAt = d.OpenedAt,
        AnsweredAt = d.AnsweredAt,
        DecidedAt = at,
        Bearer = decision.Won ? null : decision.Bearer,
        DecisionReason = reason,
    };

    private sealed record Subject(PaymentSubject Found, PaymentTender Tender, long Vendor, long Books)
    {
        public Payment Payment => Found.Payment;
    }
}
