using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Access.ListedKey, Portal.Domain.Access.ApiKeyLine>;

namespace Portal.Domain.Access;

/// <summary>Whether a key works.</summary>
public enum KeyState
{
    Live,
    Revoked,
}

/// <summary>One line of the list of keys.</summary>
public sealed record ApiKeyLine(
    long Id, string Name, string Prefix, Role Role, ScopeKind Scope, string? Region, MarketName? Market, string OwnerName, int RatePerSecond, DateTime CreatedAt, DateTime? LastUsedAt, DateTime? RevokedAt)
{
    /// <summary>The id as addresses write it.</summary>
    public string Code => Id.ToString(CultureInfo.InvariantCulture);

    public KeyState State => RevokedAt is null ? KeyState.Live : KeyState.Revoked;
}

/// <summary>A key with the names of whom it acts for and where.</summary>
public sealed class ListedKey
{
    public required ApiKey Key { get; init; }

    public required string Code { get; init; }

    public required KeyState State { get; init; }

    public required PortalUser Owner { get; init; }

    public Market? Market { get; init; }
}

/// <summary>Reads about API keys, for those who hold <see cref="Right.ManageApiKeys"/> over all markets.</summary>
public sealed class ApiKeyQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>What the list of keys knows; the live ones come first, the newest before all.</summary>
    public static ListDefinition<ListedKey, ApiKeyLine> Definition { get; } = new()
    {
        Key = l => l.Key.Id,
        Code = l => l.Code,
        CodeOf = r => r.Code,
        Row = l => new ApiKeyLine(
            l.Key.Id, l.Key.Name, l.Key.Prefix, l.Key.Role, l.Key.Scope, l.Key.Region, l.Market == null ? null : new MarketName(l.Market.Id, l.Market.Code, l.Market.NameKo, l.Market.NameEn, l.Market.NameZh, l.Market.Region), l.Owner.DisplayName, l.Key.RatePerSecond, l.Key.CreatedAt, l.Key.LastUsedAt, l.Key.RevokedAt),
        Order = [new ListSort("state"), new ListSort("createdAt", Descending: true)],
        Search = Finds,
        Columns =
        [
            Column.Text("name", "access.keyName", l => l.Key.Name, r => r.Name) with { Important = 1 },
            Column.Text("prefix", "access.keyPrefix", l => l.Key.Prefix, r => r.Prefix),
            Column.Choice("role", "access.role", l => l.Key.Role, r => r.Role) with { Important = 2, Offered = true },
            Column.Choice("scope", "access.scope", l => l.Key.Scope, r => r.Scope) with { Hidden = true },
            Column.Text("owner", "access.owner", l => l.Owner.DisplayName, r => r.OwnerName),
            Column.Number("rate", "access.rate", l => l.Key.RatePerSecond, r => r.RatePerSecond),
            Column.Instant("lastUsed", "access.lastUsed", l => l.Key.LastUsedAt, r => r.LastUsedAt),
            Column.Instant("createdAt", "access.since", l => l.Key.CreatedAt, r => r.CreatedAt) with { Hidden = true },
            Column.Choice("state", "access.state", l => l.State, r => r.State) with { Important = 3, Offered = true },
        ],
    };

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<ApiKeyLine>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageApiKeys))
            return new NotAllowed(Right.ManageApiKeys);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Listed(db).ToPageAsync(query, Definition, zone, cancellation);
    }

    // CA1305: an id has no culture, and the database writes it.
#pragma warning disable CA1305
    private static IQueryable<ListedKey> Listed(PortalDbContext db) =>
        from k in db.ApiKeys.AsNoTracking()
        join u in db.Users on k.OwnerId equals u.Id
        join m in db.Markets on k.MarketId equals m.Id into markets
        from m in markets.DefaultIfEmpty()
        select new ListedKey { Key = k, Code = k.Id.ToString(), State = k.RevokedAt == null ? KeyState.Live : KeyState.Revoked, Owner = u, Market = m };
#pragma warning restore CA1305

    private static System.Linq.Expressions.Expression<Func<ListedKey, bool>> Finds(SearchWord word)
    {
        var raw = word.Raw;
        return l => l.Key.Name.Contains(raw) || l.Key.Prefix.Contains(raw) || l.Owner.DisplayName.Contains(raw);
    }
}
