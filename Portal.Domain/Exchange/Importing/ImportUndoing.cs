using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Exchange.Importing;

/// <summary>The import was undone already, is being undone, or has not been done.</summary>
public sealed record ImportNotUndoable : Refusal;

/// <summary>The record was used or changed since the import, so undoing left it as it is.</summary>
public sealed record ImportedRecordUsed(string Record) : Refusal;

/// <summary>What undoing an import did.</summary>
/// <param name="Left">How many records were used or changed since, and stayed as they are.</param>
/// <param name="Refused">The first of those.</param>
public sealed record UndoTally(int Archived, int Restored, int Left, IReadOnlyList<ImportedRecordUsed> Refused);

/// <summary>
/// Takes whole imports back, batch by batch: what an import made is archived, what it changed is put back, and records used since are named and left. Broken
/// off, what was taken back stays so, and the rest can be taken back at any time.
/// </summary>
public sealed class ImportUndoing(IDbContextFactory<PortalDbContext> contexts, IEnumerable<ImportTarget> targets, TimeProvider time)
{
    /// <summary>So many records that were left are named.</summary>
    public const int MaxNamed = 200;

    private const int Batch = 250;
    private const int Tries = 5;

    private readonly Dictionary<ImportKind, ImportTarget> targets = targets.ToDictionary(t => t.Kind);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>True when the import did something that can be taken back now.</summary>
    public static bool IsUndoable(Import import) => IsUndoable(import.State, import.Created + import.Updated);

    internal static bool IsUndoable(ImportState state, int changed) => state == ImportState.UndoStopped || (state is ImportState.Done or ImportState.Failed && changed > 0);

    /// <summary>The import, when it can be taken back by this actor now.</summary>
    public async Task<Outcome<Import>> CheckAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, uid, cancellation);
        return found.Ok && !MayBegin(found.Value) ? new ImportNotUndoable() : found;
    }

    /// <summary>Takes the import back.</summary>
    /// <param name="progress">Called with the number of records done.</param>
    public async Task<Outcome<UndoTally>> UndoAsync(Actor actor, Guid uid, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, uid, cancellation);
        if (!found.TryGet(out var import))
            return found.Refusals.ToList();
        if (!MayBegin(import))
            return new ImportNotUndoable();
        import.State = ImportState.Undoing;
        var begun = await db.SaveOrConflictAsync(import, cancellation);
        if (!begun.Ok)
            return new ImportNotUndoable();
        var end = ImportState.UndoStopped;
        try
        {
            for (var done = await db.ImportUndos.CountAsync(u => u.ImportId == import.Id, cancellation); ; progress?.Invoke(done))
            {
                cancellation.ThrowIfCancellationRequested();
                var rows = await UndoBatchAsync(actor, import, cancellation);
                if (rows == 0)
                    break;
                done += rows;
            }

            end = ImportState.Undone;
        }
        finally
        {
            (import.State, import.UndoneAt) = (end, end == ImportState.Undone ? Now : null);
            await db.SaveChangesAsync(CancellationToken.None);
        }

        return await TallyAsync(db, import.Id, cancellation);
    }

    /// <summary>What was taken back so far; null when nobody began to.</summary>
    public async Task<UndoTally?> ResultAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var import = await db.Imports.AsNoTracking().FirstOrDefaultAsync(i => i.Uid == uid, cancellation);
        return import is { State: ImportState.Undone or ImportState.UndoStopped } && ImportDrafts.MaySee(actor, import) ? await TallyAsync(db, import.Id, cancellation) : null;
    }

    private static bool MayBegin(Import import) => import.State is ImportState.Done or ImportState.Failed or ImportState.UndoStopped;

    private static async Task<Outcome<Import>> FindAsync(PortalDbContext db, Actor actor, Guid uid, CancellationToken cancellation)
    {
        if (!actor.May(Right.UndoImports))
            return new NotAllowed(Right.UndoImports);
        var import = await db.Imports.FirstOrDefaultAsync(i => i.Uid == uid, cancellation);
        return import is not null && (import.UserId == actor.OwnerId || actor.MayEverywhere(Right.UndoImports)) ? import : new ImportNotFound();
    }

    private static async Task<UndoTally> TallyAsync(PortalDbContext db, long importId, CancellationToken cancellation)
    {
        var counts = await db.ImportUndos.Where(u => u.ImportId == importId).GroupBy(u => u.Result).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var left = await (from undo in db.ImportUndos
                          join change in db.ImportChanges on undo.ChangeId equals change.Id
                          where undo.ImportId == importId && undo.Result == UndoResult.Left
                          orderby change.RowNumber, change.Id
                          select change.SubjectCode).Take(MaxNamed).ToListAsync(cancellation);
        return new UndoTally(
            counts.GetValueOrDefault(UndoResult.Archived), counts.GetValueOrDefault(UndoResult.Restored), counts.GetValueOrDefault(UndoResult.Left), left.ConvertAll(code => new ImportedRecordUsed(code)));
    }

    /// <summary>The last changes that are not taken back yet; answers how many were looked at.</summary>
    private async Task<int> UndoBatchAsync(Actor actor, Import import, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = contexts.CreateDbContext();
            var batch = await db.ImportChanges.AsNoTracking().Where(c => c.ImportId == import.Id && !db.ImportUndos.Any(u => u.ChangeId == c.Id))
                .OrderByDescending(c => c.Id).Take(Batch).ToListAsync(cancellation);
            try
            {
                await UndoAsync(db, actor, import, batch, cancellation);
                return batch.Count;
            }
            catch (DbUpdateConcurrencyException) when (tries < Tries)
            {
                // Somebody changed one of the records at this moment: looked at again, it counts as used since.
                continue;
            }
        }
    }

    private async Task UndoAsync(PortalDbContext db, Actor actor, Import import, List<ImportChange> batch, CancellationToken cancellation)
    {
        var target = targets[import.Kind];
        var records = await target.LoadAsync(db, batch.ConvertAll(c => c.SubjectId), cancellation);
        var inUse = await target.InUseAsync(db, import.Id, [.. batch.Where(c => c.IsNew).Select(c => c.SubjectId)], cancellation);
        bool IsAsImported(ImportChange change) =>
            records[change.SubjectId] is { ArchivedAt: null } record && record.Version == change.VersionAfter && !inUse.Contains(change.SubjectId);
        var going = batch.Where(c => c.IsNew && IsAsImported(c)).Select(c => c.SubjectId).ToHashSet();
        var inTheWay = await target.InTheWayAsync(db, [.. batch.Where(c => !c.IsNew)], going, cancellation);
        var free = new List<long>();
        foreach (var change in batch)
        {
            var record = records[change.SubjectId];
            if (!IsAsImported(change) || inTheWay.Contains(change.SubjectId))
            {
                db.Add(new ImportUndo { ImportId = import.Id, ChangeId = change.Id, Result = UndoResult.Left });
                continue;
            }

            if (change.IsNew)
                record.ArchivedAt = Now;
            if (change.Before is not null)
                ChangedFields.Restore(db.Entry((object)record), change.Before);
            free.Add(change.SubjectId);
            db.Add(new ImportUndo { ImportId = import.Id, ChangeId = change.Id, Result = change.IsNew ? UndoResult.Archived : UndoResult.Restored });
            db.Audit(actor, Now, target.Subject + ".import_undone", record, import.FileName);
        }

        await target.ArchiveExtraAsync(db, import.Id, free, Now, cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}
