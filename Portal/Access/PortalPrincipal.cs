using System.Globalization;
using System.Security.Claims;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>
/// The claims of a signed-in person: id, session, names, roles (as on the command line: <c>market-manager</c>) and the address they come from.
/// They say what to show. What may be done is asked of <see cref="CurrentActor"/>, which reads the grants afresh.
/// </summary>
public static class PortalPrincipal
{
    public const string Scheme = "Portal.Cookie";
    public const string SessionClaim = "sid";
    public const string FromClaim = "from";

    /// <summary>What the cookie carries: the session and nothing else that could grow old.</summary>
    public static ClaimsPrincipal ForCookie(SessionInfo session) =>
        new(new ClaimsIdentity([new Claim(SessionClaim, session.Uid.ToString("N"))], Scheme));

    /// <summary>What the request and its circuit see.</summary>
    public static ClaimsPrincipal For(SessionInfo session, string from) => new(new ClaimsIdentity(
        [
            new Claim(SessionClaim, session.Uid.ToString("N")),
            new Claim(FromClaim, from),
            new Claim(ClaimTypes.NameIdentifier, session.UserId.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, session.UserName),
            new Claim(ClaimTypes.GivenName, session.DisplayName),
            .. session.Grants.Select(g => g.Role).Distinct().Select(r => new Claim(ClaimTypes.Role, RoleNames.Of(r))),
        ],
        Scheme));

    /// <summary>What a request with an API key sees.</summary>
    public static ClaimsPrincipal For(LiveKey key, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, key.Name), new Claim(ClaimTypes.Role, RoleNames.Of(key.Grant.Role))], scheme));

    /// <summary>The session a principal acts through; null for others.</summary>
    public static Guid? SessionOf(ClaimsPrincipal user) => Guid.TryParseExact(user.FindFirst(SessionClaim)?.Value, "N", out var uid) ? uid : null;

    /// <summary>True when one of the principal's roles has the right, in whatever scope: for showing a page or a button.</summary>
    public static bool May(this ClaimsPrincipal user, Right right) =>
        user.FindAll(ClaimTypes.Role).Any(c => RoleNames.TryParse(c.Value, out var role) && RightsMatrix.Allows(role, right));
}
