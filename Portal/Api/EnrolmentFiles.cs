using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;

namespace Portal.Api;

/// <summary>Downloads of what belongs to enrolments.</summary>
internal static class EnrolmentFiles
{
    /// <summary>The pages' own downloads.</summary>
    public static void MapEnrolmentFiles(this IEndpointRouteBuilder app)
    {
        Map(app, "visit-photo", EnrolmentFile.Visit);
        Map(app, "cap-evidence", EnrolmentFile.CapEvidence);
    }

    private static void Map(IEndpointRouteBuilder app, string name, EnrolmentFile which) =>
        app.MapGet(PortalUrls.Enrolments + "/{id:long}/" + name, async (HttpContext context, CurrentActor who, EnrolmentRecords records, long id, CancellationToken cancellation) =>
            AttachmentApi.Download(context, await records.OpenAsync(await who.GetAsync(cancellation), id, which, cancellation)))
            .RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVouchers)).ExcludeFromDescription();
}
