using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Auditing;

/// <summary>The trail has no such act, or none that the actor may see.</summary>
public sealed record AuditEntryNotFound : Refusal;

/// <summary>Somebody or something that acted.</summary>
/// <param name="Code">As the condition on the list writes it.</param>
public sealed record AuditPerson(string Code, ActorKind Kind, string Name);

/// <summary>The page of a record that an act belongs to.</summary>
/// <param name="Kind">The kind of record: <c>market</c>, <c>stall</c>, <c>vendor</c>, <c>user</c>.</param>
/// <param name="Code">The record's code.</param>
public sealed record AuditedRecord(string Kind, string Code);

/// <summary>One act in full.</summary>
/// <param name="Changes">Before and after; personal values are masked.</param>
/// <param name="Records">The records that it belongs to and that the reader may open.</param>
/// <param name="Currency">The market's.</param>
public sealed record AuditDetail(AuditLine Line, IReadOnlyList<AuditChange> Changes, IReadOnlyList<AuditedRecord> Records, string Currency);

/// <summary>
/// Reads the audit trail, for those who hold <see cref="Right.ViewAudit"/>: in their markets what belongs to these markets, over all markets also what belongs to none (users, keys, sign-ins).
/// </summary>
public sealed class AuditQueries(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, IEnumerable<TimelineSource> sources)
{
    /// <summary>So many of the newest acts say who is offered to choose from.</summary>
    private const int Lately = 20_000;

    private readonly IReadOnlyList<TimelineSource> sources = [.. sources];

    public static ListDefinition<ListedAct, AuditLine> Definition => AuditList.Definition;

    /// <summary>One page of the trail.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<AuditLine>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewAudit))
            return new NotAllowed(Right.ViewAudit);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Listed(db, await VisibleAsync(db, actor, cancellation), query).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<AuditLine> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewAudit))
            yield break;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = Listed(db, await VisibleAsync(db, actor, cancellation), query).Apply(query, Definition, zone);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>One act with before and after, and the records that it belongs to.</summary>
    public async Task<Outcome<AuditDetail>> FindAsync(Actor actor, long id, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewAudit))
            return new NotAllowed(Right.ViewAudit);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var entries = (await VisibleAsync(db, actor, cancellation)).Where(e => e.Id == id);
        var line = await Listed(db, entries, ListQuery.Everything).Select(Definition.Row).FirstOrDefaultAsync(cancellation);
        if (line is null)
            return new AuditEntryNotFound();
        var entry = await entries.FirstAsync(cancellation);
        var read = await TimelineQueries.ReadAsync(db, personal, sources, [entry], seesFrom: true, cancellation);
        var currency = entry.MarketId is { } market ? await db.Markets.Where(m => m.Id == market).Select(m => m.Currency).FirstAsync(cancellation) : "KRW";
        return new AuditDetail(line, read[0].Changes, await RecordsAsync(db, actor, entry, cancellation), currency);
    }

    /// <summary>Who acted lately, by name: people, keys and the portal itself. At most as many as a condition takes.</summary>
    public async Task<IReadOnlyList<AuditPerson>> PeopleAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewAudit))
            return [];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var visible = await VisibleAsync(db, actor, cancellation);
        var found = await visible.OrderByDescending(e => e.At).Take(Lately).Select(e => new { e.ActorKind, e.ActorId, e.ActorName }).Distinct().ToListAsync(cancellation);
        return [.. found.Select(f => new AuditPerson(AuditList.CodeOf(f.ActorKind, f.ActorId), f.ActorKind, f.ActorName)).DistinctBy(p => p.Code).OrderBy(p => p.Kind).ThenBy(p => p.Name, StringComparer.Ordinal).Take(ListValues.MaxChoices)];
    }

    /// <summary>The markets are looked up first: with their ids at hand the database reads their acts in the order of time.</summary>
    private static async Task<IQueryable<AuditEntry>> VisibleAsync(PortalDbContext db, Actor actor, CancellationToken cancellation)
    {
        var reach = actor.ReachOf(Right.ViewAudit);
        if (reach.All)
            return db.AuditEntries.AsNoTracking();
        var markets = await db.Markets.Where(m => reach.Regions.Contains(m.Region) || reach.MarketIds.Contains(m.Id)).Select(m => (long?)m.Id).ToListAsync(cancellation);
        return db.AuditEntries.AsNoTracking().Where(e => markets.Contains(e.MarketId));
    }

    // CA1305: an id has no culture, and the database writes it.
#pragma warning disable CA1305
    /// <summary>A join costs a look at the market of every act that is counted, so there is one only where a condition asks for markets; else their names are read for the rows alone.</summary>
    private static IQueryable<ListedAct> Listed(PortalDbContext db, IQueryable<AuditEntry> entries, ListQuery query) => query.FilterOf("market") is null
        ? entries.Select(e => new ListedAct
        {
            Entry = e,
            Code = e.Id.ToString(),
            MarketCode = db.Markets.Where(m => m.Id == e.MarketId).Select(m => m.Code).FirstOrDefault(),
            MarketKo = db.Markets.Where(m => m.Id == e.MarketId).Select(m => m.NameKo).FirstOrDefault(),
            MarketEn = db.Markets.Where(m => m.Id == e.MarketId).Select(m => m.NameEn).FirstOrDefault(),
            MarketZh = db.Markets.Where(m => m.Id == e.MarketId).Select(m => m.NameZh).FirstOrDefault(),
            IsSealed = db.AuditSeals.Any(s => s.AuditId == e.Id),
        })
        : from e in entries
          join m in db.Markets on e.MarketId equals m.Id
          select new ListedAct
          {
              Entry = e,
              Code = e.Id.ToString(),
              MarketCode = m.Code,
              MarketKo = m.NameKo,
              MarketEn = m.NameEn,
              MarketZh = m.NameZh,
              IsSealed = db.AuditSeals.Any(s => s.AuditId == e.Id),
          };
#pragma warning restore CA1305

    private async Task<IReadOnlyList<AuditedRecord>> RecordsAsync(PortalDbContext db, Actor actor, AuditEntry entry, CancellationToken cancellation)
    {
        var records = new List<AuditedRecord>();
        foreach (var source in sources)
        {
            var codes = source.CodesOf(db, entry.SubjectKind, entry.SubjectId);
            if (codes is not null && await codes.FirstOrDefaultAsync(cancellation) is { } code && (await source.FindAsync(db, actor, code, cancellation)).Ok)
                records.Add(new(source.Kind, code));
        }

        return records;
    }
}
