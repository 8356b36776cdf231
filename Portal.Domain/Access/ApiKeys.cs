using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>A key to be made.</summary>
/// <param name="OwnerId">The person or service account it acts for; null makes a service account of its own.</param>
/// <param name="RatePerSecond">Null: the configured default.</param>
public sealed record NewApiKey(string? Name, Grant Grant, long? OwnerId = null, int? RatePerSecond = null);

/// <summary>A key that was made.</summary>
/// <param name="Key">The key itself, shown once.</param>
public sealed record CreatedApiKey(string Key, ApiKey Row);

/// <summary>A key that works, as of at most <see cref="ApiKeys.Freshness"/> ago.</summary>
public sealed record LiveKey(long Id, long OwnerId, string Name, Grant Grant, int RatePerSecond)
{
    public Actor ToActor(string from) => new(ActorKind.ApiKey, Id, OwnerId, Name, from, [Grant]);
}

/// <summary>What the configuration says about keys.</summary>
/// <param name="RatePerSecond"><c>Api:RatePerSecond</c>: requests a second of a key that has no rate of its own.</param>
public sealed record ApiKeyOptions(int RatePerSecond = ApiKey.DefaultRate);

/// <summary>Keys with which machines call the API: made, listed and revoked by those who hold <see cref="Right.ManageApiKeys"/> over all markets.</summary>
public sealed class ApiKeys(IDbContextFactory<PortalDbContext> contexts, ApiKeyOptions options, ILookupNormalizer names, TimeProvider time)
{
    /// <summary>How long a key that was seen is believed without asking the database again.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(20);

    public const int MaxRate = 100_000;
    private const string Start = "pk_";
    private const int KeyLength = 46;
    private const int PrefixLength = 10;
    private readonly ConcurrentDictionary<string, (LiveKey Key, DateTime ReadAt)> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, DateTime> used = new();

    /// <summary>Makes a key. The actor sees it once; only its hash is kept.</summary>
    public async Task<Outcome<CreatedApiKey>> CreateAsync(Actor actor, NewApiKey wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageApiKeys))
            return new NotAllowed(Right.ManageApiKeys);
        var refusals = new List<Refusal>();
        var name = Text.Require(wanted.Name, "name", ApiKey.NameLength, refusals);
        if (wanted.RatePerSecond is { } rate and (< 1 or > MaxRate))
            refusals.Add(new RateNotAllowed(MaxRate) { Field = "ratePerSecond" });
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var write = await db.BeginWriteAsync(cancellation);
        if (await Scopes.CheckAsync(db, wanted.Grant, cancellation) is { } unknown)
            refusals.Add(unknown);
        else if (wanted.OwnerId is { } person && !await MayOwnAsync(db, person, wanted.Grant, cancellation))
            refusals.Add(new OwnerLacksRole { Field = "owner" });
        if (refusals.Count > 0)
            return refusals;
        var created = await AddAsync(db, actor, wanted with { Name = name }, cancellation);
        await write.CommitAsync(cancellation);
        return created;
    }

    /// <summary>Makes a key within a write of the caller, who has checked that it may be.</summary>
    internal async Task<CreatedApiKey> AddAsync(PortalDbContext db, Actor actor, NewApiKey wanted, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var secret = Start + OneTimeSecret.New();
        var owner = wanted.OwnerId ?? await AddServiceAccountAsync(db, actor, wanted.Name!, now, cancellation);
        var row = new ApiKey
        {
            Name = wanted.Name!,
            Prefix = secret[..PrefixLength],
            Hash = OneTimeSecret.Hash(secret),
            Role = wanted.Grant.Role,
            Scope = wanted.Grant.Scope,
            Region = wanted.Grant.Region,
            MarketId = wanted.Grant.MarketId,
            OwnerId = owner,
            RatePerSecond = wanted.RatePerSecond ?? ApiKey.DefaultRate,
            CreatedAt = now,
        };
        db.ApiKeys.Add(row);
        db.Audit(actor, now, "api_key.created", row);
        await db.SaveChangesAsync(cancellation);
        return new CreatedApiKey(secret, row);
    }

    /// <summary>Stops a key: at once in this process, within <see cref="Freshness"/> in others.</summary>
    public async Task<Outcome<Done>> RevokeAsync(Actor actor, long keyId, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageApiKeys))
            return new NotAllowed(Right.ManageApiKeys);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await RevokeAsync(db, actor, keyId, now, cancellation))
            return new ApiKeyUnknown();
        await db.SaveChangesAsync(cancellation);
        ForgetAll();
        return new Done();
    }

    /// <summary>Revokes a key with the caller's next save; false when it was revoked before. Afterwards <see cref="ForgetAll"/>.</summary>
    internal static async Task<bool> RevokeAsync(PortalDbContext db, Actor actor, long keyId, DateTime now, CancellationToken cancellation)
    {
        if (await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == keyId && k.RevokedAt == null, cancellation) is not { } row)
            return false;
        row.RevokedAt = now;
        db.Audit(actor, now, "api_key.revoked", row);
        return true;
    }

    /// <summary>True for a text that has the form of a key: what has not is refused without asking the database.</summary>
    public static bool HasForm(string key) => key.Length == KeyLength && key.StartsWith(Start, StringComparison.Ordinal) && key.AsSpan(Start.Length).ContainsAnyExcept(KeyLetters) == false;

    /// <summary>True when this process has seen the key work, so that looking again is no guess.</summary>
    public bool IsKnown(string key) => known.ContainsKey(NameOf(key));

    /// <summary>The key, when it works: not revoked, its owner not disabled and, if a person, still holding the role. Counts as use.</summary>
    public async ValueTask<LiveKey?> UseAsync(string key, CancellationToken cancellation = default)
    {
        var (now, name) = (time.GetUtcNow().UtcDateTime, NameOf(key));
        if (!known.TryGetValue(name, out var entry) || now - entry.ReadAt >= Freshness)
        {
            if (await ReadAsync(key, cancellation) is not { } live)
            {
                known.TryRemove(name, out _);
                return null;
            }

            known[name] = entry = (live, now);
        }

        used[entry.Key.Id] = now;
        return entry.Key;
    }

    /// <summary>Writes when keys were last used. Called about once a minute.</summary>
    public async Task FlushAsync(CancellationToken cancellation = default)
    {
        var notes = used.ToArray();
        if (notes.Length == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        foreach (var chunk in notes.Chunk(200))
        {
            await using var write = await db.BeginWriteAsync(cancellation);
            foreach (var (id, at) in chunk)
                await db.ApiKeys.Where(k => k.Id == id && (k.LastUsedAt == null || k.LastUsedAt < at)).ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsedAt, at), cancellation);
            await write.CommitAsync(cancellation);
        }

        foreach (var note in notes)
            used.TryRemove(note);
    }

    /// <summary>Every key is asked for again.</summary>
    internal void ForgetAll() => known.Clear();

    private static readonly System.Buffers.SearchValues<char> KeyLetters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Keys are remembered by their hash; the key itself is never kept.</summary>
    private static string NameOf(string key) => Convert.ToHexString(OneTimeSecret.Hash(key));

    private static async Task<bool> MayOwnAsync(PortalDbContext db, long ownerId, Grant grant, CancellationToken cancellation)
    {
        var owner = await db.Users.AsNoTracking().Include(u => u.Grants).SingleOrDefaultAsync(u => u.Id == ownerId && u.DisabledAt == null, cancellation);
        var region = grant.MarketId is { } id ? await db.Markets.Where(m => m.Id == id).Select(m => m.Region).SingleOrDefaultAsync(cancellation) : null;
        return owner is not null && (owner.IsService || owner.Grants.Any(g => Scopes.Covers(g.ToGrant(), grant, region)));
    }

    private async Task<long> AddServiceAccountAsync(PortalDbContext db, Actor actor, string name, DateTime now, CancellationToken cancellation)
    {
        var userName = "service-" + Guid.NewGuid().ToString("N");
        var account = new PortalUser { UserName = userName, NormalizedUserName = names.NormalizeName(userName), DisplayName = name, IsService = true, CreatedAt = now, SecurityStamp = Guid.NewGuid().ToString() };
        db.Users.Add(account);
        db.Audit(actor, now, "user.created", account);
        await db.SaveChangesAsync(cancellation);
        return account.Id;
    }

    private int RateOf(int kept) => kept == ApiKey.DefaultRate ? options.RatePerSecond : kept;

    private async Task<LiveKey?> ReadAsync(string key, CancellationToken cancellation)
    {
        var hash = OneTimeSecret.Hash(key);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null, cancellation);
        return row is not null && await MayOwnAsync(db, row.OwnerId, row.ToGrant(), cancellation) ? new LiveKey(row.Id, row.OwnerId, row.Name, row.ToGrant(), RateOf(row.RatePerSecond)) : null;
    }
}
