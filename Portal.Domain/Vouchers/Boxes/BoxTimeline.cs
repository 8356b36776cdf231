using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Boxes;

/// <summary>What happened to a box. Who may still count it does not see: what was put in says how much is in it.</summary>
public sealed class BoxTimeline : TimelineSource
{
    public override string Kind => "paper_box";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        return await db.PaperBoxes.AsNoTracking().SingleOrDefaultAsync(b => b.Code == code, cancellation) is { } box && !BoxQueries.IsBlind(box, actor) ? new TimelineRecord(box.Id, actor.MayEverywhere(Right.ViewAudit)) : new BoxNotFound();
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) => [new("paper_box", db.PaperBoxes.Where(b => b.Id == id).Select(b => b.Id))];

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) => subjectKind switch
    {
        "paper_box" => db.PaperBoxes.Where(b => b.Id == subjectId).Select(b => b.Code),
        "paper_destruction" => db.PaperBoxes.Where(b => b.DestructionId == subjectId).OrderBy(b => b.Id).Select(b => b.Code).Take(1),
        _ => null,
    };

    public override async Task<IReadOnlyDictionary<long, string>> NamesAsync(PortalDbContext db, string field, IReadOnlyList<long> ids, CancellationToken cancellation) => field switch
    {
        "officeId" => await db.VoucherOffices.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.NameKo, cancellation),
        "destructionId" => await db.PaperDestructions.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Code, cancellation),
        _ => await base.NamesAsync(db, field, ids, cancellation),
    };
}
