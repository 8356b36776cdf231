using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Documents;
using Portal.Domain.Exchange.Columns;

namespace Portal.Api;

/// <summary>A document of a record.</summary>
/// <param name="Tenancy">The tenancy that it hangs on; null when it hangs on the record itself.</param>
/// <param name="Personal">True when opening it needs a reason.</param>
public sealed record DocumentBody(
    Guid Id, string Kind, string Title, DateOnly? ValidFrom, DateOnly? ValidUntil, string? Note, string ContentType, long Length, string? Tenancy, string AddedBy, DateTime AddedAt, bool Personal, long Version)
{
    internal static DocumentBody Of(AttachmentRow row) => new(
        row.Uid, EnumChoices.CodeOf(row.Kind), row.Title, row.ValidFrom, row.ValidUntil, row.Note, row.ContentType, row.Length, row.Tenancy, row.AddedBy, row.AddedAt, row.IsPersonal, row.Version);
}

/// <summary>The id of a document that was attached.</summary>
public sealed record NewDocumentBody(Guid Id);

/// <summary>The kind is none of a document's.</summary>
public sealed record DocumentKindMalformed : Refusal;

/// <summary>The date is not one of the calendar, written as 2026-03-05.</summary>
public sealed record DateMalformed : Refusal;

/// <summary>Documents of markets, stalls, vendors and tenancies for machines, and their download for everyone.</summary>
internal static class AttachmentApi
{
    private static readonly (string Registry, AttachedKind Kind)[] Registries =
        [("markets", AttachedKind.Market), ("stalls", AttachedKind.Stall), ("vendors", AttachedKind.Vendor), ("tenancies", AttachedKind.Tenancy)];

    public static void MapAttachments(this IEndpointRouteBuilder api)
    {
        foreach (var (registry, kind) in Registries)
        {
            api.MapGet($"/{registry}/{{code}}/documents", async (HttpContext context, CurrentActor who, AttachmentService service, string code, CancellationToken cancellation) =>
                ApiAnswers.Answer(context, await service.ListAsync(await who.GetAsync(cancellation), new AttachedTo(kind, code), cancellation), rows => Results.Ok(new ApiList<DocumentBody>([.. rows.Select(DocumentBody.Of)], null))))
                .WithSummary("The documents of the record, newest first").Produces<ApiList<DocumentBody>>();
            api.MapPost($"/{registry}/{{code}}/documents", (HttpContext context, CurrentActor who, AttachmentService service, string code) => AddAsync(context, who, service, new AttachedTo(kind, code)))
                .WithSummary("Attaches a document (multipart: file, kind, title, validFrom, validUntil, note)").DisableAntiforgery().Produces<NewDocumentBody>(201);
        }

        api.MapGet("/documents/{id}/content", OpenAsync).WithSummary("The document itself; a personal one needs reason=, which is kept").Produces(200, null, "application/pdf", [.. AttachmentService.ContentTypes.Where(t => t != "application/pdf")]);
        api.MapPost("/documents/{id}/archive", ArchiveAsync).WithSummary("Takes the document out of the record; the body gives the reason").Accepts<ArchiveBody>("application/json").Produces<NewDocumentBody>();
    }

    /// <summary>The pages' own downloads.</summary>
    public static void MapAttachmentFiles(this IEndpointRouteBuilder app) =>
        app.MapGet(PortalUrls.Documents + "/{id}", OpenAsync).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewDocuments)).ExcludeFromDescription();

    private static async Task<IResult> OpenAsync(HttpContext context, CurrentActor who, AttachmentService service, string id, string? reason, CancellationToken cancellation)
    {
        var actor = await who.GetAsync(cancellation);
        if (!actor.May(Right.ViewDocuments))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.ViewDocuments)]);
        var opened = Guid.TryParse(id, out var uid) ? await service.OpenAsync(actor, uid, reason, cancellation) : new AttachmentNotFound();
        return Download(context, opened);
    }

    /// <summary>Never shown within the portal's own origin: a download, whatever the type, and nothing that it might hold may run.</summary>
    internal static IResult Download(HttpContext context, Outcome<OpenedAttachment> opened) => ApiAnswers.Answer(context, opened, document =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, no-store";
        return Results.Stream(document.Content, document.ContentType, document.Name);
    });

    private static async Task<IResult> AddAsync(HttpContext context, CurrentActor who, AttachmentService service, AttachedTo to)
    {
        var cancellation = context.RequestAborted;
        var actor = await who.GetAsync(cancellation);
        // Before the body is read: who may not attach anything learns nothing about it.
        var may = await service.MayAddAsync(actor, to, cancellation);
        if (!may.Ok)
            return ApiAnswers.Refused(context, may.Refusals);
        var read = await UploadForm.ReadAsync(context, Attachment.MaxSize, new DocumentTooLarge(Attachment.MaxSize >> 20));
        if (!read.TryGet(out var upload))
            return ApiAnswers.Refused(context, read.Refusals);
        var (file, form) = upload;
        var refusals = new List<Refusal>();
        if (!EnumChoices.TryParse<AttachmentKind>(form["kind"], out var kind))
            refusals.Add(new DocumentKindMalformed { Field = "kind" });
        var edit = new AttachmentEdit(kind, form["title"], DateOf(form, "validFrom", refusals), DateOf(form, "validUntil", refusals), form["note"]);
        if (refusals.Count > 0)
            return ApiAnswers.Refused(context, refusals);
        await using var content = file.OpenReadStream();
        return ApiAnswers.Answer(context, await service.AddAsync(actor, to, edit, content, cancellation), uid => Results.Created($"/api/v1/documents/{uid}/content", new NewDocumentBody(uid)));
    }

    private static async Task<IResult> ArchiveAsync(HttpContext context, CurrentActor who, AttachmentService service, string id, CancellationToken cancellation)
    {
        var actor = await who.GetAsync(cancellation);
        if (!actor.May(Right.EditDocuments))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.EditDocuments)]);
        var read = await JsonFields.ReadAsync(context);
        if (!read.TryGet(out var fields))
            return ApiAnswers.Refused(context, read.Refusals);
        var reason = fields.Text("reason").Value;
        if (fields.Finish() is { Count: > 0 } refusals)
            return ApiAnswers.Refused(context, refusals);
        _ = Guid.TryParse(id, out var uid);
        var archived = await service.ArchiveAsync(actor, uid, reason, cancellation);
        return ApiAnswers.Answer(context, archived, _ => Results.Ok(new NewDocumentBody(uid)));
    }

    private static DateOnly? DateOf(IFormCollection form, string name, List<Refusal> refusals)
    {
        if (form[name].ToString() is not { Length: > 0 } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
            return day;
        refusals.Add(new DateMalformed { Field = name });
        return null;
    }

}

/// <summary>Why a document is taken out.</summary>
public sealed record ArchiveBody(string Reason);
