using Microsoft.EntityFrameworkCore;
using Portal.Domain.Payments;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Fraud;

/// <summary>
/// Looks at what was posted since it looked last, for the signals that are worth knowing at once: serial numbers that follow one another, and many refusals. It reads committed rows, after the commit and beside it:
/// no payment waits for it. The four weeks' computation of the night stands in its place as soon as it is done.
/// </summary>
public sealed class FraudWatch(IDbContextFactory<PortalDbContext> contexts, BulkInsert bulk, PersonalData personal, PresentedAgain again, TimeProvider time)
{
    /// <summary>Vendors with so many new payments by voucher are looked at.</summary>
    private const int LeastNew = 5;

    /// <summary>Rows of one look; what is more waits for the next.</summary>
    private const int MostRows = 20_000;

    private static readonly FraudCode[] Cheap = [FraudCode.SequentialSerials, FraudCode.ManyRefusals];

    private long? seen;

    /// <summary>One look. The first one of a process only notes where the ledger stands. Answers how many vendors were looked at.</summary>
    public async Task<int> LookAsync(CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var last = seen ?? await db.Payments.MaxAsync(p => (long?)p.Id, cancellation) ?? 0;
        // What came while no process looked is looked at first.
        await again.LookAsync(seen ?? last - MostRows, cancellation);
        if (seen is not { } after)
        {
            seen = last;
            return 0;
        }

        var rows = await db.Payments.AsNoTracking().Where(p => p.Id > after).OrderBy(p => p.Id).Take(MostRows)
            .Select(p => new { p.Id, p.MarketId, p.VendorId, p.BusinessDate, Voucher = p.Reason!.StartsWith("voucher_") || db.PaymentTenders.Any(t => t.PaymentId == p.Id && t.VoucherId != null) }).ToListAsync(cancellation);
        if (rows.Count == 0)
            return 0;
        seen = rows[^1].Id;
        var busy = rows.Where(r => r.Voucher && r.VendorId is not null).GroupBy(r => (r.MarketId, r.BusinessDate)).Select(g => (g.Key, Vendors: g.GroupBy(r => r.VendorId!.Value).Where(v => v.Count() >= LeastNew).Select(v => v.Key).ToHashSet()))
            .Where(g => g.Vendors.Count > 0).ToList();
        foreach (var ((market, day), vendors) in busy)
            await LookAsync(db, market, day, vendors, cancellation);
        return busy.Sum(b => b.Vendors.Count);
    }

    private async Task LookAsync(PortalDbContext db, long marketId, DateOnly day, HashSet<long> vendors, CancellationToken cancellation)
    {
        var row = await db.Markets.AsNoTracking().Where(m => m.Id == marketId).Select(m => new { m.Id, m.TimeZone, m.DayTurnHour }).SingleAsync(cancellation);
        var facts = await new FraudFactReader(db, personal, new FraudSpan(day, day)).ReadAsync(new FraudMarket(row.Id, row.TimeZone, row.DayTurnHour), cancellation);
        var usual = MarketBaseline.Of(facts, row.DayTurnHour);
        var found = facts.Where(f => vendors.Contains(f.VendorId)).Select(f => new JudgedVendor(f.VendorId, marketId, Judge(f, usual))).Where(v => v.Verdict.Findings.Count > 0).ToList();
        if (found.Count > 0)
            await new FraudSignalStore(bulk, time.GetUtcNow().UtcDateTime).WriteAsync(db, marketId, day, FraudSource.Watch, found, cancellation);
    }

    private static FraudVerdict Judge(VendorFacts facts, MarketBaseline usual)
    {
        var findings = FraudRules.All.Where(r => Cheap.Contains(r.Code)).Select(r => r.Look(facts, usual)).OfType<FraudFinding>().ToList();
        return new FraudVerdict(findings, findings.Sum(f => f.Points));
    }
}
