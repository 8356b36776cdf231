using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>Looks at the session's row on every request: the cookie alone lets nobody in.</summary>
internal sealed class CookieSessions(Sessions sessions) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var uid = context.Principal is { } principal ? PortalPrincipal.SessionOf(principal) : null;
        if (uid is not null && await sessions.UseAsync(uid.Value, context.HttpContext.RequestAborted) is { } session)
        {
            context.ReplacePrincipal(PortalPrincipal.For(session, ClientAddress.Of(context.HttpContext)));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(PortalPrincipal.Scheme);
    }
}
