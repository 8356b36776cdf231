using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Auditing;

/// <summary>The record that a timeline is asked for, seen by who asks.</summary>
/// <param name="SeesFrom">True when the reader may know where each act came from: who may see the audit trail.</param>
public sealed record TimelineRecord(long Id, bool SeesFrom);

/// <summary>What a timeline holds: the audit rows of one kind of subject.</summary>
/// <param name="SubjectKind">As the audit trail names it: <c>market</c>, <c>closure</c>…</param>
/// <param name="Ids">The ids of these subjects.</param>
public sealed record TimelinePart(string SubjectKind, IQueryable<long> Ids);

/// <summary>How the timeline of one kind of record is put together. Each capability registers one for each kind of record that it has a page for.</summary>
public abstract class TimelineSource
{
    /// <summary>The kind of record: <c>market</c>, <c>stall</c>, <c>vendor</c>, <c>user</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The record of a code, or a refusal when the actor may not see it.</summary>
    public abstract Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation);

    /// <summary>The record itself and everything that hangs on it.</summary>
    public abstract IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id);

    /// <summary>The code of the record whose timeline holds a subject of the trail; null for a kind that it does not hold.</summary>
    public abstract IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId);

    /// <summary>What people call the records that a field (<c>zoneId</c>) points to, by id. A field without names is not shown.</summary>
    public virtual Task<IReadOnlyDictionary<long, string>> NamesAsync(PortalDbContext db, string field, IReadOnlyList<long> ids, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<long, string>>(new Dictionary<long, string>());
}
