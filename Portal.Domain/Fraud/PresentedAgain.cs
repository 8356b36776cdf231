using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Domain.Fraud;

/// <summary>
/// Opens a case about each voucher whose paper lies in a box, or was destroyed, and which was presented all the same: one of the two is forged, or the paper left the box. One case for each, however often
/// it comes; another one only when it comes again after that was closed.
/// </summary>
public sealed class PresentedAgain(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>The points of a signal that leaves no doubt.</summary>
    private const int Points = 100;

    private const int MostAtOnce = 200;

    private static readonly Actor Portal = Actor.System("fraud desk");

    /// <summary>One look at what was refused, at counters and at tills, and has no case. Answers how many were opened.</summary>
    /// <param name="after">Payments up to this one were looked at.</param>
    public async Task<int> LookAsync(long after, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var opened = 0;
        foreach (var voucher in (await AtCountersAsync(db, cancellation)).Concat(await AtTillsAsync(db, after, cancellation)).Distinct().ToList())
        {
            db.ChangeTracker.Clear();
            var serial = SerialNumbers.Of(voucher.Prefix, voucher.Number);
            var row = FraudCases.Opened(Guid.CreateVersion7(), FraudSubject.Voucher, voucher.Id, serial, null, Portal, time.GetUtcNow().UtcDateTime, null, Points);
            db.Add(row);
            db.Audit(Portal, row.OpenedAt, "fraud_case.opened", row);
            // Another process that looks at the same moment opens the same one; the index lets one through.
            opened += (await db.SaveOrConflictAsync(row, cancellation)).Ok ? 1 : 0;
        }

        return opened;
    }

    private static async Task<List<Found>> AtTillsAsync(PortalDbContext db, long after, CancellationToken cancellation) =>
        await (from p in db.Payments.AsNoTracking()
               where p.Id > after && (p.Reason == VoucherDeclines.Boxed || p.Reason == VoucherDeclines.Destroyed)
               join t in db.PaymentTenders on p.Id equals t.PaymentId
               where t.VoucherId != null && db.BoxedPieces.Any(b => b.VoucherId == t.VoucherId)
                   && !db.FraudCases.Any(c => c.Subject == FraudSubject.Voucher && c.SubjectId == t.VoucherId && (c.ClosedAt == null || c.ClosedAt >= p.At))
               join v in db.Vouchers on t.VoucherId equals v.Id
               join g in db.VoucherProgrammes on v.ProgrammeId equals g.Id
               orderby p.Id
               select new Found(v.Id, g.Prefix, v.Number)).Take(MostAtOnce).ToListAsync(cancellation);

    private static async Task<List<Found>> AtCountersAsync(PortalDbContext db, CancellationToken cancellation) =>
        await (from r in db.RefusedPieces.AsNoTracking()
               where r.VoucherId != null && !db.FraudCases.Any(c => c.Subject == FraudSubject.Voucher && c.SubjectId == r.VoucherId && (c.ClosedAt == null || c.ClosedAt >= r.At))
               join v in db.Vouchers on r.VoucherId equals v.Id
               join p in db.VoucherProgrammes on v.ProgrammeId equals p.Id
               orderby r.Id
               select new Found(v.Id, p.Prefix, v.Number)).Take(MostAtOnce).ToListAsync(cancellation);

    private sealed record Found(long Id, string Prefix, long Number);
}
