using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers.Damaged;

namespace Portal.Domain.Vouchers;

/// <summary>Paper that an exchange case pays for: presented in a bundle of its own, of one piece, that is closed at once.</summary>
public sealed partial class Presentments
{
    /// <summary>Takes the voucher of a case in for the vendor who brought it, and ends the case, in one posting; whether the actor may is the caller's to ask.</summary>
    /// <returns>Why not; null when it was done. <see cref="Stale"/> when the case or the voucher moved on meanwhile.</returns>
    internal async Task<Refusal?> TakeForCaseAsync(PortalDbContext db, Actor actor, DamagedCase row, VoucherProgramme programme, Voucher held, DamagedCase ended, CancellationToken cancellation)
    {
        var vendor = await db.Vendors.AsNoTracking().SingleAsync(v => v.Id == row.VendorId, cancellation);
        var day = programme.DayAt(Now);
        var enrolment = await db.VendorEnrolments.AsNoTracking().SingleOrDefaultAsync(e => e.VendorId == vendor.Id && e.ProgrammeId == programme.Id, cancellation);
        if (EnrolmentRules.Decline(enrolment, day) is not null)
            return new VendorNotEnrolled(vendor.Code);
        var id = Guid.NewGuid();
        var presentment = new Presentment
        {
            Uid = id,
            Code = "P" + Convert.ToHexString(id.ToByteArray().AsSpan(8, 6)),
            ProgrammeId = programme.Id,
            VendorId = vendor.Id,
            MarketId = vendor.MarketId,
            OfficeId = row.OfficeId,
            ByUserId = actor.OwnerId,
            ByName = RuleService.NameOf(actor),
            OpenedAt = Now,
            ClosedAt = Now,
        };
        db.Add(presentment);
        await db.SaveChangesAsync(cancellation);
        var bundle = await BundleAsync(db, presentment, cancellation);
        var counted = await VendorCaps.CountAsync(accounts, programme, bundle.Enrolment, await rules.DailyCapAsync(db, programme.Id, day, cancellation), held.FaceMinor, day, cancellation);
        var free = held.Next();
        (free.Frozen, free.Reason) = (false, null);
        var inCase = new PaidInCase(
            [new RowGuard(typeof(DamagedCase), row.Id, row.Version), new RowGuard(typeof(Voucher), held.Id, held.Version)],
            [db.AuditOf(actor, Now, "presentment.closed", null, presentment, row.Code), db.AuditOf(actor, Now, "damaged_case.paid_out", row, ended, ended.Reason), db.AuditOf(actor, Now, "voucher.case_ended", held, free, row.Code)],
            [ended, free]);
        var outcome = await ledger.PostAsync(await PostingAsync(actor, bundle, held, held.Serial!, damaged: true, IdOf(id, held.Id, 0), day, counted, inCase));
        if (outcome.Posted)
            return null;
        // Nothing came of it: the bundle, which nobody was told of, goes as well.
        await using var scope = await db.BeginWriteAsync(cancellation);
        await db.Presentments.Where(p => p.Id == presentment.Id).ExecuteDeleteAsync(cancellation);
        await scope.CommitAsync(cancellation);
        return outcome.Refusal is LimitExceeded ? new VendorCapReached() : outcome.Refusal;
    }

    /// <summary>The exchange case that a posting ends.</summary>
    private sealed record PaidInCase(IReadOnlyList<RowGuard> Guards, IReadOnlyList<object> Audits, IReadOnlyList<IVersioned> Updates);
}
