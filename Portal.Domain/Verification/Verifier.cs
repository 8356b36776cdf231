using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Domain.Auditing;
using Portal.Domain.Documents;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Verification;

/// <summary>Looks whether every invariant holds, on one snapshot, also while others write. Changes nothing.</summary>
public sealed class Verifier(PortalDbContextFactory contexts, KeyRing keys, PersonalData personal, DocumentStore documents, TimeProvider time)
{
    /// <summary>All checks, in the order in which they are reported. A capability adds its own here.</summary>
    public static IReadOnlyList<Check> Checks { get; } = [.. DatabaseChecks.All, .. AuditChecks.All, .. RegistryChecks.All, .. VendorChecks.All, .. PrivacyChecks.All, .. FileChecks.All, .. LedgerChecks.All];

    /// <summary>Those of the ledger alone.</summary>
    public static IReadOnlyList<Check> OfLedger => LedgerChecks.All;

    /// <param name="anchorPath">The file of audit heads; null leaves the end of the chain unproven.</param>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(string? anchorPath = null, CancellationToken cancellation = default)
    {
        var anchor = anchorPath is null ? null : await AuditAnchor.ReadAsync(anchorPath, cancellation);
        return await RunAsync(Checks, anchor, null, cancellation);
    }

    /// <summary>Some checks, on one snapshot.</summary>
    /// <param name="done">Told after each how many are done.</param>
    public Task<IReadOnlyList<CheckResult>> RunAsync(IReadOnlyList<Check> checks, Action<int>? done, CancellationToken cancellation) => RunAsync(checks, null, done, cancellation);

    private async Task<IReadOnlyList<CheckResult>> RunAsync(IReadOnlyList<Check> checks, IReadOnlyList<AuditHead>? anchor, Action<int>? done, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var transaction = await BeginSnapshotAsync(db, cancellation);
        var snapshot = new Snapshot(db, contexts.Options.Provider, keys, personal, documents, time.GetUtcNow().UtcDateTime, anchor);
        var results = new List<CheckResult>();
        foreach (var check in checks)
        {
            results.Add(await RunAsync(check, snapshot, cancellation));
            done?.Invoke(results.Count);
        }

        return results;
    }

    /// <summary>A check that cannot read its rows because the file is damaged does not hold; the others are still asked.</summary>
    private static async Task<CheckResult> RunAsync(Check check, Snapshot snapshot, CancellationToken cancellation)
    {
        try
        {
            return (await check.RunAsync(snapshot, cancellation)).Result(check.Name);
        }
        catch (SqliteException error) when (DatabaseErrors.IsDamaged(error))
        {
            return new CheckResult(check.Name, 0, Ok: false, "the database file is damaged: " + error.Message);
        }
    }

    private async Task<IDbContextTransaction> BeginSnapshotAsync(PortalDbContext db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        if (db.Database.GetDbConnection() is SqliteConnection sqlite)
        {
            // Deferred: a reader, beside which others write. The first read fixes what it sees.
            var reading = sqlite.BeginTransaction(deferred: true);
            return (await db.Database.UseTransactionAsync(reading, cancellation))!;
        }

        return await db.Database.BeginTransactionAsync(await SnapshotLevelAsync(db, cancellation), cancellation);
    }

    private async Task<IsolationLevel> SnapshotLevelAsync(PortalDbContext db, CancellationToken cancellation)
    {
        if (contexts.Options.Provider == DatabaseProvider.Postgres)
            return IsolationLevel.RepeatableRead;
        var allowed = await db.Database.SqlQueryRaw<byte>("select snapshot_isolation_state as Value from sys.databases where database_id = db_id()").SingleAsync(cancellation);
        return allowed == 1 ? IsolationLevel.Snapshot : IsolationLevel.Serializable;
    }
}
