using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>What happened to a vendor's part in a programme.</summary>
public sealed class EnrolmentTimeline : TimelineSource
{
    public override string Kind => "vendor_enrolment";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        return long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && await db.VendorEnrolments.AnyAsync(e => e.Id == id, cancellation) ? new TimelineRecord(id, actor.MayEverywhere(Right.ViewAudit)) : new EnrolmentNotFound();
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) => [new("vendor_enrolment", db.VendorEnrolments.Where(e => e.Id == id).Select(e => e.Id))];

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) =>
        subjectKind == "vendor_enrolment" ? db.Vendors.Where(v => db.VendorEnrolments.Any(e => e.Id == subjectId && e.VendorId == v.Id)).Select(v => v.Code) : null;
}
