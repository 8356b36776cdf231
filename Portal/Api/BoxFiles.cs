using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Vouchers.Boxes;

namespace Portal.Api;

/// <summary>Downloads of what belongs to boxes of redeemed paper.</summary>
internal static class BoxFiles
{
    /// <summary>The pages' own downloads.</summary>
    public static void MapBoxFiles(this IEndpointRouteBuilder app) =>
        app.MapGet(PortalUrls.DestructionPhoto("{code}"), async (HttpContext context, CurrentActor who, BoxQueries boxes, string code, CancellationToken cancellation) =>
            AttachmentApi.Download(context, await boxes.PhotoAsync(await who.GetAsync(cancellation), code, cancellation)))
            .RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVouchers)).ExcludeFromDescription();
}
