using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Webhooks;

namespace Portal.Domain.Payments;

/// <summary>
/// Drives payments that wait for outside approval to an end: asks the connectors, then posts what was reserved, or releases it. Whatever was left open, by a lost
/// reply or a stopped portal, the janitor takes up from the rows alone.
/// </summary>
public sealed class PaymentEndings(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, IEnumerable<ITenderConnector> connectors, WebhookOutbox outbox, TimeProvider time)
{
    /// <summary>How long a connector may take to answer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>How long the janitor asks before it cancels.</summary>
    private static readonly TimeSpan GivesUp = TimeSpan.FromMinutes(15);

    private const int AtOnce = 50;

    /// <summary>The connector that has to approve a tender; null when none does.</summary>
    internal ITenderConnector? ConnectorOf(TenderRequest tender) => connectors.FirstOrDefault(c => c.Approves(tender));

    /// <summary>Asks for every approval that a payment waits for, and ends it when all have answered.</summary>
    internal Task AuthoriseAsync(long paymentId, CancellationToken cancellation) => AskAsync(paymentId, first: true, cancellation);

    /// <summary>Takes up the payments whose approvals are overdue. Answers how many it looked at.</summary>
    public async Task<int> CleanAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = contexts.CreateDbContext();
        var due = await db.PaymentAuthorisations.AsNoTracking().Where(a => a.NextAt != null && a.NextAt <= now).OrderBy(a => a.NextAt).Select(a => a.PaymentId).Distinct().Take(AtOnce).ToListAsync(cancellation);
        foreach (var payment in due)
            await AskAsync(payment, first: false, cancellation);
        return due.Count;
    }

    private async Task AskAsync(long paymentId, bool first, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var payment = await db.Payments.AsNoTracking().SingleAsync(p => p.Id == paymentId, cancellation);
        var asked = await db.PaymentAuthorisations.Where(a => a.PaymentId == paymentId).OrderBy(a => a.Place).ToListAsync(cancellation);
        var tenders = await db.PaymentTenders.AsNoTracking().Where(t => t.PaymentId == paymentId).OrderBy(t => t.Place).ToListAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var one in asked.Where(a => a.State == AuthorisationState.Unknown))
        {
            var tender = tenders.Single(t => t.Place == one.Place);
            var answer = await AskAsync(one, new ConnectorQuestion(payment.Uid, one.Place, new Money(payment.Currency, tender.Amount), tender.Acquirer), first, now, cancellation);
            (one.State, one.ApprovalNumber, one.Reason, one.Tries) = (answer.State, answer.ApprovalNumber, answer.Reason, one.Tries + 1);
            one.AnsweredAt = answer.State == AuthorisationState.Unknown ? null : now;
            one.NextAt = answer.State == AuthorisationState.Unknown ? now + Backoff(one.Tries) : now;
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else asks about the same payment at this moment, and ends it.
            return;
        }

        if (payment.Status != PaymentStatus.Pending)
            await CloseAsync(db, asked, cancellation);
        else if (asked.Exists(a => a.State == AuthorisationState.Declined))
            await DeclineAsync(db, payment, tenders, asked, cancellation);
        else if (asked.TrueForAll(a => a.State == AuthorisationState.Approved))
            await CaptureAsync(db, payment, tenders, asked, cancellation);
    }

    private async Task<ConnectorAnswer> AskAsync(PaymentAuthorisation asked, ConnectorQuestion question, bool first, DateTime now, CancellationToken cancellation)
    {
        if (connectors.FirstOrDefault(c => c.Name == asked.Connector) is not { } connector)
            return ConnectorAnswer.Unknown;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Timeout);
        try
        {
            if (first)
                return await connector.AuthoriseAsync(question, limit.Token);
            if (now - asked.AskedAt < GivesUp)
                return await connector.FindAsync(question, limit.Token);
            return await connector.CancelAsync(question, limit.Token) ? new ConnectorAnswer(AuthorisationState.Declined, Reason: Declines.NotApproved) : ConnectorAnswer.Unknown;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or TimeoutException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return ConnectorAnswer.Unknown;
        }
    }

    /// <summary>30 s, then twice as long each time, at most ten minutes.</summary>
    private static TimeSpan Backoff(int tries) => TimeSpan.FromSeconds(Math.Min(600, 30 << Math.Min(tries - 1, 5)));

    /// <summary>All have approved: what was reserved is moved, or stays reserved when the device asked for that.</summary>
    private async Task CaptureAsync(PortalDbContext db, Payment payment, List<PaymentTender> tenders, List<PaymentAuthorisation> asked, CancellationToken cancellation)
    {
        var request = await db.LedgerPostings.AsNoTracking().Where(p => p.Id == payment.Id).Select(p => p.Request).SingleAsync(cancellation);
        using var body = JsonDocument.Parse(request);
        var captures = body.RootElement.GetProperty("capture").GetBoolean();
        var after = PaymentChanges.After(payment, captures ? PaymentStatus.Captured : PaymentStatus.Authorised, captures ? payment.Amount : 0, 0);
        await EndAsync(db, payment, after, tenders, captures ? t => PaymentChanges.Captured(t, t.Tender.Amount) : null, asked, cancellation);
    }

    /// <summary>One has declined: everything is released, and the others' approvals are taken back.</summary>
    private async Task DeclineAsync(PortalDbContext db, Payment payment, List<PaymentTender> tenders, List<PaymentAuthorisation> asked, CancellationToken cancellation)
    {
        foreach (var one in asked.Where(a => a.State != AuthorisationState.Declined))
        {
            var question = new ConnectorQuestion(payment.Uid, one.Place, new Money(payment.Currency, tenders.Single(t => t.Place == one.Place).Amount), null);
            if (connectors.FirstOrDefault(c => c.Name == one.Connector) is not { } connector || !await connector.CancelAsync(question, cancellation))
                return;
        }

        var after = PaymentChanges.After(payment, PaymentStatus.Declined, 0, 0);
        after.Reason = asked.First(a => a.State == AuthorisationState.Declined).Reason ?? Declines.NotApproved;
        await EndAsync(db, payment, after, tenders, t => PaymentChanges.Released(t, 0), asked, cancellation);
    }

    /// <param name="end">What becomes of each tender's reservation; null when it stays.</param>
    private async Task EndAsync(PortalDbContext db, Payment payment, Payment after, List<PaymentTender> tenders, Func<TenderState, PartPlan>? end, List<PaymentAuthorisation> asked, CancellationToken cancellation)
    {
        var parts = end is null ? [] : (await TenderLines.StatesAsync(db, tenders, [], cancellation)).Select(end).ToList();
        var place = await db.Markets.AsNoTracking().Where(m => m.Id == payment.MarketId).Select(m => new { m.OperatorId, m.TimeZone, m.DayTurnHour }).SingleAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var told = await outbox.IsWantedAsync(payment.MarketId, WebhookTopics.Payments, cancellation);
        var outcome = await ledger.PostAsync(new PostingRequest
        {
            Id = IdOf(payment.Uid),
            Owner = PostingRequest.OwnerOf(Actor.System("janitor")),
            Request = JsonSerializer.Serialize(new { payment = payment.Uid, status = after.Status.ToString() }),
            OperatorId = place.OperatorId ?? 0,
            AlsoBooks = await TenderLines.BooksAsync(db, tenders, cancellation),
            MarketId = payment.MarketId,
            BusinessDate = BusinessDay.Of(place.TimeZone, place.DayTurnHour, now),
            Document = "approval",
            Transfers = [.. parts.Select(p => p.Transfer), .. parts.SelectMany(p => p.Counted)],
            Guards = [new RowGuard(typeof(Payment), payment.Id, payment.Version)],
            Rows = o => o.Posted ? new PostingRows(told ? [PaymentNews.Of(after, o.LedgerOrder, now)] : [], [after], "{}") : PostingRows.None,
        });
        if (outcome.Posted || outcome.Refusal is Stale)
            await CloseAsync(db, asked, cancellation);
    }

    /// <summary>There is nothing more to ask.</summary>
    private static async Task CloseAsync(PortalDbContext db, List<PaymentAuthorisation> asked, CancellationToken cancellation)
    {
        foreach (var one in asked)
            one.NextAt = null;
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The id of a payment's end: one for each payment, so that of two that end it one does.</summary>
    private static Guid IdOf(Guid payment) => new(SHA256.HashData([.. "payment-end"u8, .. payment.ToByteArray()]).AsSpan(0, 16));
}
