using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Payments;

/// <summary>A line of the ledger that belongs to a payment. Minor units.</summary>
public sealed record PaymentLedgerLine(long Id, Guid Posting, TransferKind Kind, TransferCode Code, AccountLabel Debit, AccountLabel Credit, long Amount, DateOnly BusinessDate, DateTime At);

/// <summary>A payment in full: who, where, with what, and everything that was done to it.</summary>
public sealed record PaymentRecord(
    Payment Payment, MarketName Market, string TimeZone, string Stall, string? Vendor, string? VendorName, string? Terminal, string? Key, IReadOnlyList<PaymentTender> Tenders, IReadOnlyList<PaymentLine> Lines,
    CashReceipt? CashReceipt, IReadOnlyList<PaymentEvent> Events, IReadOnlyList<RefundRequest> RefundRequests, IReadOnlyList<PaymentLedgerLine> Ledger)
{
    /// <summary>What could still be given back. Minor units.</summary>
    public long Refundable => Payment.Status == PaymentStatus.Captured
        ? Payment.Captured - Payment.Refunded - RefundRequests.Where(r => r.State == RefundRequestState.Requested).Sum(r => r.Amount) : 0;

    /// <summary>True when an acquirer stands behind it, at whom the customer can dispute it.</summary>
    public bool IsDisputable => Payment.Status == PaymentStatus.Captured && Tenders.Any(t => t.Kind is TenderKind.Card or TenderKind.Transit or TenderKind.PartnerWallet);

    /// <summary>True when only the terminal can give (a part of) it back: it had a card approved.</summary>
    public bool IsRefundedByTerminal => Tenders.Any(t => t is { Kind: TenderKind.Card or TenderKind.Transit, ApprovalNumber: not null });
}

/// <summary>What was taken by one tender on a day: captured less voided and refunded parts are not told apart here, refunds are. Minor units.</summary>
public sealed record TenderTotal(TenderKind Kind, int Payments, long Amount);

/// <summary>What was taken in one hour of a day by the market's clock. Minor units.</summary>
public sealed record HourTotal(int Hour, int Payments, long Amount);

/// <summary>A market's business date in payments. Minor units.</summary>
public sealed record PaymentDay(DateOnly Date, string Currency, int Captured, long Amount, int Declined, int Pending, long Refunded, IReadOnlyList<TenderTotal> Tenders, IReadOnlyList<HourTotal> Hours);

/// <summary>What a receipt says: nothing about people. Minor units.</summary>
public sealed record PublicReceipt(
    MarketName Market, string Stall, string? VendorName, string TimeZone, string Currency, long Amount, long Captured, long Refunded, PaymentStatus Status, DateTime At, string Number,
    IReadOnlyList<TenderTotal> Tenders, IReadOnlyList<PaymentLine> Lines);

/// <summary>Reading payments, for those who hold <see cref="Right.ViewPayments"/>.</summary>
public sealed class PaymentQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    public static ListDefinition<ListedPayment, PaymentRow> Definition => PaymentList.Definition;

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<PaymentRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewPayments))
            return new NotAllowed(Right.ViewPayments);
        await using var db = contexts.CreateDbContext();
        return await Listed(db, actor).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<PaymentRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewPayments))
            yield break;
        await using var db = contexts.CreateDbContext();
        var rows = Listed(db, actor).Apply(query, Definition, zone);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>The ledger order of the newest thing that happened to payments within reach: changes when a page should look again.</summary>
    /// <param name="market">Its code; null for all markets.</param>
    public async Task<long> LatestAsync(Actor actor, string? market, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewPayments))
            return 0;
        await using var db = contexts.CreateDbContext();
        var markets = MarketQueries.Visible(db, actor, Right.ViewPayments).Where(m => market == null || m.Code == market).Select(m => m.Id);
        var payment = await db.Payments.Where(p => markets.Contains(p.MarketId)).MaxAsync(p => (long?)p.Id, cancellation) ?? 0;
        var happened = await db.PaymentEvents.MaxAsync(e => (long?)e.Id, cancellation) ?? 0;
        return Math.Max(payment, happened);
    }

    /// <summary>One payment with its whole life.</summary>
    public async Task<Outcome<PaymentRecord>> GetAsync(Actor actor, Guid id, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewPayments))
            return new NotAllowed(Right.ViewPayments);
        await using var db = contexts.CreateDbContext();
        var row = await Listed(db, actor).Where(l => db.LedgerPostings.Any(p => p.Uid == id && p.Id == l.Payment.Id)).SingleOrDefaultAsync(cancellation);
        if (row is null)
            return new PaymentNotFound();
        var (payment, market) = (row.Payment, row.Market);
        var events = await db.PaymentEvents.AsNoTracking().Where(e => e.PaymentId == payment.Id).OrderBy(e => e.Id).ToListAsync(cancellation);
        var tenders = await db.PaymentTenders.AsNoTracking().Where(t => t.PaymentId == payment.Id).OrderBy(t => t.Place).ToListAsync(cancellation);
        return new PaymentRecord(
            payment, new MarketName(market.Id, market.Code, market.NameKo, market.NameEn, market.NameZh, market.Region), market.TimeZone, row.Stall, row.Vendor, row.VendorName, row.Terminal,
            payment.ApiKeyId is { } key ? await db.ApiKeys.Where(k => k.Id == key).Select(k => k.Name).SingleOrDefaultAsync(cancellation) : null, tenders,
            await db.PaymentLines.AsNoTracking().Where(l => l.PaymentId == payment.Id).OrderBy(l => l.Place).ToListAsync(cancellation),
            await db.CashReceipts.AsNoTracking().SingleOrDefaultAsync(r => r.Id == payment.Id, cancellation), events,
            await db.RefundRequests.AsNoTracking().Where(r => r.PaymentId == payment.Id).OrderBy(r => r.Id).ToListAsync(cancellation),
            await LedgerAsync(db, [payment.Id, .. events.Select(e => e.Id), .. await DisputedAsync(db, payment.Id, cancellation)], [.. tenders.Select(t => t.TransferId).OfType<long>()], cancellation));
    }

    /// <summary>A market's business date: what was taken by tender and by hour.</summary>
    /// <param name="asked">Null for the newest on which anything was paid.</param>
    public async Task<Outcome<PaymentDay>> DayAsync(Actor actor, string market, DateOnly? asked, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await MarketQueries.Visible(db, actor, Right.ViewPayments).Where(m => m.Code == market).Select(m => new { m.Id, m.Currency, m.TimeZone, m.DayTurnHour }).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return new MarketNotFound(market) { Field = "market" };
        var date = asked ?? await db.Payments.Where(p => p.MarketId == found.Id).MaxAsync(p => (DateOnly?)p.BusinessDate, cancellation) ?? BusinessDay.Of(found.TimeZone, found.DayTurnHour, time.GetUtcNow().UtcDateTime);
        var payments = db.Payments.AsNoTracking().Where(p => p.MarketId == found.Id && p.BusinessDate == date);
        var states = await payments.GroupBy(p => p.Status).Select(g => new { Status = g.Key, Count = g.Count(), Captured = g.Sum(p => p.Captured), Refunded = g.Sum(p => p.Refunded) }).ToListAsync(cancellation);
        var taken = payments.Where(p => p.Status == PaymentStatus.Captured);
        var tenders = await taken.Join(db.PaymentTenders, p => p.Id, t => t.PaymentId, (p, t) => t).GroupBy(t => t.Kind).Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(t => t.Amount) }).ToListAsync(cancellation);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(found.TimeZone);
        var instants = await taken.GroupBy(p => new { p.At.Date, p.At.Hour }).Select(g => new { g.Key.Date, g.Key.Hour, Count = g.Count(), Sum = g.Sum(p => p.Captured) }).ToListAsync(cancellation);
        var hours = instants.GroupBy(i => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(i.Date.AddHours(i.Hour), DateTimeKind.Utc), zone).Hour)
            .Select(g => new HourTotal(g.Key, g.Sum(i => i.Count), g.Sum(i => i.Sum))).OrderBy(h => h.Hour).ToList();
        int Count(PaymentStatus status) => states.Where(s => s.Status == status).Sum(s => s.Count);
        return new PaymentDay(
            date, found.Currency, Count(PaymentStatus.Captured), states.Where(s => s.Status == PaymentStatus.Captured).Sum(s => s.Captured), Count(PaymentStatus.Declined), Count(PaymentStatus.Pending),
            states.Sum(s => s.Refunded), [.. tenders.OrderByDescending(t => t.Sum).Select(t => new TenderTotal(t.Key, t.Count, t.Sum))], hours);
    }

    /// <summary>The receipt at the end of an address that nobody guesses; for everybody who has it.</summary>
    public async Task<Outcome<PublicReceipt>> ReceiptAsync(string token, CancellationToken cancellation = default)
    {
        if (token.Length != Payment.ReceiptLength)
            return new PaymentNotFound();
        await using var db = contexts.CreateDbContext();
        var row = await Joined(db, db.Markets).Where(l => l.Payment.Receipt == token).SingleOrDefaultAsync(cancellation);
        if (row is null)
            return new PaymentNotFound();
        var (payment, market) = (row.Payment, row.Market);
        var tenders = await db.PaymentTenders.AsNoTracking().Where(t => t.PaymentId == payment.Id).OrderBy(t => t.Place).Select(t => new TenderTotal(t.Kind, 1, t.Amount)).ToListAsync(cancellation);
        var lines = await db.PaymentLines.AsNoTracking().Where(l => l.PaymentId == payment.Id).OrderBy(l => l.Place).ToListAsync(cancellation);
        return new PublicReceipt(
            new MarketName(market.Id, market.Code, market.NameKo, market.NameEn, market.NameZh, market.Region), row.Stall, row.VendorName, market.TimeZone, payment.Currency, payment.Amount, payment.Captured, payment.Refunded,
            payment.Status, payment.At, payment.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), tenders, lines);
    }

    /// <summary>The postings of a payment's disputes: what kept the amount back, and what ended that. The disputes of a direct tender have no lines.</summary>
    private static async Task<IReadOnlyList<long>> DisputedAsync(PortalDbContext db, long payment, CancellationToken cancellation)
    {
        var holds = await db.Disputes.Where(d => d.PaymentId == payment && d.HoldTransferId != null)
            .Join(db.Transfers, d => d.HoldTransferId, t => t.Id, (d, t) => new { t.Id, t.PostingId, Held = t.CreditId }).ToListAsync(cancellation);
        if (holds.Count == 0)
            return [];
        var (ids, accounts, first) = (holds.ConvertAll(h => (long?)h.Id), holds.Select(h => h.Held).Distinct().ToList(), holds.Min(h => h.Id));
        var ends = await db.Transfers.Where(t => accounts.Contains(t.DebitId) && t.Id > first && ids.Contains(t.CorrectsId)).Select(t => t.PostingId).Distinct().ToListAsync(cancellation);
        return [.. holds.Select(h => h.PostingId), .. ends];
    }

    /// <summary>The lines of postings, found by their place in the ledger, and those that ended what was reserved.</summary>
    private static async Task<IReadOnlyList<PaymentLedgerLine>> LedgerAsync(PortalDbContext db, List<long> postings, List<long> reserved, CancellationToken cancellation)
    {
        var places = await db.LedgerPostings.AsNoTracking().Where(p => postings.Contains(p.Id)).Select(p => new { p.FirstLine, p.Lines }).ToListAsync(cancellation);
        var own = places.SelectMany(p => Enumerable.Range(0, p.Lines).Select(n => p.FirstLine + n)).ToList();
        var lines = await db.Transfers.AsNoTracking().Where(t => own.Contains(t.Id) || (t.PendingId != null && reserved.Contains(t.PendingId.Value)))
            .Join(db.LedgerPostings, t => t.PostingId, p => p.Id, (t, p) => new { t, p.Uid, p.BusinessDate, p.At }).ToListAsync(cancellation);
        var labels = await AccountLabels.OfAsync(db, lines.SelectMany(l => new[] { l.t.DebitId, l.t.CreditId }), cancellation);
        return [.. lines.OrderBy(l => l.t.Id).Select(l => new PaymentLedgerLine(l.t.Id, l.Uid, l.t.Kind, l.t.Code, labels[l.t.DebitId], labels[l.t.CreditId], l.t.Amount, l.BusinessDate, l.At))];
    }

    private static IQueryable<ListedPayment> Listed(PortalDbContext db, Actor actor) => Joined(db, MarketQueries.Visible(db, actor, Right.ViewPayments));

    private static IQueryable<ListedPayment> Joined(PortalDbContext db, IQueryable<Market> markets) =>
        from p in db.Payments.AsNoTracking()
        join m in markets on p.MarketId equals m.Id
        join s in db.Stalls on p.StallId equals s.Id
        select new ListedPayment
        {
            Payment = p,
            Market = m,
            Stall = s.Code,
            Vendor = db.Vendors.Where(v => v.Id == p.VendorId).Select(v => v.Code).FirstOrDefault(),
            VendorName = db.Vendors.Where(v => v.Id == p.VendorId).Select(v => v.TradeName).FirstOrDefault(),
            Tender = db.PaymentTenders.Where(t => t.PaymentId == p.Id && t.Place == 0).Select(t => t.Kind).FirstOrDefault(),
            Tenders = db.PaymentTenders.Count(t => t.PaymentId == p.Id),
            Terminal = db.Terminals.Where(t => t.Id == p.TerminalId).Select(t => t.Code).FirstOrDefault(),
        };
}
