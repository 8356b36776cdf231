using System.Globalization;
using System.Text.Json;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Documents;
using Portal.Domain.Payments;
using Portal.Domain.Vendors;
using Portal.Domain.Vouchers;

namespace Portal.Api;

/// <summary>Vendors' parts in voucher programmes for machines: applications, visits, decisions, and the caps on what they bring in.</summary>
internal static class EnrolmentApi
{
    private const string Enrolments = "/voucher-enrolments";

    public static void MapEnrolments(this IEndpointRouteBuilder api)
    {
        api.MapGet(Enrolments, async (HttpContext context, CurrentActor who, EnrolmentQueries queries, string? after, int? limit, CancellationToken cancellation) =>
            await RegistryApi.ListAsync(context, limit, query => RegistryApi.AllowAsync(who, Right.ViewVouchers, actor => queries.AfterAsync(actor, query, after, RegistryApi.Wanted(limit), cancellation), cancellation), EnrolmentBody.Of, e => e.Id.ToString(CultureInfo.InvariantCulture)))
            .WithSummary("Vendors' parts in programmes in the order of their numbers").Produces<ApiList<EnrolmentBody>>();
        api.MapGet(Enrolments + "/{id:long}", async (HttpContext context, CurrentActor who, EnrolmentRecords records, long id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await RegistryApi.AllowAsync(who, Right.ViewVouchers, actor => records.GetAsync(actor, id, cancellation), cancellation), e => Results.Ok(EnrolmentRecordBody.Of(e))))
            .WithSummary("One enrolment, with what is used of its caps").Produces<EnrolmentRecordBody>();
        api.MapPost(Enrolments, (HttpContext context, CurrentActor who, EnrolmentService service, EnrolmentRecords records) => ApiBodies.DoAsync(
            context, who, Right.EnrolVendors, EnrolmentReading.ReadApplication, (actor, asked) => ApplyAsync(service, records, actor, asked), e => Results.Json(EnrolmentRecordBody.Of(e.Record), statusCode: e.Repeated ? 200 : 201)))
            .WithSummary("Hands in a vendor's application; it is decided by somebody else").Accepts<EnrolmentBody>("application/json").Produces<EnrolmentRecordBody>(201).Produces<EnrolmentRecordBody>();
        api.MapPost(Enrolments + "/{id:long}/visits", VisitAsync)
            .WithSummary("Enters the visit to the stall, with its photo (multipart: file)").DisableAntiforgery().Produces<EnrolmentRecordBody>();
        api.MapEnrolmentDecisions();
        api.MapPost(Enrolments + "/{id:long}/cap-requests", AskAsync)
            .WithSummary("Asks for another cap of the month; a request that waits is replaced (multipart: id, amount, reason, file)").DisableAntiforgery().Produces<EnrolmentRecordBody>();
    }

    private static void MapEnrolmentDecisions(this IEndpointRouteBuilder api)
    {
        // Whether somebody else's delegate may decide, the services know.
        api.MapPost(Enrolments + "/{id:long}/approvals", (HttpContext context, CurrentActor who, EnrolmentService service, EnrolmentRecords records, long id) => ApiBodies.DoAsync(
            context, who, Right.ViewVouchers, EnrolmentReading.ReadDecision, (actor, said) => ReadAsync(records, actor, service.DecideAsync(actor, id, said.Approve, said.Comment)), Answer))
            .WithSummary("Admits or rejects an application that somebody else handed in").Accepts<EnrolmentDecisionBody>("application/json").Produces<EnrolmentRecordBody>();
        api.MapPost(Enrolments + "/{id:long}/renewals", async (HttpContext context, CurrentActor who, EnrolmentService service, EnrolmentRecords records, long id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await RegistryApi.AllowAsync(who, Right.ViewVouchers, actor => ReadAsync(records, actor, service.RenewAsync(actor, id)), cancellation), Answer))
            .WithSummary("Lets an enrolment last for another term; in its last half year, and not by who handed it in").Produces<EnrolmentRecordBody>();
        api.MapPost(Enrolments + "/{id:long}/withdrawals", (HttpContext context, CurrentActor who, EnrolmentService service, EnrolmentRecords records, long id) => ApiBodies.DoAsync(
            context, who, Right.EnrolVendors, VoucherReading.ReadReason, (actor, reason) => ReadAsync(records, actor, service.EndAsync(actor, id, ban: false, reason)), Answer))
            .WithSummary("The vendor takes part no more").Accepts<EnrolmentEndBody>("application/json").Produces<EnrolmentRecordBody>();
        api.MapPost(Enrolments + "/{id:long}/bans", (HttpContext context, CurrentActor who, EnrolmentService service, EnrolmentRecords records, long id) => ApiBodies.DoAsync(
            context, who, Right.ApproveVouchers, VoucherReading.ReadReason, (actor, reason) => ReadAsync(records, actor, service.EndAsync(actor, id, ban: true, reason)), Answer))
            .WithSummary("Shuts the vendor out of the programme").Accepts<EnrolmentEndBody>("application/json").Produces<EnrolmentRecordBody>();
        api.MapPost(Enrolments + "/{id:long}/cap-requests/approvals", (HttpContext context, CurrentActor who, VendorCapService caps, EnrolmentRecords records, long id) => ApiBodies.DoAsync(
            context, who, Right.ViewVouchers, EnrolmentReading.ReadDecision, (actor, said) => ReadAsync(records, actor, caps.DecideAsync(actor, id, said.Approve, said.Comment)), Answer))
            .WithSummary("Approves or turns down the cap that somebody else asked for").Accepts<EnrolmentDecisionBody>("application/json").Produces<EnrolmentRecordBody>();
    }

    private static async Task<Outcome<(EnrolmentRecord Record, bool Repeated)>> ApplyAsync(EnrolmentService service, EnrolmentRecords records, Actor actor, EnrolmentApplication asked)
    {
        var entered = await service.ApplyAsync(actor, asked);
        if (!entered.TryGet(out var application))
            return entered.Refusals.ToList();
        var read = await records.GetAsync(actor, application.Enrolment.Id);
        return read.TryGet(out var record) ? (record, application.Repeated) : read.Refusals.ToList();
    }

    private static async Task<IResult> VisitAsync(HttpContext context, CurrentActor who, EnrolmentService service, EnrolmentRecords records, long id)
    {
        var actor = await who.GetAsync(context.RequestAborted);
        if (!actor.May(Right.EnrolVendors))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.EnrolVendors)]);
        var upload = await UploadForm.ReadAsync(context, VendorPhotos.MaxSize, new DocumentTooLarge(VendorPhotos.MaxSize >> 20));
        if (!upload.TryGet(out var parts))
            return ApiAnswers.Refused(context, upload.Refusals);
        await using var photo = parts.File.OpenReadStream();
        return Answer(context, await ReadAsync(records, actor, service.VisitAsync(actor, id, photo)), "photo");
    }

    private static async Task<IResult> AskAsync(HttpContext context, CurrentActor who, VendorCapService caps, EnrolmentRecords records, long id)
    {
        var actor = await who.GetAsync(context.RequestAborted);
        if (!actor.May(Right.EnrolVendors))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.EnrolVendors)]);
        var upload = await UploadForm.ReadOptionalAsync(context, Attachment.MaxSize, new DocumentTooLarge(Attachment.MaxSize >> 20));
        if (!upload.TryGet(out var parts))
            return ApiAnswers.Refused(context, upload.Refusals);
        var refusals = new List<Refusal>();
        var idText = parts.Form["id"].ToString();
        if (!(Guid.TryParseExact(idText, "D", out var request) && idText.Length == 36))
            refusals.Add(new IdMalformed { Field = "id" });
        if (!long.TryParse(parts.Form["amount"], NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            refusals.Add(new PaymentAmountOutOfRange(Payment.MostAmount) { Field = "amount" });
        if (refusals.Count > 0)
            return ApiAnswers.Refused(context, refusals);
        await using var evidence = parts.File?.OpenReadStream();
        return Answer(context, await ReadAsync(records, actor, caps.AskAsync(actor, new CapRequest(id, amount, parts.Form["reason"], evidence) { Id = request })), "evidence");
    }

    /// <summary>What was done, as the record stands then.</summary>
    private static async Task<Outcome<EnrolmentRecord>> ReadAsync(EnrolmentRecords records, Actor actor, Task<Outcome<VendorEnrolment>> act)
    {
        var done = await act;
        return done.TryGet(out var enrolment) ? await records.GetAsync(actor, enrolment.Id) : done.Refusals.ToList();
    }

    private static IResult Answer(EnrolmentRecord record) => Results.Ok(EnrolmentRecordBody.Of(record));

    /// <param name="file">What the domain calls the part <c>file</c>.</param>
    private static IResult Answer(HttpContext context, Outcome<EnrolmentRecord> done, string file) =>
        done.TryGet(out var record) ? Answer(record) : ApiAnswers.Refused(context, [.. done.Refusals.Select(r => r.Field == file ? r with { Field = "file" } : r)]);
}

/// <summary>Reads the bodies of enrolments.</summary>
internal sealed class EnrolmentReading : BodyReading
{
    public static Outcome<EnrolmentApplication> ReadApplication(JsonElement body)
    {
        var reading = new EnrolmentReading();
        reading.RefuseOthers(body, "", ["id", "programme", "vendor", "annualSales"]);
        var (id, sales) = (reading.IdOf(body), (long?)null);
        if (body.TryGetProperty("annualSales", out var declared) && declared.ValueKind != JsonValueKind.Null)
        {
            if (declared.ValueKind == JsonValueKind.Number && declared.TryGetInt64(out var amount) && amount is >= 0 and <= Payment.MostAmount)
                sales = amount;
            else
                reading.Refusals.Add(new PaymentAmountOutOfRange(Payment.MostAmount) { Field = "annualSales" });
        }

        var application = new EnrolmentApplication(reading.TextOf(body, "programme", "programme", required: true), reading.TextOf(body, "vendor", "vendor", required: true), sales, id);
        return reading.Refusals.Count > 0 ? reading.Refusals : application;
    }

    /// <summary>Approve or reject, and what is said to it.</summary>
    public static Outcome<(bool Approve, string? Comment)> ReadDecision(JsonElement body)
    {
        var reading = new EnrolmentReading();
        reading.RefuseOthers(body, "", ["decision", "comment"]);
        var decision = reading.TextOf(body, "decision", "decision", required: true);
        if (decision is not (null or "approve" or "reject"))
            reading.Refusals.Add(new FieldMalformed { Field = "decision" });
        var comment = reading.TextOf(body, "comment", "comment");
        return reading.Refusals.Count > 0 ? reading.Refusals : (decision == "approve", comment);
    }
}
