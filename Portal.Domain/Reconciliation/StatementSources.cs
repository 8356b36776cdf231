using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Reconciliation.Statements;
using Portal.Domain.Storage;

namespace Portal.Domain.Reconciliation;

/// <summary>A source that is to be known.</summary>
/// <param name="Account">IBAN or account number; null to take files of any account.</param>
public sealed record NewStatementSource(string? Code, string? Name, SourceFormat Format, string? Account = null);

/// <summary>There is a source of this code.</summary>
public sealed record StatementSourceTaken(string Source) : Refusal;

/// <summary>There is no source of this code.</summary>
public sealed record StatementSourceNotFound(string Source) : Refusal;

/// <summary>The sources that statements come from. They belong to no market: one account or file may serve several.</summary>
public sealed class StatementSources(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>Makes a source known.</summary>
    public async Task<Outcome<StatementSource>> AddAsync(Actor actor, NewStatementSource wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.BringStatements))
            return new NotAllowed(Right.BringStatements);
        var refusals = new List<Refusal>();
        var source = new StatementSource { Format = wanted.Format, CreatedAt = time.GetUtcNow().UtcDateTime };
        source.Code = Codes.Clean(Text.Require(wanted.Code, "code", StatementSource.CodeLength, refusals), "code", StatementSource.CodeLength, refusals) ?? "";
        source.Name = Text.Require(wanted.Name, "name", StatementSource.NameLength, refusals);
        source.Account = CamtStatements.Number(Text.Clean(wanted.Account, "account", StatementSource.AccountLength, refusals));
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        if (await db.StatementSources.AnyAsync(s => s.Code == source.Code, cancellation))
            return new StatementSourceTaken(source.Code) { Field = "code" };
        db.Add(source);
        db.Audit(actor, source.CreatedAt, "statement_source.created", source);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return source;
        }
        catch (DbUpdateException error) when (DatabaseErrors.IsDuplicate(error))
        {
            return new StatementSourceTaken(source.Code) { Field = "code" };
        }
    }

    /// <summary>All sources, by code.</summary>
    public async Task<Outcome<IReadOnlyList<StatementSource>>> AllAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ViewStatements))
            return new NotAllowed(Right.ViewStatements);
        await using var db = contexts.CreateDbContext();
        return await db.StatementSources.AsNoTracking().OrderBy(s => s.Code).ToListAsync(cancellation);
    }
}
