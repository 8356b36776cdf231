using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Resources;

namespace Portal.Api;

/// <summary>Payments for terminals.</summary>
internal static class PaymentApi
{
    private static readonly (string Path, PaymentEventKind Kind, string Summary)[] Changes =
    [
        ("captures", PaymentEventKind.Capture, "Captures an authorised payment, in whole or in part; the rest is released"),
        ("voids", PaymentEventKind.Void, "Releases an authorised payment, or takes a captured one back as if it had not been"),
        ("refunds", PaymentEventKind.Refund, "Gives back what was captured, in whole or in part, each part to its own source"),
    ];

    public static void MapPayments(this IEndpointRouteBuilder api)
    {
        api.MapPost("/payments", PayAsync).WithSummary("Takes a payment; a declined one is an outcome too. The same id and body get the first answer again")
            .Accepts<PaymentBody>("application/json").Produces<PaymentBody>(201).Produces<PaymentBody>();
        api.MapGet("/payments/{id:guid}", async (HttpContext context, CurrentActor who, PaymentService payments, Guid id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await RegistryApi.AllowAsync(who, Right.ViewPayments, actor => payments.FindAsync(actor, id, cancellation), cancellation), p => Results.Ok(PaymentStateBody.Of(p))))
            .WithSummary("A payment as it stands now").Produces<PaymentStateBody>();
        foreach (var (path, kind, summary) in Changes)
        {
            api.MapPost("/payments/{id:guid}/" + path, (HttpContext context, CurrentActor who, PaymentChangeService changes, Guid id) => ChangeAsync(context, who, changes, id, kind))
                .WithSummary(summary).Accepts<PaymentChangeBody>("application/json").Produces<PaymentChangeBody>(201).Produces<PaymentChangeBody>();
        }
    }

    private static async Task<IResult> PayAsync(HttpContext context, CurrentActor who, PaymentService payments)
    {
        var actor = await who.GetAsync();
        if (!actor.May(Right.TakePayments))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.TakePayments)]);
        var body = await JsonFields.ReadAsync(context);
        if (!body.TryGet(out var fields))
            return ApiAnswers.Refused(context, body.Refusals);
        var read = PaymentReading.Read(fields.Body);
        if (!read.TryGet(out var request))
            return ApiAnswers.Refused(context, read.Refusals);
        // Once it was read it is taken to its end, whether or not the device still listens.
        return ApiAnswers.Answer(context, await payments.PayAsync(actor, request), answer => Results.Json(BodyOf(context, answer), statusCode: answer.Repeated ? 200 : 201));
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, CurrentActor who, PaymentChangeService changes, Guid payment, PaymentEventKind kind)
    {
        var (actor, right) = (await who.GetAsync(), PaymentChangeService.RightOf(kind));
        if (!actor.May(right))
            return ApiAnswers.Refused(context, [new NotAllowed(right)]);
        var body = await JsonFields.ReadAsync(context);
        if (!body.TryGet(out var fields))
            return ApiAnswers.Refused(context, body.Refusals);
        var read = PaymentReading.ReadChange(fields.Body, payment, kind);
        return read.TryGet(out var request)
            ? ApiAnswers.Answer(context, await changes.ChangeAsync(actor, request), answer => Results.Json(PaymentChangeBody.Of(answer), statusCode: answer.Repeated ? 200 : 201))
            : ApiAnswers.Refused(context, read.Refusals);
    }

    private static PaymentBody BodyOf(HttpContext context, PaymentAnswer answer) => new(
        answer.Id, PaymentReading.CodeOf(answer.Status), answer.Reason is { } code ? new PaymentReason(code, Texts.In(ApiAnswers.Culture(context), "payments.decline_" + code)) : null,
        answer.LedgerOrder, answer.BusinessDate, PortalUrls.Receipt(answer.Receipt));
}
