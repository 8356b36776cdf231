using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>The offices that sell and take in vouchers, and the drawers in them.</summary>
public sealed class VoucherOffices(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The office that is meant where none is named.</summary>
    public const string Head = "HQ";

    private const string HeadName = "본부";

    /// <summary>The office of a code; the head office for none, which is set up when it is first asked for. Null when there is no such office, or it is closed.</summary>
    internal async Task<VoucherOffice?> FindAsync(string? code, CancellationToken cancellation)
    {
        var wanted = code ?? Head;
        await using var db = contexts.CreateDbContext();
        if (await db.VoucherOffices.AsNoTracking().SingleOrDefaultAsync(o => o.Code == wanted, cancellation) is { } found)
            return found.ClosedAt is null ? found : null;
        return wanted == Head ? await SetUpHeadAsync(db, cancellation) : null;
    }

    /// <summary>Sets the head office up; where somebody did so at the same moment, it is his.</summary>
    private static async Task<VoucherOffice?> SetUpHeadAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var head = new VoucherOffice { Code = Head, NameKo = HeadName, NameEn = "Head office", NameZh = "总部" };
        db.Add(head);
        return (await db.SaveOrConflictAsync(head, cancellation)).Ok ? head : await db.VoucherOffices.AsNoTracking().SingleOrDefaultAsync(o => o.Code == Head, cancellation);
    }

    /// <summary>Sees to it that there is a head office.</summary>
    public Task EnsureHeadAsync(CancellationToken cancellation = default) => FindAsync(null, cancellation);

    /// <summary>The drawer of whoever acts, in an office; set up when it is first asked for.</summary>
    internal async Task<VoucherDrawer> DrawerAsync(Actor actor, long officeId, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.VoucherDrawers.AsNoTracking().SingleOrDefaultAsync(d => d.OwnerId == actor.OwnerId && d.OfficeId == officeId, cancellation) is { } found)
            return found;
        var drawer = new VoucherDrawer { OfficeId = officeId, OwnerId = actor.OwnerId, OwnerName = actor.Name.Length > VoucherDrawer.NameLength ? actor.Name[..VoucherDrawer.NameLength] : actor.Name };
        db.Add(drawer);
        return (await db.SaveOrConflictAsync(drawer, cancellation)).Ok ? drawer : await db.VoucherDrawers.AsNoTracking().SingleAsync(d => d.OwnerId == actor.OwnerId && d.OfficeId == officeId, cancellation);
    }
}
