using Microsoft.EntityFrameworkCore;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Auditing;

/// <summary>
/// Gives committed audit rows their place in the chain. Of several portal processes the one that holds the lease does it; should two ever do it
/// at once, the unique number and the unique row refuse the second.
/// </summary>
public sealed class AuditSealer(IDbContextFactory<PortalDbContext> contexts, KeyRing keys, TimeProvider time)
{
    public const string LeaseName = "audit-sealer";

    /// <summary>Rows of one commit; small enough to hold SQLite's write lock for well under 200 ms.</summary>
    private const int Batch = 500;

    /// <summary>A transaction that took its id early may commit late: so many ids below the highest sealed one are looked through every time.</summary>
    private const long Window = 10_000;

    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);

    /// <summary>How often all rows are looked through, for one that committed later still.</summary>
    private static readonly TimeSpan FullLookTime = TimeSpan.FromMinutes(10);

    private readonly string holder = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}"[..^16];
    private DateTime nextFullLook = DateTime.MinValue;

    /// <summary>Seals every row that is committed by now; answers how many. 0 when another process holds the lease.</summary>
    public async Task<int> SealAsync(CancellationToken cancellation = default)
    {
        var sealedRows = 0;
        var now = time.GetUtcNow().UtcDateTime;
        var fully = now >= nextFullLook;
        while (true)
        {
            var done = await SealBatchAsync(fully, cancellation);
            sealedRows += done;
            if (done < Batch)
                break;
        }

        if (fully)
            nextFullLook = now + FullLookTime;
        return sealedRows;
    }

    /// <summary>Gives the lease up, so that the next process need not wait for it to run out.</summary>
    public async Task ReleaseAsync(CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await db.Leases.AnyAsync(l => l.Name == LeaseName && l.Holder == holder, cancellation))
            return;
        await using var scope = await db.BeginWriteAsync(cancellation);
        await db.Leases.Where(l => l.Name == LeaseName && l.Holder == holder).ExecuteDeleteAsync(cancellation);
        await scope.CommitAsync(cancellation);
    }

    /// <summary>The last seal; null while there is none.</summary>
    public async Task<AuditSeal?> HeadAsync(CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.AuditSeals.AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellation);
    }

    private async Task<int> SealBatchAsync(bool fully, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var from = fully ? 0 : (await db.AuditSeals.MaxAsync(s => (long?)s.AuditId, cancellation) ?? 0) - Window;
        var unsealed = db.AuditEntries.AsNoTracking().Where(a => a.Id > from && !db.AuditSeals.Any(s => s.AuditId == a.Id)).OrderBy(a => a.Id).Take(Batch);
        if (!await unsealed.AnyAsync(cancellation))
            return 0;
        await using var scope = await db.BeginWriteAsync(cancellation);
        if (!await TakeLeaseAsync(db, cancellation))
            return 0;
        var rows = await unsealed.ToListAsync(cancellation);
        var last = await db.AuditSeals.AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellation);
        var (number, hash) = (last?.Number ?? 0, last?.Hash ?? AuditChain.Start);
        foreach (var row in rows)
        {
            hash = AuditChain.Hash(keys.Audit, hash, ++number, row);
            db.AuditSeals.Add(new AuditSeal { Number = number, AuditId = row.Id, Hash = hash });
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException error) when (DatabaseErrors.IsDuplicate(error))
        {
            return 0;
        }

        await scope.CommitAsync(cancellation);
        return rows.Count;
    }

    /// <summary>Takes or keeps the lease within the transaction that is open.</summary>
    private async Task<bool> TakeLeaseAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var until = now + LeaseTime;
        var taken = await db.Leases.Where(l => l.Name == LeaseName && (l.Holder == holder || l.Until < now))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Holder, holder).SetProperty(l => l.Until, until), cancellation);
        if (taken == 1)
            return true;
        if (await db.Leases.AnyAsync(l => l.Name == LeaseName, cancellation))
            return false;
        db.Leases.Add(new Lease { Name = LeaseName, Holder = holder, Until = until });
        return true;
    }
}
