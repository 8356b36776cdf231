using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>Between the password and the second factor: a cookie of ten minutes that says whose turn it is. It opens nothing else.</summary>
/// <param name="Enrols">True when the second factor is being set up.</param>
internal sealed record PendingSignIn(long UserId, string UserName, string? Language, bool Enrols)
{
    public const string Scheme = "Portal.Pending";
    private const string Enrolling = "enrol";

    /// <summary>Long enough to fetch the phone and install an app.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public static Task KeepAsync(HttpContext context, SignInProgress progress) => context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, progress.UserId.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, progress.UserName),
            new Claim(ClaimTypes.Locality, progress.Language ?? ""),
            new Claim(Enrolling, progress.Next == SignInStep.Enrol ? "1" : "0"),
        ],
        Scheme)));

    public static async Task<PendingSignIn?> FindAsync(HttpContext context)
    {
        var user = (await context.AuthenticateAsync(Scheme)).Principal;
        return user is null ? null : new PendingSignIn(
            long.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture),
            user.FindFirstValue(ClaimTypes.Name)!,
            user.FindFirstValue(ClaimTypes.Locality) is { Length: > 0 } language ? language : null,
            user.FindFirstValue(Enrolling) == "1");
    }

    public static Task ForgetAsync(HttpContext context) => context.SignOutAsync(Scheme);
}
