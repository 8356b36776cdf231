using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>Vouchers that were sold under one version of the rules and keep it. Minor units.</summary>
/// <param name="RuleFrom">The first day of that version.</param>
/// <param name="WithValue">Of them, those that are worth something.</param>
/// <param name="OutstandingMinor">What they are worth together.</param>
public sealed record KeptVouchers(DateOnly RuleFrom, int Sold, int WithValue, long OutstandingMinor);

/// <summary>Vouchers of one face value that lie in stock. Minor units.</summary>
public sealed record StockOfFace(long FaceMinor, int Count);

/// <summary>What a version of the rules would change, and what it leaves as it is.</summary>
/// <param name="Until">Its last day, where a later version is approved already.</param>
/// <param name="Kept">Vouchers of the kind that are sold: they keep the version of their day, the newest first.</param>
/// <param name="Stock">Vouchers of the kind that can be sold: from the version's first day on they are sold under it.</param>
/// <param name="Frozen">Vouchers of the kind in stock that are frozen, and are not sold as long as they are.</param>
/// <param name="Coming">Vouchers of the kind in batches that are submitted, approved or being made.</param>
/// <param name="ComingMinor">Their face value.</param>
/// <param name="Enrolled">Vendors who take part; for terms of vendors alone.</param>
/// <param name="BatchesWaiting">Batches that wait for approval: they keep the number of approvals of the day they were submitted; for terms of vendors alone.</param>
public sealed record RuleImpact(
    DateOnly From, DateOnly? Until, IReadOnlyList<KeptVouchers> Kept, IReadOnlyList<StockOfFace> Stock, int Frozen, int Coming, long ComingMinor, int Enrolled, int BatchesWaiting)
{
    /// <summary>Paper that has expired before the version's first day and that its notice covers; for notices of expired paper alone.</summary>
    public int ExpiredCount { get; init; }

    /// <summary>What it is worth.</summary>
    public long ExpiredMinor { get; init; }

    /// <summary>Paper that expires later, up to the last day on which it is taken.</summary>
    public int ExpiringCount { get; init; }

    public long ExpiringMinor { get; init; }

    public int KeptCount => Kept.Sum(k => k.Sold);

    public long KeptOutstanding => Kept.Sum(k => k.OutstandingMinor);

    public int StockCount => Stock.Sum(s => s.Count);

    public long StockFace => Stock.Sum(s => s.FaceMinor * s.Count);
}

/// <summary>Says of a version of the rules, before it is proposed or approved, for which vouchers it would hold.</summary>
public sealed class RuleImpacts(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>What a version that begins on a day would change, as things stand now.</summary>
    /// <param name="notice">Of a notice of expired paper: what it says.</param>
    public async Task<Outcome<RuleImpact>> OfAsync(Actor actor, string programmeCode, RuleSubject subject, DateOnly from, ExpiredPaperTerms? notice = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await ProgrammeService.FindAsync(db, programmeCode, cancellation) is not { } programme)
            return new ProgrammeNotFound(programmeCode);
        var next = await db.VoucherRules.Where(r => r.ProgrammeId == programme.Id && r.Subject == subject && r.State == RuleState.Approved && r.From > from).MinAsync(r => (DateOnly?)r.From, cancellation);
        var until = next?.AddDays(-1);
        if (subject == RuleSubject.Vendors)
        {
            var enrolled = await db.VendorEnrolments.CountAsync(e => e.ProgrammeId == programme.Id && (e.State == EnrolmentState.Approved || e.State == EnrolmentState.Provisional), cancellation);
            var waiting = await db.VoucherBatches.CountAsync(b => b.ProgrammeId == programme.Id && b.State == BatchState.Submitted, cancellation);
            return new RuleImpact(from, until, [], [], 0, 0, 0, enrolled, waiting);
        }

        if (subject == RuleSubject.ExpiredPaper)
            return await OfExpiredAsync(db, programme.Id, from, until, notice ?? new ExpiredPaperTerms { AcceptedUntil = from }, cancellation);
        var kind = KindOf(subject);
        var stock = await StockAsync(db, programme.Id, kind, cancellation);
        var frozen = await db.Vouchers.CountAsync(v => v.ProgrammeId == programme.Id && v.Kind == kind && v.State == VoucherState.Stock && v.Frozen, cancellation);
        var coming = await db.VoucherBatches
            .Where(b => b.ProgrammeId == programme.Id && b.Kind == kind && (b.State == BatchState.Submitted || b.State == BatchState.Approved || b.State == BatchState.Printing))
            .Select(b => new { b.Count, b.TotalMinor }).ToListAsync(cancellation);
        return new RuleImpact(from, until, await KeptAsync(db, programme.Id, kind, cancellation), stock, frozen, coming.Sum(b => b.Count), coming.Sum(b => b.TotalMinor), 0, 0);
    }

    private static async Task<RuleImpact> OfExpiredAsync(PortalDbContext db, long programmeId, DateOnly from, DateOnly? until, ExpiredPaperTerms notice, CancellationToken cancellation)
    {
        var (since, last) = (notice.ExpiredSince ?? DateOnly.MinValue, notice.AcceptedUntil);
        var paper = await (from v in db.Vouchers
                           where v.ProgrammeId == programmeId && v.Kind == VoucherKind.Paper && v.State == VoucherState.Sold && v.ExpiresOn >= since && v.ExpiresOn < last
                           join a in db.LedgerAccounts on v.AccountId equals a.Id
                           where a.Credits > a.Debits
                           group a.Credits - a.Debits by v.ExpiresOn < @from into g
                           select new { Before = g.Key, Count = g.Count(), Sum = g.Sum() }).ToListAsync(cancellation);
        var (expired, expiring) = (paper.Find(p => p.Before), paper.Find(p => !p.Before));
        return new RuleImpact(from, until, [], [], 0, 0, 0, 0, 0)
        {
            ExpiredCount = expired?.Count ?? 0,
            ExpiredMinor = expired?.Sum ?? 0,
            ExpiringCount = expiring?.Count ?? 0,
            ExpiringMinor = expiring?.Sum ?? 0,
        };
    }

    /// <summary>The kind of voucher that a subject is about; of vendors there is none.</summary>
    public static VoucherKind KindOf(RuleSubject subject) => subject switch
    {
        RuleSubject.Paper => VoucherKind.Paper,
        RuleSubject.Mobile => VoucherKind.Mobile,
        RuleSubject.Card => VoucherKind.Card,
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "The terms for vendors are about no kind of voucher."),
    };

    private static async Task<IReadOnlyList<KeptVouchers>> KeptAsync(PortalDbContext db, long programmeId, VoucherKind kind, CancellationToken cancellation)
    {
        var sold = await (from v in db.Vouchers
                          where v.ProgrammeId == programmeId && v.Kind == kind && v.State == VoucherState.Sold
                          join a in db.LedgerAccounts on v.AccountId equals a.Id
                          select new { v.RuleId, Left = a.Credits - a.Debits })
            .GroupBy(v => v.RuleId).Select(g => new { Rule = g.Key, Sold = g.Count(), WithValue = g.Sum(v => v.Left > 0 ? 1 : 0), Left = g.Sum(v => v.Left) }).ToListAsync(cancellation);
        var ids = sold.Select(s => s.Rule).ToList();
        var days = await db.VoucherRules.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.From, cancellation);
        return [.. sold.Where(s => s.Rule is not null).Select(s => new KeptVouchers(days.GetValueOrDefault(s.Rule!.Value), s.Sold, s.WithValue, s.Left)).OrderByDescending(s => s.RuleFrom)];
    }

    /// <summary>What can be sold: of batches that are finished, and not frozen.</summary>
    private static async Task<IReadOnlyList<StockOfFace>> StockAsync(PortalDbContext db, long programmeId, VoucherKind kind, CancellationToken cancellation) =>
        await db.Vouchers.Where(v => v.ProgrammeId == programmeId && v.Kind == kind && v.State == VoucherState.Stock && !v.Frozen && db.VoucherBatches.Any(b => b.Id == v.BatchId && b.State == BatchState.Printed))
            .GroupBy(v => v.FaceMinor).OrderBy(g => g.Key).Select(g => new StockOfFace(g.Key, g.Count())).ToListAsync(cancellation);
}
