using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;

namespace Portal.Domain.Verification;

/// <summary>The audit trail: every sealed row as it was sealed, none missing, and the end where the anchor file says it was.</summary>
internal static class AuditChecks
{
    /// <summary>The sealer seals within a second; a row this old that it passed over is a fault.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<Check> All { get; } = [new("audit-chain", ChainAsync), new("audit-unsealed", UnsealedAsync), new("audit-anchor", AnchorAsync)];

    private static async Task<Findings> ChainAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var db = snapshot.Db;
        var rows = from seal in db.AuditSeals
                   join entry in db.AuditEntries on seal.AuditId equals entry.Id into entries
                   from entry in entries.DefaultIfEmpty()
                   orderby seal.Number
                   select new { Seal = seal, Entry = entry };
        var (number, hash) = (0L, AuditChain.Start);
        return await Findings.OfAsync(
            rows.AsAsyncEnumerable(),
            row =>
            {
                var expected = number + 1;
                var fault = row.Seal.Number != expected ? $"seal {expected} is missing"
                    : row.Entry is null ? $"audit row {row.Seal.AuditId} of seal {row.Seal.Number} is gone"
                    : !AuditChain.Hash(snapshot.Keys.Audit, hash, row.Seal.Number, row.Entry).AsSpan().SequenceEqual(row.Seal.Hash) ? $"audit row {row.Seal.AuditId} does not fit seal {row.Seal.Number}"
                    : null;
                (number, hash) = (row.Seal.Number, row.Seal.Hash);
                return fault;
            },
            cancellation);
    }

    /// <summary>
    /// Rows that wait for the sealer are counted. They are a fault when they are old and a later row is sealed, or when they are old while a sealer
    /// holds the lease. While no portal runs nothing is sealed, and rows written last by one that was killed wait for its next start.
    /// </summary>
    private static async Task<Findings> UnsealedAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var db = snapshot.Db;
        var highest = await db.AuditSeals.MaxAsync(s => (long?)s.AuditId, cancellation) ?? 0;
        var sealerRuns = await db.Leases.AnyAsync(l => l.Name == AuditSealer.LeaseName && l.Until > snapshot.Now, cancellation);
        var oldest = snapshot.Now - Grace;
        var waiting = db.AuditEntries.Where(a => !db.AuditSeals.Any(s => s.AuditId == a.Id)).OrderBy(a => a.Id).Select(a => new { a.Id, a.At });
        return await Findings.OfAsync(
            waiting.AsAsyncEnumerable(),
            row => row.At < oldest && (sealerRuns || row.Id < highest) ? $"audit row {row.Id} is not sealed" : null,
            cancellation);
    }

    private static async Task<Findings> AnchorAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var findings = new Findings();
        foreach (var head in snapshot.Anchor ?? [])
        {
            var hash = await snapshot.Db.AuditSeals.Where(s => s.Number == head.Number).Select(s => s.Hash).SingleOrDefaultAsync(cancellation);
            findings.Look(hash is null ? $"seal {head.Number} of {head.At:yyyy-MM-dd HH:mm} UTC is gone: the end of the chain was cut"
                : Convert.ToHexStringLower(hash) != head.Hash ? $"seal {head.Number} is another one than on {head.At:yyyy-MM-dd HH:mm} UTC"
                : null);
        }

        return findings;
    }
}
