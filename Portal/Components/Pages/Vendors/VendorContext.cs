using Portal.Domain.Access;
using Portal.Domain.Vendors;

namespace Portal.Components.Pages.Vendors;

/// <summary>The record that all tabs of a vendor's page share.</summary>
/// <param name="Vendor">As it was read last.</param>
/// <param name="Actor">Who looks at it.</param>
/// <param name="ReloadAsync">Reads it anew, after something was changed.</param>
public sealed record VendorContext(VendorDetail Vendor, Actor Actor, Func<Task> ReloadAsync)
{
    public string Code => Vendor.Row.Code;

    public TimeZoneInfo Zone => VendorWords.ZoneOf(Vendor);

    /// <summary>True when the actor has the right in this vendor's market: for showing a button; the service asks again.</summary>
    public bool May(Right right) => Actor.May(right, Vendor.MarketId, Vendor.Region);
}
