using Portal.Domain.Auditing;
using Portal.Domain.Documents;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Verification;

/// <summary>What one check found.</summary>
/// <param name="Rows">How many rows were looked at.</param>
/// <param name="Detail">The first faults; null when there is none.</param>
public sealed record CheckResult(string Name, long Rows, bool Ok, string? Detail = null);

/// <summary>What a check may look at: one snapshot of the database, and what stands beside it.</summary>
public sealed record Snapshot(PortalDbContext Db, DatabaseProvider Provider, KeyRing Keys, PersonalData Personal, DocumentStore Documents, DateTime Now, IReadOnlyList<AuditHead>? Anchor);

/// <summary>A rule that must hold whatever happened, and the name under which <c>portal verify</c> reports it.</summary>
public sealed record Check(string Name, Func<Snapshot, CancellationToken, Task<Findings>> RunAsync);

/// <summary>Counts the rows that a check looked at, and keeps the first faults.</summary>
public sealed class Findings
{
    private const int Shown = 5;
    private readonly List<string> faults = [];
    private long count;

    public long Rows { get; private set; }

    public static async Task<Findings> OfAsync<T>(IAsyncEnumerable<T> rows, Func<T, string?> fault, CancellationToken cancellation)
    {
        var findings = new Findings();
        await foreach (var row in rows.WithCancellation(cancellation))
            findings.Look(fault(row));
        return findings;
    }

    /// <summary>One row was looked at; null when it is as it must be.</summary>
    public void Look(string? fault)
    {
        Rows++;
        if (fault is not null)
            Fault(fault);
    }

    /// <summary>Something is wrong that is no row of its own.</summary>
    public void Fault(string fault)
    {
        if (++count <= Shown)
            faults.Add(fault);
    }

    /// <summary>Rows that a query counted.</summary>
    public void Count(long rows) => Rows += rows;

    public CheckResult Result(string name) => new(name, Rows, count == 0, count switch
    {
        0 => null,
        <= Shown => string.Join("; ", faults),
        _ => $"{string.Join("; ", faults)}; and {count - Shown} more",
    });
}
