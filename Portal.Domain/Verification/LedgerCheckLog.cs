using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Verification;

/// <summary>One time that the ledger was checked.</summary>
/// <param name="Passed">Checks that hold, of all: 5/5.</param>
/// <param name="Faults">The first faults; null when there is none.</param>
public sealed record LedgerCheckRun(DateTime At, ActorKind ActorKind, string ActorName, string Passed, string? Faults);

/// <summary>Keeps in the audit trail that the ledger was checked, by whom, and what was found.</summary>
public sealed class LedgerCheckLog(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private const string Action = "ledger.verified";
    private const int Recent = 5;

    /// <summary>Keeps one run.</summary>
    public async Task<Outcome<Done>> AddAsync(Actor actor, IReadOnlyList<CheckResult> results, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        var faults = string.Join("; ", results.Where(r => !r.Ok).Select(r => $"{r.Name}: {r.Detail}"));
        await using var db = contexts.CreateDbContext();
        db.AuditEntries.Add(new AuditEntry
        {
            At = time.GetUtcNow().UtcDateTime,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ActorName = actor.Name,
            From = actor.From,
            Action = Action,
            SubjectKind = "ledger",
            SubjectCode = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{results.Count(r => r.Ok)}/{results.Count}"),
            Reason = faults.Length == 0 ? null : faults.Length > AuditEntry.ReasonLength ? faults[..AuditEntry.ReasonLength] : faults,
        });
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }

    /// <summary>The last runs, the newest first.</summary>
    public async Task<Outcome<IReadOnlyList<LedgerCheckRun>>> RecentAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        await using var db = contexts.CreateDbContext();
        return await db.AuditEntries.AsNoTracking().Where(e => e.Action == Action).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(Recent)
            .Select(e => new LedgerCheckRun(e.At, e.ActorKind, e.ActorName, e.SubjectCode, e.Reason)).ToListAsync(cancellation);
    }
}
