using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Access.ListedUser, Portal.Domain.Access.UserLine>;

namespace Portal.Domain.Access;

/// <summary>Whether somebody can sign in.</summary>
public enum AccountState
{
    Active,

    /// <summary>No password yet: the one-time link has not been used.</summary>
    Invited,
    Disabled,
}

/// <summary>A role and how far it reaches, as people read it.</summary>
public sealed record GrantLine(Grant Grant, MarketName? Market);

/// <summary>One line of the list of users, and one user's page.</summary>
public sealed record UserLine(
    long Id, string UserName, string DisplayName, bool HasPassword, bool HasSecondFactor, bool IsDemo, DateTime CreatedAt, DateTime? DisabledAt, DateTime? LastSeenAt, AccountState State)
{
    public IReadOnlyList<GrantLine> Grants { get; init; } = [];

    /// <summary>The id as addresses write it.</summary>
    public string Code => Id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A user with what the list knows beside the account.</summary>
public sealed class ListedUser
{
    public required PortalUser User { get; init; }

    public required string Code { get; init; }

    public required AccountState State { get; init; }

    public DateTime? LastSeenAt { get; init; }
}

/// <summary>Reads about users, for those who hold <see cref="Right.ManageUsers"/> over all markets.</summary>
public sealed class UserQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>What the list of users knows; those who may sign in come first.</summary>
    public static ListDefinition<ListedUser, UserLine> Definition { get; } = new()
    {
        Key = l => l.User.Id,
        Code = l => l.Code,
        CodeOf = r => r.Code,
        Row = l => new UserLine(
            l.User.Id, l.User.UserName!, l.User.DisplayName, l.User.PasswordHash != null, l.User.TwoFactorEnabled, l.User.IsDemo, l.User.CreatedAt, l.User.DisabledAt, l.LastSeenAt, l.State),
        Order = [new ListSort("state"), new ListSort("displayName")],
        Search = Finds,
        Columns =
        [
            Column.Text("displayName", "access.displayName", l => l.User.DisplayName, r => r.DisplayName) with { Important = 1 },
            Column.Text("userName", "access.userName", l => l.User.UserName, r => r.UserName),
            RolesColumn(),
            Column.YesNo("factor", "access.codeTitle", l => l.User.TwoFactorEnabled, r => r.HasSecondFactor),
            Column.Instant("lastSeen", "access.lastSeen", l => l.LastSeenAt, r => r.LastSeenAt),
            Column.Choice("state", "access.state", l => l.State, r => r.State) with { Important = 3, Offered = true },
            Column.Instant("createdAt", "access.since", l => l.User.CreatedAt, r => r.CreatedAt) with { Hidden = true },
        ],
    };

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<UserLine>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageUsers))
            return new NotAllowed(Right.ManageUsers);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var page = await Listed(db).ToPageAsync(query, Definition, zone, cancellation);
        return page.TryGet(out var found) ? found with { Items = await WithGrantsAsync(db, found.Items, cancellation) } : page;
    }

    /// <summary>The users before and after one in the list that the query describes.</summary>
    public async Task<Outcome<ListNeighbours>> NeighboursAsync(Actor actor, ListQuery query, string code, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageUsers))
            return new NotAllowed(Right.ManageUsers);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Listed(db).NeighboursAsync(query, Definition, code, cancel: cancellation);
    }

    /// <summary>One user.</summary>
    public async Task<Outcome<UserLine>> FindAsync(Actor actor, long id, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageUsers))
            return new NotAllowed(Right.ManageUsers);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await Listed(db).Where(l => l.User.Id == id).Select(Definition.Row).ToListAsync(cancellation);
        return await WithGrantsAsync(db, found, cancellation) is [var user] ? user : new UserUnknown();
    }

    /// <summary>The regions that markets lie in, for scopes.</summary>
    public async Task<IReadOnlyList<string>> RegionsAsync(CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Markets.Where(m => m.ArchivedAt == null).Select(m => m.Region).Distinct().OrderBy(r => r).ToListAsync(cancellation);
    }

    // CA1305: an id has no culture, and the database writes it.
#pragma warning disable CA1305
    private static IQueryable<ListedUser> Listed(PortalDbContext db) => db.Users.AsNoTracking().Where(u => !u.IsService).Select(u => new ListedUser
    {
        User = u,
        Code = u.Id.ToString(),
        State = u.DisabledAt != null ? AccountState.Disabled : u.PasswordHash == null ? AccountState.Invited : AccountState.Active,
        LastSeenAt = db.UserSessions.Where(s => s.UserId == u.Id).Max(s => (DateTime?)s.LastSeenAt),
    });
#pragma warning restore CA1305

    private static System.Linq.Expressions.Expression<Func<ListedUser, bool>> Finds(SearchWord word)
    {
        var (name, upper) = (word.Raw, LikePattern.Contains(word.Raw.ToUpperInvariant()));
        return l => l.User.DisplayName.Contains(name) || EF.Functions.Like(l.User.NormalizedUserName!, upper, LikePattern.Escape);
    }

    private static Column RolesColumn() => Column.Choice("roles", "access.roles", l => l.User.Grants.Select(g => g.Role).FirstOrDefault(), r => r.Grants is [var first, ..] ? first.Grant.Role : default) with
    {
        Sort = null,
        Important = 2,
        Offered = true,
        Filter = (value, _) =>
        {
            var names = ListValues.Split(value);
            var roles = names.Where(n => Enum.IsDefined(typeof(Role), n)).Select(Enum.Parse<Role>).ToList();
            return names.Count == 0 || roles.Count < names.Count
                ? new MalformedFilter("roles") { Field = "f.roles" }
                : (System.Linq.Expressions.Expression<Func<ListedUser, bool>>)(l => l.User.Grants.Any(g => roles.Contains(g.Role)));
        },
    };

    private static async Task<IReadOnlyList<UserLine>> WithGrantsAsync(PortalDbContext db, IReadOnlyList<UserLine> users, CancellationToken cancellation)
    {
        var ids = users.Select(u => u.Id).ToList();
        var grants = await (from g in db.UserGrants.AsNoTracking()
                            join m in db.Markets on g.MarketId equals m.Id into markets
                            from m in markets.DefaultIfEmpty()
                            where ids.Contains(g.UserId)
                            orderby g.Id
                            select new { Grant = g, Market = m == null ? null : new MarketName(m.Id, m.Code, m.NameKo, m.NameEn, m.NameZh, m.Region) }).ToListAsync(cancellation);
        var byUser = grants.ToLookup(g => g.Grant.UserId, g => new GrantLine(g.Grant.ToGrant(), g.Market));
        return [.. users.Select(u => u with { Grants = [.. byUser[u.Id]] })];
    }
}
