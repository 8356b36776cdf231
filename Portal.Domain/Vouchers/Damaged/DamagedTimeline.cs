using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Damaged;

/// <summary>What happened to an exchange case: opened, its serial number found, decided or taken back.</summary>
public sealed class DamagedTimeline : TimelineSource
{
    public override string Kind => "damaged_case";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        return await db.DamagedCases.Where(c => c.Code == code).Select(c => (long?)c.Id).SingleOrDefaultAsync(cancellation) is { } id ? new TimelineRecord(id, actor.MayEverywhere(Right.ViewAudit)) : new DamagedCaseNotFound();
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) => [new("damaged_case", db.DamagedCases.Where(c => c.Id == id).Select(c => c.Id))];

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) =>
        subjectKind == "damaged_case" ? db.DamagedCases.Where(c => c.Id == subjectId).Select(c => c.Code) : null;

    public override async Task<IReadOnlyDictionary<long, string>> NamesAsync(PortalDbContext db, string field, IReadOnlyList<long> ids, CancellationToken cancellation) => field switch
    {
        "officeId" => await db.VoucherOffices.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.NameKo, cancellation),
        "vendorId" => await db.Vendors.Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => v.TradeName, cancellation),
        "presentmentId" => await db.Presentments.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Code, cancellation),
        "voucherId" or "newVoucherId" => (await db.Vouchers.Where(v => ids.Contains(v.Id)).Join(db.VoucherProgrammes, v => v.ProgrammeId, p => p.Id, (v, p) => new { v.Id, p.Prefix, v.Number }).ToListAsync(cancellation))
            .ToDictionary(v => v.Id, v => SerialNumbers.Of(v.Prefix, v.Number)),
        _ => await base.NamesAsync(db, field, ids, cancellation),
    };
}
