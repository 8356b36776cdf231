using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>What happened to a user: roles, passwords, sign-ins, delegations given and received, keys that act for them.</summary>
public sealed class UserTimeline : TimelineSource
{
    public override string Kind => "user";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        if (!actor.MayEverywhere(Right.ManageUsers))
            return new NotAllowed(Right.ManageUsers);
        var known = long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && await db.Users.AnyAsync(u => u.Id == id && !u.IsService, cancellation);
        return known ? new TimelineRecord(id, actor.MayEverywhere(Right.ViewAudit)) : new UserUnknown();
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) =>
    [
        new("user", db.Users.Where(u => u.Id == id).Select(u => u.Id)),
        new("session", db.UserSessions.Where(s => s.UserId == id).Select(s => s.Id)),
        new("delegation", db.Delegations.Where(d => d.FromUserId == id || d.ToUserId == id).Select(d => d.Id)),
        new("api_key", db.ApiKeys.Where(k => k.OwnerId == id).Select(k => k.Id)),
    ];

    // CA1305: an id has no culture, and the database writes it.
#pragma warning disable CA1305
    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) => subjectKind switch
    {
        "user" => db.Users.Where(u => u.Id == subjectId).Select(u => u.Id.ToString()),
        "session" => db.UserSessions.Where(s => s.Id == subjectId).Select(s => s.UserId.ToString()),
        "delegation" => db.Delegations.Where(d => d.Id == subjectId).Select(d => d.FromUserId.ToString()),
        "api_key" => db.ApiKeys.Where(k => k.Id == subjectId).Select(k => k.OwnerId.ToString()),
        _ => null,
    };
#pragma warning restore CA1305

    public override async Task<IReadOnlyDictionary<long, string>> NamesAsync(PortalDbContext db, string field, IReadOnlyList<long> ids, CancellationToken cancellation) => field switch
    {
        "marketId" => await db.Markets.Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Code, cancellation),
        "fromUserId" or "toUserId" or "ownerId" => await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellation),
        _ => await base.NamesAsync(db, field, ids, cancellation),
    };
}
