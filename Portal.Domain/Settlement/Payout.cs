using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Settlement;

/// <summary>What has become of a payout.</summary>
public enum PayoutState
{
    /// <summary>Debited from the payable; no file holds it yet.</summary>
    Ready,

    /// <summary>In a file that the bank has, or is about to get.</summary>
    InFile,

    /// <summary>The bank says that it is booked.</summary>
    Paid,

    /// <summary>The bank turned it down: the amount is the vendor's payable again.</summary>
    Rejected,
}

/// <summary>An amount on its way to a vendor's account: made with the posting that debits the payable, and sent at most once. One that was rejected is followed by another, which has its own id.</summary>
public sealed class Payout : IVersioned, IAudited
{
    public const int ReasonLength = 20;
    public const int TextLength = 140;

    /// <summary>The transfer that put it on its way.</summary>
    public long Id { get; init; }

    public long Version { get; set; }

    /// <summary>What the bank gets as the end-to-end id, without hyphens.</summary>
    public Guid Uid { get; init; }

    public long RunId { get; init; }

    public long OperatorId { get; init; }

    public long MarketId { get; init; }

    public long VendorId { get; init; }

    public required string Currency { get; init; }

    /// <summary>Minor units; positive.</summary>
    public long Amount { get; init; }

    public PayoutState State { get; set; }

    /// <summary>The file that holds it.</summary>
    public long? FileId { get; set; }

    /// <summary>Why the bank turned it down, as it codes it (ISO 20022 external status reasons: AC01, AC04…).</summary>
    public string? Reason { get; set; }

    public string? ReasonText { get; set; }

    /// <summary>The payout that it follows, which was rejected.</summary>
    public long? InsteadOfId { get; init; }

    public DateTime At { get; init; }

    public DateTime? EndedAt { get; set; }

    string IAudited.AuditCode => Uid.ToString("D");

    long? IAudited.AuditMarketId => MarketId;
}
