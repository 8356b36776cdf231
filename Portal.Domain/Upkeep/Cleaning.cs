using Microsoft.EntityFrameworkCore;
using Portal.Domain.Documents;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Jobs;
using Portal.Domain.Reconciliation;
using Portal.Domain.Storage;

namespace Portal.Domain.Upkeep;

/// <summary>What is cleared away when it is older than that.</summary>
/// <param name="Drafts">Imports that were prepared and never run, and files of imports that nothing refers to.</param>
/// <param name="Jobs">Jobs that have ended.</param>
public sealed record CleaningRules(TimeSpan Drafts, TimeSpan Jobs)
{
    /// <summary>Days, unless <c>Upkeep:DraftDays</c> says otherwise.</summary>
    public const int DraftDays = 30;

    /// <summary>Days, unless <c>Upkeep:JobDays</c> says otherwise.</summary>
    public const int JobDays = 90;
}

/// <summary>What was cleared away.</summary>
public sealed record CleaningTally(int Drafts, int Files, int Jobs);

/// <summary>Clears away what was begun and given up: abandoned import drafts with their files, and jobs that ended long ago. Imports that ran stay, with their files.</summary>
public sealed class Cleaning(IDbContextFactory<PortalDbContext> contexts, DocumentStore documents, CleaningRules rules, TimeProvider time)
{
    /// <summary>Rows of one commit; small enough to hold SQLite's write lock for well under 200 ms.</summary>
    private const int Batch = 100;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<CleaningTally> RunAsync(CancellationToken cancellation = default)
    {
        var (drafts, jobs) = (Now - rules.Drafts, Now - rules.Jobs);
        return new CleaningTally(
            await EachBatchAsync((db, ended) => RemoveDraftsAsync(db, drafts, ended), cancellation),
            await RemoveFilesAsync(drafts, cancellation),
            await EachBatchAsync((db, ended) => RemoveJobsAsync(db, jobs, ended), cancellation));
    }

    private static async Task<int> RemoveDraftsAsync(PortalDbContext db, DateTime before, CancellationToken cancellation)
    {
        var ids = await db.Imports.Where(i => i.State == ImportState.Draft && i.CreatedAt < before).OrderBy(i => i.Id).Select(i => i.Id).Take(Batch).ToListAsync(cancellation);
        return await db.Imports.Where(i => ids.Contains(i.Id) && i.State == ImportState.Draft).ExecuteDeleteAsync(cancellation);
    }

    private static async Task<int> RemoveJobsAsync(PortalDbContext db, DateTime before, CancellationToken cancellation)
    {
        var ids = await db.Jobs.Where(j => j.FinishedAt < before && (j.State == JobState.Done || j.State == JobState.Failed || j.State == JobState.Cancelled))
            .OrderBy(j => j.Id).Select(j => j.Id).Take(Batch).ToListAsync(cancellation);
        return await db.Jobs.Where(j => ids.Contains(j.Id) && j.FinishedAt < before).ExecuteDeleteAsync(cancellation);
    }

    private async Task<int> RemoveFilesAsync(DateTime before, CancellationToken cancellation)
    {
        var removed = 0;
        foreach (var hash in await LeftFilesAsync(before, cancellation))
        {
            await using var db = contexts.CreateDbContext();
            await using var scope = await db.BeginWriteAsync(cancellation);
            if (!await documents.RemoveAsync(db, hash, before, cancellation))
                continue;
            await scope.CommitAsync(cancellation);
            removed++;
        }

        return removed;
    }

    /// <summary>Files of imports and of banks that nothing refers to.</summary>
    private async Task<List<string>> LeftFilesAsync(DateTime before, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Documents.AsNoTracking().Where(d => (d.ContentType == ImportService.FileType || d.ContentType == StatementIntake.FileType) && d.UsedAt < before
            && !db.Imports.Any(i => i.FileHash == d.Hash) && !db.Vendors.Any(v => v.PhotoHash == d.Hash) && !db.Attachments.Any(a => a.Hash == d.Hash)
            && !db.DisputeNotes.Any(n => n.Document == d.Hash) && !db.StatementFiles.Any(f => f.Hash == d.Hash))
            .Select(d => d.Hash).ToListAsync(cancellation);
    }

    private async Task<int> EachBatchAsync(Func<PortalDbContext, CancellationToken, Task<int>> remove, CancellationToken cancellation)
    {
        for (var removed = 0; ;)
        {
            await using var db = contexts.CreateDbContext();
            await using var scope = await db.BeginWriteAsync(cancellation);
            var rows = await remove(db, cancellation);
            await scope.CommitAsync(cancellation);
            removed += rows;
            if (rows < Batch)
                return removed;
        }
    }
}
