using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>What happened to a batch: submitted, edited, approved, rejected, printed.</summary>
public sealed class BatchTimeline : TimelineSource
{
    public override string Kind => "voucher_batch";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        return await db.VoucherBatches.Where(b => b.Code == code).Select(b => (long?)b.Id).FirstOrDefaultAsync(cancellation) is { } id ? new TimelineRecord(id, actor.MayEverywhere(Right.ViewAudit)) : new BatchNotFound();
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) =>
    [
        new("voucher_batch", db.VoucherBatches.Where(b => b.Id == id).Select(b => b.Id)),
        new("print_order", db.PrintOrders.Where(o => o.BatchId == id).Select(o => o.Id)),
        new("print_bundle", db.PrintBundles.Where(b => db.PrintOrders.Any(o => o.Id == b.OrderId && o.BatchId == id)).Select(b => b.Id)),
    ];

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) =>
        subjectKind switch
        {
            "voucher_batch" => db.VoucherBatches.Where(b => b.Id == subjectId).Select(b => b.Code),
            "print_order" => db.PrintOrders.Where(o => o.Id == subjectId).Select(o => o.Code),
            "print_bundle" => db.PrintOrders.Where(o => db.PrintBundles.Any(b => b.Id == subjectId && b.OrderId == o.Id)).Select(o => o.Code),
            _ => null,
        };

    public override async Task<IReadOnlyDictionary<long, string>> NamesAsync(PortalDbContext db, string field, IReadOnlyList<long> ids, CancellationToken cancellation) => field switch
    {
        "officeId" => await db.VoucherOffices.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.NameKo, cancellation),
        "printerId" => await db.SecurityPrinters.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation),
        _ => await base.NamesAsync(db, field, ids, cancellation),
    };
}

/// <summary>What happened to a programme, its rules, its funders and their budgets.</summary>
public sealed class ProgrammeTimeline : TimelineSource
{
    public override string Kind => "voucher_programme";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        return await db.VoucherProgrammes.Where(p => p.Code == code).Select(p => (long?)p.Id).FirstOrDefaultAsync(cancellation) is { } id
            ? new TimelineRecord(id, actor.MayEverywhere(Right.ViewAudit)) : new ProgrammeNotFound(code);
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) =>
    [
        new("voucher_programme", db.VoucherProgrammes.Where(p => p.Id == id).Select(p => p.Id)),
        new("voucher_rule", db.VoucherRules.Where(r => r.ProgrammeId == id).Select(r => r.Id)),
        new("funder", db.Funders.Where(f => f.ProgrammeId == id).Select(f => f.Id)),
        new("funder_budget", db.FunderBudgets.Where(b => db.Funders.Any(f => f.Id == b.FunderId && f.ProgrammeId == id)).Select(b => b.Id)),
    ];

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) => subjectKind switch
    {
        "voucher_programme" => db.VoucherProgrammes.Where(p => p.Id == subjectId).Select(p => p.Code),
        "voucher_rule" => db.VoucherProgrammes.Where(p => db.VoucherRules.Any(r => r.Id == subjectId && r.ProgrammeId == p.Id)).Select(p => p.Code),
        "funder" => db.VoucherProgrammes.Where(p => db.Funders.Any(f => f.Id == subjectId && f.ProgrammeId == p.Id)).Select(p => p.Code),
        "funder_budget" => db.VoucherProgrammes.Where(p => db.FunderBudgets.Any(b => b.Id == subjectId && db.Funders.Any(f => f.Id == b.FunderId && f.ProgrammeId == p.Id))).Select(p => p.Code),
        _ => null,
    };

    public override async Task<IReadOnlyDictionary<long, string>> NamesAsync(PortalDbContext db, string field, IReadOnlyList<long> ids, CancellationToken cancellation) => field switch
    {
        "funderId" => await db.Funders.Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, f => f.NameKo, cancellation),
        _ => await base.NamesAsync(db, field, ids, cancellation),
    };
}
