using System.Globalization;
using Portal.Access;
using Portal.Domain.Access;

namespace Portal.Reports;

/// <summary>Printable pages and their PDFs.</summary>
public static class ReportRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddSingleton<PrintPasses>()
        .AddSingleton<ReportPrinter>()
        .AddScoped<PublicAddress>();

    /// <summary>Each printable page has its PDF beside it: the same address with <c>.pdf</c> behind the path.</summary>
    public static void MapReports(this WebApplication app)
    {
        app.MapGet(PortalUrls.PrintVendors + "/{code}.pdf", (string code, HttpContext context) => PdfAsync(context, PortalUrls.PrintVendor(code), code))
            .RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVendors)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintStalls + ".pdf", StallsAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewStalls)).ExcludeFromDescription();
        app.MapGet(PortalUrls.PrintLabels + ".pdf", LabelsAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewStalls)).ExcludeFromDescription();
    }

    private static Task<IResult> StallsAsync(HttpContext context, string? market) => PdfAsync(context, PortalUrls.PrintStalls, "stalls-" + market);

    private static Task<IResult> LabelsAsync(HttpContext context, string? market) => PdfAsync(context, PortalUrls.PrintLabels, "labels-" + market);

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
