using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Reading;
using Portal.Domain.Storage;

namespace Portal.Domain.Exchange.Importing;

/// <summary>What an import did so far, or would do.</summary>
public sealed class ImportTally
{
    public int Rows { get; set; }

    public int Created { get; set; }

    public int Updated { get; set; }

    public int Unchanged { get; set; }

    /// <summary>Rows refused; a row may have several reasons.</summary>
    public int Refused { get; set; }

    /// <summary>Each reason with its row.</summary>
    public List<(int Row, Refusal Refusal)> Refusals { get; } = [];

    /// <summary>The first rows that would make or change something, with old and new values; at most <see cref="MaxPreview"/> of each.</summary>
    public List<(int Row, RowVerdict Verdict, string Code, IReadOnlyList<FieldChange> Changes)> Preview { get; } = [];

    public const int MaxPreview = 200;
}

/// <summary>
/// Walks over a file in batches: decides, saves each batch in one short transaction, and counts. A batch that the database refuses is split until the
/// culprit stands alone. Trying makes the same decisions and saves nothing.
/// </summary>
internal sealed class ImportEngine(IDbContextFactory<PortalDbContext> contexts, ImportTarget target)
{
    /// <summary>Rows per transaction: the write lock is held well below 200 ms.</summary>
    private const int BatchSize = 250;

    /// <summary>Counts into <paramref name="tally"/> as it goes, so that it is true also when the walk is broken off.</summary>
    public async Task RunAsync(ImportRun run, TableFile file, ColumnMapping mapping, ImportTally tally, Action<int>? progress, CancellationToken cancellation)
    {
        var reader = new RowReader(target.Columns, mapping);
        foreach (var batch in file.Rows().Where(r => !reader.IsExample(r)).Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = new List<ImportedRow>(batch.Length);
            foreach (var row in batch.Select(reader.Read))
            {
                tally.Rows++;
                if (row.Refusals.Count == 0)
                    rows.Add(row);
                else
                    Count(tally, RowDecision.Refuse(row, row.Refusals));
            }

            await DecideAsync(run, rows, tally, cancellation);
            progress?.Invoke(tally.Rows);
        }

        tally.Refusals.Sort((a, b) => a.Row.CompareTo(b.Row));
    }

    private async Task DecideAsync(ImportRun run, List<ImportedRow> rows, ImportTally tally, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return;
        await using var db = contexts.CreateDbContext();
        var decisions = await target.DecideAsync(db, run, rows, cancellation);
        if (run.ImportId is null)
        {
            foreach (var decision in decisions)
            {
                Preview(db, tally, decision);
                Count(tally, decision);
            }

            return;
        }

        try
        {
            await SaveAsync(db, run, decisions, cancellation);
        }
        catch (DbUpdateException e) when (rows.Count > 1 && (e is DbUpdateConcurrencyException || SaveConflicts.IsUniqueViolation(e)))
        {
            await DecideAsync(run, [.. rows.Take(rows.Count / 2)], tally, cancellation);
            await DecideAsync(run, [.. rows.Skip(rows.Count / 2)], tally, cancellation);
            return;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || SaveConflicts.IsUniqueViolation(e))
        {
            Count(tally, RowDecision.Refuse(rows[0], [new TakenMeanwhile()]));
            return;
        }

        foreach (var decision in decisions)
            Count(tally, decision);
    }

    private async Task SaveAsync(PortalDbContext db, ImportRun run, IReadOnlyList<RowDecision> decisions, CancellationToken cancellation)
    {
        var written = decisions.Where(d => d.Verdict is RowVerdict.Created or RowVerdict.Updated).ToList();
        if (written.Count == 0)
            return;
        var before = written.ToDictionary(d => d, d => d.Verdict == RowVerdict.Updated ? ChangedFields.Before(db.Entry((object)d.Record!)) : null);
        foreach (var decision in written)
        {
            if (db.Entry((object)decision.Record!).State == EntityState.Detached)
                db.Add((object)decision.Record!);
            db.AddRange(decision.Extra);
            db.Audit(run.Actor, run.Now, target.Subject + ".imported", decision.Record!, run.FileName);
        }

        await using var scope = await db.BeginWriteAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        foreach (var decision in written)
        {
            db.Add(new ImportChange
            {
                ImportId = run.ImportId!.Value,
                RowNumber = decision.Row.Number,
                SubjectId = decision.Record!.Id,
                SubjectCode = decision.Record.AuditCode,
                IsNew = decision.Verdict == RowVerdict.Created,
                VersionAfter = ((IVersioned)decision.Record).Version,
                Before = before[decision],
            });
        }

        await db.SaveChangesAsync(cancellation);
        await scope.CommitAsync(cancellation);
    }

    private static void Preview(PortalDbContext db, ImportTally tally, RowDecision decision)
    {
        var before = decision.Verdict == RowVerdict.Created ? tally.Created : tally.Updated;
        if (before < ImportTally.MaxPreview && decision.Verdict is RowVerdict.Created or RowVerdict.Updated)
            tally.Preview.Add((decision.Row.Number, decision.Verdict, decision.Code ?? "", decision.Verdict == RowVerdict.Created ? [] : ChangedFields.Read(db.Entry((object)decision.Record!))));
    }

    private static void Count(ImportTally tally, RowDecision decision)
    {
        switch (decision.Verdict)
        {
            case RowVerdict.Created:
                tally.Created++;
                break;
            case RowVerdict.Updated:
                tally.Updated++;
                break;
            case RowVerdict.Unchanged:
                tally.Unchanged++;
                break;
            default:
                tally.Refused++;
                tally.Refusals.AddRange(decision.Refusals.Select(r => (decision.Row.Number, r)));
                break;
        }
    }
}
