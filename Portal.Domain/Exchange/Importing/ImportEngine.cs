using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
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
internal sealed class ImportEngine(IDbContextFactory<PortalDbContext> contexts, BulkInsert bulk, ImportTarget target)
{
    private const int FirstBatch = 250;
    private const int SmallestBatch = 50;
    private const int LargestBatch = 2_000;

    /// <summary>How long a batch may hold the write lock; batches are sized by the one before, so that even a slower one stays below 200 ms.</summary>
    private static readonly TimeSpan HeldTime = TimeSpan.FromMilliseconds(120);

    private int batchSize = FirstBatch;

    /// <summary>Counts into <paramref name="tally"/> as it goes, so that it is true also when the walk is broken off.</summary>
    public async Task RunAsync(ImportRun run, TableFile file, ColumnMapping mapping, ImportTally tally, Action<int>? progress, CancellationToken cancellation)
    {
        var reader = new RowReader(target.Columns, mapping);
        var rows = new List<ImportedRow>();
        foreach (var row in file.Rows().Where(r => !reader.IsExample(r)).Select(reader.Read))
        {
            tally.Rows++;
            if (row.Refusals.Count == 0)
                rows.Add(row);
            else
                Count(tally, RowDecision.Refuse(row, row.Refusals));
            if (tally.Rows % SmallestBatch != 0 || rows.Count < batchSize)
                continue;
            cancellation.ThrowIfCancellationRequested();
            await DecideAsync(run, rows, tally, cancellation);
            rows = [];
            progress?.Invoke(tally.Rows);
        }

        await DecideAsync(run, rows, tally, cancellation);
        progress?.Invoke(tally.Rows);
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
        catch (DbUpdateException e) when (rows.Count > 1 && (e is DbUpdateConcurrencyException || DatabaseErrors.IsDuplicate(e)))
        {
            await DecideAsync(run, [.. rows.Take(rows.Count / 2)], tally, cancellation);
            await DecideAsync(run, [.. rows.Skip(rows.Count / 2)], tally, cancellation);
            return;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || DatabaseErrors.IsDuplicate(e))
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
        var fresh = target.InsertsInBulk ? written.Where(d => db.Entry((object)d.Record!).State == EntityState.Detached).ToList() : [];
        // What was decided is told before the write lock is taken; the ids follow.
        var audits = fresh.ConvertAll(d => db.AuditOf(run.Actor, run.Now, target.Subject + ".imported", null, d.Record!, run.FileName));
        foreach (var decision in written.Except(fresh))
        {
            if (db.Entry((object)decision.Record!).State == EntityState.Detached)
                db.Add((object)decision.Record!);
            db.AddRange(decision.Extra);
            db.Audit(run.Actor, run.Now, target.Subject + ".imported", decision.Record!, run.FileName);
        }

        await using var scope = await db.BeginWriteAsync(cancellation);
        var clock = Stopwatch.StartNew();
        await db.SaveChangesAsync(cancellation);
        await InsertAsync(db, fresh, audits, cancellation);
        await bulk.InsertAsync(db, written.ConvertAll(d => ChangeOf(run, d, before[d])), cancellation);
        await scope.CommitAsync(cancellation);
        if (written.Count >= SmallestBatch)
            batchSize = Math.Clamp((int)(written.Count * (HeldTime / clock.Elapsed)), SmallestBatch, Math.Min(batchSize * 2, LargestBatch));
    }

    /// <summary>New records, set-based: one row after another through EF Core took most of an import's time.</summary>
    private async Task InsertAsync(PortalDbContext db, List<RowDecision> fresh, List<AuditEntry> audits, CancellationToken cancellation)
    {
        try
        {
            await target.InsertAsync(db, bulk, fresh, cancellation);
            for (var i = 0; i < fresh.Count; i++)
                db.CompleteAudit(audits[i], fresh[i].Record!);
            await bulk.InsertAsync(db, audits, cancellation);
        }
        catch (DbException e) when (DatabaseErrors.IsDuplicate(e))
        {
            throw new DbUpdateException("A new record has a key that somebody else took meanwhile.", e);
        }
    }

    private static ImportChange ChangeOf(ImportRun run, RowDecision decision, string? before) => new()
    {
        ImportId = run.ImportId!.Value,
        RowNumber = decision.Row.Number,
        SubjectId = decision.Record!.Id,
        SubjectCode = decision.Record.AuditCode is { Length: > ImportChange.CodeLength } code ? code[..ImportChange.CodeLength] : decision.Record.AuditCode,
        IsNew = decision.Verdict == RowVerdict.Created,
        VersionAfter = ((IVersioned)decision.Record).Version,
        Before = before,
    };

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
