using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>
/// Links with which a new user, or one who lost the password, sets a password of their own. A link works once, for three days, and a newer
/// one replaces it. Only its hash is kept.
/// </summary>
public sealed class OneTimeLinks(IDbContextFactory<PortalDbContext> contexts, IPasswordHasher<PortalUser> hasher, Sessions sessions, TimeProvider time)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    private const string Provider = "portal";
    private const string Name = "link";

    /// <summary>The user a link is for; null when it does not work.</summary>
    public async Task<string?> UserNameAsync(string? code, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (await FindAsync(db, code, cancellation))?.User.UserName;
    }

    /// <summary>Sets the password of the user the link is for, and uses the link up.</summary>
    public async Task<Outcome<SignInProgress>> RedeemAsync(string? code, string? password, string from, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var write = await db.BeginWriteAsync(cancellation);
        if (await FindAsync(db, code, cancellation) is not { } found)
            return new LinkExpired();
        if (PasswordRules.Check(found.User.UserName!, password) is { } refusal)
            return refusal;
        // Of two requests with the same link one finds the row gone: the other waits for its lock.
        if (await db.UserTokens.Where(t => t.UserId == found.User.Id && t.LoginProvider == Provider && t.Name == Name && t.Value == found.Value).ExecuteDeleteAsync(cancellation) == 0)
            return new LinkExpired();
        var actor = new Actor(ActorKind.Person, found.User.Id, found.User.Id, found.User.DisplayName, from, []);
        found.User.PasswordHash = hasher.HashPassword(found.User, password!);
        await Sessions.EndAllAsync(db, found.User.Id, but: null, now, cancellation);
        db.Audit(actor, now, "user.password_set", found.User);
        await db.SaveChangesAsync(cancellation);
        await write.CommitAsync(cancellation);
        sessions.ForgetUser(found.User.Id);
        return SignIns.Progress(found.User, attempt: 0);
    }

    /// <summary>Makes a link in the caller's own save.</summary>
    /// <returns>The code that goes into the address, shown once.</returns>
    internal static async Task<string> MakeAsync(PortalDbContext db, PortalUser user, DateTime now, CancellationToken cancellation)
    {
        var secret = OneTimeSecret.New();
        var value = $"{(now + Lifetime).Ticks.ToString(CultureInfo.InvariantCulture)} {Convert.ToHexStringLower(OneTimeSecret.Hash(secret))}";
        var token = await db.UserTokens.SingleOrDefaultAsync(t => t.UserId == user.Id && t.LoginProvider == Provider && t.Name == Name, cancellation);
        if (token is null)
            db.UserTokens.Add(new IdentityUserToken<long> { UserId = user.Id, LoginProvider = Provider, Name = Name, Value = value });
        else
            token.Value = value;
        return $"{user.Id.ToString(CultureInfo.InvariantCulture)}.{secret}";
    }

    private async Task<(PortalUser User, string Value)?> FindAsync(PortalDbContext db, string? code, CancellationToken cancellation)
    {
        if (code?.Split('.') is not [var idText, var secret] || !long.TryParse(idText, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return null;
        var value = await db.UserTokens.Where(t => t.UserId == id && t.LoginProvider == Provider && t.Name == Name).Select(t => t.Value).SingleOrDefaultAsync(cancellation);
        if (value?.Split(' ') is not [var until, var hash] || !OneTimeSecret.Same(hash, Convert.ToHexStringLower(OneTimeSecret.Hash(secret)))
            || time.GetUtcNow().UtcDateTime.Ticks >= long.Parse(until, CultureInfo.InvariantCulture))
            return null;
        var user = await db.Users.Include(u => u.Grants).SingleOrDefaultAsync(u => u.Id == id && u.DisabledAt == null, cancellation);
        return user is null ? null : (user, value);
    }
}
