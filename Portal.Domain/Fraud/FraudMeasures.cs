using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Fraud;

/// <summary>What can be frozen.</summary>
public enum FreezeKind
{
    /// <summary>A voucher: neither sold nor spent.</summary>
    Voucher,

    /// <summary>A wallet.</summary>
    Wallet,

    /// <summary>A vendor's acceptance of a programme's vouchers.</summary>
    Vendor,
}

public enum FreezeState
{
    /// <summary>Waits for a second person; nothing is frozen yet.</summary>
    Asked,
    Frozen,

    /// <summary>The second person did not agree.</summary>
    Rejected,
    Lifted,
}

/// <summary>A freeze that a case asked for. From <see cref="Vouchers.EnrolmentTerms.FreezeThreshold"/> on it takes two people.</summary>
public sealed class FraudFreeze : IVersioned, IAudited
{
    public const int TargetLength = 40;
    public const int NameLength = 100;
    public const int ReasonLength = 200;

    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; set; }

    public long CaseId { get; set; }

    public FreezeKind Kind { get; set; }

    /// <summary>The serial number, the wallet's code, or the vendor's.</summary>
    public string Target { get; set; } = "";

    /// <summary>The programme whose vouchers a vendor no longer takes; null for vouchers and wallets.</summary>
    public long? ProgrammeId { get; set; }

    /// <summary>What is frozen with it when it was asked for: what is left of the voucher or wallet, what the vendor has to get. Minor units.</summary>
    public long AmountMinor { get; set; }

    public FreezeState State { get; set; }

    public string Reason { get; set; } = "";

    public long AskerId { get; set; }

    public string AskerName { get; set; } = "";

    public DateTime AskedAt { get; set; }

    /// <summary>The second person; null where one was enough.</summary>
    public long? CheckerId { get; set; }

    public string? CheckerName { get; set; }

    public DateTime? CheckedAt { get; set; }

    public string? LiftedBy { get; set; }

    public DateTime? LiftedAt { get; set; }

    string IAudited.AuditCode => Target;

    long? IAudited.AuditMarketId => null;
}

/// <summary>What is claimed back from a vendor, or taken back of a claim. Its id is its place in the ledger.</summary>
public sealed class FraudRecovery : IInsertOnly
{
    public const int ByLength = 100;
    public const int ReasonLength = 200;

    public long Id { get; init; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; init; }

    public long CaseId { get; init; }

    public long VendorId { get; init; }

    public long ProgrammeId { get; init; }

    /// <summary>Minor units; below nothing for a claim that is taken back.</summary>
    public long AmountMinor { get; init; }

    public required string Reason { get; init; }

    public required string By { get; init; }

    public DateOnly BusinessDate { get; init; }

    public DateTime At { get; init; }
}
