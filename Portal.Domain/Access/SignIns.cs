using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>What stands between a right password and a session.</summary>
public enum SignInStep
{
    /// <summary>Nothing: start the session.</summary>
    Done,

    /// <summary>A code of the authenticator app.</summary>
    Code,

    /// <summary>A second factor has to be set up first.</summary>
    Enrol,
}

/// <summary>A person whose password was right.</summary>
/// <param name="AttemptId">To be marked by <see cref="SignInThrottle.SucceedAsync"/> when the last step is done.</param>
public sealed record SignInProgress(long UserId, string UserName, string? Language, SignInStep Next, long AttemptId);

/// <summary>Passwords and codes, checked with the throttle before them. Whatever is wrong takes the same time and gets the same answer.</summary>
public sealed class SignIns(
    IDbContextFactory<PortalDbContext> contexts, SignInThrottle throttle, SecondFactor secondFactor, IPasswordHasher<PortalUser> hasher, ILookupNormalizer names)
{
    private readonly Lazy<string> nobody = new(() => hasher.HashPassword(new PortalUser(), OneTimeSecret.New()));

    /// <summary>The name under which tries are counted.</summary>
    public string AccountOf(string? userName) => names.NormalizeName(userName?.Trim()) ?? "";

    /// <summary>Checks a user name and password that come from a source (<see cref="SignInThrottle"/>).</summary>
    public async Task<Outcome<SignInProgress>> PasswordAsync(string? userName, string? password, string source, CancellationToken cancellation = default)
    {
        var account = AccountOf(userName);
        var begun = await throttle.BeginAsync(account, source, cancellation);
        if (!begun.TryGet(out var attempt))
            return begun.Refusal!;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var user = await db.Users.Include(u => u.Grants).SingleOrDefaultAsync(u => u.NormalizedUserName == account, cancellation);
        if (!await PasswordFitsAsync(db, user, password, cancellation) || user is not { DisabledAt: null, IsService: false })
            return new SignInFailed();
        return Progress(user, attempt);
    }

    /// <summary>Checks the password of somebody who is signed in.</summary>
    public async Task<Outcome<Done>> ProvePasswordAsync(Actor actor, string? password, string source, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var user = await db.Users.SingleAsync(u => u.Id == actor.Id && actor.Kind == ActorKind.Person, cancellation);
        var begun = await throttle.BeginAsync(user.NormalizedUserName!, source, cancellation);
        if (!begun.TryGet(out var attempt))
            return begun.Refusal!;
        if (!await PasswordFitsAsync(db, user, password, cancellation))
            return new PasswordWrong { Field = "password" };
        await throttle.SucceedAsync(attempt, cancellation);
        return new Done();
    }

    /// <summary>Checks a code of the authenticator app, or a recovery code.</summary>
    /// <returns>The attempt's id.</returns>
    public async Task<Outcome<long>> CodeAsync(long userId, string account, string? code, bool recovery, string from, string source, CancellationToken cancellation = default)
    {
        var begun = await throttle.BeginAsync(account, source, cancellation);
        if (!begun.TryGet(out var attempt))
            return begun.Refusal!;
        var refusal = recovery
            ? (await secondFactor.UseRecoveryCodeAsync(userId, from, code, cancellation)).Refusal
            : (await secondFactor.VerifyAsync(userId, code, cancellation)).Refusal;
        return refusal is null ? attempt : refusal;
    }

    /// <summary>What a person who has proved their password, or came by a one-time link, has to do next.</summary>
    internal static SignInProgress Progress(PortalUser user, long attempt)
    {
        var next = user.TwoFactorEnabled ? SignInStep.Code
            : SecondFactor.IsRequired(user.IsDemo, user.Grants.Select(g => g.Role)) ? SignInStep.Enrol
            : SignInStep.Done;
        return new SignInProgress(user.Id, user.UserName!, user.Language, next, attempt);
    }

    private async Task<bool> PasswordFitsAsync(PortalDbContext db, PortalUser? user, string? password, CancellationToken cancellation)
    {
        password = password is { Length: <= PasswordRules.MaxLength } ? password : "";
        var result = hasher.VerifyHashedPassword(user ?? new PortalUser(), user?.PasswordHash ?? nobody.Value, password);
        if (result == PasswordVerificationResult.SuccessRehashNeeded && user is not null)
        {
            user.PasswordHash = hasher.HashPassword(user, password);
            await db.SaveChangesAsync(cancellation);
        }

        return result != PasswordVerificationResult.Failed && user?.PasswordHash is not null;
    }
}
