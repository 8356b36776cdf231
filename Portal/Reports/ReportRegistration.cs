using System.Globalization;
using Portal.Access;
using Portal.Api;
using Portal.Components.Shared.Fields;
using Portal.Domain.Access;
using Portal.Domain.Institutions;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.MerchantQr;
using Portal.Domain.Payments;
using Portal.Domain.Vendors;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Boxes;
using Portal.Domain.Vouchers.Damaged;

namespace Portal.Reports;

/// <summary>Printable pages and their PDFs.</summary>
public static class ReportRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddSingleton<PrintPasses>()
        .AddSingleton<ReportPrinter>()
        .AddSingleton<VoucherSheets>()
        .AddScoped<PublicAddress>();

    /// <summary>Each printable page has its PDF beside it: the same address with <c>.pdf</c> behind the path.</summary>
    public static void MapReports(this WebApplication app)
    {
        app.MapGet(PortalUrls.PrintVoucherSheets + "/{id:guid}", VoucherSheets.Answer).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintVendors + "/{code}.pdf", VendorAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVendors)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintStalls + ".pdf", StallsAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewStalls)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintLabels + ".pdf", LabelsAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewStalls)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintPosters + ".pdf", PostersAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewStalls)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintTrial + ".pdf", TrialAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewLedger)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintStatements + "/{id:long}.pdf", StatementAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewLedger)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintPayments + "/{id:guid}.pdf", PaymentAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewPayments)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintVoucherSales + "/{id:guid}.pdf", VoucherSaleAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVouchers)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintPresentments + "/{id:guid}.pdf", PresentmentAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVouchers)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintDestructions + "/{code}.pdf", DestructionAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVouchers)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintDamagedSlips + "/{code}.pdf", DamagedSlipAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVouchers)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintVoucherReports + "/{slug}.pdf", VoucherReportAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVouchers)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintInstitutionOrders + "/{code}.pdf", OrderAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVouchers)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintInstitutionDeliveries + "/{code}/{place:int}.pdf", DeliveryAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVouchers)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintHandOvers + "/{code}.pdf", HandOverAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVouchers)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintPaymentDay + ".pdf", PaymentDayAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewPayments)).ExcludeFromDescription();
    }

    private static async Task<IResult> VoucherReportAsync(HttpContext context, CurrentActor current, VoucherReportFiles files, string slug) =>
        (await files.ReadAsync(await current.GetAsync(context.RequestAborted), slug, context.Request.QueryString.Value, context.RequestAborted)).Ok
            ? await PdfAsync(context, $"{PortalUrls.PrintVoucherReports}/{slug}", slug) : Results.NotFound();

    private static async Task<IResult> PaymentAsync(HttpContext context, CurrentActor current, PaymentQueries payments, Guid id) =>
        (await payments.GetAsync(await current.GetAsync(context.RequestAborted), id, context.RequestAborted)).TryGet(out var record)
            ? await PdfAsync(context, PortalUrls.PrintPayment(id), string.Create(CultureInfo.InvariantCulture, $"payment-{record.Payment.Id}")) : Results.NotFound();

    private static async Task<IResult> VoucherSaleAsync(HttpContext context, CurrentActor current, VoucherRecords vouchers, Guid id) =>
        (await vouchers.SaleAsync(await current.GetAsync(context.RequestAborted), id, context.RequestAborted)).TryGet(out var sale)
            ? await PdfAsync(context, PortalUrls.PrintVoucherSale(id), string.Create(CultureInfo.InvariantCulture, $"voucher-sale-{sale.Sale.Id}")) : Results.NotFound();

    private static async Task<IResult> PresentmentAsync(HttpContext context, CurrentActor current, PresentmentQueries presentments, Guid id) =>
        (await presentments.GetAsync(await current.GetAsync(context.RequestAborted), id, context.RequestAborted)).TryGet(out var bundle)
            ? await PdfAsync(context, PortalUrls.PrintPresentment(id), bundle.Row.Code) : Results.NotFound();

    private static async Task<IResult> DestructionAsync(HttpContext context, CurrentActor current, BoxQueries boxes, string code) =>
        (await boxes.DestructionAsync(await current.GetAsync(context.RequestAborted), code, context.RequestAborted)).TryGet(out var record)
            ? await PdfAsync(context, PortalUrls.PrintDestruction(record.Destruction.Code), record.Destruction.Code) : Results.NotFound();

    private static async Task<IResult> DamagedSlipAsync(HttpContext context, CurrentActor current, DamagedQueries cases, string code) =>
        (await cases.GetAsync(await current.GetAsync(context.RequestAborted), code, context.RequestAborted)).TryGet(out var record)
            ? await PdfAsync(context, PortalUrls.PrintDamagedSlip(record.Row.Code), record.Row.Code) : Results.NotFound();

    private static async Task<IResult> OrderAsync(HttpContext context, CurrentActor current, OrderQueries orders, string code) =>
        (await orders.GetAsync(await current.GetAsync(context.RequestAborted), code, context.RequestAborted)).TryGet(out var order) && order.Deliveries.Count > 0
            ? await PdfAsync(context, PortalUrls.PrintInstitutionOrder(order.Row.Code), order.Row.Code) : Results.NotFound();

    private static async Task<IResult> DeliveryAsync(HttpContext context, CurrentActor current, OrderQueries orders, string code, int place) =>
        (await orders.GetAsync(await current.GetAsync(context.RequestAborted), code, context.RequestAborted)).TryGet(out var order) && order.Deliveries.Any(d => d.Place == place)
            ? await PdfAsync(context, PortalUrls.PrintInstitutionDelivery(order.Row.Code, place), string.Create(CultureInfo.InvariantCulture, $"{order.Row.Code}-{place}")) : Results.NotFound();

    private static async Task<IResult> HandOverAsync(HttpContext context, CurrentActor current, HandOverQueries handOvers, string code) =>
        (await handOvers.GetAsync(await current.GetAsync(context.RequestAborted), code, context.RequestAborted)).TryGet(out var slip) && slip.Row.State == HandOverState.Received
            ? await PdfAsync(context, PortalUrls.PrintHandOver(slip.Row.Code), slip.Row.Code) : Results.NotFound();

    private static async Task<IResult> PaymentDayAsync(HttpContext context, CurrentActor current, PaymentQueries payments, string? market, string? date) =>
        (await payments.DayAsync(await current.GetAsync(context.RequestAborted), market ?? "", DayText.TryRead(date, out var asked) ? asked : null, context.RequestAborted)).TryGet(out var day)
            ? await PdfAsync(context, PortalUrls.PrintPaymentDay, string.Create(CultureInfo.InvariantCulture, $"payments-{market}-{day.Date:yyyyMMdd}")) : Results.NotFound();

    private static async Task<IResult> VendorAsync(HttpContext context, CurrentActor current, VendorQueries vendors, string code) =>
        (await vendors.GetAsync(await current.GetAsync(context.RequestAborted), code, context.RequestAborted)).Ok
            ? await PdfAsync(context, PortalUrls.PrintVendor(code), code) : Results.NotFound();

    private static async Task<IResult> TrialAsync(HttpContext context, CurrentActor current, TrialQueries trials) =>
        (await trials.SheetAsync(await current.GetAsync(context.RequestAborted), DateOnly.MinValue, cancellation: context.RequestAborted)).Ok
            ? await PdfAsync(context, PortalUrls.PrintTrial, "trial-balance") : Results.NotFound();

    private static async Task<IResult> StatementAsync(HttpContext context, CurrentActor current, AccountQueries accounts, long id) =>
        (await accounts.FindAsync(await current.GetAsync(context.RequestAborted), id, new LedgerView(), context.RequestAborted)).Ok
            ? await PdfAsync(context, PortalUrls.PrintStatement(id), string.Create(CultureInfo.InvariantCulture, $"statement-{id}")) : Results.NotFound();

    private static Task<IResult> StallsAsync(HttpContext context, CurrentActor current, MarketQueries markets, string? market) =>
        OfMarketAsync(context, current, markets, market, PortalUrls.PrintStalls, "stalls-");

    private static Task<IResult> LabelsAsync(HttpContext context, CurrentActor current, MarketQueries markets, string? market) =>
        OfMarketAsync(context, current, markets, market, PortalUrls.PrintLabels, "labels-");

    private static async Task<IResult> PostersAsync(HttpContext context, CurrentActor current, StallQrs codes) =>
        PosterSelection.Read(context.Request.QueryString.Value ?? "").TryGet(out var selection)
        && await codes.CountAsync(await current.GetAsync(context.RequestAborted), selection, context.RequestAborted) is { Ok: true, Value: > 0 }
            ? await PdfAsync(context, PortalUrls.PrintPosters, selection.Codes is { Count: 1 } one && selection.Matching is null ? $"poster-{one.First()}" : "posters") : Results.NotFound();

    /// <summary>Nothing is printed of a market that the reader does not see: not even the page that says so.</summary>
    private static async Task<IResult> OfMarketAsync(HttpContext context, CurrentActor current, MarketQueries markets, string? market, string path, string name) =>
        market is not null && await markets.NamesAsync(await current.GetAsync(context.RequestAborted), [market], context.RequestAborted) is [var found]
            ? await PdfAsync(context, path, name + found.Code) : Results.NotFound();

    /// <summary>The PDF; when there is none, the page itself, which then says why.</summary>
    private static async Task<IResult> PdfAsync(HttpContext context, string path, string name)
    {
        var target = PortalUrls.With(path + context.Request.QueryString, PrintPasses.Key, null);
        var origin = context.Features.Get<PrintPass>()?.Origin ?? $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/";
        var printed = await context.RequestServices.GetRequiredService<ReportPrinter>()
            .PrintAsync(new PrintPass(context.User, CultureInfo.CurrentUICulture, target, origin), context.RequestAborted);
        return printed.TryGet(out var pdf)
            ? Results.File(pdf, "application/pdf", $"{name}.pdf")
            : Results.LocalRedirect(PortalUrls.With(target, "problem", printed.Refusal!.Code));
    }
}
