using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.FreeIssues;

/// <summary>What happened to a list of beneficiaries: brought, submitted, approved or rejected, issued, given up.</summary>
public sealed class FreeIssueTimeline : TimelineSource
{
    private const string List = "free_issue_list";

    public override string Kind => List;

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        return await db.FreeIssueLists.Where(l => l.Code == code).Select(l => (long?)l.Id).FirstOrDefaultAsync(cancellation) is { } id ? new TimelineRecord(id, actor.MayEverywhere(Right.ViewAudit)) : new FreeIssueNotFound();
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) => [new(List, db.FreeIssueLists.Where(l => l.Id == id).Select(l => l.Id))];

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) => subjectKind == List ? db.FreeIssueLists.Where(l => l.Id == subjectId).Select(l => l.Code) : null;
}
