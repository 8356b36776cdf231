using Portal.Access;

namespace Portal.Api;

/// <summary>The API of version 1: everything under <c>/api/v1</c>, described in <c>/openapi/v1.json</c>.</summary>
public static class PortalApi
{
    public static IServiceCollection AddPortalApi(this IServiceCollection services) => services
        .AddListFiles()
        .AddSingleton<RegistryExport>()
        .AddSingleton<LedgerExport>()
        .AddSingleton<PaymentDayExport>()
        .AddSingleton<VoucherReportFiles>()
        .AddOpenApi(options => options.AddDocumentTransformer(ApiDescription.DescribeAsync).AddOperationTransformer(ApiDescription.DescribeAsync));

    public static void MapPortalApi(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        app.UseSwaggerUI(options =>
        {
            options.SwaggerEndpoint("/openapi/v1.json", "Portal v1");
            options.RoutePrefix = "swagger";
        });
        var api = app.MapGroup("/api/v1").DisableAntiforgery();
        api.MapRegistries();
        api.MapStallQr();
        api.MapTenancies();
        api.MapAttachments();
        api.MapExchange();
        api.MapPayments();
        api.MapLedger();
        api.MapWallets();
        api.MapTerminals();
        api.MapVouchers();
        api.MapEnrolments();
        api.MapStatements();
        api.MapSettlement();

        app.MapVoucherPrintFiles();
        app.MapImportFiles();
        app.MapAttachmentFiles();
        app.MapDisputeFiles();
        app.MapFraudFiles();
        app.MapEnrolmentFiles();
        app.MapBoxFiles();
        app.MapPrinterFiles();
        app.MapDamagedFiles();
        app.MapStallQrFiles();
        app.MapLedgerFiles();
        app.MapSettlementFiles();
        app.MapPaymentFiles();
        app.MapVoucherReportFiles();

        // The pages' own links: the same files, for people who are signed in.
        foreach (var registry in (IEnumerable<string>)["markets", "stalls", "vendors", "tenancies", "arrears", "audit", .. app.Services.GetServices<ListFile>().Select(l => l.Name)])
            app.MapGet($"/export/{registry}", (HttpContext context, CurrentActor who, RegistryExport export) => ExchangeApi.ExportAsync(context, who, export, registry)).ExcludeFromDescription();
    }
}
