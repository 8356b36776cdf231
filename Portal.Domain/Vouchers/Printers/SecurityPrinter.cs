using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Printers;

public enum PrinterState
{
    /// <summary>Waits for a second person.</summary>
    Proposed,

    /// <summary>Vouchers may be ordered there.</summary>
    Approved,
    Rejected,

    /// <summary>Nothing more is ordered there; what was ordered can still be received.</summary>
    Withdrawn,
}

/// <summary>A security printer to whom serial numbers and tokens are sent, encrypted for the certificate that was registered. Another certificate is another printer's record.</summary>
public sealed class SecurityPrinter : IVersioned, IAudited
{
    public const int CodeLength = 20;
    public const int NameLength = 100;
    public const int CommentLength = 300;
    public const int FingerprintLength = 64;

    /// <summary>The largest certificate that is taken; bytes.</summary>
    public const int CertificateLength = 8_000;

    public long Id { get; set; }

    public long Version { get; set; }

    public string Code { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>X.509 in DER.</summary>
    public byte[] Certificate { get; set; } = [];

    /// <summary>SHA-256 of the certificate in hexadecimal: what is compared with the printer by telephone.</summary>
    public string Fingerprint { get; set; } = "";

    public DateTime ValidFrom { get; set; }

    public DateTime ValidUntil { get; set; }

    public PrinterState State { get; set; }

    /// <summary>Who registered it: the person, or the owner of the key.</summary>
    public long MakerId { get; set; }

    public string MakerName { get; set; } = "";

    public DateTime ProposedAt { get; set; }

    /// <summary>Who approved or rejected it.</summary>
    public long? CheckerId { get; set; }

    public string? CheckerName { get; set; }

    public DateTime? DecidedAt { get; set; }

    public string? Comment { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;
}

/// <summary>A certificate that cannot be read: X.509 in PEM or DER is.</summary>
public sealed record CertificateUnreadable : Refusal;

/// <summary>The file holds a private key: whoever sent it has to make a new one, and send the certificate alone.</summary>
public sealed record CertificateHasKey : Refusal;

/// <summary>The key is no RSA key of at least 2,048 bits (NIST SP 800-57: 112 bits of security), or not one to encrypt for.</summary>
public sealed record CertificateUnfit(int Bits) : Refusal;

/// <summary>The certificate is not valid today.</summary>
public sealed record CertificateNotValid(DateOnly From, DateOnly Until) : Refusal;

/// <summary>The code belongs to another printer.</summary>
public sealed record PrinterCodeTaken : Refusal;

/// <summary>There is no such printer.</summary>
public sealed record PrinterNotFound : Refusal;

/// <summary>The printer is in a state in which this cannot be done.</summary>
public sealed record PrinterStateUnfit(PrinterState State) : Refusal;

/// <summary>Only paper is printed.</summary>
public sealed record PrinterPaperOnly : Refusal;

/// <summary>Sizes of bundles and boxes: whole numbers within these bounds, and a box of whole bundles.</summary>
/// <param name="Most">Pieces of a box.</param>
/// <param name="MostBundles">Bundles of a box.</param>
public sealed record BundleSizesUnfit(int Most, int MostBundles) : Refusal;

/// <summary>The batch was not made at a security printer.</summary>
public sealed record PrintOrderNotFound : Refusal;

/// <summary>There is no such bundle, or it was received, settled or voided.</summary>
public sealed record BundleNotOpen(int Box, int Bundle) : Refusal;

/// <summary>The count of the whole box is, or was, another than what it should hold: from then on it is counted bundle by bundle. How many it should hold is not told.</summary>
public sealed record BoxMiscounted(int Box) : Refusal;

/// <summary>The missing serial numbers are not in the bundle, or not as many as are missing.</summary>
public sealed record MissingSerialsUnfit(int Missing) : Refusal;
