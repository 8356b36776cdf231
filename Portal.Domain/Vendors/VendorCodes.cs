using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>Codes that the portal gives to vendors that came without one: V and six digits or more.</summary>
public static class VendorCodes
{
    public static string Of(long number) => $"V{number:D6}";

    /// <summary>The next code that is free. Two writers may get the same; the unique index then refuses the second.</summary>
    public static async Task<string> NextAsync(PortalDbContext db, CancellationToken cancellation) => Of(await NextNumberAsync(db, cancellation));

    /// <summary>The first free number: one above the highest record key, and above any code of that form that an import brought.</summary>
    public static async Task<long> NextNumberAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var next = 1 + (await db.Vendors.MaxAsync(v => (long?)v.Id, cancellation) ?? 0);
        while (await db.Vendors.AnyAsync(v => v.Code == Of(next), cancellation))
            next++;
        return next;
    }
}
