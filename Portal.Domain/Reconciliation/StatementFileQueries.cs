using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Reconciliation;

/// <summary>There is no such file.</summary>
public sealed record StatementFileNotFound : Refusal;

/// <summary>A file with what it holds.</summary>
/// <param name="Source">The code of its source.</param>
public sealed record StatementFileRecord(StatementFile File, string? Source, IReadOnlyList<StatementTotals> Statements, IReadOnlyList<StatementFinding> Findings);

/// <summary>A statement with its totals in other currencies.</summary>
public sealed record StatementTotals(Statement Statement, IReadOnlyList<StatementForeignSum> Foreign);

/// <summary>A file as a list shows it.</summary>
/// <param name="Source">The name of its source.</param>
/// <param name="Warnings">Findings that are kept; of each kind at most 200 are.</param>
public sealed record StatementFileRow(Guid Uid, string FileName, string? Source, string Format, StatementFileState State, DateTime BroughtAt, long Entries, long Duplicates, int Warnings, int Refused);

/// <summary>Reads files of banks and what came of them.</summary>
public sealed class StatementFileQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The files that came in last, the newest first.</summary>
    public async Task<Outcome<IReadOnlyList<StatementFileRow>>> LatestAsync(Actor actor, int take, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ViewStatements))
            return new NotAllowed(Right.ViewStatements);
        await using var db = contexts.CreateDbContext();
        return await db.StatementFiles.AsNoTracking().OrderByDescending(f => f.BroughtAt).ThenByDescending(f => f.Id).Take(take)
            .Select(f => new StatementFileRow(
                f.Uid, f.FileName, db.StatementSources.Where(s => s.Id == f.SourceId).Select(s => s.Name).FirstOrDefault(), f.Format, f.State, f.BroughtAt,
                f.Place == null ? 0 : db.Statements.Where(s => s.FileId == f.Id).Sum(s => (long)s.Entries), f.Place == null ? 0 : db.Statements.Where(s => s.FileId == f.Id).Sum(s => (long)s.Duplicates),
                f.Place == null ? 0 : db.StatementFindings.Count(n => n.FileId == f.Id && !n.Refuses), f.Place == null ? 0 : db.StatementFindings.Count(n => n.FileId == f.Id && n.Refuses)))
            .ToListAsync(cancellation);
    }

    /// <summary>The first entries of a file that is done, in its order.</summary>
    public async Task<Outcome<IReadOnlyList<BankEntry>>> EntriesAsync(Actor actor, Guid uid, int take, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ViewStatements))
            return new NotAllowed(Right.ViewStatements);
        await using var db = contexts.CreateDbContext();
        return await db.BankEntries.AsNoTracking().Where(e => db.StatementFiles.Any(f => f.Id == e.FileId && f.Uid == uid && f.Place != null)).OrderBy(e => e.FileId).ThenBy(e => e.Row).Take(take).ToListAsync(cancellation);
    }

    /// <summary>A file with its statements; they are there once it is done.</summary>
    public async Task<Outcome<StatementFileRecord>> GetAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ViewStatements))
            return new NotAllowed(Right.ViewStatements);
        await using var db = contexts.CreateDbContext();
        if (await db.StatementFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Uid == uid, cancellation) is not { } file)
            return new StatementFileNotFound();
        var source = await db.StatementSources.Where(s => s.Id == file.SourceId).Select(s => s.Code).SingleOrDefaultAsync(cancellation);
        if (file.State != StatementFileState.Done)
            return new StatementFileRecord(file, source, [], []);
        var statements = await db.Statements.AsNoTracking().Where(s => s.FileId == file.Id).OrderBy(s => s.Number).ToListAsync(cancellation);
        var foreign = (await db.StatementForeignSums.AsNoTracking().Where(s => db.Statements.Any(t => t.Id == s.StatementId && t.FileId == file.Id)).OrderBy(s => s.Currency).ToListAsync(cancellation)).ToLookup(s => s.StatementId);
        var findings = await db.StatementFindings.AsNoTracking().Where(f => f.FileId == file.Id).OrderBy(f => f.Statement).ThenBy(f => f.Row).ThenBy(f => f.Id).ToListAsync(cancellation);
        return new StatementFileRecord(file, source, [.. statements.Select(s => new StatementTotals(s, [.. foreign[s.Id]]))], findings);
    }
}
