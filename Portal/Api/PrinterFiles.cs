using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Vouchers.Printers;

namespace Portal.Api;

/// <summary>Downloads of the encrypted files for security printers.</summary>
internal static class PrinterFiles
{
    /// <summary>The page's own download; each one stands in the trail.</summary>
    public static void MapPrinterFiles(this IEndpointRouteBuilder app) =>
        app.MapGet(PortalUrls.PrinterFiles + "/{id:guid}", async (HttpContext context, CurrentActor who, PrinterRuns runs, Guid id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await runs.FetchAsync(await who.GetAsync(cancellation), id, cancellation), order =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return Results.File(order.Content, "application/zip", order.Code + ".p7m.zip");
            }))
            .RequireAuthorization(NeedsAttribute.PolicyOf(Right.IssueVouchers)).ExcludeFromDescription();
}
