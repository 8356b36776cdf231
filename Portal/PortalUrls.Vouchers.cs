namespace Portal;

/// <summary>The pages of vouchers and of their counters.</summary>
public static partial class PortalUrls
{
    public const string Vouchers = "/vouchers";
    public const string VoucherRecord = "/vouchers/{Serial}";
    public const string VoucherCounter = "/vouchers/counter";
    public const string VoucherSell = "/vouchers/sell";
    public const string VoucherRefund = "/vouchers/refund";
    public const string VoucherPresent = "/vouchers/present";
    public const string VoucherNotices = "/voucher-notices";
    public const string Presentments = "/vouchers/presentments";
    public const string PrintVoucherSales = "/print/voucher-sales";
    public const string PrintPresentments = "/print/presentments";

    public const string PrintVoucherSheets = "/print/voucher-sheets";
    public const string VoucherPrints = "/files/voucher-prints";

    /// <summary>The query parameter with the bundle that is being taken in.</summary>
    public const string BundleKey = "bundle";

    /// <summary>A voucher's record.</summary>
    public static string Voucher(string serial) => $"{Vouchers}/{serial}";

    /// <summary>The file with the vouchers of a batch, handed out once.</summary>
    public static string VoucherPrint(Guid batch) => $"{VoucherPrints}/{batch}";

    /// <summary>The refund of a voucher at the counter.</summary>
    public static string VoucherRefundOf(string serial) => With(VoucherRefund, "serial", serial);

    /// <summary>A bundle at the counter, where it goes on.</summary>
    public static string VoucherPresentOf(Guid bundle) => With(VoucherPresent, BundleKey, bundle.ToString("D"));

    /// <summary>The sale of a run of serial numbers, from the first to the last.</summary>
    public static string VoucherSellRange => With(VoucherSell, "range", "1");

    /// <summary>The receipt of a sale, to be printed.</summary>
    public static string PrintVoucherSale(Guid sale) => $"{PrintVoucherSales}/{sale}";

    /// <summary>The receipt of a bundle, to be printed.</summary>
    public static string PrintPresentment(Guid bundle) => $"{PrintPresentments}/{bundle}";
}
