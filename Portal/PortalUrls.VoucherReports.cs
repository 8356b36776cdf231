using Portal.Components.Pages.VoucherReports;
using Portal.Domain.Vouchers.Reports;

namespace Portal;

/// <summary>The reports of vouchers.</summary>
public static partial class PortalUrls
{
    public const string VoucherReports = "/voucher-reports";
    public const string PrintVoucherReports = "/print/voucher-reports";

    /// <summary>A report as it opens.</summary>
    public static string VoucherReportOf(ReportName name) => $"{VoucherReports}/{ReportWords.SlugOf(name)}";

    /// <summary>A report with its conditions.</summary>
    public static string VoucherReport(ReportAsk ask) => VoucherReportOf(ask.Name) + ReportWords.QueryOf(ask);

    /// <summary>The printable page of a report.</summary>
    public static string PrintVoucherReport(ReportAsk ask) => $"{PrintVoucherReports}/{ReportWords.SlugOf(ask.Name)}{ReportWords.QueryOf(ask)}";

    /// <summary>A report as a file.</summary>
    public static string VoucherReportFile(ReportAsk ask) => Export("voucher-reports/" + ReportWords.SlugOf(ask.Name)) + ReportWords.QueryOf(ask);
}
