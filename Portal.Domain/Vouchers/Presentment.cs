using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>A bundle of whole vouchers that a vendor brought to a counter. Each piece is taken or refused by itself, so it can be broken off and gone on with.</summary>
public sealed class Presentment : IVersioned, IAudited
{
    public const int CodeLength = 24;
    public const int NameLength = 100;

    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; set; }

    public string Code { get; set; } = "";

    public long ProgrammeId { get; set; }

    public long VendorId { get; set; }

    public long MarketId { get; set; }

    public long OfficeId { get; set; }

    /// <summary>What the vendor's slip says; null when there is none.</summary>
    public int? SlipCount { get; set; }

    public long? SlipMinor { get; set; }

    public long ByUserId { get; set; }

    public string ByName { get; set; } = "";

    public DateTime OpenedAt { get; set; }

    /// <summary>When the receipt was printed; nothing is added after that.</summary>
    public DateTime? ClosedAt { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => MarketId;
}

/// <summary>A piece of a bundle that was taken in.</summary>
public sealed class PresentedVoucher : IInsertOnly
{
    /// <summary>How much of a torn one must be left for a counter to take it in at its full face value.</summary>
    public const int LeastPercent = 75;

    /// <summary>Its posting's place in the ledger.</summary>
    public long Id { get; init; }

    public long PresentmentId { get; init; }

    public long VoucherId { get; init; }

    public long ProgrammeId { get; init; }

    public long VendorId { get; init; }

    public long MarketId { get; init; }

    /// <summary>Minor units.</summary>
    public long AmountMinor { get; init; }

    /// <summary>True for a torn one of which at least three quarters are left.</summary>
    public bool Damaged { get; init; }

    public DateOnly BusinessDate { get; init; }

    public DateTime At { get; init; }
}

/// <summary>A piece of a bundle that was refused, and why.</summary>
public sealed class RefusedPiece : IInsertOnly
{
    public const int SerialLength = SerialNumbers.Length;
    public const int ReasonLength = 40;

    public long Id { get; init; }

    public long PresentmentId { get; init; }

    /// <summary>As far as it could be read; never a token.</summary>
    public string? Serial { get; init; }

    public required string Reason { get; init; }

    /// <summary>The voucher whose paper lies in a box or was destroyed, and came again; null for all other refusals.</summary>
    public long? VoucherId { get; init; }

    public DateTime At { get; init; }
}
