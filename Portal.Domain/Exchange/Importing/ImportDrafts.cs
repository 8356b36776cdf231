using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Reading;
using Portal.Domain.Jobs;
using Portal.Domain.Lists;
using Portal.Domain.Storage;

namespace Portal.Domain.Exchange.Importing;

/// <summary>
/// Imports as the wizard and their list see them: found, kept from step to step, remembered for the next file with the same header. Everyone sees
/// the own ones; who may import everywhere sees all.
/// </summary>
public sealed class ImportDrafts(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>No request lives longer; an import without a job that still runs then was left by a process that is gone.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromHours(1);

    /// <summary>What the list of imports knows.</summary>
    public static ListDefinition<ListedImport, ImportRow> Definition => ImportList.Definition;

    /// <summary>The import, or a refusal when there is none that the actor may see.</summary>
    public async Task<Outcome<Import>> FindAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await Visible(db, actor).AsNoTracking().FirstOrDefaultAsync(i => i.Uid == uid, cancellation) is { } import ? import : new ImportNotFound();
    }

    /// <summary>A page of the list of imports that the actor may see.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<ImportRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.Import))
            return new NotAllowed(Right.Import);
        await using var db = contexts.CreateDbContext();
        return await ImportList.Listed(Visible(db, actor).AsNoTracking()).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>How many imports the actor began and has not run, and when the oldest was begun.</summary>
    public async Task<(int Count, DateTime? Oldest)> OwnDraftsAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (actor.Kind != ActorKind.Person || !actor.May(Right.Import))
            return (0, null);
        await using var db = contexts.CreateDbContext();
        var drafts = await db.Imports.AsNoTracking().Where(i => i.State == ImportState.Draft && i.UserId == actor.Id).GroupBy(_ => 1).Select(g => new { Count = g.Count(), Oldest = g.Min(i => i.CreatedAt) }).FirstOrDefaultAsync(cancellation);
        return drafts is null ? (0, null) : (drafts.Count, drafts.Oldest);
    }

    /// <summary>The first records that an import made or changed, by row.</summary>
    public async Task<IReadOnlyList<ImportChange>> ChangesAsync(Actor actor, Guid uid, bool isNew, int take, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var ids = Visible(db, actor).Where(i => i.Uid == uid).Select(i => i.Id);
        return await db.ImportChanges.AsNoTracking().Where(c => ids.Contains(c.ImportId) && c.IsNew == isNew).OrderBy(c => c.RowNumber).ThenBy(c => c.Id).Take(take).ToListAsync(cancellation);
    }

    /// <summary>The reasons why rows of an import were refused, by row.</summary>
    public async Task<IReadOnlyList<ImportRefusal>> RefusalsAsync(Actor actor, Guid uid, int take = int.MaxValue, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var ids = Visible(db, actor).Where(i => i.Uid == uid).Select(i => i.Id);
        return await db.ImportRefusals.AsNoTracking().Where(r => ids.Contains(r.ImportId)).OrderBy(r => r.RowNumber).ThenBy(r => r.Id).Take(take).ToListAsync(cancellation);
    }

    /// <summary>Keeps how the file is to be read. A mapping of other columns is forgotten.</summary>
    public Task<Outcome<Import>> SaveReadingAsync(Actor actor, Guid uid, ReadingChoices reading, CancellationToken cancellation = default) =>
        ChangeAsync(actor, uid, (_, import) =>
        {
            var plan = ImportPlan.Of(import);
            if (plan.Reading != reading)
                new ImportPlan(reading, null).Keep(import);
            return Task.CompletedTask;
        }, cancellation);

    /// <summary>Keeps which column fills which field, for this import and for the user's next file with the same header.</summary>
    public Task<Outcome<Import>> SaveColumnsAsync(Actor actor, Guid uid, ColumnMapping mapping, long? marketId, CancellationToken cancellation = default) =>
        ChangeAsync(actor, uid, async (db, import) =>
        {
            var plan = ImportPlan.Of(ImportPlan.Of(import).Reading, mapping);
            plan.Keep(import);
            import.MarketId = marketId;
            var hash = HashOf(mapping.Headers);
            var kept = await db.ImportMappings.FirstOrDefaultAsync(m => m.UserId == actor.OwnerId && m.Kind == import.Kind && m.HeaderHash == hash, cancellation);
            if (kept is null)
                db.Add(kept = new ImportMapping { UserId = actor.OwnerId, Kind = import.Kind, HeaderHash = hash });
            kept.Mapping = JsonSerializer.Serialize(plan.Columns);
        }, cancellation);

    /// <summary>The mapping to start from: the import's own, the one remembered for the header, or the automatic one.</summary>
    public async Task<ColumnMapping> MappingAsync(Actor actor, Import import, TableFile file, IReadOnlyList<ExchangeColumn> columns, CancellationToken cancellation = default)
    {
        var plan = ImportPlan.Of(import);
        if (plan.Columns is not null)
            return plan.MappingOf(file, columns);
        var hash = HashOf(file.Columns);
        await using var db = contexts.CreateDbContext();
        var kept = await db.ImportMappings.AsNoTracking().Where(m => m.UserId == actor.OwnerId && m.Kind == import.Kind && m.HeaderHash == hash).Select(m => m.Mapping).FirstOrDefaultAsync(cancellation);
        return kept is null ? ColumnMapping.Automatic(file.Columns, columns) : ColumnMapping.Of(file.Columns, JsonSerializer.Deserialize<Dictionary<string, int>>(kept)!, columns);
    }

    /// <summary>Marks imports as failed whose process is gone; what they brought in stays, and can be undone. One that was being undone can be undone further.</summary>
    public async Task<int> FailAbandonedAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var before = now - LongestRequest;
        await using var db = contexts.CreateDbContext();
        var left = await db.Imports.Where(i => (i.State == ImportState.Running || i.State == ImportState.Undoing)
            && !db.Jobs.Any(j => j.Uid == i.Uid && (j.State == JobState.Waiting || j.State == JobState.Running))
            && (i.CreatedAt < before || db.Jobs.Any(j => j.Uid == i.Uid))).ToListAsync(cancellation);
        foreach (var import in left)
        {
            if (import.State == ImportState.Undoing)
            {
                import.State = ImportState.UndoStopped;
                continue;
            }

            (import.State, import.FinishedAt) = (ImportState.Failed, now);
            import.Created = await db.ImportChanges.CountAsync(c => c.ImportId == import.Id && c.IsNew, cancellation);
            import.Updated = await db.ImportChanges.CountAsync(c => c.ImportId == import.Id && !c.IsNew, cancellation);
            import.Rows = import.Created + import.Updated;
        }

        if (left.Count > 0)
            await db.SaveChangesAsync(cancellation);
        return left.Count;
    }

    internal static bool MaySee(Actor actor, Import import) =>
        actor.May(Right.Import) && (import.UserId == actor.OwnerId || actor.MayEverywhere(Right.Import));

    private static IQueryable<Import> Visible(PortalDbContext db, Actor actor) => db.Imports.Where(i =>
        actor.May(Right.Import) && (i.UserId == actor.OwnerId || actor.MayEverywhere(Right.Import)));

    private static byte[] HashOf(IReadOnlyList<string> headers) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', headers)));

    private async Task<Outcome<Import>> ChangeAsync(Actor actor, Guid uid, Func<PortalDbContext, Import, Task> change, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var import = await db.Imports.FirstOrDefaultAsync(i => i.Uid == uid, cancellation);
        if (import is not { State: ImportState.Draft } || !MaySee(actor, import))
            return new ImportNotFound();
        await change(db, import);
        var saved = await db.SaveOrConflictAsync(import, cancellation);
        return saved.Ok ? import : saved.Refusals.ToList();
    }
}
