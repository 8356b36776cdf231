using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers.Printers;

namespace Portal.Domain.Vouchers;

/// <summary>What happened to a voucher.</summary>
public enum VoucherEventKind
{
    Made,

    /// <summary>Came from the security printer, in a bundle that was counted.</summary>
    Received,

    /// <summary>Offered to another drawer, and not received yet.</summary>
    Offered,

    /// <summary>Handed over to another drawer, with both signatures.</summary>
    HandedOver,
    Sold,

    /// <summary>Spent at a stall.</summary>
    Spent,

    /// <summary>A payment was given back to it.</summary>
    GivenBack,

    /// <summary>Brought to a counter by a vendor.</summary>
    Presented,

    /// <summary>Its rest was paid out to the holder.</summary>
    Refunded,
    Frozen,
    Unfrozen,
    Voided,

    /// <summary>Another voucher stands in its place.</summary>
    Replaced,

    /// <summary>It stands in the place of another.</summary>
    MadeFor,

    /// <summary>It is held by an exchange case for damaged paper.</summary>
    CaseOpened,

    /// <summary>The case ended without an exchange, and let it go.</summary>
    CaseEnded,

    /// <summary>It was offered to another wallet.</summary>
    GiftOffered,

    /// <summary>The other wallet took it.</summary>
    GiftAccepted,

    /// <summary>The gift ended without being taken.</summary>
    GiftKept,

    /// <summary>The last right to it ended; what was left became breakage.</summary>
    Ended,

    /// <summary>Something else that the ledger did to its account.</summary>
    Other,
}

/// <summary>One line that an act wrote in the ledger. Minor units.</summary>
public sealed record VoucherLedgerLine(long Id, TransferKind Kind, TransferCode Code, AccountLabel Debit, AccountLabel Credit, long Amount);

/// <summary>One act on a voucher. Minor units.</summary>
/// <param name="By">Who did it: a person, a key, or where it was paid.</param>
/// <param name="Posting">Its order in the ledger; null for what moved no money.</param>
public sealed record VoucherEvent(VoucherEventKind Kind, DateTime At, string By, long? Posting = null)
{
    /// <summary>What came to the voucher, or with a minus what left it; null for what moved no money.</summary>
    public long? Amount { get; init; }

    public string? Reason { get; init; }

    /// <summary>The stall and the vendor who took it.</summary>
    public string? Stall { get; init; }

    public string? Vendor { get; init; }

    public string? VendorName { get; init; }

    /// <summary>The payment it was spent in, or that was given back.</summary>
    public Guid? Payment { get; init; }

    public Guid? Presentment { get; init; }

    /// <summary>The code of the hand-over.</summary>
    public string? HandOver { get; init; }

    public Guid? Sale { get; init; }

    public IReadOnlyList<VoucherLedgerLine> Lines { get; init; } = [];
}

/// <summary>Reads a voucher's whole life: what its account says, line by line, with who did it; and from the audit trail what moved no money.</summary>
internal static class VoucherLife
{
    public static async Task<IReadOnlyList<VoucherEvent>> ReadAsync(PortalDbContext db, Voucher voucher, VoucherBatch batch, CancellationToken cancellation)
    {
        var events = new List<VoucherEvent>();
        if (batch.PrintedAt is { } printed)
            events.Add(new VoucherEvent(VoucherEventKind.Made, printed, batch.PrintedBy ?? batch.MakerName) { Reason = batch.Code });
        var acts = await db.AuditEntries.AsNoTracking().Where(e => e.SubjectKind == "voucher" && e.SubjectId == voucher.Id).OrderBy(e => e.Id).Select(e => new { e.Action, e.At, e.ActorName, e.Reason }).ToListAsync(cancellation);
        events.AddRange(acts.Where(a => KindOf(a.Action) is not null).Select(a => new VoucherEvent(KindOf(a.Action)!.Value, a.At, a.ActorName) { Reason = a.Reason }));
        if (voucher.Kind == VoucherKind.Mobile)
            events.AddRange(await GivenAsync(db, voucher, cancellation));
        if (await ReceivedAsync(db, voucher, events.Any(e => e.Kind is VoucherEventKind.Voided or VoucherEventKind.Replaced), cancellation) is { } received)
            events.Add(received);
        events.AddRange(await HandedAsync(db, voucher, cancellation));
        if (voucher.AccountId is { } account)
            events.AddRange(await MovedAsync(db, voucher, account, cancellation));
        return [.. events.OrderBy(e => e.At).ThenBy(e => e.Kind)];
    }

    /// <summary>Its gifts, each by the audit entries that say who offered and who decided.</summary>
    private static async Task<IEnumerable<VoucherEvent>> GivenAsync(PortalDbContext db, Voucher voucher, CancellationToken cancellation)
    {
        var acts = await (from g in db.VoucherGifts.AsNoTracking()
                          where g.VoucherId == voucher.Id
                          join e in db.AuditEntries on g.Id equals e.SubjectId
                          where e.SubjectKind == "voucher_gift"
                          join f in db.Wallets on g.FromWalletId equals f.Id
                          join t in db.Wallets on g.ToWalletId equals t.Id
                          orderby e.Id
                          select new { e.Action, e.At, e.ActorName, From = f.Code, To = t.Code }).ToListAsync(cancellation);
        return acts.Select(a => new VoucherEvent(a.Action switch { "voucher_gift.offered" => VoucherEventKind.GiftOffered, "voucher_gift.accepted" => VoucherEventKind.GiftAccepted, _ => VoucherEventKind.GiftKept }, a.At, a.ActorName) { Reason = $"{a.From} → {a.To}" });
    }

    /// <summary>How it came from the security printer; null for what was printed here, or has not come yet.</summary>
    /// <param name="ended">True when an act of its own made it void.</param>
    private static async Task<VoucherEvent?> ReceivedAsync(PortalDbContext db, Voucher voucher, bool ended, CancellationToken cancellation)
    {
        var bundle = await db.PrintBundles.AsNoTracking().FirstOrDefaultAsync(
            b => b.FromNumber <= voucher.Number && voucher.Number <= b.ToNumber && db.PrintOrders.Any(o => o.Id == b.OrderId && o.BatchId == voucher.BatchId), cancellation);
        return bundle switch
        {
            null or { State: BundleState.Expected or BundleState.Miscounted } => null,
            { SettledAt: { } settled } when voucher.State == VoucherState.Void && !ended => new VoucherEvent(VoucherEventKind.Voided, settled, bundle.SettlerName ?? "") { Reason = bundle.Reason },
            { State: BundleState.Voided } => null,
            _ => new VoucherEvent(VoucherEventKind.Received, bundle.SettledAt ?? bundle.ReceivedAt!.Value, bundle.ReceiverName ?? "") { Reason = bundle.Code },
        };
    }

    private static async Task<IEnumerable<VoucherEvent>> HandedAsync(PortalDbContext db, Voucher voucher, CancellationToken cancellation)
    {
        var held = await (from h in db.StockHandOvers.AsNoTracking()
                          where h.ProgrammeId == voucher.ProgrammeId && (h.State == HandOverState.Offered || h.State == HandOverState.Received)
                          where db.StockHandOverRuns.Any(r => r.HandOverId == h.Id && r.FromNumber <= voucher.Number && voucher.Number <= r.ToNumber)
                          select new { h.Code, h.State, h.OfferedAt, h.DecidedAt, h.GiverName, h.ReceiverName }).ToListAsync(cancellation);
        return held.Select(h => h.State == HandOverState.Offered
            ? new VoucherEvent(VoucherEventKind.Offered, h.OfferedAt, h.GiverName) { HandOver = h.Code }
            : new VoucherEvent(VoucherEventKind.HandedOver, h.DecidedAt!.Value, $"{h.GiverName} → {h.ReceiverName}") { HandOver = h.Code });
    }

    private static VoucherEventKind? KindOf(string action) => action switch
    {
        "voucher.replaced" => VoucherEventKind.Replaced,
        "voucher.made_for" => VoucherEventKind.MadeFor,
        "voucher.frozen" => VoucherEventKind.Frozen,
        "voucher.unfrozen" => VoucherEventKind.Unfrozen,
        "voucher.voided" => VoucherEventKind.Voided,
        "voucher.case_opened" => VoucherEventKind.CaseOpened,
        "voucher.case_ended" => VoucherEventKind.CaseEnded,
        _ => null,
    };

    private static async Task<IEnumerable<VoucherEvent>> MovedAsync(PortalDbContext db, Voucher voucher, long account, CancellationToken cancellation)
    {
        var moved = await db.Transfers.AsNoTracking().Where(t => t.DebitId == account).Concat(db.Transfers.AsNoTracking().Where(t => t.CreditId == account))
            .Join(db.LedgerPostings, t => t.PostingId, p => p.Id, (t, p) => new { Transfer = t, p.Id, p.At, p.Document }).OrderBy(t => t.Transfer.Id).ToListAsync(cancellation);
        var labels = await AccountLabels.OfAsync(db, moved.SelectMany(m => new[] { m.Transfer.DebitId, m.Transfer.CreditId }), cancellation);
        var known = await KnownAsync(db, voucher, cancellation);
        return moved.GroupBy(m => (m.Id, m.At, m.Document)).Select(g =>
        {
            var net = g.Where(m => m.Transfer.Kind is TransferKind.Immediate or TransferKind.Post).Sum(m => m.Transfer.CreditId == account ? m.Transfer.Amount : -m.Transfer.Amount);
            var unknown = g.All(m => m.Transfer.Code == TransferCode.Expiry) ? new VoucherEvent(VoucherEventKind.Ended, g.Key.At, VoucherDayEnd.Schedule.Name, g.Key.Id) : new VoucherEvent(VoucherEventKind.Other, g.Key.At, "", g.Key.Id) { Reason = g.Key.Document };
            var told = known.GetValueOrDefault(g.Key.Id) ?? unknown;
            return told with
            {
                Amount = net,
                Lines = [.. g.Select(m => new VoucherLedgerLine(m.Transfer.Id, m.Transfer.Kind, m.Transfer.Code, labels[m.Transfer.DebitId], labels[m.Transfer.CreditId], m.Transfer.Amount))],
            };
        });
    }

    /// <summary>What is known of the postings that moved it, by their order.</summary>
    private static async Task<Dictionary<long, VoucherEvent>> KnownAsync(PortalDbContext db, Voucher voucher, CancellationToken cancellation)
    {
        var known = new Dictionary<long, VoucherEvent>();
        if (await db.VoucherSales.AsNoTracking().SingleOrDefaultAsync(s => s.Id == voucher.SaleId, cancellation) is { } sale)
            known[sale.Id] = new VoucherEvent(VoucherEventKind.Sold, sale.At, sale.By, sale.Id) { Sale = sale.Uid };
        var payments = await (from t in db.PaymentTenders
                              where t.VoucherId == voucher.Id
                              join p in db.Payments on t.PaymentId equals p.Id
                              join s in db.Stalls on p.StallId equals s.Id
                              from v in db.Vendors.Where(v => v.Id == p.VendorId).DefaultIfEmpty()
                              from e in db.Terminals.Where(e => e.Id == p.TerminalId).DefaultIfEmpty()
                              from k in db.ApiKeys.Where(k => k.Id == p.ApiKeyId).DefaultIfEmpty()
                              select new { p.Id, p.Uid, p.At, Key = k == null ? null : k.Name, Stall = s.Code, Vendor = v == null ? null : v.Code, VendorName = v == null ? null : v.TradeName, By = e == null ? null : e.Code }).ToListAsync(cancellation);
        foreach (var p in payments)
            known[p.Id] = new VoucherEvent(VoucherEventKind.Spent, p.At, p.By ?? p.Key ?? "", p.Id) { Payment = p.Uid, Stall = p.Stall, Vendor = p.Vendor, VendorName = p.VendorName };
        var ids = payments.ConvertAll(p => p.Id);
        foreach (var e in await db.PaymentEvents.AsNoTracking().Where(e => ids.Contains(e.PaymentId)).ToListAsync(cancellation))
        {
            var payment = payments.Find(p => p.Id == e.PaymentId)!;
            var kind = e.Kind is PaymentEventKind.Refund or PaymentEventKind.Void ? VoucherEventKind.GivenBack : VoucherEventKind.Spent;
            known[e.Id] = new VoucherEvent(kind, e.At, e.By, e.Id) { Payment = payment.Uid, Stall = payment.Stall, Vendor = payment.Vendor, VendorName = payment.VendorName, Reason = e.Reason };
        }

        foreach (var p in await db.PresentedVouchers.AsNoTracking().Where(p => p.VoucherId == voucher.Id).Join(db.Presentments, p => p.PresentmentId, b => b.Id, (p, b) => new { Piece = p, b.Uid, b.ByName })
            .Join(db.Vendors, p => p.Piece.VendorId, v => v.Id, (p, v) => new { p.Piece.Id, p.Piece.At, p.Uid, p.ByName, v.Code, v.TradeName }).ToListAsync(cancellation))
        {
            known[p.Id] = new VoucherEvent(VoucherEventKind.Presented, p.At, p.ByName, p.Id) { Presentment = p.Uid, Vendor = p.Code, VendorName = p.TradeName };
        }

        foreach (var r in await db.VoucherRefunds.AsNoTracking().Where(r => r.VoucherId == voucher.Id).ToListAsync(cancellation))
            known[r.Id] = new VoucherEvent(VoucherEventKind.Refunded, r.At, r.By, r.Id);
        return known;
    }
}
