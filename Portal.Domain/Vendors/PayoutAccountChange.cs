using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>A change of payout account that waits: for a second person, and for 24 hours.</summary>
public sealed class PayoutAccountChange : IVersioned, IAudited
{
    public long Id { get; set; }

    public long Version { get; set; }

    public long VendorId { get; set; }

    public long MarketId { get; set; }

    public string Bank { get; set; } = "";

    /// <summary>Sealed with the vendor's person key.</summary>
    public byte[]? Account { get; set; }

    public byte[]? Holder { get; set; }

    /// <summary>The person or service account that asked; never the one that approves (also a CHECK constraint).</summary>
    public long MakerId { get; set; }

    public string MakerName { get; set; } = "";

    public DateTime RequestedAt { get; set; }

    public long? CheckerId { get; set; }

    public string? CheckerName { get; set; }

    public DateTime? DecidedAt { get; set; }

    public bool? Approved { get; set; }

    /// <summary>24 hours after the approval; until then the old account stays in force.</summary>
    public DateTime? EffectiveAt { get; set; }

    public DateTime? AppliedAt { get; set; }

    /// <summary>When it was turned down or put into force; null while it waits. A vendor has at most one that waits (also a unique index).</summary>
    public DateTime? EndedAt { get; set; }

    string IAudited.AuditCode => Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    long? IAudited.AuditMarketId => MarketId;
}
