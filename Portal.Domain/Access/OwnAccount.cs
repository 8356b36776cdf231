using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>What a person reads about their own account.</summary>
public sealed record OwnProfile(string UserName, string DisplayName, string? Language, bool HasSecondFactor, int RecoveryCodesLeft, IReadOnlyList<Role> Roles);

/// <summary>What people change about their own account.</summary>
public sealed class OwnAccount(IDbContextFactory<PortalDbContext> contexts, SignIns signIns, SecondFactor secondFactor, IPasswordHasher<PortalUser> hasher, Sessions sessions, TimeProvider time)
{
    /// <summary>The actor's account; refused to machines, which have none.</summary>
    public async Task<Outcome<OwnProfile>> FindAsync(Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await OwnAsync(db, actor, cancellation) is not { } user)
            return new UserUnknown();
        var left = await secondFactor.RecoveryCodesLeftAsync(user.Id, cancellation);
        return new OwnProfile(user.UserName!, user.DisplayName, user.Language, user.TwoFactorEnabled, left, [.. user.Grants.Select(g => g.Role).Distinct()]);
    }

    /// <summary>Changes the name that colleagues read, and the language.</summary>
    /// <param name="language">ko, en or zh-Hans; null follows the browser.</param>
    public async Task<Outcome<Done>> UpdateAsync(Actor actor, string? displayName, string? language, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await OwnAsync(db, actor, cancellation) is not { } user)
            return new UserUnknown();
        var refusals = new List<Refusal>();
        var name = Text.Require(displayName, "displayName", PortalUser.NameLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        (user.DisplayName, user.Language) = (name, language is "ko" or "en" or "zh-Hans" ? language : null);
        db.Audit(actor, time.GetUtcNow().UtcDateTime, "user.updated", user);
        await db.SaveChangesAsync(cancellation);
        sessions.ForgetUser(user.Id);
        return new Done();
    }

    /// <summary>Changes the password, after the present one, and ends all other sessions.</summary>
    public async Task<Outcome<Done>> ChangePasswordAsync(Actor actor, string? present, string? wanted, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await OwnAsync(db, actor, cancellation) is not { } user)
            return new UserUnknown();
        if (PasswordRules.Check(user.UserName!, wanted) is { } weak)
            return weak with { Field = "newPassword" };
        var proved = await signIns.ProvePasswordAsync(actor, present, SignInThrottle.Device(actor.SessionUid ?? Guid.Empty), cancellation);
        if (!proved.Ok)
            return proved;
        var now = time.GetUtcNow().UtcDateTime;
        user.PasswordHash = hasher.HashPassword(user, wanted!);
        await Sessions.EndAllAsync(db, user.Id, actor.SessionUid, now, cancellation);
        db.Audit(actor, now, "user.password_set", user);
        await db.SaveChangesAsync(cancellation);
        sessions.ForgetUser(user.Id);
        return new Done();
    }

    private static async Task<PortalUser?> OwnAsync(PortalDbContext db, Actor actor, CancellationToken cancellation) =>
        actor.Kind == ActorKind.Person ? await db.Users.Include(u => u.Grants).SingleOrDefaultAsync(u => u.Id == actor.Id, cancellation) : null;
}
