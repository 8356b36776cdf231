using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>The scopes in which roles are held.</summary>
internal static class Scopes
{
    /// <summary>Null when the scope exists and says no more than it should.</summary>
    public static async Task<Refusal?> CheckAsync(PortalDbContext db, Grant grant, CancellationToken cancellation) => grant switch
    {
        { Scope: ScopeKind.All, Region: null, MarketId: null } => null,
        { Scope: ScopeKind.Region, Region: { } region, MarketId: null } => await db.Markets.AnyAsync(m => m.Region == region, cancellation) ? null : Unknown(),
        { Scope: ScopeKind.Market, Region: null, MarketId: { } id } => await db.Markets.AnyAsync(m => m.Id == id, cancellation) ? null : Unknown(),
        _ => Unknown(),
    };

    /// <summary>True when what one grant reaches is within what another of the same role reaches.</summary>
    /// <param name="region">The region of the inner grant's market, when it is for one.</param>
    public static bool Covers(Grant outer, Grant inner, string? region) => outer.Role == inner.Role && outer.Scope switch
    {
        ScopeKind.All => true,
        ScopeKind.Region => inner.Scope switch { ScopeKind.Region => inner.Region == outer.Region, ScopeKind.Market => region == outer.Region, _ => false },
        _ => inner.Scope == ScopeKind.Market && inner.MarketId == outer.MarketId,
    };

    private static ScopeUnknown Unknown() => new() { Field = "scope" };
}
