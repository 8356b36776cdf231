namespace Portal;

/// <summary>The pages of damaged paper.</summary>
public static partial class PortalUrls
{
    public const string DamagedPaper = "/voucher-damaged";
    public const string DamagedNew = "/voucher-damaged/new";
    public const string DamagedRecord = "/voucher-damaged/{Code}";
    public const string PrintDamagedSlips = "/print/voucher-damaged";

    /// <summary>An exchange case.</summary>
    public static string DamagedCase(string code) => $"{DamagedPaper}/{code}";

    /// <summary>A new case of what a counter refused in a bundle.</summary>
    /// <param name="bundle">The bundle's code.</param>
    /// <param name="left">How much of the paper is left, in percent; null when nobody said.</param>
    public static string DamagedOf(string bundle, string? serial, int? left) =>
        With(With(With(DamagedNew, "bundle", bundle), "serial", serial), "left", left?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The slip for who brought the paper, to be printed.</summary>
    public static string PrintDamagedSlip(string code) => $"{PrintDamagedSlips}/{code}";

    /// <summary>The photo of a case.</summary>
    public static string DamagedPhoto(string code) => $"{DamagedPaper}/{code}/photo";
}
