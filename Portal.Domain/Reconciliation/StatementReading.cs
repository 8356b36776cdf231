using Microsoft.EntityFrameworkCore;
using Portal.Domain.Documents;
using Portal.Domain.Reconciliation.Statements;
using Portal.Domain.Storage;

namespace Portal.Domain.Reconciliation;

/// <summary>The file was refused; it says itself why.</summary>
public sealed record StatementRefused : Refusal;

/// <summary>
/// Reads a file into rows, in chunks that nobody sees before the file's state turns to done. What was there before is found by its fingerprint; whoever took in another file meanwhile makes this one look again.
/// </summary>
public sealed class StatementReading(PortalDbContextFactory contexts, BulkInsert bulk, DocumentStore documents, TimeProvider time)
{
    private const int Chunk = 5_000;
    private const int Removed = 1_000;
    private const int MaxTries = 20;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Reads the queued file; what an earlier attempt left is removed first.</summary>
    /// <param name="progress">Called with kilobytes read, and how many there are.</param>
    public async Task<Outcome<Done>> ReadAsync(Guid uid, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        var (file, account, seen) = await BeginAsync(uid, cancellation);
        try
        {
            await RemoveAsync(file.Id, cancellation);
            var fold = new StatementFold(file.Id, account);
            await FoldAsync(file, fold, seen, progress, cancellation);
            await FinishAsync(file, fold, seen, cancellation);
            return default(Done);
        }
        catch (StatementUnreadableException fault)
        {
            // While rows are removed the file may not come again.
            await RemoveAsync(file.Id, CancellationToken.None);
            await EndAsync(file.Id, fault.Code, fault.Line, fault.Found, CancellationToken.None);
            return new StatementRefused();
        }
        catch (OperationCanceledException)
        {
            await RemoveAsync(file.Id, CancellationToken.None);
            await EndAsync(file.Id, "cancelled", null, null, CancellationToken.None);
            throw;
        }
    }

    private async Task<(StatementFile File, string? Account, long Seen)> BeginAsync(Guid uid, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var file = await db.StatementFiles.SingleAsync(f => f.Uid == uid, cancellation);
        file.State = StatementFileState.Running;
        await db.SaveChangesAsync(cancellation);
        var account = await db.StatementSources.Where(s => s.Id == file.SourceId).Select(s => s.Account).SingleOrDefaultAsync(cancellation);
        return (file, account, await db.StatementFiles.MaxAsync(f => f.Place, cancellation) ?? 0);
    }

    private async Task FoldAsync(StatementFile file, StatementFold fold, long seen, Action<int, int>? progress, CancellationToken cancellation)
    {
        await using var content = documents.Open(file.Hash) ?? throw new StatementUnreadableException("file_missing", 0, file.Hash);
        foreach (var part in StatementReaders.Read(file.Format, content))
        {
            cancellation.ThrowIfCancellationRequested();
            fold.Add(part);
            if (fold.Entries.Count < Chunk)
                continue;
            await FlushAsync(fold, seen, cancellation);
            progress?.Invoke((int)(content.Position >> 10), (int)(file.Length >> 10));
        }

        await FlushAsync(fold, seen, cancellation);
    }

    private async Task FlushAsync(StatementFold fold, long seen, CancellationToken cancellation)
    {
        await bulk.InsertAsync(fold.Statements.Where(s => s.Id == 0).ToList(), cancellation);
        if (fold.Entries.Count == 0)
            return;
        await MarkAsync(fold, seen, cancellation);
        foreach (var (entry, statement, _) in fold.Entries)
            entry.StatementId = statement.Id;
        await bulk.InsertAsync(fold.Entries.Select(e => e.Entry).ToList(), cancellation);
        foreach (var (entry, _, details) in fold.Entries)
        {
            foreach (var detail in details)
                detail.EntryId = entry.Id;
        }

        await bulk.InsertAsync(fold.Entries.SelectMany(e => e.Details).ToList(), cancellation);
        fold.Entries.Clear();
    }

    /// <summary>Marks what files that were taken in before hold already.</summary>
    private async Task MarkAsync(StatementFold fold, long seen, CancellationToken cancellation)
    {
        if (seen == 0)
            return;
        await using var db = contexts.CreateDbContext();
        foreach (var part in fold.Entries.Where(e => !e.Entry.IsDuplicate).Chunk(1_000))
        {
            var prints = part.Select(e => e.Entry.Fingerprint).ToList();
            var known = (await db.BankEntries.AsNoTracking().Where(e => prints.Contains(e.Fingerprint) && db.StatementFiles.Any(f => f.Id == e.FileId && f.Place != null && f.Place <= seen)).Select(e => e.Fingerprint).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
            foreach (var (entry, statement, _) in part.Where(e => known.Contains(e.Entry.Fingerprint)))
            {
                entry.IsDuplicate = true;
                statement.Duplicates++;
            }
        }
    }

    /// <summary>Writes totals and findings, and lets everybody see the file, after those that came in meanwhile were looked at too.</summary>
    private async Task FinishAsync(StatementFile file, StatementFold fold, long seen, CancellationToken cancellation)
    {
        foreach (var (statement, sum) in fold.ForeignSums)
            sum.StatementId = statement.Id;
        await bulk.InsertAsync(fold.ForeignSums.Select(s => s.Sum).ToList(), cancellation);
        await ChainAsync(fold, cancellation);
        await bulk.InsertAsync(fold.Findings, cancellation);
        for (var tries = 1; ; tries++)
        {
            seen = await LookAgainAsync(file.Id, fold, seen, cancellation);
            if (await TryFinishAsync(file, fold, seen + 1, cancellation))
                return;
            if (tries == MaxTries)
                throw new InvalidOperationException("Other files keep coming in before this one.");
        }
    }

    /// <summary>A statement begins where the one before it of the same account ended.</summary>
    private async Task ChainAsync(StatementFold fold, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var here = new Dictionary<(string, string?), long>();
        foreach (var statement in fold.Statements.Where(s => s.Account is not null))
        {
            var before = here.TryGetValue((statement.Account!, statement.Currency), out var ended) ? ended : statement.OpeningOn is not { } day ? null : await db.Statements.AsNoTracking()
                .Where(s => s.Account == statement.Account && s.Currency == statement.Currency && s.FileId != statement.FileId && s.Closing != null && s.ClosingOn <= day && db.StatementFiles.Any(f => f.Id == s.FileId && f.Place != null))
                .OrderByDescending(s => s.ClosingOn).ThenByDescending(s => s.Id).Select(s => s.Closing).FirstOrDefaultAsync(cancellation);
            if (before is { } closing && statement.Opening is { } opening && opening != closing)
                fold.Findings.Add(new StatementFinding { FileId = statement.FileId, Code = "chain_broken", Statement = statement.Number, Currency = statement.Currency, Expected = closing, Actual = opening });
            if (statement.Closing is { } end)
                here[(statement.Account!, statement.Currency)] = end;
        }
    }

    /// <summary>Holds the entries against files that came in since; answers the place of the last of them.</summary>
    private async Task<long> LookAgainAsync(long fileId, StatementFold fold, long seen, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var last = await db.StatementFiles.MaxAsync(f => f.Place, cancellation) ?? 0;
        if (last == seen)
            return seen;
        await using var scope = await db.BeginWriteAsync(cancellation);
        await db.BankEntries.Where(e => e.FileId == fileId && !e.IsDuplicate && db.BankEntries.Any(o => o.Fingerprint == e.Fingerprint && db.StatementFiles.Any(f => f.Id == o.FileId && f.Place > seen && f.Place <= last)))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.IsDuplicate, true), cancellation);
        var counts = await db.BankEntries.Where(e => e.FileId == fileId && e.IsDuplicate).GroupBy(e => e.StatementId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        await scope.CommitAsync(cancellation);
        foreach (var statement in fold.Statements)
            statement.Duplicates = counts.GetValueOrDefault(statement.Id);
        return last;
    }

    /// <summary>False when another file took the place.</summary>
    private async Task<bool> TryFinishAsync(StatementFile file, StatementFold fold, long place, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        db.UpdateRange(fold.Statements);
        var row = await db.StatementFiles.SingleAsync(f => f.Id == file.Id, cancellation);
        (row.State, row.Place, row.FinishedAt) = (StatementFileState.Done, place, Now);
        row.SourceId ??= await SourceOfAsync(db, StatementReaders.KindOf(file.Format), fold, cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException error) when (DatabaseErrors.IsDuplicate(error))
        {
            return false;
        }
    }

    /// <summary>The source of the account; where there is none, the only one that takes any account.</summary>
    private static async Task<long?> SourceOfAsync(PortalDbContext db, SourceFormat format, StatementFold fold, CancellationToken cancellation)
    {
        var account = fold.Statements.FirstOrDefault()?.Account;
        var fitting = await db.StatementSources.Where(s => s.Format == format && (s.Account == account || s.Account == null)).OrderBy(s => s.Account == null).Select(s => new { s.Id, s.Account }).Take(3).ToListAsync(cancellation);
        return fitting.Count > 0 && (fitting[0].Account is not null || fitting.Count == 1) ? fitting[0].Id : null;
    }

    private async Task EndAsync(long fileId, string code, long? line, string? found, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var row = await db.StatementFiles.SingleAsync(f => f.Id == fileId, cancellation);
        (row.State, row.FinishedAt, row.RefusedCode, row.RefusedLine) = (StatementFileState.Refused, Now, code, line > 0 ? line : null);
        row.RefusedFound = found is { Length: > 0 } ? StatementIntake.Cut(found, StatementFile.FoundLength) : null;
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Removes rows that nobody ever saw, a few in each commit.</summary>
    private async Task RemoveAsync(long fileId, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        while (await LeftAsync(db, fileId, cancellation))
        {
            await using var scope = await db.BeginWriteAsync(cancellation);
            var entries = await db.BankEntries.Where(e => e.FileId == fileId).OrderBy(e => e.Id).Select(e => e.Id).Take(Removed).ToListAsync(cancellation);
            await db.StatementDetails.Where(d => entries.Contains(d.EntryId)).ExecuteDeleteAsync(cancellation);
            await db.BankEntries.Where(e => entries.Contains(e.Id)).ExecuteDeleteAsync(cancellation);
            if (entries.Count < Removed)
            {
                await db.StatementForeignSums.Where(s => db.Statements.Any(t => t.Id == s.StatementId && t.FileId == fileId)).ExecuteDeleteAsync(cancellation);
                await db.Statements.Where(s => s.FileId == fileId).ExecuteDeleteAsync(cancellation);
                await db.StatementFindings.Where(f => f.FileId == fileId).ExecuteDeleteAsync(cancellation);
            }

            await scope.CommitAsync(cancellation);
        }
    }

    private static async Task<bool> LeftAsync(PortalDbContext db, long fileId, CancellationToken cancellation) =>
        await db.Statements.AnyAsync(s => s.FileId == fileId, cancellation) || await db.StatementFindings.AnyAsync(f => f.FileId == fileId, cancellation);
}
