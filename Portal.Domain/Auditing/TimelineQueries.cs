using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Auditing;

/// <summary>One act on a record or on what hangs on it. Personal values are masked.</summary>
/// <param name="From">The address it came from; only for those who may see the audit trail.</param>
/// <param name="HasSealed">True when a reason opens more than is shown.</param>
public sealed record TimelineEntry(
    long Id, DateTime At, string ActorName, string? From, string Action, string SubjectKind, string SubjectCode, string? Reason, IReadOnlyList<AuditChange> Changes, bool HasSealed);

/// <summary>What happened to a record and to everything that hangs on it, newest first.</summary>
public sealed class TimelineQueries(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, IEnumerable<TimelineSource> sources)
{
    private const int Most = 200;

    /// <summary>The newest entries before <paramref name="before"/>.</summary>
    /// <param name="kind">The kind of record: <c>market</c>, <c>stall</c>, <c>vendor</c>, <c>user</c>.</param>
    /// <param name="code">The record's code.</param>
    /// <param name="before">The id of the last entry that is shown already; null for the newest.</param>
    public async Task<Outcome<IReadOnlyList<TimelineEntry>>> ReadAsync(Actor actor, string kind, string code, long? before = null, int take = 50, CancellationToken cancellation = default)
    {
        var source = sources.FirstOrDefault(s => s.Kind == kind) ?? throw new ArgumentException($"No timeline of '{kind}'.", nameof(kind));
        await using var db = contexts.CreateDbContext();
        var found = await source.FindAsync(db, actor, code, cancellation);
        if (!found.TryGet(out var record))
            return found.Refusals.ToList();
        var entries = await EntriesOf(db, source.Parts(db, record.Id)).Where(e => before == null || e.Id < before).OrderByDescending(e => e.Id).Take(Math.Clamp(take, 1, Most)).ToListAsync(cancellation);
        return await ReadAsync(db, personal, [source], entries, record.SeesFrom, cancellation);
    }

    /// <summary>Rows as people read them: personal values masked, keys of other tables by name.</summary>
    internal static async Task<List<TimelineEntry>> ReadAsync(
        PortalDbContext db, PersonalData personal, IReadOnlyList<TimelineSource> sources, List<AuditEntry> entries, bool seesFrom, CancellationToken cancellation)
    {
        var keyIds = entries.Where(e => e.PersonKeyId is not null).Select(e => e.PersonKeyId!.Value).Distinct().ToList();
        var keys = await db.PersonKeys.AsNoTracking().Where(k => keyIds.Contains(k.Id)).ToDictionaryAsync(k => k.Id, cancellation);
        var read = entries.ConvertAll(e =>
        {
            var key = e.PersonKeyId is { } id ? keys.GetValueOrDefault(id) : null;
            return new TimelineEntry(e.Id, e.At, e.ActorName, seesFrom ? e.From : null, e.Action, e.SubjectKind, e.SubjectCode, e.Reason,
                AuditReader.Masked(e, key, personal), key is { ErasedAt: null } && AuditReader.HasSealed(e));
        });
        return await NamedAsync(db, sources, read, cancellation);
    }

    /// <summary>The audit rows of some subjects. Each kind is looked up by its own index.</summary>
    internal static IQueryable<AuditEntry> EntriesOf(PortalDbContext db, IReadOnlyList<TimelinePart> parts) => parts
        .Select(part =>
        {
            var (kind, ids) = part;
            return db.AuditEntries.AsNoTracking().Where(e => e.SubjectKind == kind && ids.Contains(e.SubjectId));
        })
        .Aggregate((all, next) => all.Concat(next));

    /// <summary>Keys of other tables say nothing to a reader: they become the names of what they point to, or go.</summary>
    private static async Task<List<TimelineEntry>> NamedAsync(PortalDbContext db, IReadOnlyList<TimelineSource> sources, List<TimelineEntry> entries, CancellationToken cancellation)
    {
        var names = new Dictionary<string, IReadOnlyDictionary<long, string>>(StringComparer.Ordinal);
        foreach (var field in entries.SelectMany(e => e.Changes).Where(c => AuditReader.IsKey(c.Field)).GroupBy(c => c.Field))
        {
            var ids = field.SelectMany(c => (string?[])[c.Before, c.After]).Select(IdOf).OfType<long>().Distinct().ToList();
            names[field.Key] = new Dictionary<long, string>();
            foreach (var source in ids.Count > 0 ? sources : [])
            {
                if (await source.NamesAsync(db, field.Key, ids, cancellation) is { Count: > 0 } known)
                    names[field.Key] = known;
            }
        }

        string? NameOf(AuditChange change, string? value) => IdOf(value) is { } id ? names[change.Field].GetValueOrDefault(id) : null;
        return entries.ConvertAll(e => e with
        {
            Changes = [.. e.Changes.Where(c => AuditReader.IsForPeople(c.Field)).Select(c => AuditReader.IsKey(c.Field) ? c with { Before = NameOf(c, c.Before), After = NameOf(c, c.After) } : c)
                .Where(c => !AuditReader.IsKey(c.Field) || c.Before is not null || c.After is not null)],
        });
    }

    private static long? IdOf(string? value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
