using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Payments;

namespace Portal.Api;

/// <summary>Downloads of what was sent as evidence in disputes.</summary>
internal static class DisputeFiles
{
    /// <summary>The pages' own downloads.</summary>
    public static void MapDisputeFiles(this IEndpointRouteBuilder app) =>
        app.MapGet(PortalUrls.Disputes + "/{dispute:guid}/evidence/{note:long}", async (HttpContext context, CurrentActor who, DisputeEvidence evidence, Guid dispute, long note, CancellationToken cancellation) =>
            AttachmentApi.Download(context, await evidence.OpenAsync(await who.GetAsync(cancellation), dispute, note, cancellation)))
            .RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewPayments)).ExcludeFromDescription();
}
