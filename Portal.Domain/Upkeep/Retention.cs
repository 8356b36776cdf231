using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Domain.Upkeep;

/// <summary>
/// Destroys the personal data whose time is over: of vendors whose relation with the market ended (closed, or no stall any more) and of people who no longer
/// work there, when the years of their class have passed since. Each in a commit of its own with its audit row, so it can be broken off and run again at any time.
/// A vendor that never held a stall and was not closed still trades, as street vendors do, and is left.
/// </summary>
public sealed class Retention(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>Who the audit trail says it was.</summary>
    private static readonly Actor Schedule = Actor.System("schedule");

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Destroys what is due; answers how many people's data.</summary>
    /// <param name="progress">Called with how many are done, of how many.</param>
    public async Task<int> RunAsync(Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        var vendors = new List<long>();
        var workers = new List<long>();
        foreach (var retention in Enum.GetValues<RetentionClass>())
        {
            vendors.AddRange(await VendorsAsync(retention, cancellation));
            workers.AddRange(await WorkersAsync(retention, cancellation));
        }

        var (destroyed, looked, all) = (0, 0, vendors.Count + workers.Count);
        foreach (var destroy in vendors.Select(id => DestroyVendorAsync(id, cancellation)).Concat(workers.Select(id => DestroyWorkerAsync(id, cancellation))))
        {
            destroyed += await destroy ? 1 : 0;
            progress?.Invoke(++looked, all);
            cancellation.ThrowIfCancellationRequested();
        }

        return destroyed;
    }

    /// <summary>The day before which everything must have ended for its time to be over somewhere on Earth; each market's own day decides later.</summary>
    private DateOnly Latest(RetentionClass retention) => DateOnly.FromDateTime(Now).AddDays(1).AddYears(-RetentionRules.YearsOf(retention));

    private async Task<List<long>> VendorsAsync(RetentionClass retention, CancellationToken cancellation)
    {
        var day = Latest(retention);
        var instant = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddDays(1);
        await using var db = contexts.CreateDbContext();
        return await db.Vendors.AsNoTracking()
            .Where(v => v.PersonKey!.ErasedAt == null && v.PersonKey.Retention == retention && v.MergedIntoId == null && v.CreatedAt < instant)
            .Where(v => (v.ClosedAt == null || v.ClosedAt < instant) && (v.ArchivedAt == null || v.ArchivedAt < instant))
            .Where(v => v.Status == VendorStatus.Closed || v.ArchivedAt != null || db.Tenancies.Any(t => t.VendorId == v.Id && t.ArchivedAt == null))
            .Where(v => !db.Tenancies.Any(t => t.VendorId == v.Id && t.ArchivedAt == null && (t.ToDate == null || t.ToDate >= day)))
            .OrderBy(v => v.Id).Select(v => v.Id).ToListAsync(cancellation);
    }

    private async Task<List<long>> WorkersAsync(RetentionClass retention, CancellationToken cancellation)
    {
        var day = Latest(retention);
        await using var db = contexts.CreateDbContext();
        return await db.Workers.AsNoTracking().Where(w => w.PersonKey!.ErasedAt == null && w.PersonKey.Retention == retention && w.ToDate < day)
            .OrderBy(w => w.Id).Select(w => w.Id).ToListAsync(cancellation);
    }

    private async Task<bool> DestroyVendorAsync(long id, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var vendor = await db.Vendors.Include(v => v.Market).Include(v => v.PersonKey).FirstAsync(v => v.Id == id, cancellation);
        var until = await PersonErasure.KeptUntilAsync(db, vendor, cancellation);
        if (vendor.PersonKey!.ErasedAt is not null || until is null || until >= BusinessDay.Of(vendor.Market!, Now))
            return false;
        await PersonErasure.EraseAsync(db, vendor, Now, cancellation);
        db.Audit(Schedule, Now, "vendor.personal_data_expired", vendor);
        // Somebody changed the vendor at this moment: it is looked at again tomorrow.
        return (await db.SaveOrConflictAsync(vendor, cancellation)).Ok;
    }

    private async Task<bool> DestroyWorkerAsync(long id, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var worker = await db.Workers.Include(w => w.PersonKey).FirstAsync(w => w.Id == id, cancellation);
        var market = await db.Markets.FirstAsync(m => m.Id == worker.MarketId, cancellation);
        var key = worker.PersonKey!;
        if (key.ErasedAt is not null || worker.ToDate is not { } last || RetentionRules.KeptUntil(key.Retention, last) >= BusinessDay.Of(market, Now))
            return false;
        (key.Wrapped, key.ErasedAt) = (null, Now);
        db.Audit(Schedule, Now, "worker.personal_data_expired", worker);
        return (await db.SaveOrConflictAsync(worker, cancellation)).Ok;
    }
}
