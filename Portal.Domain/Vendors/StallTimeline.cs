using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>What happened to a stall: its own changes, its scales and terminals, who held it and what they owed.</summary>
public sealed class StallTimeline : TimelineSource
{
    public override string Kind => "stall";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        var reach = actor.ReachOf(Right.ViewStalls);
        var stall = await db.Stalls.AsNoTracking().Where(s => s.Code == code && s.ArchivedAt == null && (reach.All || reach.Regions.Contains(s.Market!.Region) || reach.MarketIds.Contains(s.MarketId)))
            .Select(s => new { s.Id, s.MarketId, s.Market!.Region }).FirstOrDefaultAsync(cancellation);
        return stall is null ? new StallNotFound(code) : new TimelineRecord(stall.Id, actor.May(Right.ViewAudit, stall.MarketId, stall.Region));
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id)
    {
        var tenancies = db.Tenancies.Where(t => t.StallId == id).Select(t => t.Id);
        return
        [
            new("stall", db.Stalls.Where(s => s.Id == id).Select(s => s.Id)),
            new("device", db.StallDevices.Where(d => d.StallId == id).Select(d => d.Id)),
            new("tenancy", tenancies),
            new("arrear", db.Arrears.Where(a => tenancies.Contains(a.TenancyId)).Select(a => a.Id)),
            new("attachment", db.Attachments.Where(a => a.StallId == id || tenancies.Contains(a.TenancyId!.Value)).Select(a => a.Id)),
        ];
    }

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) => subjectKind switch
    {
        "stall" => db.Stalls.Where(s => s.Id == subjectId).Select(s => s.Code),
        "device" => db.Stalls.Where(s => db.StallDevices.Any(d => d.Id == subjectId && d.StallId == s.Id)).Select(s => s.Code),
        "tenancy" => db.Tenancies.Where(t => t.Id == subjectId).Select(t => t.Stall!.Code),
        "arrear" => db.Tenancies.Where(t => t.Arrears.Any(a => a.Id == subjectId)).Select(t => t.Stall!.Code),
        "attachment" => db.Stalls.Where(s => db.Attachments.Any(a => a.Id == subjectId && a.StallId == s.Id)).Select(s => s.Code),
        _ => null,
    };

    public override async Task<IReadOnlyDictionary<long, string>> NamesAsync(PortalDbContext db, string field, IReadOnlyList<long> ids, CancellationToken cancellation) => field switch
    {
        "zoneId" => await db.Zones.Where(z => ids.Contains(z.Id)).ToDictionaryAsync(z => z.Id, z => z.Code, cancellation),
        "vendorId" => await db.Vendors.Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => v.Code, cancellation),
        _ => await base.NamesAsync(db, field, ids, cancellation),
    };
}
