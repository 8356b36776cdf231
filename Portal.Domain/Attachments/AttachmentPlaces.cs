using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Domain.Attachments;

/// <summary>What kind of record a document hangs on.</summary>
public enum AttachedKind
{
    Market,
    Stall,
    Vendor,
    Tenancy,
}

/// <summary>The record that a document hangs on.</summary>
/// <param name="Code">The record's code; of a tenancy its uid.</param>
public sealed record AttachedTo(AttachedKind Kind, string Code);

/// <summary>A record that was found, as far as documents need it.</summary>
/// <param name="Key">The person whose documents they are; null for markets and stalls.</param>
internal sealed record AttachmentPlace(AttachedKind Kind, long Id, long MarketId, string Region, PersonKey? Key)
{
    /// <summary>The documents that the record's page shows: its own, and for a stall or a vendor those of its tenancies.</summary>
    public IQueryable<Attachment> Of(PortalDbContext db) => Kind switch
    {
        AttachedKind.Market => db.Attachments.Where(a => a.MarketId == Id && a.StallId == null && a.VendorId == null && a.TenancyId == null),
        AttachedKind.Stall => db.Attachments.Where(a => a.StallId == Id || a.Tenancy!.StallId == Id),
        AttachedKind.Vendor => db.Attachments.Where(a => a.VendorId == Id || a.Tenancy!.VendorId == Id),
        _ => db.Attachments.Where(a => a.TenancyId == Id),
    };

    /// <summary>Finds the record. One out of the actor's sight does not exist for the actor.</summary>
    public static async Task<Outcome<AttachmentPlace>> FindAsync(PortalDbContext db, Actor actor, AttachedTo to, Right right, CancellationToken cancellation)
    {
        if (!actor.May(right))
            return new NotAllowed(right);
        var (found, see, missing) = to.Kind switch
        {
            AttachedKind.Market => (await db.Markets.Where(m => m.Code == to.Code && m.ArchivedAt == null)
                .Select(m => new AttachmentPlace(AttachedKind.Market, m.Id, m.Id, m.Region, null)).FirstOrDefaultAsync(cancellation), Right.ViewMarkets, (Refusal)new MarketNotFound(to.Code)),
            AttachedKind.Stall => (await db.Stalls.Where(s => s.Code == to.Code && s.ArchivedAt == null)
                .Select(s => new AttachmentPlace(AttachedKind.Stall, s.Id, s.MarketId, s.Market!.Region, null)).FirstOrDefaultAsync(cancellation), Right.ViewStalls, new StallNotFound(to.Code)),
            AttachedKind.Vendor => (await db.Vendors.Where(v => v.Code == to.Code && v.ArchivedAt == null)
                .Select(v => new AttachmentPlace(AttachedKind.Vendor, v.Id, v.MarketId, v.Market!.Region, v.PersonKey)).FirstOrDefaultAsync(cancellation), Right.ViewVendors, new VendorNotFound(to.Code)),
            _ => (await TenancyAsync(db, to.Code, cancellation), Right.ViewVendors, new TenancyNotFound()),
        };
        if (found is null || !actor.May(see, found.MarketId, found.Region))
            return missing;
        return actor.May(right, found.MarketId, found.Region) ? found : new NotAllowed(right);
    }

    private static async Task<AttachmentPlace?> TenancyAsync(PortalDbContext db, string code, CancellationToken cancellation) => Guid.TryParse(code, out var uid)
        ? await db.Tenancies.Where(t => t.Uid == uid && t.ArchivedAt == null)
            .Select(t => new AttachmentPlace(AttachedKind.Tenancy, t.Id, t.MarketId, t.Stall!.Market!.Region, t.Vendor!.PersonKey)).FirstOrDefaultAsync(cancellation)
        : null;
}
