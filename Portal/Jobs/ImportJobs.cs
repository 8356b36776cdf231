using System.Collections.Concurrent;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Exchange.Reading;
using Portal.Domain.Jobs;

namespace Portal.Jobs;

/// <summary>What an import would do, as it was last tried.</summary>
/// <param name="Version">The version of the import that was tried; another one needs another trial.</param>
/// <param name="Tally">The answer; null while it is worked out, or when it was refused.</param>
/// <param name="Refusals">Why it could not be tried.</param>
/// <param name="Job">The job that works it out; null for a small file.</param>
public sealed record ImportPreview(long Version, ImportTally? Tally, IReadOnlyList<Refusal> Refusals, Guid? Job);

/// <summary>The import was broken off. What came in until then is kept, is listed, and can be undone.</summary>
public sealed record ImportBrokenOff : Refusal;

/// <summary>Undoing was broken off. What was taken back stays so, and the rest can be taken back.</summary>
public sealed record UndoBrokenOff : Refusal;

/// <summary>Imports, their trials and their undoing as jobs. Trials are kept in this process only: a lost one is worked out again.</summary>
public sealed class ImportJobs(JobRunner runner, ImportService imports, ImportUndoing undoing)
{
    /// <summary>Rows that are tried while the reader waits; more are a job.</summary>
    private const int SmallFile = 2_000;
    private const int KeptTrials = 50;
    private readonly ConcurrentDictionary<Guid, ImportPreview> trials = new();

    /// <summary>The trial of an import as it stands now; null when there is none.</summary>
    public ImportPreview? PreviewOf(Import import) => trials.TryGetValue(import.Uid, out var trial) && trial.Version == import.Version ? trial : null;

    /// <summary>Tries an import: at once when it is small, else as a job.</summary>
    public async Task<ImportPreview> TryAsync(Actor actor, Import import, ColumnMapping mapping, int rows)
    {
        var reading = ImportPlan.Of(import).Reading;
        if (rows <= SmallFile)
            return Keep(import, await Task.Run(() => imports.TryAsync(actor, import, mapping, reading)));
        // Kept before the job starts: a fast one may answer before its id is known here.
        var waiting = Keep(import, null);
        var job = await runner.StartAsync(actor, new("jobs.try_" + EnumChoices.CodeOf(import.Kind), import.FileName, PortalUrls.ImportOf(import, 4)), rows, async (steps, stop) =>
        {
            var tried = await imports.TryAsync(actor, import, mapping, reading, steps.Set, stop);
            Keep(import, tried);
            return tried.Refusal;
        });
        trials.TryUpdate(import.Uid, waiting with { Job = job?.Uid }, waiting);
        return PreviewOf(import) ?? waiting;
    }

    /// <summary>Starts the import itself. Null when it is under way already.</summary>
    public async Task<Guid?> StartAsync(Actor actor, Import import, ColumnMapping mapping, int rows)
    {
        trials.TryRemove(import.Uid, out _);
        var reading = ImportPlan.Of(import).Reading;
        var job = await runner.StartAsync(actor, new("jobs.import_" + EnumChoices.CodeOf(import.Kind), import.FileName, PortalUrls.ImportOf(import), import.Uid), rows, async (steps, stop) =>
            (await imports.RunAsync(actor, import, mapping, reading, steps.Set, stop)).Refusal);
        return job?.Uid;
    }

    /// <summary>Imports while the caller waits.</summary>
    public async Task<Outcome<ImportTally>> RunAsync(Actor actor, Import import, ColumnMapping mapping, ReadingChoices reading, CancellationToken cancellation)
    {
        Outcome<ImportTally>? tally = null;
        await runner.RunNowAsync(actor, new("jobs.import_" + EnumChoices.CodeOf(import.Kind), import.FileName, PortalUrls.ImportOf(import), import.Uid), async (steps, stop) =>
        {
            var done = await imports.RunAsync(actor, import, mapping, reading, steps.Set, stop);
            tally = done;
            return done.Refusal;
        }, cancellation);
        return tally ?? new ImportBrokenOff();
    }

    /// <summary>Starts taking an import back, while its owner does something else.</summary>
    public async Task<Outcome<Done>> StartUndoAsync(Actor actor, Guid uid)
    {
        var found = await undoing.CheckAsync(actor, uid);
        if (!found.TryGet(out var import))
            return found.Refusals.ToList();
        var job = await runner.StartAsync(actor, UndoOf(import), import.Created + import.Updated, async (steps, stop) => (await undoing.UndoAsync(actor, uid, steps.Set, stop)).Refusal);
        return job is null ? new ImportNotUndoable() : default(Done);
    }

    /// <summary>Takes an import back while the caller waits.</summary>
    public async Task<Outcome<UndoTally>> UndoAsync(Actor actor, Guid uid, CancellationToken cancellation)
    {
        var found = await undoing.CheckAsync(actor, uid, cancellation);
        if (!found.TryGet(out var import))
            return found.Refusals.ToList();
        Outcome<UndoTally>? tally = null;
        var begun = await runner.RunNowAsync(actor, UndoOf(import), async (steps, stop) =>
        {
            var done = await undoing.UndoAsync(actor, uid, steps.Set, stop);
            tally = done;
            return done.Refusal;
        }, cancellation);
        return tally ?? (begun ? new UndoBrokenOff() : (Outcome<UndoTally>)new ImportNotUndoable());
    }

    private static NewJob UndoOf(Import import) => new("jobs.undo_" + EnumChoices.CodeOf(import.Kind), import.FileName, PortalUrls.ImportOf(import), import.Uid);

    private ImportPreview Keep(Import import, Outcome<ImportTally>? tried)
    {
        if (trials.Count >= KeptTrials)
            trials.Clear();
        return trials[import.Uid] = new(import.Version, tried is { Ok: true } done ? done.Value : null, tried?.Refusals ?? [], null);
    }
}
