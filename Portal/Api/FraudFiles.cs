using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Fraud;

namespace Portal.Api;

/// <summary>Downloads of documents in cases of fraud.</summary>
internal static class FraudFiles
{
    /// <summary>The pages' own downloads.</summary>
    public static void MapFraudFiles(this IEndpointRouteBuilder app) =>
        app.MapGet(PortalUrls.FraudCases + "/{code}/notes/{note:long}/file", async (HttpContext context, CurrentActor who, FraudQueries queries, string code, long note, CancellationToken cancellation) =>
            AttachmentApi.Download(context, await queries.OpenAsync(await who.GetAsync(cancellation), code, note, cancellation)))
            .RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewFraud)).ExcludeFromDescription();
}
