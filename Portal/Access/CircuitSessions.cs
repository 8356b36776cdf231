using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>Looks twice a minute whether the session of an open page is still alive. When it is not, the page learns that nobody is signed in.</summary>
public sealed class CircuitSessions(ILoggerFactory loggers, Sessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    /// <summary>The session was found ended: the page learns it now rather than at the next look.</summary>
    internal void End() => SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        PortalPrincipal.SessionOf(authenticationState.User) is { } uid && await sessions.FindAsync(uid, cancellationToken) is not null;
}
