using Microsoft.EntityFrameworkCore;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>What destroying a vendor's personal data means, whoever asks for it: a person, or the retention that is over.</summary>
internal static class PersonErasure
{
    /// <summary>
    /// The last day on which the vendor's data is kept: years after the last of registration, tenancies and closing. Null while it holds a stall without an end.
    /// </summary>
    public static async Task<DateOnly?> KeptUntilAsync(PortalDbContext db, Vendor vendor, CancellationToken cancellation)
    {
        var ends = await db.Tenancies.Where(t => t.VendorId == vendor.Id && t.ArchivedAt == null).Select(t => t.ToDate).ToListAsync(cancellation);
        if (ends.Contains(null))
            return null;
        var market = vendor.Market!;
        var last = ends.Append(BusinessDay.Of(market, vendor.CreatedAt)).Append(DayOf(market, vendor.ClosedAt)).Append(DayOf(market, vendor.ArchivedAt)).Max()!.Value;
        return RetentionRules.KeptUntil(vendor.PersonKey!.Retention, last);
    }

    /// <summary>
    /// Destroys the vendor's key, and those of its workers, of the records merged into it and of its documents: what is sealed with them, audit trail and files
    /// included, can never be read again. The caller saves.
    /// </summary>
    public static async Task EraseAsync(PortalDbContext db, Vendor vendor, DateTime now, CancellationToken cancellation)
    {
        var vendors = await db.Vendors.Where(v => v.Id == vendor.Id || v.MergedIntoId == vendor.Id).ToListAsync(cancellation);
        var ids = vendors.ConvertAll(v => v.Id);
        var keys = await db.PersonKeys.Where(k => k.ErasedAt == null
            && (db.Vendors.Any(v => ids.Contains(v.Id) && v.PersonKeyId == k.Id)
                || db.Workers.Any(w => ids.Contains(w.VendorId) && w.PersonKeyId == k.Id)
                || db.Attachments.Any(a => ids.Contains(a.VendorId!.Value) && a.PersonKeyId == k.Id))).ToListAsync(cancellation);
        foreach (var key in keys)
            (key.Wrapped, key.ErasedAt) = (null, now);
        foreach (var each in vendors)
            (each.OwnerIndex, each.PhoneTail) = (null, null);
        foreach (var phone in await db.VendorPhones.Where(p => ids.Contains(p.VendorId)).ToListAsync(cancellation))
            phone.Tail = null;
    }

    private static DateOnly? DayOf(Market market, DateTime? instant) => instant is { } at ? BusinessDay.Of(market, at) : null;
}
