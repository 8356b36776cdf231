using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Damaged;

/// <summary>How an exchange case stands.</summary>
public enum DamagedState
{
    /// <summary>It waits for the issuer; its voucher is held.</summary>
    Open,

    /// <summary>Another paper stands in the place of the damaged one.</summary>
    Exchanged,

    /// <summary>Its face value was credited to the vendor.</summary>
    PaidOut,

    /// <summary>Nothing is given for it; the voucher is as it was.</summary>
    Refused,

    /// <summary>Whoever brought it took it back; the voucher is as it was.</summary>
    Withdrawn,
}

/// <summary>Who brought the paper.</summary>
public enum BringerKind
{
    /// <summary>A vendor, who took it in at the stall.</summary>
    Vendor,

    /// <summary>Whoever holds it.</summary>
    Holder,
}

/// <summary>A damaged paper voucher that no counter takes in, and that its issuer decides about. While the case is open its voucher is held: neither spent nor presented, refunded or replaced.</summary>
public sealed class DamagedCase : IVersioned, IAudited
{
    public const int CodeLength = 24;
    public const int NameLength = 100;
    public const int DescriptionLength = 500;
    public const int ReasonLength = 300;
    public const int HashLength = 64;

    /// <summary>The place in the ledger of the posting that opened it.</summary>
    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; set; }

    public string Code { get; set; } = "";

    public long ProgrammeId { get; set; }

    public long OfficeId { get; set; }

    public DamagedState State { get; set; }

    public BringerKind Bringer { get; set; }

    /// <summary>The vendor who brought it; null for a holder.</summary>
    public long? VendorId { get; set; }

    /// <summary>The bundle in which it was refused; null when it came in none.</summary>
    public long? PresentmentId { get; set; }

    /// <summary>The keyed hash of the reference that a holder gave, as in sales; null for a vendor.</summary>
    public byte[]? HolderIndex { get; set; }

    /// <summary>Null while nobody knows which one it is.</summary>
    public long? VoucherId { get; set; }

    /// <summary>Face value of the voucher, or, of one that nobody knows, what is claimed; minor units.</summary>
    public long FaceMinor { get; set; }

    /// <summary>How much of the paper is left.</summary>
    public int LeftPercent { get; set; }

    /// <summary>True when its serial number could be read when it was brought.</summary>
    public bool Legible { get; set; }

    public string Description { get; set; } = "";

    /// <summary>The photo's hash, by which the store of documents knows it.</summary>
    public string Photo { get; set; } = "";

    public long OpenerId { get; set; }

    public string OpenerName { get; set; } = "";

    public DateTime OpenedAt { get; set; }

    /// <summary>By what the voucher of an illegible paper was found.</summary>
    public string? FoundBy { get; set; }

    /// <summary>Who decided, never who opened it (also a CHECK constraint), or who took it back.</summary>
    public long? DeciderId { get; set; }

    public string? DeciderName { get; set; }

    public DateTime? DecidedAt { get; set; }

    public string? Reason { get; set; }

    /// <summary>The voucher that was given for it.</summary>
    public long? NewVoucherId { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;

    /// <inheritdoc cref="Voucher.Next"/>
    public DamagedCase Next()
    {
        var next = (DamagedCase)MemberwiseClone();
        next.Version++;
        return next;
    }
}
