using Portal.Access;
using Portal.Domain;
using Portal.Domain.Payments;
using Portal.Resources;

namespace Portal.Api;

/// <summary>Payments for terminals.</summary>
internal static class PaymentApi
{
    public static void MapPayments(this IEndpointRouteBuilder api)
    {
        api.MapPost("/payments", PayAsync).WithSummary("Takes a payment; a declined one is an outcome too. The same id and body get the first answer again")
            .Accepts<PaymentBody>("application/json").Produces<PaymentBody>(201).Produces<PaymentBody>();
        api.MapGet("/payments/{id:guid}", async (HttpContext context, CurrentActor who, PaymentService payments, Guid id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await payments.FindAsync(await who.GetAsync(cancellation), id, cancellation), p => Results.Ok(PaymentStateBody.Of(p))))
            .WithSummary("A payment as it stands now").Produces<PaymentStateBody>();
    }

    private static async Task<IResult> PayAsync(HttpContext context, CurrentActor who, PaymentService payments)
    {
        var body = await JsonFields.ReadAsync(context);
        if (!body.TryGet(out var fields))
            return ApiAnswers.Refused(context, body.Refusals);
        var read = PaymentReading.Read(fields.Body);
        if (!read.TryGet(out var request))
            return ApiAnswers.Refused(context, read.Refusals);
        // Once it was read it is taken to its end, whether or not the device still listens.
        return ApiAnswers.Answer(context, await payments.PayAsync(await who.GetAsync(), request), answer => Results.Json(BodyOf(context, answer), statusCode: answer.Repeated ? 200 : 201));
    }

    private static PaymentBody BodyOf(HttpContext context, PaymentAnswer answer) => new(
        answer.Id, PaymentReading.CodeOf(answer.Status), answer.Reason is { } code ? new PaymentReason(code, Texts.In(ApiAnswers.Culture(context), "payments.decline_" + code)) : null,
        answer.LedgerOrder, answer.BusinessDate, PortalUrls.Receipt(answer.Receipt));
}
