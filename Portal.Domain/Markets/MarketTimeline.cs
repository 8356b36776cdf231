using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Markets;

/// <summary>What happened to a market: its own changes, its zones and its closures. Stalls and vendors have timelines of their own.</summary>
public sealed class MarketTimeline : TimelineSource
{
    public override string Kind => "market";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        var market = await MarketQueries.Visible(db, actor).Where(m => m.Code == code).Select(m => new { m.Id, m.Region }).FirstOrDefaultAsync(cancellation);
        return market is null ? new MarketNotFound(code) : new TimelineRecord(market.Id, actor.May(Right.ViewAudit, market.Id, market.Region));
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) =>
    [
        new("market", db.Markets.Where(m => m.Id == id).Select(m => m.Id)),
        new("zone", db.Zones.Where(z => z.MarketId == id).Select(z => z.Id)),
        new("closure", db.MarketClosures.Where(c => c.MarketId == id).Select(c => c.Id)),
        new("attachment", db.Attachments.Where(a => a.MarketId == id && a.StallId == null && a.VendorId == null && a.TenancyId == null).Select(a => a.Id)),
    ];

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) => subjectKind switch
    {
        "market" => db.Markets.Where(m => m.Id == subjectId).Select(m => m.Code),
        "zone" => db.Zones.Where(z => z.Id == subjectId).Select(z => z.Market!.Code),
        "closure" => db.Markets.Where(m => db.MarketClosures.Any(c => c.Id == subjectId && c.MarketId == m.Id)).Select(m => m.Code),
        "attachment" => db.Markets.Where(m => db.Attachments.Any(a => a.Id == subjectId && a.MarketId == m.Id && a.StallId == null && a.VendorId == null && a.TenancyId == null)).Select(m => m.Code),
        _ => null,
    };

    public override async Task<IReadOnlyDictionary<long, string>> NamesAsync(PortalDbContext db, string field, IReadOnlyList<long> ids, CancellationToken cancellation) => field switch
    {
        "operatorId" => await db.Operators.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancellation),
        _ => await base.NamesAsync(db, field, ids, cancellation),
    };
}
