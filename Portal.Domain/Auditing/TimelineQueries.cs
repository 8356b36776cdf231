using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Auditing;

/// <summary>One act on a record's timeline. Sealed values are named, never shown.</summary>
public sealed record TimelineEntry(long Id, DateTime At, string ActorName, string Action, string? Reason, IReadOnlyList<AuditChange> Changes);

/// <summary>What happened to one record, newest first. Whoever may see the record may see it; the caller has read the record before.</summary>
public sealed class TimelineQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>So many entries are shown; older ones are in the audit trail.</summary>
    public const int MaxEntries = 100;

    /// <param name="kind">The kind of record as the audit trail names it: <c>market</c>, <c>stall</c>, <c>vendor</c>.</param>
    /// <param name="code">The record's code.</param>
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(string kind, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var documents = db.Attachments.Where(t => kind == "stall" ? t.Stall!.Code == code || t.Tenancy!.Stall!.Code == code
            : kind == "market" && t.Market!.Code == code && t.StallId == null && t.VendorId == null && t.TenancyId == null).Select(t => t.Id);
        var rows = await db.AuditEntries.AsNoTracking()
            .Where(a => (a.SubjectKind == kind && a.SubjectCode == code) || (a.SubjectKind == "attachment" && documents.Contains(a.SubjectId))).OrderByDescending(a => a.Id).Take(MaxEntries)
            .Select(a => new { a.Id, a.At, a.ActorName, a.Action, a.Reason, a.Changes }).ToListAsync(cancellation);
        return [.. rows.Select(r => new TimelineEntry(r.Id, r.At, r.ActorName, r.Action, r.Reason, [.. AuditQueue.Read(r.Changes).Select(Veil)]))];
    }

    private static AuditChange Veil(AuditChange change) => change with { Before = Veil(change.Before), After = Veil(change.After) };

    private static string? Veil(string? value) => value?.StartsWith(AuditQueue.SealedPrefix, StringComparison.Ordinal) == true ? "•••" : value;
}
