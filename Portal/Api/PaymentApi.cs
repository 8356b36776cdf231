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

    private static Task<IResult> PayAsync(HttpContext context, CurrentActor who, PaymentService payments) => ApiBodies.DoAsync(
        context, who, Right.TakePayments, PaymentReading.Read, (actor, request) => payments.PayAsync(actor, request), answer => Results.Json(BodyOf(context, answer), statusCode: answer.Repeated ? 200 : 201));

    private static async Task<IResult> BatchAsync(HttpContext context, CurrentActor who, PaymentService payments)
    {
        var asked = await ApiBodies.ReadAsync(context, who, Right.TakePayments, ListOf);
        if (!asked.Ok)
            return ApiAnswers.Refused(context, asked.Refusals);
        var (actor, list) = asked.Value;
        var results = new BatchedPaymentBody[list.GetArrayLength()];
        await Parallel.ForEachAsync(list.EnumerateArray().Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) => results[item.Index] = await OneOfBatchAsync(context, actor, payments, item.Item));
        return Results.Ok(new PaymentBatchBody(results.Count(r => r.Payment is not null), results.Count(r => r.Payment is null), results));
    }

    private static Outcome<JsonElement> ListOf(JsonElement body) =>
        body.TryGetProperty("payments", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is > 0 and <= MostInBatch ? list : new BatchOutOfRange(MostInBatch) { Field = "payments" };

    private static async Task<BatchedPaymentBody> OneOfBatchAsync(HttpContext context, Actor actor, PaymentService payments, JsonElement item)
    {
        var read = item.ValueKind == JsonValueKind.Object ? PaymentReading.Read(item) : new BodyMalformed();
        var id = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var text) && text.ValueKind == JsonValueKind.String && Guid.TryParse(text.GetString(), out var known) ? known : (Guid?)null;
        if (!read.TryGet(out var request))
            return new BatchedPaymentBody(id, null, false, ApiAnswers.ReasonsOf(context, read.Refusals));
        var taken = await payments.PayAsync(actor, request with { Forwarded = true });
        return taken.TryGet(out var answer) ? new BatchedPaymentBody(id, BodyOf(context, answer), answer.Late, null) : new BatchedPaymentBody(id, null, false, ApiAnswers.ReasonsOf(context, taken.Refusals));
    }

    private static Task<IResult> ReverseAsync(HttpContext context, CurrentActor who, PaymentReversals reversals, Guid id) => ApiBodies.DoAsync(
        context, who, Right.TakePayments, PaymentReading.ReadReversal, (actor, own) => reversals.ReverseAsync(actor, own, id), answer => Results.Json(ReversalBody.Of(answer), statusCode: answer.Repeated ? 200 : 201));

    private static Task<IResult> ChangeAsync(HttpContext context, CurrentActor who, PaymentChangeService changes, Guid payment, PaymentEventKind kind) => ApiBodies.DoAsync(
        context, who, PaymentChangeService.RightOf(kind), body => PaymentReading.ReadChange(body, payment, kind), (actor, request) => changes.ChangeAsync(actor, request),
        answer => Results.Json(PaymentChangeBody.Of(answer), statusCode: answer.Repeated ? 200 : 201));

    private static PaymentBody BodyOf(HttpContext context, PaymentAnswer answer) => new(
        answer.Id, PaymentReading.CodeOf(answer.Status), answer.Reason is { } code ? new PaymentReason(code, DeclineSentence.Of(ApiAnswers.Culture(context), code, answer.ReasonValues)) : null,
        answer.LedgerOrder, answer.BusinessDate, answer.Receipt is { } receipt ? PortalUrls.Receipt(receipt) : null);
}
