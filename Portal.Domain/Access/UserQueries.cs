using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>A role and how far it reaches, as people read it.</summary>
public sealed record GrantLine(Grant Grant, string? MarketCode, string? MarketName);

/// <summary>One line of the list of users, and one user's page.</summary>
public sealed record UserLine(
    long Id, string UserName, string DisplayName, bool HasPassword, bool HasSecondFactor, bool IsDemo, DateTime CreatedAt, DateTime? DisabledAt, DateTime? LastSeenAt, IReadOnlyList<GrantLine> Grants);

/// <summary>Reads about users, for those who hold <see cref="Right.ManageUsers"/> over all markets.</summary>
public sealed class UserQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Users whose name or user name holds a text; those who may sign in first, then by name.</summary>
    public async Task<Outcome<Page<UserLine>>> ListAsync(Actor actor, string? search, Paging paging, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageUsers))
            return new NotAllowed(Right.ManageUsers);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var users = db.Users.AsNoTracking().Where(u => !u.IsService);
        if (!string.IsNullOrWhiteSpace(search))
        {
            var (name, upper) = (search.Trim(), search.Trim().ToUpperInvariant());
            users = users.Where(u => u.DisplayName.Contains(name) || u.NormalizedUserName!.Contains(upper));
        }

        var total = await users.CountAsync(cancellation);
        var page = users.OrderBy(u => u.DisabledAt != null).ThenBy(u => u.DisplayName).ThenBy(u => u.Id).Skip(paging.Skip).Take(paging.Take);
        return new Page<UserLine>(await LinesAsync(db, page, cancellation), total);
    }

    /// <summary>One user.</summary>
    public async Task<Outcome<UserLine>> FindAsync(Actor actor, long id, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageUsers))
            return new NotAllowed(Right.ManageUsers);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await LinesAsync(db, db.Users.AsNoTracking().Where(u => u.Id == id && !u.IsService), cancellation);
        return found is [var user] ? user : new UserUnknown();
    }

    /// <summary>The regions that markets lie in, for scopes.</summary>
    public async Task<IReadOnlyList<string>> RegionsAsync(CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Markets.Where(m => m.ArchivedAt == null).Select(m => m.Region).Distinct().OrderBy(r => r).ToListAsync(cancellation);
    }

    /// <summary>A market's id by its code; null when there is none.</summary>
    public async Task<long?> MarketIdAsync(string? code, CancellationToken cancellation = default)
    {
        var wanted = code?.Trim().ToUpperInvariant() ?? "";
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Markets.Where(m => m.Code == wanted).Select(m => (long?)m.Id).SingleOrDefaultAsync(cancellation);
    }

    private static async Task<List<UserLine>> LinesAsync(PortalDbContext db, IQueryable<PortalUser> users, CancellationToken cancellation)
    {
        var rows = await users.Select(u => new
        {
            User = u,
            LastSeenAt = db.UserSessions.Where(s => s.UserId == u.Id).Max(s => (DateTime?)s.LastSeenAt),
        }).ToListAsync(cancellation);
        var ids = rows.Select(r => r.User.Id).ToList();
        var grants = await (from g in db.UserGrants.AsNoTracking()
                            join m in db.Markets on g.MarketId equals m.Id into markets
                            from m in markets.DefaultIfEmpty()
                            where ids.Contains(g.UserId)
                            orderby g.Id
                            select new { Grant = g, Code = m == null ? null : m.Code, Name = m == null ? null : m.NameKo }).ToListAsync(cancellation);
        var byUser = grants.ToLookup(g => g.Grant.UserId, g => new GrantLine(g.Grant.ToGrant(), g.Code, g.Name));
        return [.. rows.Select(r => new UserLine(
            r.User.Id, r.User.UserName!, r.User.DisplayName, r.User.PasswordHash is not null, r.User.TwoFactorEnabled, r.User.IsDemo, r.User.CreatedAt, r.User.DisabledAt, r.LastSeenAt, [.. byUser[r.User.Id]]))];
    }
}
