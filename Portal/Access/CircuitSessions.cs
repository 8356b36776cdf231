using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>Looks twice a minute whether the session of an open page is still alive. When it is not, the page learns that nobody is signed in.</summary>
internal sealed class CircuitSessions(ILoggerFactory loggers, Sessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        PortalPrincipal.SessionOf(authenticationState.User) is { } uid && await sessions.FindAsync(uid, cancellationToken) is not null;
}
