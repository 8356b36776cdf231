using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>A live session and the person in it, as of at most <see cref="Sessions.Freshness"/> ago.</summary>
public sealed record SessionInfo(
    Guid Uid, long UserId, string UserName, string DisplayName, string? Language, bool HasSecondFactor, DateTime CreatedAt, DateTime LastSeenAt, DateTime? StepUpAt, string? StepUpFor, IReadOnlyList<Grant> Grants)
{
    /// <summary>The person as an actor, coming from an address.</summary>
    public Actor ToActor(string from) => new(ActorKind.Person, UserId, UserId, DisplayName, from, Grants) { SessionUid = Uid };
}

/// <summary>One line of the list of sessions that their owner sees.</summary>
public sealed record SessionLine(Guid Uid, DateTime CreatedAt, DateTime LastSeenAt, string From, string Browser);

/// <summary>
/// Sign-ins that are alive. Every request and every act in a circuit asks here; what was ended, or whose owner was disabled, is
/// refused at once by the process that ended it and within <see cref="Freshness"/> by the others.
/// </summary>
public sealed class Sessions(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>How old an answer may be. Rights taken away stop working within this time.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    /// <summary>A session that nobody used for this long is over.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromHours(8);

    /// <summary>No session is older than this: everybody signs in once a day.</summary>
    public static readonly TimeSpan AgeLimit = TimeSpan.FromHours(24);

    private const int BrowserLength = 200;
    private readonly ConcurrentDictionary<Guid, (SessionInfo Info, DateTime ReadAt)> known = new();
    private readonly ConcurrentDictionary<Guid, DateTime> seen = new();

    /// <summary>Begins a session for a person who has proved who they are.</summary>
    public async Task<SessionInfo> StartAsync(long userId, string from, string browser, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var session = new UserSession
        {
            Uid = Guid.NewGuid(),
            UserId = userId,
            CreatedAt = now,
            LastSeenAt = now,
            From = from,
            Browser = browser.Length <= BrowserLength ? browser : browser[..BrowserLength],
        };
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == userId, cancellation);
        db.UserSessions.Add(session);
        db.Audit(new Actor(ActorKind.Person, userId, userId, user.DisplayName, from, []), now, "session.started", session);
        await db.SaveChangesAsync(cancellation);
        return await FindAsync(session.Uid, cancellation) ?? throw new InvalidOperationException($"User {userId} was disabled while signing in.");
    }

    /// <summary>The session, or null when it has ended, is too old, or its owner is disabled. Does not count as use.</summary>
    public async ValueTask<SessionInfo?> FindAsync(Guid uid, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (!known.TryGetValue(uid, out var entry) || now - entry.ReadAt >= Freshness)
        {
            if (await ReadAsync(uid, cancellation) is not { } info)
            {
                Forget(uid);
                return null;
            }

            known[uid] = entry = (info, now);
        }

        var lastSeen = seen.TryGetValue(uid, out var at) && at > entry.Info.LastSeenAt ? at : entry.Info.LastSeenAt;
        return now - lastSeen < IdleLimit && now - entry.Info.CreatedAt < AgeLimit ? entry.Info : null;
    }

    /// <summary>The session, and a note that it was used now; notes are written by <see cref="FlushAsync"/>.</summary>
    public async ValueTask<SessionInfo?> UseAsync(Guid uid, CancellationToken cancellation = default)
    {
        if (await FindAsync(uid, cancellation) is not { } info)
            return null;
        seen[uid] = time.GetUtcNow().UtcDateTime;
        return info;
    }

    /// <summary>The actor's own live sessions, newest first.</summary>
    public async Task<IReadOnlyList<SessionLine>> ListAsync(Actor actor, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (person, youngest, idle) = (PersonOf(actor), now - AgeLimit, now - IdleLimit);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var lines = await db.UserSessions.AsNoTracking()
            .Where(s => s.UserId == person && s.EndedAt == null && s.CreatedAt > youngest && s.LastSeenAt > idle)
            .OrderByDescending(s => s.Id).Select(s => new SessionLine(s.Uid, s.CreatedAt, s.LastSeenAt, s.From, s.Browser)).ToListAsync(cancellation);
        return [.. lines.Select(l => seen.TryGetValue(l.Uid, out var at) && at > l.LastSeenAt ? l with { LastSeenAt = at } : l)];
    }

    /// <summary>Ends one of the actor's own sessions.</summary>
    public async Task<Outcome<Done>> EndAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        var ended = await EndWhereAsync(actor, s => s.Uid == uid, cancellation);
        return ended == 0 ? new SessionUnknown() : new Done();
    }

    /// <summary>Ends all of the actor's sessions but the one they act through.</summary>
    /// <returns>How many were ended.</returns>
    public async Task<Outcome<int>> EndOthersAsync(Actor actor, CancellationToken cancellation = default) =>
        await EndWhereAsync(actor, s => s.Uid != actor.SessionUid, cancellation);

    /// <summary>Writes when sessions were last used, and lets go of those that nobody asks for. Called about once a minute.</summary>
    public async Task FlushAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var (uid, entry) in known)
        {
            if (now - entry.ReadAt > TimeSpan.FromMinutes(2))
                known.TryRemove(uid, out _);
        }

        var notes = seen.ToArray();
        if (notes.Length == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        foreach (var chunk in notes.Chunk(200))
        {
            await using var write = await db.BeginWriteAsync(cancellation);
            foreach (var (uid, at) in chunk)
                await db.UserSessions.Where(s => s.Uid == uid && s.LastSeenAt < at).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, at), cancellation);
            await write.CommitAsync(cancellation);
        }

        foreach (var note in notes)
            seen.TryRemove(note);
    }

    /// <summary>Marks all sessions of a user as ended in the caller's own save; call <see cref="ForgetUser"/> after it.</summary>
    internal static async Task EndAllAsync(PortalDbContext db, long userId, Guid? but, DateTime now, CancellationToken cancellation)
    {
        foreach (var session in await db.UserSessions.Where(s => s.UserId == userId && s.EndedAt == null && s.Uid != but).ToListAsync(cancellation))
            session.EndedAt = now;
    }

    /// <summary>The next question about this user's sessions is answered from the database.</summary>
    internal void ForgetUser(long userId)
    {
        foreach (var (uid, _) in known.Where(k => k.Value.Info.UserId == userId))
            known.TryRemove(uid, out _);
    }

    internal void Forget(Guid uid)
    {
        known.TryRemove(uid, out _);
        seen.TryRemove(uid, out _);
    }

    private static long PersonOf(Actor actor) => actor.Kind == ActorKind.Person ? actor.Id : throw new ArgumentException("Only people have sessions.", nameof(actor));

    private async Task<int> EndWhereAsync(Actor actor, System.Linq.Expressions.Expression<Func<UserSession, bool>> which, CancellationToken cancellation)
    {
        var (person, now) = (PersonOf(actor), time.GetUtcNow().UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var sessions = await db.UserSessions.Where(s => s.UserId == person && s.EndedAt == null).Where(which).ToListAsync(cancellation);
        foreach (var session in sessions)
        {
            session.EndedAt = now;
            db.Audit(actor, now, "session.ended", session);
        }

        await db.SaveChangesAsync(cancellation);
        foreach (var session in sessions)
            Forget(session.Uid);
        return sessions.Count;
    }

    private async Task<SessionInfo?> ReadAsync(Guid uid, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await (from s in db.UserSessions.AsNoTracking()
                         join u in db.Users on s.UserId equals u.Id
                         where s.Uid == uid && s.EndedAt == null && u.DisabledAt == null
                         select new { Session = s, u.Id, u.UserName, u.DisplayName, u.Language, u.TwoFactorEnabled }).SingleOrDefaultAsync(cancellation);
        if (row is null)
            return null;
        var grants = await db.UserGrants.AsNoTracking().Where(g => g.UserId == row.Id).OrderBy(g => g.Id).ToListAsync(cancellation);
        return new SessionInfo(
            uid, row.Id, row.UserName!, row.DisplayName, row.Language, row.TwoFactorEnabled, row.Session.CreatedAt, row.Session.LastSeenAt, row.Session.StepUpAt, row.Session.StepUpFor, [.. grants.Select(g => g.ToGrant())]);
    }
}
