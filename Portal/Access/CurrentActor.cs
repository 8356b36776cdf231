using Microsoft.AspNetCore.Components.Server.Circuits;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>
/// Who acts in this request or circuit. Pages and endpoints ask at each act and hand the answer to the service: grants are never older than
/// <see cref="Sessions.Freshness"/>, and asking counts as use of the session. A page whose session has ended leads to sign-in.
/// </summary>
public sealed class CurrentActor(Sessions sessions, IHttpContextAccessor accessor, CircuitSessions authentication, CircuitMark circuit)
{
    /// <summary>The actor; throws when nobody is signed in, which pages and endpoints with sign-in rule out, unless it ended just now.</summary>
    public async ValueTask<Actor> GetAsync(CancellationToken cancellation = default) =>
        await FindAsync(cancellation) ?? throw new SignedOutException();

    /// <summary>The actor, or null when nobody is signed in (any more).</summary>
    public async ValueTask<Actor?> FindAsync(CancellationToken cancellation = default)
    {
        if (Request is { } request && request.Items[typeof(Actor)] is Actor machine)
            return machine;
        var (session, from) = await LookAsync(cancellation);
        if (session is null && circuit.IsCircuit)
            authentication.End();
        return session?.ToActor(from);
    }

    /// <summary>The session that the person acts through; null for machines and strangers.</summary>
    public async ValueTask<SessionInfo?> SessionAsync(CancellationToken cancellation = default) => (await LookAsync(cancellation)).Session;

    /// <summary>In a circuit the accessor may still hold the request that opened it: its user is as old as the circuit.</summary>
    private HttpContext? Request => circuit.IsCircuit ? null : accessor.HttpContext;

    private async ValueTask<(SessionInfo? Session, string From)> LookAsync(CancellationToken cancellation)
    {
        var user = Request is { } request ? request.User : (await authentication.GetAuthenticationStateAsync()).User;
        var session = PortalPrincipal.SessionOf(user) is { } uid ? await sessions.UseAsync(uid, cancellation) : null;
        return (session, user.FindFirst(PortalPrincipal.FromClaim)?.Value ?? "");
    }
}

/// <summary>The session ended between showing the page and the act on it. The page then leads to sign-in.</summary>
public sealed class SignedOutException() : Exception("Nobody is signed in any more.");

/// <summary>Tells a scope that it belongs to a circuit.</summary>
public sealed class CircuitMark : CircuitHandler
{
    public bool IsCircuit { get; private set; }

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsCircuit = true;
        return Task.CompletedTask;
    }
}
