using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>A delegation to be made.</summary>
/// <param name="MaxAmount">Largest amount of one approval; null for no limit.</param>
public sealed record NewDelegation(string? ToUserName, Role Role, DateOnly FromDate, DateOnly ToDate, Money? MaxAmount = null);

/// <summary>Something that waits for approval, as far as it matters who may give it.</summary>
/// <param name="MakerId">The person or service account that made it.</param>
/// <param name="Amount">Null when it is no matter of money.</param>
/// <param name="Day">The market's day.</param>
public sealed record Approval(Right Right, long MakerId, long MarketId, string Region, Money? Amount, DateOnly Day);

/// <summary>In whose name an approval is given.</summary>
/// <param name="ForUserId">Null: in the approver's own.</param>
public sealed record ApprovedFor(long? ForUserId, string? ForName);

/// <summary>Approvers who let somebody else approve in their name, between two dates and up to an amount.</summary>
public sealed class Delegations(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    public const int MaxDays = 366;

    /// <summary>Lets somebody approve in the actor's name.</summary>
    public async Task<Outcome<Delegation>> CreateAsync(Actor actor, NewDelegation wanted, DateOnly today, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.Delegate))
            return new NotAllowed(Right.Delegate);
        if (wanted.ToDate < wanted.FromDate || wanted.ToDate < today || wanted.ToDate.DayNumber - wanted.FromDate.DayNumber >= MaxDays)
            return new DatesNotAllowed { Field = "toDate" };
        if (wanted.MaxAmount is { Value: <= 0 })
            return new AmountNotAllowed { Field = "maxAmount" };
        if (actor.Kind != ActorKind.Person || !RightsMatrix.Allows(wanted.Role, Right.Delegate) || actor.Grants.All(g => g.Role != wanted.Role))
            return new DelegationNotAllowed { Field = "role" };
        var name = wanted.ToUserName?.Trim() ?? "";
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var to = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.UserName == name && u.DisabledAt == null && !u.IsService, cancellation);
        if (to is null)
            return new UserUnknown { Field = "to" };
        if (to.Id == actor.Id)
            return new DelegationNotAllowed { Field = "to" };
        var row = new Delegation
        {
            FromUserId = actor.Id,
            ToUserId = to.Id,
            Role = wanted.Role,
            FromDate = wanted.FromDate,
            ToDate = wanted.ToDate,
            MaxAmount = wanted.MaxAmount?.Value,
            Currency = wanted.MaxAmount?.Currency ?? "KRW",
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        db.Delegations.Add(row);
        db.Audit(actor, row.CreatedAt, "delegation.created", row);
        await db.SaveChangesAsync(cancellation);
        return row;
    }

    /// <summary>Ends a delegation: by who gave it, or by who manages users.</summary>
    public async Task<Outcome<Done>> EndAsync(Actor actor, long id, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await db.Delegations.SingleOrDefaultAsync(d => d.Id == id && d.EndedAt == null, cancellation);
        if (row is null || !((actor.Kind == ActorKind.Person && row.FromUserId == actor.Id) || actor.MayEverywhere(Right.ManageUsers)))
            return new DelegationUnknown();
        row.EndedAt = now;
        db.Audit(actor, now, "delegation.ended", row);
        await db.SaveChangesAsync(cancellation);
        return new Done();
    }

    /// <summary>
    /// Whether the actor may approve this, and in whose name. In the actor's own where the right is theirs, otherwise for somebody who delegated
    /// a role with the right: dates, amount and market within bounds. Never what the actor made, nor for the one who made it.
    /// </summary>
    public async Task<Outcome<ApprovedFor>> MayApproveForAsync(Actor actor, Approval what, CancellationToken cancellation = default)
    {
        if (actor.OwnerId == what.MakerId)
            return new MakerMayNotApprove();
        if (actor.May(what.Right, what.MarketId, what.Region))
            return new ApprovedFor(null, null);
        if (actor.Kind != ActorKind.Person)
            return new NotAllowed(what.Right);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var received = await (from d in db.Delegations.AsNoTracking()
                              join f in db.Users.Include(u => u.Grants) on d.FromUserId equals f.Id
                              where d.ToUserId == actor.Id && d.EndedAt == null && d.FromDate <= what.Day && d.ToDate >= what.Day && f.DisabledAt == null
                              orderby d.Id
                              select new { Delegation = d, From = f }).ToListAsync(cancellation);
        var fitting = received.Where(r => Fits(r.Delegation, r.From, what)).ToList();
        if (fitting.Count == 0)
            return new NotAllowed(what.Right);
        return fitting.Find(r => r.From.Id != what.MakerId) is { } found ? new ApprovedFor(found.From.Id, found.From.DisplayName) : new MakerMayNotApprove();
    }

    private static bool Fits(Delegation delegation, PortalUser from, Approval what) =>
        RightsMatrix.Allows(delegation.Role, what.Right)
        && from.Grants.Any(g => g.Role == delegation.Role && g.ToGrant().Reaches(what.MarketId, what.Region))
        && (delegation.MaxAmount is not { } most || (what.Amount is { } amount && amount.Currency == delegation.Currency && amount.Value <= most));
}
