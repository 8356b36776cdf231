using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>What a person needs to add the portal to an authenticator app.</summary>
/// <param name="Sealed">The secret, sealed for this user: goes to the browser and comes back with the first code.</param>
/// <param name="Secret">The secret in Base32, to type.</param>
/// <param name="Address">The secret as an otpauth address, for a QR code.</param>
public sealed record Enrolment(string Sealed, string Secret, string Address);

/// <summary>
/// The second factor: codes of an authenticator app, each accepted once, and recovery codes. The shared secret is kept sealed, recovery
/// codes as hashes; both in Identity's table of user tokens.
/// </summary>
public sealed class SecondFactor(IDbContextFactory<PortalDbContext> contexts, AccessSecrets secrets, Sessions sessions, TimeProvider time)
{
    public const int RecoveryCodes = 10;
    private const string Provider = "portal";
    private const string TotpToken = "totp";
    private const string RecoveryToken = "recovery";
    private const string Issuer = "Portal";
    private static readonly Role[] Demanding = [Role.Administrator, Role.FinanceOfficer, Role.FinanceApprover, Role.VoucherOfficer, Role.VoucherApprover];

    /// <summary>True for people who may not sign in with a password alone: administrators and whoever handles money or vouchers, outside the demo.</summary>
    public static bool IsRequired(bool isDemo, IEnumerable<Role> roles) => !isDemo && roles.Any(Demanding.Contains);

    /// <summary>A new secret for a user. Nothing is kept until its first code comes back.</summary>
    public Enrolment Propose(long userId, string account) => Describe(userId, account, System.Security.Cryptography.RandomNumberGenerator.GetBytes(Totp.SecretSize));

    /// <summary>The same proposal again, after a wrong code; a new one when the sealed text is not ours.</summary>
    public Enrolment Propose(long userId, string account, string? sealedSecret) =>
        secrets.Open(EnrolPurpose(userId), sealedSecret) is { } secret ? Describe(userId, account, secret) : Propose(userId, account);

    /// <summary>Takes the proposed secret into use, and with it a first set of recovery codes.</summary>
    /// <returns>The recovery codes, which can never be read again.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> ConfirmAsync(long userId, string from, string? sealedSecret, string? code, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (secrets.Open(EnrolPurpose(userId), sealedSecret) is not { } secret || Totp.Match(secret, code, now, lastStep: 0) is not { } step)
            return new CodeWrong { Field = "code" };
        var codes = NewCodes();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellation);
        (user.TwoFactorEnabled, user.LastTotpStep) = (true, step);
        await PutAsync(db, userId, TotpToken, secrets.Seal(TotpPurpose(userId), secret), cancellation);
        await PutAsync(db, userId, RecoveryToken, Join(codes), cancellation);
        db.Audit(Self(user, from), now, "user.second_factor_set", user);
        await db.SaveChangesAsync(cancellation);
        sessions.ForgetUser(userId);
        return codes;
    }

    /// <summary>Accepts a code of the app once: of two requests with the same code, one is refused.</summary>
    public async Task<Outcome<Done>> VerifyAsync(long userId, string? code, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var lastStep = await db.Users.Where(u => u.Id == userId).Select(u => u.LastTotpStep).SingleAsync(cancellation);
        var kept = await TokenAsync(db, userId, TotpToken, cancellation);
        if (secrets.Open(TotpPurpose(userId), kept) is not { } secret || Totp.Match(secret, code, time.GetUtcNow().UtcDateTime, lastStep) is not { } step)
            return new CodeWrong { Field = "code" };
        await using var write = await db.BeginWriteAsync(cancellation);
        var taken = await db.Users.Where(u => u.Id == userId && u.LastTotpStep < step).ExecuteUpdateAsync(u => u.SetProperty(x => x.LastTotpStep, step), cancellation);
        await write.CommitAsync(cancellation);
        return taken == 1 ? new Done() : new CodeWrong { Field = "code" };
    }

    /// <summary>Accepts a recovery code once.</summary>
    /// <returns>How many are left.</returns>
    public async Task<Outcome<int>> UseRecoveryCodeAsync(long userId, string from, string? code, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var write = await db.BeginWriteAsync(cancellation);
        var kept = await TokenAsync(db, userId, RecoveryToken, cancellation);
        var hashes = (kept ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (!hashes.Remove(HashOf(OneTimeSecret.Fold(code))))
            return new CodeWrong { Field = "code" };
        var rest = string.Join(' ', hashes);
        var taken = await db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == RecoveryToken && t.Value == kept)
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.Value, rest), cancellation);
        if (taken == 0)
            return new CodeWrong { Field = "code" };
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellation);
        db.Audit(Self(user, from), time.GetUtcNow().UtcDateTime, "user.recovery_code_used", user);
        await db.SaveChangesAsync(cancellation);
        await write.CommitAsync(cancellation);
        return hashes.Count;
    }

    /// <summary>A new set of recovery codes for the actor; the old ones no longer work.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> RenewRecoveryCodesAsync(Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (actor.Kind != ActorKind.Person || await db.Users.SingleOrDefaultAsync(u => u.Id == actor.Id && u.TwoFactorEnabled, cancellation) is not { } user)
            return new UserUnknown();
        var codes = NewCodes();
        await PutAsync(db, user.Id, RecoveryToken, Join(codes), cancellation);
        db.Audit(actor, time.GetUtcNow().UtcDateTime, "user.recovery_codes_renewed", user);
        await db.SaveChangesAsync(cancellation);
        return codes;
    }

    /// <summary>How many recovery codes a user has left.</summary>
    public async Task<int> RecoveryCodesLeftAsync(long userId, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (await TokenAsync(db, userId, RecoveryToken, cancellation) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    /// <summary>Takes the second factor away in the caller's own save.</summary>
    internal static async Task RemoveAsync(PortalDbContext db, PortalUser user, CancellationToken cancellation)
    {
        user.TwoFactorEnabled = false;
        db.UserTokens.RemoveRange(await db.UserTokens.Where(t => t.UserId == user.Id && t.LoginProvider == Provider && (t.Name == TotpToken || t.Name == RecoveryToken)).ToListAsync(cancellation));
    }

    private Enrolment Describe(long userId, string account, byte[] secret) =>
        new(secrets.Seal(EnrolPurpose(userId), secret), Totp.Base32(secret), Totp.Address(Issuer, account, secret));

    private static string EnrolPurpose(long userId) => $"totp-proposal:{userId}";

    private static string TotpPurpose(long userId) => $"totp:{userId}";

    private static Actor Self(PortalUser user, string from) => new(ActorKind.Person, user.Id, user.Id, user.DisplayName, from, []);

    private static List<string> NewCodes() => [.. Enumerable.Range(0, RecoveryCodes).Select(_ => OneTimeSecret.Typed(groups: 4))];

    private static string Join(IEnumerable<string> codes) => string.Join(' ', codes.Select(c => HashOf(OneTimeSecret.Fold(c))));

    private static string HashOf(string code) => Convert.ToHexStringLower(OneTimeSecret.Hash(code));

    private static Task<string?> TokenAsync(PortalDbContext db, long userId, string name, CancellationToken cancellation) =>
        db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == name).Select(t => t.Value).SingleOrDefaultAsync(cancellation);

    private static async Task PutAsync(PortalDbContext db, long userId, string name, string value, CancellationToken cancellation)
    {
        var token = await db.UserTokens.SingleOrDefaultAsync(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == name, cancellation);
        if (token is null)
            db.UserTokens.Add(new IdentityUserToken<long> { UserId = userId, LoginProvider = Provider, Name = name, Value = value });
        else
            token.Value = value;
    }
}
