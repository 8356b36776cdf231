using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Fraud;

/// <summary>
/// Computes the signals of a date from the four weeks that end on it, market by market: the facts of one market are read with a handful of queries and forgotten before the next. Done again for the same date, it
/// leaves the same signals.
/// </summary>
public sealed class FraudNightly(IDbContextFactory<PortalDbContext> contexts, BulkInsert bulk, PersonalData personal, TimeProvider time)
{
    /// <summary>Computes a date.</summary>
    /// <param name="marketCode">Of one market alone; null for all.</param>
    public async Task<FraudRun> RunAsync(DateOnly day, string? marketCode = null, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        await using var db = contexts.CreateDbContext();
        var markets = await db.Markets.AsNoTracking().Where(m => m.ArchivedAt == null && (marketCode == null || m.Code == marketCode)).OrderBy(m => m.Id).Select(m => new { m.Id, m.TimeZone, m.DayTurnHour }).ToListAsync(cancellation);
        var run = new FraudRun { Day = day, At = time.GetUtcNow().UtcDateTime, Markets = markets.Count };
        var (reader, store) = (new FraudFactReader(db, personal, FraudSpan.Until(day)), new FraudSignalStore(bulk, run.At));
        foreach (var (i, market) in markets.Index())
        {
            await RunAsync(db, reader, store, new FraudMarket(market.Id, market.TimeZone, market.DayTurnHour), run, cancellation);
            progress?.Invoke(i + 1, markets.Count);
        }

        run.Milliseconds = clock.ElapsedMilliseconds;
        if (marketCode is null)
            await KeepAsync(db, run, cancellation);
        return run;
    }

    private static async Task RunAsync(PortalDbContext db, FraudFactReader reader, FraudSignalStore store, FraudMarket market, FraudRun run, CancellationToken cancellation)
    {
        var vendors = await reader.ReadAsync(market, cancellation);
        var usual = MarketBaseline.Of(vendors, market.DayTurnHour);
        var judged = vendors.Select(v => new JudgedVendor(v.VendorId, market.Id, FraudRules.Judge(v, usual))).ToList();
        run.Vendors += vendors.Count;
        run.Redemptions += vendors.Sum(v => v.Redemptions.Count);
        run.Flagged += judged.Count(v => v.Verdict.Flagged);
        // Also where nobody took a voucher: an earlier run may have found something that has since been voided.
        run.Signals += await store.WriteAsync(db, market.Id, run.Day, FraudSource.Nightly, [.. judged.Where(v => v.Verdict.Findings.Count > 0)], cancellation);
        db.ChangeTracker.Clear();
    }

    /// <summary>One row for each date: the last run.</summary>
    private static async Task KeepAsync(PortalDbContext db, FraudRun run, CancellationToken cancellation)
    {
        await using var scope = await db.BeginWriteAsync(cancellation);
        await db.FraudRuns.Where(r => r.Day == run.Day).ExecuteDeleteAsync(cancellation);
        db.Add(run);
        await db.SaveChangesAsync(cancellation);
        await scope.CommitAsync(cancellation);
    }
}
