using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Fraud;

/// <summary>What happened in a case and to what is frozen for it.</summary>
public sealed class FraudTimeline : TimelineSource
{
    public override string Kind => "fraud_case";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewFraud))
            return new NotAllowed(Right.ViewFraud);
        return await FraudReach.Cases(db, actor, Right.ViewFraud).Where(c => c.Code == code).Select(c => (long?)c.Id).FirstOrDefaultAsync(cancellation) is { } id
            ? new TimelineRecord(id, actor.MayEverywhere(Right.ViewAudit)) : new FraudCaseNotFound();
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) =>
    [
        new("fraud_case", db.FraudCases.Where(c => c.Id == id).Select(c => c.Id)),
        new("fraud_freeze", db.FraudFreezes.Where(f => f.CaseId == id).Select(f => f.Id)),
    ];

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) => subjectKind switch
    {
        "fraud_case" => db.FraudCases.Where(c => c.Id == subjectId).Select(c => c.Code),
        "fraud_freeze" => db.FraudCases.Where(c => db.FraudFreezes.Any(f => f.Id == subjectId && f.CaseId == c.Id)).Select(c => c.Code),
        _ => null,
    };
}
