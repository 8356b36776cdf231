namespace Portal;

/// <summary>The pages of the offices that sell vouchers, and of stock that is handed over between drawers.</summary>
public static partial class PortalUrls
{
    public const string VoucherOffices = "/voucher-offices";
    public const string HandOvers = "/voucher-hand-overs";
    public const string HandOverNew = "/voucher-hand-overs/new";
    public const string DrawerCounts = "/voucher-counts";
    public const string PrintHandOvers = "/print/voucher-hand-overs";

    /// <summary>An office's record.</summary>
    public static string VoucherOffice(string code) => $"{VoucherOffices}/{code}";

    /// <summary>A hand-over's record.</summary>
    public static string HandOver(string code) => $"{HandOvers}/{code}";

    /// <summary>A count of a drawer.</summary>
    public static string DrawerCount(string code) => $"{DrawerCounts}/{code}";

    /// <summary>The slip of a hand-over, to be printed.</summary>
    public static string PrintHandOver(string code) => $"{PrintHandOvers}/{code}";
}
