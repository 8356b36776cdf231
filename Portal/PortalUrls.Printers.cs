namespace Portal;

/// <summary>The pages of security printers, and the files for them.</summary>
public static partial class PortalUrls
{
    public const string VoucherPrinters = "/voucher-printers";
    public const string PrinterFiles = "/files/voucher-printers";

    /// <summary>A printer's record.</summary>
    public static string VoucherPrinter(string code) => $"{VoucherPrinters}/{code}";

    /// <summary>The encrypted file of a batch, for its printer.</summary>
    public static string PrinterFile(Guid batch) => $"{PrinterFiles}/{batch}";
}
