using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>Where vouchers were spent.</summary>
internal static class VoucherHistory
{
    /// <summary>
    /// A voucher and those that were spent in the same payments, by id: face value, and what was spent and not given back. What left the account by payments counts, in the ledger's own lines.
    /// </summary>
    public static async Task<IReadOnlyDictionary<long, (long Face, long Spent)>> TogetherAsync(PortalDbContext db, Voucher voucher, CancellationToken cancellation)
    {
        var paid = db.PaymentTenders.Where(t => t.VoucherId == voucher.Id).Join(db.Payments.Where(p => p.Status == PaymentStatus.Captured && p.Refunded < p.Captured), t => t.PaymentId, p => p.Id, (t, _) => t.PaymentId);
        var others = await db.PaymentTenders.Where(t => t.VoucherId != null && paid.Contains(t.PaymentId)).Select(t => t.VoucherId!.Value).Distinct().ToListAsync(cancellation);
        var ids = others.Append(voucher.Id).Distinct().ToList();
        var vouchers = await db.Vouchers.Where(v => ids.Contains(v.Id) && v.ProgrammeId == voucher.ProgrammeId).Select(v => new { v.Id, v.FaceMinor, Account = v.AccountId!.Value }).ToListAsync(cancellation);
        var accounts = vouchers.ConvertAll(v => v.Account);
        var spent = await db.Transfers.Where(t => accounts.Contains(t.DebitId) && (t.Code == TransferCode.Payment || t.Code == TransferCode.Presentment) && (t.Kind == TransferKind.Immediate || t.Kind == TransferKind.Post))
            .GroupBy(t => t.DebitId).Select(g => new { g.Key, Sum = g.Sum(t => t.Amount) }).ToDictionaryAsync(g => g.Key, g => g.Sum, cancellation);
        var given = await db.Transfers.Where(t => accounts.Contains(t.CreditId) && (t.Code == TransferCode.Refund || t.Code == TransferCode.Void) && t.Kind == TransferKind.Immediate)
            .GroupBy(t => t.CreditId).Select(g => new { g.Key, Sum = g.Sum(t => t.Amount) }).ToDictionaryAsync(g => g.Key, g => g.Sum, cancellation);
        return vouchers.ToDictionary(v => v.Id, v => (v.FaceMinor, spent.GetValueOrDefault(v.Account) - given.GetValueOrDefault(v.Account)));
    }

    /// <summary>Why a voucher whose paper lies in a box, or was destroyed, is refused; null when its paper is in no closed box.</summary>
    public static async Task<(string Decline, IReadOnlyDictionary<string, string> Values)?> PutAwayAsync(PortalDbContext db, long voucherId, CancellationToken cancellation)
    {
        var box = await db.BoxedPieces.Where(p => p.VoucherId == voucherId).Join(db.PaperBoxes, p => p.BoxId, b => b.Id, (_, b) => b)
            .Select(b => new { b.Code, Destroyed = db.PaperDestructions.Where(d => d.Id == b.DestructionId).Select(d => (DateOnly?)d.On).FirstOrDefault() }).SingleOrDefaultAsync(cancellation);
        if (box is null)
            return null;
        var taken = await db.PresentedVouchers.Where(p => p.VoucherId == voucherId).MaxAsync(p => p.BusinessDate, cancellation);
        return box.Destroyed is { } day
            ? (VoucherDeclines.Destroyed, VoucherTenders.Values(("date", VoucherTenders.Of(day)), ("box", box.Code)))
            : (VoucherDeclines.Boxed, VoucherTenders.Values(("date", VoucherTenders.Of(taken)), ("box", box.Code)));
    }

    /// <summary>Where and when a voucher was last spent, as the values of a sentence; null when it never was.</summary>
    public static async Task<IReadOnlyDictionary<string, string>?> LastSpentAsync(PortalDbContext db, long voucherId, CancellationToken cancellation)
    {
        var till = await db.PaymentTenders.Where(t => t.VoucherId == voucherId).Join(db.Payments.Where(p => p.Status == PaymentStatus.Captured || p.Status == PaymentStatus.Authorised), t => t.PaymentId, p => p.Id, (_, p) => p).OrderByDescending(p => p.Id)
            .Join(db.Stalls, p => p.StallId, s => s.Id, (p, s) => new { s.Code, p.BusinessDate, p.At }).FirstOrDefaultAsync(cancellation);
        var counter = await db.PresentedVouchers.Where(v => v.VoucherId == voucherId).OrderByDescending(v => v.Id).Join(db.Vendors, v => v.VendorId, v => v.Id, (p, v) => new { v.Code, p.BusinessDate, p.At }).FirstOrDefaultAsync(cancellation);
        var last = till is null || counter?.At > till.At ? counter : till;
        return last is null ? null : VoucherTenders.Values(("place", last.Code), ("date", VoucherTenders.Of(last.BusinessDate)));
    }
}
