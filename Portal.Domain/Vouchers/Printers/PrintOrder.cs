using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Printers;

/// <summary>A batch that a security printer prints. Its vouchers lie in no drawer, and so can neither be sold nor handed over, until their bundle was received.</summary>
public sealed class PrintOrder : IVersioned, IAudited
{
    /// <summary>The most pieces of a bundle or a box.</summary>
    public const int MostPieces = 100_000;

    /// <summary>The most bundles of a box: few enough to be received in one commit.</summary>
    public const int MostBundles = 200;
    public const int UsualBundle = 100;
    public const int UsualBox = 1_000;
    public const int CodeLength = 32;
    public const int HashLength = 64;

    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>That of the batch.</summary>
    public string Code { get; set; } = "";

    public long BatchId { get; set; }

    public long PrinterId { get; set; }

    /// <summary>Pieces of a full bundle, and of a full box.</summary>
    public int BundleSize { get; set; }

    public int BoxSize { get; set; }

    /// <summary>SHA-256 of the encrypted file in hexadecimal.</summary>
    public string FileHash { get; set; } = "";

    /// <summary>Bytes.</summary>
    public long FileLength { get; set; }

    public DateTime MadeAt { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;
}

public enum BundleState
{
    /// <summary>At the printer, or on its way.</summary>
    Expected,

    /// <summary>Counted as it should be: its vouchers lie in the receiver's drawer.</summary>
    Received,

    /// <summary>Counted differently: held until a second person settles it.</summary>
    Miscounted,

    /// <summary>Settled: what is missing is void, the rest lies in the receiver's drawer.</summary>
    Settled,

    /// <summary>Never received: its vouchers are void.</summary>
    Voided,
}

/// <summary>Serial numbers without a gap, of one face value, in a bundle of a box.</summary>
public sealed class PrintBundle : IVersioned, IAudited
{
    public const int NameLength = 100;
    public const int ReasonLength = 300;
    public const int CodeLength = 48;

    public long Id { get; set; }

    public long Version { get; set; }

    public long OrderId { get; set; }

    /// <summary>The order's code, the box and the bundle.</summary>
    public string Code { get; set; } = "";

    /// <summary>From 1.</summary>
    public int Box { get; set; }

    /// <summary>From 1 within its box.</summary>
    public int Number { get; set; }

    public long FromNumber { get; set; }

    public long ToNumber { get; set; }

    /// <summary>Of each; minor units.</summary>
    public long FaceMinor { get; set; }

    public BundleState State { get; set; }

    /// <summary>True after a wrong count of its whole box: from then on it is counted alone, so that no sum can be tried until it fits.</summary>
    public bool Alone { get; set; }

    /// <summary>What the receiver counted.</summary>
    public int? Counted { get; set; }

    public long? DrawerId { get; set; }

    public long? ReceiverId { get; set; }

    public string? ReceiverName { get; set; }

    public DateTime? ReceivedAt { get; set; }

    /// <summary>Who settled or voided it; somebody else than the receiver.</summary>
    public long? SettlerId { get; set; }

    public string? SettlerName { get; set; }

    public DateTime? SettledAt { get; set; }

    public string? Reason { get; set; }

    /// <summary>How many of it were voided.</summary>
    public int Voided { get; set; }

    public int Count => (int)(ToNumber - FromNumber + 1);

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;
}
