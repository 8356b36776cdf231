using System.Text.Json;
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

    private const int MostInBatch = 1_000;

    /// <summary>How many payments of a batch are on their way at once: enough for the ledger to commit them together.</summary>
    private const int AtOnce = 64;

    public static void MapPayments(this IEndpointRouteBuilder api)
    {
        api.MapPost("/payments", PayAsync).WithSummary("Takes a payment; a declined one is an outcome too. The same id and body get the first answer again")
            .Accepts<PaymentBody>("application/json").Produces<PaymentBody>(201).Produces<PaymentBody>();
        api.MapGet("/payments/{id:guid}", async (HttpContext context, CurrentActor who, PaymentService payments, Guid id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await RegistryApi.AllowAsync(who, Right.ViewPayments, actor => payments.FindAsync(actor, id, cancellation), cancellation), p => Results.Ok(PaymentStateBody.Of(p))))
            .WithSummary("A payment as it stands now").Produces<PaymentStateBody>();
        api.MapPost("/payments/batch", BatchAsync).WithSummary($"Takes up to {MostInBatch} payments that a device took while it was offline, each with its terminalTime; each is answered by itself")
            .Accepts<PaymentBatchBody>("application/json").Produces<PaymentBatchBody>();
        api.MapPost("/payments/{id:guid}/reversals", ReverseAsync).WithSummary("Reverses a payment whose reply was lost, whether or not it has come")
            .Accepts<ReversalBody>("application/json").Produces<ReversalBody>(201).Produces<ReversalBody>();
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

    private static async Task<IResult> BatchAsync(HttpContext context, CurrentActor who, PaymentService payments)
    {
        var actor = await who.GetAsync();
        if (!actor.May(Right.TakePayments))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.TakePayments)]);
        var body = await JsonFields.ReadAsync(context);
        if (!body.TryGet(out var fields))
            return ApiAnswers.Refused(context, body.Refusals);
        if (!fields.Body.TryGetProperty("payments", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostInBatch)
            return ApiAnswers.Refused(context, [new BatchOutOfRange(MostInBatch) { Field = "payments" }]);
        var results = new BatchedPaymentBody[list.GetArrayLength()];
        await Parallel.ForEachAsync(list.EnumerateArray().Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) => results[item.Index] = await OneOfBatchAsync(context, actor, payments, item.Item));
        return Results.Ok(new PaymentBatchBody(results.Count(r => r.Payment is not null), results.Count(r => r.Payment is null), results));
    }

    private static async Task<BatchedPaymentBody> OneOfBatchAsync(HttpContext context, Actor actor, PaymentService payments, JsonElement item)
    {
        var read = item.ValueKind == JsonValueKind.Object ? PaymentReading.Read(item) : new BodyMalformed();
        var id = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var text) && text.ValueKind == JsonValueKind.String && Guid.TryParse(text.GetString(), out var known) ? known : (Guid?)null;
        if (!read.TryGet(out var request))
            return new BatchedPaymentBody(id, null, false, ApiAnswers.ReasonsOf(context, read.Refusals));
        var taken = await payments.PayAsync(actor, request with { Forwarded = true });
        return taken.TryGet(out var answer) ? new BatchedPaymentBody(id, BodyOf(context, answer), answer.Late, null) : new BatchedPaymentBody(id, null, false, ApiAnswers.ReasonsOf(context, taken.Refusals));
    }

    private static async Task<IResult> ReverseAsync(HttpContext context, CurrentActor who, PaymentReversals reversals, Guid id)
    {
        var actor = await who.GetAsync();
        if (!actor.May(Right.TakePayments))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.TakePayments)]);
        var body = await JsonFields.ReadAsync(context);
        if (!body.TryGet(out var fields))
            return ApiAnswers.Refused(context, body.Refusals);
        var read = PaymentReading.ReadReversal(fields.Body);
        return read.TryGet(out var own)
            ? ApiAnswers.Answer(context, await reversals.ReverseAsync(actor, own, id), answer => Results.Json(ReversalBody.Of(answer), statusCode: answer.Repeated ? 200 : 201))
            : ApiAnswers.Refused(context, read.Refusals);
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
        answer.LedgerOrder, answer.BusinessDate, answer.Receipt is { } receipt ? PortalUrls.Receipt(receipt) : null);
}
