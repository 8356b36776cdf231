using System.Globalization;
using System.Text.Json;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Vouchers.Reports;
using Portal.Resources;

namespace Portal.Components.Pages.VoucherReports;

/// <summary>How reports of vouchers stand in addresses, on pages and in files.</summary>
internal static class ReportWords
{
    /// <summary>The report of an address; null for what is none.</summary>
    public static ReportName? NameOf(string? slug) => Enum.GetValues<ReportName>().Where(n => SlugOf(n) == slug).Select(n => (ReportName?)n).FirstOrDefault();

    /// <summary>A report in addresses: <c>issue-register</c>.</summary>
    public static string SlugOf(ReportName name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString());

    /// <summary>What an address asks for.</summary>
    /// <param name="value">A value of its query; null where it has none.</param>
    /// <param name="programme">The programme when none is named.</param>
    /// <param name="today">The last day when none is named; without a first one it begins with that month.</param>
    public static ReportAsk AskOf(ReportName name, Func<string, string?> value, string programme, DateOnly today)
    {
        var to = DayText.TryRead(value("to"), out var last) && last is { } end ? end : today;
        var from = DayText.TryRead(value("from"), out var first) && first is { } begin ? begin : new DateOnly(to.Year, to.Month, 1);
        return new ReportAsk(name, value("programme") ?? programme, from, to, Enum.TryParse<ReportBy>(value("by"), true, out var by) && Enum.IsDefined(by) ? by : null, value("market"), value("vendor"), value("funder"), value("office"), value("seller"));
    }

    /// <summary>A question as the query of an address.</summary>
    public static string QueryOf(ReportAsk ask)
    {
        var query = $"?programme={Uri.EscapeDataString(ask.Programme)}&from={DayText.Of(ask.From)}&to={DayText.Of(ask.To)}";
        foreach (var (key, value) in new (string, string?)[] { ("by", ask.By?.ToString().ToLowerInvariant()), ("market", ask.Market), ("vendor", ask.Vendor), ("funder", ask.Funder), ("office", ask.Office), ("seller", ask.Seller) })
            query = PortalUrls.With(query, key, value);
        return query;
    }

    /// <summary>Where a figure can be followed to.</summary>
    public static string? HrefOf(ReportCell cell) => cell.Number == 0 ? null : HrefOf(cell.Link);

    private static string? HrefOf(ReportLink? link) => link?.Target switch
    {
        ReportTarget.Batch => PortalUrls.VoucherBatch(link.Id),
        ReportTarget.Voucher => PortalUrls.Voucher(link.Id),
        ReportTarget.Vouchers => $"{PortalUrls.Vouchers}?{link.Id}",
        ReportTarget.Sale => PortalUrls.PrintVoucherSale(Guid.Parse(link.Id)),
        ReportTarget.Payment => PortalUrls.Payment(Guid.Parse(link.Id)),
        ReportTarget.Presentment => PortalUrls.PrintPresentment(Guid.Parse(link.Id)),
        ReportTarget.Vendor => PortalUrls.Vendor(link.Id),
        ReportTarget.Posting => PortalUrls.LedgerPosting(long.Parse(link.Id, CultureInfo.InvariantCulture)),
        ReportTarget.Account => PortalUrls.LedgerAccount(long.Parse(link.Id, CultureInfo.InvariantCulture)),
        ReportTarget.Report => PortalUrls.VoucherReport(link.Ask!),
        _ => null,
    };

    /// <summary>A cell as it is read.</summary>
    public static string TextOf(ReportCell cell, ReportColumn column, string currency, Formats formats) => cell switch
    {
        { Names: { } names } => LocalName.Of(names.Ko, names.En, names.Zh),
        { Date: { } date } => formats.ShortDate(date),
        { Number: 0 } => "–",
        { Number: { } number } => column.Kind == ReportCellKind.Money ? formats.Money(new Money(currency, number)) : formats.Count(number),
        { Text: { } text } => column.Kind == ReportCellKind.Word ? Texts.In(CultureInfo.CurrentUICulture, text) : text,
        _ => "",
    };

    /// <summary>A cell as it is written to files.</summary>
    public static ExportCell FileCellOf(ReportCell cell, ReportColumn column, string currency) => cell switch
    {
        { Names: { } names } => ExportCell.OfText(LocalName.Of(names.Ko, names.En, names.Zh)),
        { Date: { } date } => ExportCell.OfDate(date),
        { Number: { } number } => column.Kind == ReportCellKind.Money ? ExportCell.OfMoney(new Money(currency, number)) : ExportCell.OfWhole(number),
        { Text: { } text } => ExportCell.OfText(column.Kind == ReportCellKind.Word ? Texts.In(CultureInfo.CurrentUICulture, text) : text),
        _ => default,
    };

    /// <summary>True for figures, which stand at the right.</summary>
    public static bool IsFigure(ReportColumn column) => column.Kind is ReportCellKind.Count or ReportCellKind.Money;
}
