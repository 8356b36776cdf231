using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>A user to be made.</summary>
/// <param name="Password">Null: the user gets a one-time link instead.</param>
public sealed record NewUser(string? UserName, string? DisplayName, IReadOnlyList<Grant> Grants, string? Password = null, string? Language = null, bool IsDemo = false);

/// <summary>A user that was made.</summary>
/// <param name="OneTimeCode">What the one-time link ends with, shown once; null when a password was given.</param>
public sealed record CreatedUser(long Id, string UserName, string? OneTimeCode);

/// <summary>People who may sign in, managed by those who hold <see cref="Right.ManageUsers"/> over all markets.</summary>
public sealed class Users(IDbContextFactory<PortalDbContext> contexts, IServiceScopeFactory scopes, Sessions sessions, ApiKeys apiKeys, TimeProvider time)
{
    /// <summary>Identity's own length; often the user name is an e-mail address.</summary>
    public const int UserNameLength = 256;

    /// <summary>Makes a user with roles, and a password or a one-time link.</summary>
    public async Task<Outcome<CreatedUser>> CreateAsync(Actor actor, NewUser wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageUsers))
            return new NotAllowed(Right.ManageUsers);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await using var write = await db.BeginWriteAsync(cancellation);
        var made = await AddAsync(scope.ServiceProvider, db, actor, wanted, cancellation);
        if (made.Ok)
            await write.CommitAsync(cancellation);
        return made;
    }

    /// <summary>Makes the first administrator of a portal without users; refused ever after.</summary>
    public async Task<Outcome<CreatedUser>> SetUpAsync(string from, string? userName, string? displayName, string? password, CancellationToken cancellation = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await using var write = await db.BeginWriteAsync(cancellation);
        if (await AnyAsync(db, cancellation))
            return new AlreadySetUp();
        var wanted = new NewUser(userName, displayName, [new Grant(Role.Administrator, ScopeKind.All)], password ?? "");
        var made = await AddAsync(scope.ServiceProvider, db, Actor.System(from), wanted, cancellation);
        if (made.Ok)
            await write.CommitAsync(cancellation);
        return made;
    }

    /// <summary>True when somebody can sign in; service accounts do not count.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await AnyAsync(db, cancellation);
    }

    /// <summary>Gives a user exactly these roles.</summary>
    public Task<Outcome<Done>> SetRolesAsync(Actor actor, long userId, IReadOnlyList<Grant> grants, CancellationToken cancellation = default) =>
        ChangeAsync(actor, userId, async (db, user, now) =>
        {
            if (await CheckGrantsAsync(db, grants, cancellation) is { } refusal)
                return refusal;
            var wanted = grants.ToHashSet();
            foreach (var gone in user.Grants.Where(g => !wanted.Contains(g.ToGrant())).ToList())
            {
                db.Audit(actor, now, "user.role_withdrawn", gone);
                user.Grants.Remove(gone);
                db.UserGrants.Remove(gone);
            }

            foreach (var grant in wanted.Except(user.Grants.Select(g => g.ToGrant())).ToList())
            {
                var row = Row(grant);
                user.Grants.Add(row);
                db.Audit(actor, now, "user.role_given", row);
            }

            // Somebody who now needs a second factor and has none sets it up at the next sign-in.
            if (!user.TwoFactorEnabled && SecondFactor.IsRequired(user.IsDemo, grants.Select(g => g.Role)))
                await Sessions.EndAllAsync(db, userId, but: null, now, cancellation);
            return null;
        }, cancellation);

    /// <summary>Shuts an account: its sessions end, its keys stop.</summary>
    public Task<Outcome<Done>> DisableAsync(Actor actor, long userId, string? reason, CancellationToken cancellation = default) =>
        ChangeAsync(actor, userId, async (db, user, now) =>
        {
            var refusals = new List<Refusal>();
            var why = Text.Require(reason, "reason", Auditing.AuditEntry.ReasonLength, refusals);
            if (refusals.Count > 0)
                return refusals[0];
            if (user.Id == actor.Id && actor.Kind == ActorKind.Person)
                return new NotOneself();
            user.DisabledAt ??= now;
            db.Audit(actor, now, "user.disabled", user, why);
            await Sessions.EndAllAsync(db, userId, but: null, now, cancellation);
            return null;
        }, cancellation);

    /// <summary>Opens an account again.</summary>
    public Task<Outcome<Done>> EnableAsync(Actor actor, long userId, CancellationToken cancellation = default) =>
        ChangeAsync(actor, userId, (db, user, now) =>
        {
            user.DisabledAt = null;
            db.Audit(actor, now, "user.enabled", user);
            return Task.FromResult<Refusal?>(null);
        }, cancellation);

    /// <summary>Takes the second factor away from somebody who lost the device; where it is required they set up a new one at the next sign-in.</summary>
    public Task<Outcome<Done>> ResetSecondFactorAsync(Actor actor, long userId, CancellationToken cancellation = default) =>
        ChangeAsync(actor, userId, async (db, user, now) =>
        {
            await SecondFactor.RemoveAsync(db, user, cancellation);
            await Sessions.EndAllAsync(db, userId, but: null, now, cancellation);
            db.Audit(actor, now, "user.second_factor_reset", user);
            return null;
        }, cancellation);

    /// <summary>A one-time link for somebody who lost the password. The old password stays until the link is used.</summary>
    /// <returns>What the link ends with, shown once.</returns>
    public async Task<Outcome<string>> NewLinkAsync(Actor actor, long userId, CancellationToken cancellation = default)
    {
        string? code = null;
        var changed = await ChangeAsync(actor, userId, async (db, user, now) =>
        {
            code = await OneTimeLinks.MakeAsync(db, user, now, cancellation);
            db.Audit(actor, now, "user.link_made", user);
            return null;
        }, cancellation);
        return changed.Ok ? code! : changed.Refusal!;
    }

    private static UserGrant Row(Grant grant) => new() { Role = grant.Role, Scope = grant.Scope, Region = grant.Region, MarketId = grant.MarketId };

    private static Task<bool> AnyAsync(PortalDbContext db, CancellationToken cancellation) => db.Users.AnyAsync(u => !u.IsService, cancellation);

    private static async Task<Refusal?> CheckGrantsAsync(PortalDbContext db, IReadOnlyList<Grant> grants, CancellationToken cancellation)
    {
        if (grants.Count == 0)
            return new RoleMissing { Field = "roles" };
        foreach (var grant in grants)
        {
            if (grant.Role == Role.Terminal)
                return new RoleForMachines { Field = "roles" };
            if (await Scopes.CheckAsync(db, grant, cancellation) is { } refusal)
                return refusal;
        }

        return null;
    }

    /// <summary>Adds the user to the scope's context, within the caller's transaction.</summary>
    private async Task<Outcome<CreatedUser>> AddAsync(IServiceProvider services, PortalDbContext db, Actor actor, NewUser wanted, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var refusals = new List<Refusal>();
        var user = new PortalUser
        {
            UserName = Text.Require(wanted.UserName, "userName", UserNameLength, refusals),
            DisplayName = Text.Require(wanted.DisplayName, "displayName", PortalUser.NameLength, refusals),
            Language = wanted.Language,
            IsDemo = wanted.IsDemo,
            CreatedAt = now,
        };
        if (wanted.Password is not null && PasswordRules.Check(user.UserName, wanted.Password) is { } weak)
            refusals.Add(weak);
        if (await CheckGrantsAsync(db, wanted.Grants, cancellation) is { } wrong)
            refusals.Add(wrong);
        if (refusals.Count > 0)
            return refusals;
        user.Grants.AddRange(wanted.Grants.Distinct().Select(Row));
        db.Audit(actor, now, "user.created", user);
        foreach (var grant in user.Grants)
            db.Audit(actor, now, "user.role_given", grant);
        var users = services.GetRequiredService<UserManager<PortalUser>>();
        var result = wanted.Password is null ? await users.CreateAsync(user) : await users.CreateAsync(user, wanted.Password);
        if (!result.Succeeded)
            return RefusalOf(result);
        var code = wanted.Password is null ? await OneTimeLinks.MakeAsync(db, user, now, cancellation) : null;
        await db.SaveChangesAsync(cancellation);
        return new CreatedUser(user.Id, user.UserName, code);
    }

    private static Refusal RefusalOf(IdentityResult result) => result.Errors.First().Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) => new UserNameTaken { Field = "userName" },
        nameof(IdentityErrorDescriber.InvalidUserName) => new UserNameNotAllowed { Field = "userName" },
        var other => throw new InvalidOperationException($"Identity refused a user: {other}"),
    };

    /// <summary>Loads, changes and saves one user; the last administrator of all markets stays one.</summary>
    private async Task<Outcome<Done>> ChangeAsync(Actor actor, long userId, Func<PortalDbContext, PortalUser, DateTime, Task<Refusal?>> change, CancellationToken cancellation)
    {
        if (!actor.MayEverywhere(Right.ManageUsers))
            return new NotAllowed(Right.ManageUsers);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var write = await db.BeginWriteAsync(cancellation);
        if (await db.Users.Include(u => u.Grants).SingleOrDefaultAsync(u => u.Id == userId && !u.IsService, cancellation) is not { } user)
            return new UserUnknown();
        var wasAdministrator = user.DisabledAt is null && user.Grants.Any(g => g is { Role: Role.Administrator, Scope: ScopeKind.All });
        if (await change(db, user, time.GetUtcNow().UtcDateTime) is { } refusal)
            return refusal;
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        await db.SaveChangesAsync(cancellation);
        if (wasAdministrator && !await db.Users.AnyAsync(u => u.DisabledAt == null && u.Grants.Any(g => g.Role == Role.Administrator && g.Scope == ScopeKind.All), cancellation))
            return new LastAdministrator();
        await write.CommitAsync(cancellation);
        sessions.ForgetUser(userId);
        apiKeys.ForgetAll();
        return new Done();
    }
}
