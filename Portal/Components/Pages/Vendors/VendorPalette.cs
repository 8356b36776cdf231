using System.Security.Claims;
using Portal.Access;
using Portal.Components.Layout;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Vendors;
using Portal.Resources;

namespace Portal.Components.Pages.Vendors;

/// <summary>What the palette finds among vendors and stalls: by name, number or the end of a phone; rights are the queries' matter.</summary>
public sealed class VendorPalette(VendorQueries vendors, StallQueries stalls, CurrentActor current, MarketChoice market, Texts texts)
{
    private const int Most = 8;

    public async Task<IReadOnlyList<PaletteResult>> FindVendorsAsync(ClaimsPrincipal user, string text, CancellationToken cancellation)
    {
        if (!user.May(Right.ViewVendors) || await current.FindAsync(cancellation) is not { } actor)
            return [];
        var found = await vendors.FindAsync(actor, text, null, Most, cancellation);
        return [.. found.Select(v => new PaletteResult(texts["vendors.title"], v.TradeName, Detail(v.Stall ?? v.Code, v.Phone), "vendor", market.Keep(PortalUrls.Vendor(v.Code))))];
    }

    public async Task<IReadOnlyList<PaletteResult>> FindStallsAsync(ClaimsPrincipal user, string text, CancellationToken cancellation)
    {
        if (!user.May(Right.ViewStalls) || await current.FindAsync(cancellation) is not { } actor)
            return [];
        var page = await stalls.PageAsync(actor, new ListQuery { Search = text, Size = ListQuery.Sizes[0] }, cancellation);
        return page.TryGet(out var found)
            ? [.. found.Items.Take(Most).Select(s => new PaletteResult(texts["vendors.stall"], s.Code, s.VendorName ?? texts["vendors.vacant"], "stall", market.Keep(s.Vendor is { } holder ? PortalUrls.VendorTab(holder, "tenancies") : PortalUrls.Vendors)))]
            : [];
    }

    private static string Detail(string place, string? phone) => phone is null ? place : $"{place} · {phone}";
}
