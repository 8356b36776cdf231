using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>What happened to a vendor: its own changes, and those of its tenancies, arrears, people, numbers and payout accounts; also of vendors that were merged into it.</summary>
public sealed class VendorTimeline : TimelineSource
{
    public override string Kind => "vendor";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        var vendor = await VendorQueries.Visible(db, actor).Where(v => v.Code == code).Select(v => new { v.Id, v.MarketId, v.Market!.Region }).FirstOrDefaultAsync(cancellation);
        return vendor is null ? new VendorNotFound(code) : new TimelineRecord(vendor.Id, actor.May(Right.ViewAudit, vendor.MarketId, vendor.Region));
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) => PartsOf(db, id);

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId)
    {
        IQueryable<long>? ids = subjectKind switch
        {
            "vendor" => db.Vendors.Where(v => v.Id == subjectId).Select(v => v.Id),
            "tenancy" => db.Tenancies.Where(t => t.Id == subjectId).Select(t => t.VendorId),
            "arrear" => db.Tenancies.Where(t => t.Arrears.Any(a => a.Id == subjectId)).Select(t => t.VendorId),
            "worker" => db.Workers.Where(w => w.Id == subjectId).Select(w => w.VendorId),
            "merchant_number" => db.MerchantNumbers.Where(n => n.Id == subjectId).Select(n => n.VendorId),
            "attachment" => db.Attachments.Where(a => a.Id == subjectId && a.VendorId != null).Select(a => a.VendorId!.Value),
            "payout_account" => db.PayoutAccountChanges.Where(c => c.Id == subjectId).Select(c => c.VendorId),
            _ => null,
        };
        return ids is null ? null : db.Vendors.Where(v => ids.Contains(v.Id)).Select(v => v.Code);
    }

    public override async Task<IReadOnlyDictionary<long, string>> NamesAsync(PortalDbContext db, string field, IReadOnlyList<long> ids, CancellationToken cancellation) => field switch
    {
        "stallId" => await db.Stalls.Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Code, cancellation),
        "mergedIntoId" => await db.Vendors.Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => v.Code, cancellation),
        _ => await base.NamesAsync(db, field, ids, cancellation),
    };

    internal static IReadOnlyList<TimelinePart> PartsOf(PortalDbContext db, long id)
    {
        var tenancies = db.Tenancies.Where(t => t.VendorId == id).Select(t => t.Id);
        return
        [
            new("vendor", db.Vendors.Where(v => v.Id == id || v.MergedIntoId == id).Select(v => v.Id)),
            new("tenancy", tenancies),
            new("arrear", db.Arrears.Where(a => tenancies.Contains(a.TenancyId)).Select(a => a.Id)),
            new("worker", db.Workers.Where(w => w.VendorId == id).Select(w => w.Id)),
            new("merchant_number", db.MerchantNumbers.Where(n => n.VendorId == id).Select(n => n.Id)),
            new("attachment", db.Attachments.Where(a => a.VendorId == id || tenancies.Contains(a.TenancyId!.Value)).Select(a => a.Id)),
            new("payout_account", db.PayoutAccountChanges.Where(c => c.VendorId == id).Select(c => c.Id)),
        ];
    }
}
