using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Documents;
using Portal.Domain.Jobs;
using Portal.Domain.Reconciliation.Statements;
using Portal.Domain.Storage;

namespace Portal.Domain.Reconciliation;

/// <summary>A file that was brought.</summary>
/// <param name="Source">The code of its source; null to find it by the account.</param>
public sealed record BroughtFile(string FileName, Stream Content, string? Source = null);

/// <summary>These bytes came in before.</summary>
/// <param name="Id">Of the file as it came then.</param>
/// <param name="At">When.</param>
public sealed record StatementKnown(Guid Id, DateTime At) : Refusal;

/// <summary>The file is none of the formats that are read.</summary>
public sealed record StatementFormatUnknown : Refusal;

/// <summary>The file is of another format than its source.</summary>
public sealed record StatementFormatOther(string Format) : Refusal;

/// <summary>Takes files of banks in: keeps the bytes, and hands out what is to be read.</summary>
public sealed class StatementIntake(IDbContextFactory<PortalDbContext> contexts, DocumentStore documents, TimeProvider time)
{
    /// <summary>The largest file that is taken. Bytes.</summary>
    public const long MaxBytes = 2L << 30;

    internal const string FileType = "application/x-statement";

    /// <summary>A file that is kept is given its job at once; one without a job after that was left by a process that is gone.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Keeps a file that is to be read; one that was refused before is read again under its old id.</summary>
    public async Task<Outcome<StatementFile>> BringAsync(Actor actor, BroughtFile brought, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.BringStatements))
            return new NotAllowed(Right.BringStatements);
        await using var db = contexts.CreateDbContext();
        var code = string.IsNullOrWhiteSpace(brought.Source) ? null : brought.Source.Trim().ToUpperInvariant();
        var source = code is null ? null : await db.StatementSources.AsNoTracking().SingleOrDefaultAsync(s => s.Code == code, cancellation);
        if (source is null && code is not null)
            return new StatementSourceNotFound(code) { Field = "source" };
        var kept = await documents.SaveAsync(brought.Content, FileType, MaxBytes, cancellation);
        if (!kept.TryGet(out var document))
            return kept.Refusals.ToList();
        if (FormatOf(document.Hash) is not { } format)
            return new StatementFormatUnknown { Field = "file" };
        if (source is not null && source.Format != StatementReaders.KindOf(format))
            return new StatementFormatOther(format) { Field = "file" };
        var file = await db.StatementFiles.SingleOrDefaultAsync(f => f.Hash == document.Hash, cancellation);
        if (file is { State: not StatementFileState.Refused })
            return new StatementKnown(file.Uid, file.BroughtAt) { Field = "file" };
        if (file is null)
            db.Add(file = new StatementFile { Hash = document.Hash, Length = document.Length });
        (file.FileName, file.Format, file.SourceId, file.State) = (Cut(brought.FileName, StatementFile.FileNameLength), format, source?.Id, StatementFileState.Queued);
        (file.UserId, file.UserName, file.BroughtAt, file.FinishedAt) = (actor.OwnerId, Cut(actor.Name, StatementFile.NameLength), Now, null);
        (file.RefusedCode, file.RefusedLine, file.RefusedFound) = (null, null, null);
        db.Audit(actor, Now, "statement_file.brought", file);
        return await SaveAsync(db, file, cancellation);
    }

    /// <summary>Files whose job is gone, with the process that held it: nothing of them is taken in, and they may come again.</summary>
    public async Task<int> FailAbandonedAsync(CancellationToken cancellation = default)
    {
        var before = Now - LongestStart;
        await using var db = contexts.CreateDbContext();
        var left = await db.StatementFiles.Where(f => (f.State == StatementFileState.Queued || f.State == StatementFileState.Running)
            && (f.BroughtAt < before || db.Jobs.Any(j => j.Uid == f.Uid)) && !db.Jobs.Any(j => j.Uid == f.Uid && (j.State == JobState.Waiting || j.State == JobState.Running))).ToListAsync(cancellation);
        foreach (var file in left)
            (file.State, file.RefusedCode, file.FinishedAt) = (StatementFileState.Refused, JobService.Interrupted, Now);
        if (left.Count > 0)
            await db.SaveChangesAsync(cancellation);
        return left.Count;
    }

    /// <summary>What fits into so many characters, without half a character at its end.</summary>
    internal static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private string? FormatOf(string hash)
    {
        using var content = documents.Open(hash);
        return content is null ? null : StatementReaders.FormatOf(content);
    }

    /// <summary>Of two who bring the same bytes at once one is told.</summary>
    private async Task<Outcome<StatementFile>> SaveAsync(PortalDbContext db, StatementFile file, CancellationToken cancellation)
    {
        try
        {
            var saved = await db.SaveOrConflictAsync(file, cancellation);
            return saved.Ok ? file : saved.Refusals.ToList();
        }
        catch (DbUpdateException error) when (DatabaseErrors.IsDuplicate(error))
        {
            await using var fresh = contexts.CreateDbContext();
            var first = await fresh.StatementFiles.AsNoTracking().SingleAsync(f => f.Hash == file.Hash, cancellation);
            return new StatementKnown(first.Uid, first.BroughtAt) { Field = "file" };
        }
    }
}
