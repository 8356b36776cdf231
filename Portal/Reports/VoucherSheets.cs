using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Domain;
using Portal.Domain.Vouchers;

namespace Portal.Reports;

/// <summary>Vouchers to be printed in one document.</summary>
/// <param name="Singles">True for a voucher a page; false for sheets of labels.</param>
public sealed record VoucherSheet(PrintFacts Facts, bool Singles, IReadOnlyList<MadeVoucher> Vouchers);

/// <summary>
/// Prints vouchers. Their tokens never reach a disk in the clear: the printing browser fetches the page from the portal's memory with a pass that works once, and its document lies in memory where the
/// machine can.
/// </summary>
public sealed class VoucherSheets(ReportPrinter printer)
{
    /// <summary>Vouchers of one document: the time of a browser grows faster than its pages.</summary>
    public const int MostOfOne = 1_000;

    /// <summary>The most vouchers that are printed as sheets; larger batches go out as a list.</summary>
    public const int Most = 100_000;

    private const int Seconds = 300;
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");
    private readonly ConcurrentDictionary<Guid, VoucherSheet> open = new();

    /// <summary>False where no browser that prints is installed.</summary>
    public bool Can => printer.Browser is not null;

    /// <summary>The document as PDF.</summary>
    public async Task<Outcome<byte[]>> PrintAsync(VoucherSheet sheet, CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        open[id] = sheet;
        try
        {
            return await printer.PrintAsync(new PrintPass(new ClaimsPrincipal(), Korean, $"{PortalUrls.PrintVoucherSheets}/{id}", ""), cancellation, Seconds, secret: true);
        }
        finally
        {
            open.TryRemove(id, out _);
        }
    }

    /// <summary>The page, for the printing browser alone.</summary>
    internal static IResult Answer(HttpContext context, VoucherSheets sheets, Guid id)
    {
        if (context.Features.Get<PrintPass>() is null || !sheets.open.TryGetValue(id, out var sheet))
            return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<VoucherSheetPage>(new Dictionary<string, object?> { [nameof(VoucherSheetPage.Sheet)] = sheet });
    }
}
