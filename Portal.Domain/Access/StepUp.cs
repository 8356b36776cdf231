using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>
/// A fresh proof of presence for acts that matter. It is for something: a kind of act (<c>payouts.approve</c>), good for every act of that
/// kind, or one listed batch of it (<c>payouts.approve:2026-11-22</c>), good for that batch alone. It holds for <see cref="Lifetime"/>.
/// </summary>
public sealed class StepUp(IDbContextFactory<PortalDbContext> contexts, Sessions sessions, TimeProvider time)
{
    /// <summary>How long one step-up holds.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>The longest text that says what a step-up is for.</summary>
    public const int WhatLength = 200;

    /// <summary>Null when the actor stepped up for this within the last ten minutes, or is no person; otherwise the refusal.</summary>
    /// <param name="what">A kind of act, or <c>kind:batch</c>.</param>
    public async Task<StepUpNeeded?> CheckAsync(Actor actor, string what, CancellationToken cancellation = default)
    {
        if (actor.Kind != ActorKind.Person)
            return null;
        var session = actor.SessionUid is { } uid ? await sessions.FindAsync(uid, cancellation) : null;
        return session is not null && IsFresh(session, what) ? null : new StepUpNeeded(what);
    }

    /// <summary>True when the session's stamp covers this act now.</summary>
    public bool IsFresh(SessionInfo session, string what) => IsFresh(session, what, time.GetUtcNow().UtcDateTime);

    /// <inheritdoc cref="IsFresh(SessionInfo, string)"/>
    public static bool IsFresh(SessionInfo session, string what, DateTime now) =>
        session is { StepUpAt: { } at, StepUpFor: { } stamped } && now >= at && now - at < Lifetime
        && (what == stamped || what.StartsWith(stamped + ":", StringComparison.Ordinal));

    /// <summary>Stamps the session. The caller has just checked the person's code or password.</summary>
    public async Task StampAsync(Actor actor, string what, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(what.Length, WhatLength, nameof(what));
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var session = await db.UserSessions.SingleAsync(s => s.Uid == actor.SessionUid && s.UserId == actor.Id && s.EndedAt == null, cancellation);
        (session.StepUpAt, session.StepUpFor) = (now, what);
        db.Audit(actor, now, "session.stepped_up", session);
        await db.SaveChangesAsync(cancellation);
        sessions.Forget(session.Uid);
    }
}
