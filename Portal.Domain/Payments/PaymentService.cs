using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Terminals;
using Portal.Domain.Webhooks;

namespace Portal.Domain.Payments;

/// <summary>Takes payments: each one an outcome that is durable before it is answered, and the same for ever under its id.</summary>
public sealed class PaymentService(
    IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, AccountBook accounts, TerminalBook terminals, PaymentEndings endings, WebhookOutbox outbox, IEnumerable<ITenderSource> sources, PersonalData personal, TimeProvider time)
{
    /// <summary>The document of a posting that keeps the id of a payment which was reversed before it came.</summary>
    public const string ReversalDocument = "reversal";

    /// <summary>How often it is decided again when a token was used meanwhile.</summary>
    private const int MaxTries = 5;

    /// <summary>How long an authorisation holds.</summary>
    private static readonly TimeSpan Authorisation = TimeSpan.FromDays(7);

    private readonly PaymentPlaces places = new(contexts, terminals, sources);

    /// <summary>
    /// Takes a payment. Refused is only what the device must not have sent; a payment that may not be is declined, recorded and answered as such.
    /// </summary>
    public async Task<Outcome<PaymentAnswer>> PayAsync(Actor actor, PaymentRequest request, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.TakePayments))
            return new NotAllowed(Right.TakePayments);
        for (var attempt = 1; ; attempt++)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var prepared = await PrepareAsync(actor, request, now, cancellation);
            if (!prepared.TryGet(out var place))
                return await FirstAnswerAsync(actor, request, cancellation) ?? prepared.Refusals.ToList();
            var (draft, day) = (await DraftAsync(actor, request, place, now, cancellation), DayOf(request, place.Stall, now));
            var outcome = await ledger.PostAsync(await PostingAsync(actor, request, draft, day, cancellation));
            if (outcome.Refusal is Stale && attempt < MaxTries)
                continue;
            if (draft.Waits && outcome is { Posted: true, Repeated: false })
                await endings.AuthoriseAsync(outcome.LedgerOrder, CancellationToken.None);
            return await AnswerAsync(actor, request, outcome, day, cancellation);
        }
    }

    /// <summary>What was answered to the payment first, and what it has become.</summary>
    public async Task<Outcome<Payment>> FindAsync(Actor actor, Guid id, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewPayments))
            return new NotAllowed(Right.ViewPayments);
        await using var db = contexts.CreateDbContext();
        var found = await PaymentSubject.FindAsync(db, actor, id, Right.ViewPayments, cancellation);
        return found.TryGet(out var subject) ? subject.Payment : found.Refusals.ToList();
    }

    /// <summary>What a payment that may be taken to the ledger is decided on; or why the device must not have sent it.</summary>
    private async Task<Outcome<PaymentPlace>> PrepareAsync(Actor actor, PaymentRequest request, DateTime now, CancellationToken cancellation)
    {
        var refusals = PaymentRules.Check(request, now);
        if (refusals.Count > 0)
            return refusals;
        if (await places.FindAsync(actor, request, now, cancellation) is not { } place || !actor.May(Right.ViewStalls, place.Stall.MarketId, place.Stall.Region))
            return new StallNotFound(request.Stall) { Field = "stall" };
        var stall = place.Stall;
        if (!actor.May(Right.TakePayments, stall.MarketId, stall.Region))
            return new NotAllowed(Right.TakePayments);
        if (stall.OperatorId is null)
            return new MarketWithoutOperator { Field = "stall" };
        return request.Amount.Currency == stall.Currency ? place : new CurrencyNotTheMarkets(stall.Currency) { Field = "amount" };
    }

    private async Task<PaymentDraft> DraftAsync(Actor actor, PaymentRequest request, PaymentPlace place, DateTime now, CancellationToken cancellation)
    {
        var asked = request.Tenders.Index().Select(t => (t.Index, Connector: endings.ConnectorOf(t.Item))).Where(t => t.Connector is not null).ToDictionary(t => t.Index, t => t.Connector!);
        return new PaymentDraft(
            request, place, PaymentRules.Decline(place, request.Tenders, asked), asked, actor.Kind == ActorKind.ApiKey ? actor.Id : null, now, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            request.CashReceipt is { } receipt ? personal.SealAlone(receipt.Number) : null, await outbox.IsWantedAsync(place.Stall.MarketId, WebhookTopics.Payments, cancellation));
    }

    private async Task<PostingRequest> PostingAsync(Actor actor, PaymentRequest request, PaymentDraft draft, DateOnly day, CancellationToken cancellation) => new()
    {
        Id = request.Id,
        Owner = PostingRequest.OwnerOf(actor),
        Request = request.Canonical,
        OperatorId = draft.Place.Stall.OperatorId!.Value,
        AlsoBooks = draft.AlsoBooks,
        MarketId = draft.Place.Stall.MarketId,
        BusinessDate = day,
        Document = "payment",
        Transfers = draft.Decline is null ? await TransfersAsync(request, draft, cancellation) : [],
        Guards = draft.Guards,
        Rows = draft.Rows,
    };

    /// <summary>A payment stands on the market's day on which the portal hears of it; one that was taken offline on the day it was taken.</summary>
    private static DateOnly DayOf(PaymentRequest request, StallAtPayment stall, DateTime now) =>
        BusinessDay.Of(stall.TimeZone, stall.DayTurnHour, request is { Forwarded: true, TerminalTime: { } taken } && taken < now ? taken : now);

    /// <summary>What the id was answered before; null when it never was. A request that came through once is not refused later for what has changed since: its clock, its stall.</summary>
    private async Task<Outcome<PaymentAnswer>?> FirstAnswerAsync(Actor actor, PaymentRequest request, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        if (!await db.LedgerPostings.AnyAsync(p => p.Uid == request.Id, cancellation))
            return null;
        var outcome = await ledger.PostAsync(new PostingRequest { Id = request.Id, Owner = PostingRequest.OwnerOf(actor), Request = request.Canonical, OperatorId = 0, BusinessDate = default });
        return await AnswerAsync(actor, request, outcome, outcome.BusinessDate, cancellation);
    }

    private async Task<Outcome<PaymentAnswer>> AnswerAsync(Actor actor, PaymentRequest request, PostingOutcome outcome, DateOnly day, CancellationToken cancellation)
    {
        if (outcome.Answer is null)
            return outcome.Refusal is IdReused && await ReversalAsync(actor, request.Id, cancellation) is { } reversal ? reversal : outcome.Refusal!;
        var kept = JsonSerializer.Deserialize<KeptAnswer>(outcome.Answer)!;
        var (status, reason) = (kept.Status, kept.Reason);
        if (status == PaymentStatus.Pending)
        {
            await using var db = contexts.CreateDbContext();
            var stands = await db.Payments.AsNoTracking().Where(p => p.Id == outcome.LedgerOrder).Select(p => new { p.Status, p.Reason }).SingleAsync(cancellation);
            (status, reason) = (stands.Status, stands.Reason);
        }

        return new PaymentAnswer(request.Id, status, reason, outcome.LedgerOrder, outcome.BusinessDate, kept.Receipt, outcome.Repeated) { Late = outcome.BusinessDate > day, ReasonValues = kept.Values };
    }

    /// <summary>The answer to a payment whose reversal came first: it is declined, each time it comes.</summary>
    private async Task<PaymentAnswer?> ReversalAsync(Actor actor, Guid id, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var owner = PostingRequest.OwnerOf(actor);
        var posting = await db.LedgerPostings.AsNoTracking().SingleOrDefaultAsync(p => p.Uid == id && p.Owner == owner && p.Document == ReversalDocument, cancellation);
        return posting is null ? null : new PaymentAnswer(id, PaymentStatus.Declined, Declines.Reversed, posting.Id, posting.BusinessDate, null, Repeated: true);
    }

    private async Task<IReadOnlyList<TransferRequest>> TransfersAsync(PaymentRequest request, PaymentDraft draft, CancellationToken cancellation)
    {
        var stall = draft.Place.Stall;
        await accounts.OpenMarketAsync(stall.MarketId, cancellation);
        var transfers = new List<TransferRequest>(request.Tenders.Count);
        foreach (var (place, tender) in request.Tenders.Index())
        {
            var (debit, credit) = PaymentRules.AccountsOf(tender, PaymentRules.IsCollected(tender, stall.Contracts), stall.VendorId!.Value);
            var spent = draft.Place.Spent.GetValueOrDefault(place);
            var from = debit is null ? spent!.AccountId : await OpenAsync(debit, null);
            var to = await OpenAsync(credit, spent?.Books);
            var moved = tender.Amount.Value + (spent?.Change ?? 0);
            var transfer = request.Capture && !draft.Waits
                ? TransferRequest.Move(TransferCode.Payment, from, to, moved) : TransferRequest.Reserve(TransferCode.Payment, from, to, moved, Authorisation);
            transfers.Add(transfer with { DebitCeiling = draft.Place.Ceilings.TryGetValue(place, out var most) ? most : null });
        }

        // What is only reserved is only reserved of a cap.
        return [.. transfers, .. draft.Counted.Select(c => request.Capture && !draft.Waits ? c.Transfer : c.Transfer with { Kind = TransferKind.Pending, Timeout = Authorisation })];

        ValueTask<long> OpenAsync(string code, long? books) => accounts.OpenAsync(new(books ?? stall.OperatorId!.Value, stall.Currency, code), cancellation);
    }
}
