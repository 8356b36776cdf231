using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Vouchers.Damaged;

namespace Portal.Api;

/// <summary>Downloads of what belongs to exchange cases.</summary>
internal static class DamagedFiles
{
    /// <summary>The pages' own downloads.</summary>
    public static void MapDamagedFiles(this IEndpointRouteBuilder app) =>
        app.MapGet(PortalUrls.DamagedPhoto("{code}"), async (HttpContext context, CurrentActor who, DamagedQueries cases, string code, CancellationToken cancellation) =>
            AttachmentApi.Download(context, await cases.PhotoAsync(await who.GetAsync(cancellation), code, cancellation)))
            .RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVouchers)).ExcludeFromDescription();
}
