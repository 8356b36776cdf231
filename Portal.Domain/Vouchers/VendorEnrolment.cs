using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

public enum EnrolmentState
{
    /// <summary>Waits for somebody to look at it.</summary>
    Applied,

    /// <summary>Admitted in principle; the visit to the stall is still to come, so no vouchers are taken yet.</summary>
    Provisional,
    Approved,
    Rejected,

    /// <summary>The vendor does not want to take part any more.</summary>
    Withdrawn,

    /// <summary>Shut out.</summary>
    Banned,
}

/// <summary>A vendor's part in a programme: one row for each vendor and programme, which goes through its states.</summary>
public sealed class VendorEnrolment : IVersioned, IAudited
{
    public const int ReasonLength = 300;
    public const int NameLength = 100;

    public long Id { get; set; }

    public long Version { get; set; }

    public long ProgrammeId { get; set; }

    public long VendorId { get; set; }

    public long MarketId { get; set; }

    public EnrolmentState State { get; set; }

    public DateTime AppliedAt { get; set; }

    /// <summary>The id of the last application, where its client made one.</summary>
    public Guid? ApplicationUid { get; set; }

    /// <summary>Who handed the application in: he does not approve it.</summary>
    public long MakerId { get; set; }

    public string MakerName { get; set; } = "";

    /// <summary>What the vendor sold in the last year, as declared; minor units.</summary>
    public long? AnnualSalesMinor { get; set; }

    /// <summary>When somebody was at the stall.</summary>
    public DateTime? VisitedAt { get; set; }

    public string? VisitedBy { get; set; }

    /// <summary>The photo of the visit, in the document store.</summary>
    public string? VisitPhoto { get; set; }

    public DateTime? DecidedAt { get; set; }

    public string? DecidedBy { get; set; }

    /// <summary>Why it was rejected, withdrawn or banned.</summary>
    public string? Reason { get; set; }

    /// <summary>From and until when vouchers are taken.</summary>
    public DateOnly? From { get; set; }

    public DateOnly? Until { get; set; }

    /// <summary>Frozen by the fraud desk: no vouchers are taken until it is decided.</summary>
    public bool Frozen { get; set; }

    /// <summary>What may be brought in in a month; minor units.</summary>
    public long CapMinor { get; set; }

    /// <summary>What somebody asks that it shall be; null when nothing waits. Minor units.</summary>
    public long? CapAskedMinor { get; set; }

    public long? CapAskedById { get; set; }

    /// <summary>The id of the last request for another cap, where its client made one.</summary>
    public Guid? CapUid { get; set; }

    public string? CapAskedBy { get; set; }

    /// <summary>What was said for the cap that was asked for last, and what shows it: in the document store.</summary>
    public string? CapReason { get; set; }

    public string? CapEvidence { get; set; }

    string IAudited.AuditCode => $"{VendorId}/{ProgrammeId}";

    long? IAudited.AuditMarketId => MarketId;
}
