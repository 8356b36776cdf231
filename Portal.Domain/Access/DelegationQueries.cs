using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Access.ListedDelegation, Portal.Domain.Access.DelegationLine>;

namespace Portal.Domain.Access;

/// <summary>Whether a delegation holds on a day.</summary>
public enum DelegationState
{
    InForce,

    /// <summary>Its first day is still to come.</summary>
    Coming,

    /// <summary>Its last day is over, or it was ended before.</summary>
    Ended,
}

/// <summary>One line of the list of delegations given or received.</summary>
public sealed record DelegationLine(
    long Id, bool IsMine, string FromName, string ToName, Role Role, DateOnly FromDate, DateOnly ToDate, long? MaxAmount, string Currency, DateTime? EndedAt, DelegationState State)
{
    /// <summary>The id as addresses write it.</summary>
    public string Code => Id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A delegation with the names of both, as one of them sees it.</summary>
public sealed class ListedDelegation
{
    public required Delegation Delegation { get; init; }

    public required string Code { get; init; }

    public required bool IsMine { get; init; }

    public required DelegationState State { get; init; }

    public required PortalUser From { get; init; }

    public required PortalUser To { get; init; }
}

/// <summary>Reads the delegations that a person gave and received.</summary>
public sealed class DelegationQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>What the list of delegations knows; those in force come first.</summary>
    public static ListDefinition<ListedDelegation, DelegationLine> Definition { get; } = new()
    {
        Key = l => l.Delegation.Id,
        Code = l => l.Code,
        CodeOf = r => r.Code,
        Row = l => new DelegationLine(
            l.Delegation.Id, l.IsMine, l.From.DisplayName, l.To.DisplayName, l.Delegation.Role, l.Delegation.FromDate, l.Delegation.ToDate, l.Delegation.MaxAmount, l.Delegation.Currency, l.Delegation.EndedAt, l.State),
        Order = [new ListSort("state"), new ListSort("from", Descending: true)],
        Search = Finds,
        Columns =
        [
            Column.Text("fromWhom", "access.fromWhom", l => l.From.DisplayName, r => r.FromName),
            Column.Text("toWhom", "access.toWhom", l => l.To.DisplayName, r => r.ToName) with { Important = 1 },
            Column.Choice("role", "access.role", l => l.Delegation.Role, r => r.Role) with { Important = 2 },
            Column.Date("from", "access.fromDate", l => l.Delegation.FromDate, r => r.FromDate),
            Column.Date("to", "access.toDate", l => l.Delegation.ToDate, r => r.ToDate),
            Column.Money("maxAmount", "access.maxAmount", l => l.Delegation.MaxAmount, r => r.MaxAmount is { } most ? new Money(r.Currency, most) : null),
            Column.YesNo("mine", "access.givenByMe", l => l.IsMine, r => r.IsMine) with { Hidden = true, Offered = true },
            Column.Choice("state", "access.state", l => l.State, r => r.State) with { Important = 3, Offered = true },
        ],
    };

    /// <summary>One page of what the actor gave and received.</summary>
    /// <param name="today">The day on which delegations are in force or not.</param>
    public async Task<Outcome<Page<DelegationLine>>> PageAsync(Actor actor, ListQuery query, DateOnly today, CancellationToken cancellation = default)
    {
        if (actor.Kind != ActorKind.Person)
            return new Page<DelegationLine>([], 0);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Listed(db, actor.Id, today).ToPageAsync(query, Definition, cancel: cancellation);
    }

    /// <summary>True when somebody let the actor approve in their name, at any time.</summary>
    public async Task<bool> HasReceivedAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (actor.Kind != ActorKind.Person)
            return false;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Delegations.AnyAsync(d => d.ToUserId == actor.Id, cancellation);
    }

    // CA1305: an id has no culture, and the database writes it.
#pragma warning disable CA1305
    private static IQueryable<ListedDelegation> Listed(PortalDbContext db, long userId, DateOnly today) =>
        from d in db.Delegations.AsNoTracking()
        join f in db.Users on d.FromUserId equals f.Id
        join t in db.Users on d.ToUserId equals t.Id
        where d.FromUserId == userId || d.ToUserId == userId
        select new ListedDelegation
        {
            Delegation = d,
            Code = d.Id.ToString(),
            IsMine = d.FromUserId == userId,
            State = d.EndedAt != null || d.ToDate < today ? DelegationState.Ended : d.FromDate > today ? DelegationState.Coming : DelegationState.InForce,
            From = f,
            To = t,
        };
#pragma warning restore CA1305

    private static System.Linq.Expressions.Expression<Func<ListedDelegation, bool>> Finds(SearchWord word)
    {
        var raw = word.Raw;
        return l => l.From.DisplayName.Contains(raw) || l.To.DisplayName.Contains(raw);
    }
}
