using System.Text.Json;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Domain.Terminals;

namespace Portal.Api;

/// <summary>What a terminal gets when it is paired. The key is told once.</summary>
public sealed record PairedTerminalBody(string Terminal, string Market, string? Stall, string Key);

/// <summary>What a terminal is told when it gives a sign of life.</summary>
/// <param name="Refunds">What it is to give back to cards: each is done with the acquirer, then reported under its id as a refund of the payment.</param>
public sealed record HeartbeatBody(string Status, DateTime Time, IReadOnlyList<WantedRefundBody> Refunds);

/// <summary>A refund that the terminal is to do.</summary>
public sealed record WantedRefundBody(Guid Id, Guid Payment, MoneyBody Amount, string? Reason, string? ApprovalNumber, string? Acquirer);

/// <summary>Terminals: pairing, and their signs of life.</summary>
internal static class TerminalApi
{
    public static void MapTerminals(this IEndpointRouteBuilder api)
    {
        api.MapPost("/terminals/pair", PairAsync).AllowAnonymous().WithSummary("Exchanges the pairing code, typed into the terminal once, for a key of its own")
            .Accepts<PairedTerminalBody>("application/json").Produces<PairedTerminalBody>(201);
        api.MapPost("/terminals/heartbeat", BeatAsync).WithSummary("A sign of life; answers the refunds that the terminal is to do")
            .Accepts<HeartbeatBody>("application/json").Produces<HeartbeatBody>();
    }

    private static async Task<IResult> PairAsync(HttpContext context, TerminalService terminals, ApiLimits limits)
    {
        var source = ClientAddress.SourceOf(context);
        if (limits.IsGuessing(source))
            return TooMany(context);
        var body = await JsonFields.ReadAsync(context);
        if (!body.TryGet(out var fields))
            return ApiAnswers.Refused(context, body.Refusals);
        var (code, software) = (fields.Text("code"), fields.Text("software"));
        if (fields.Finish() is { Count: > 0 } wrong)
            return ApiAnswers.Refused(context, wrong);
        var paired = await terminals.PairAsync(code.Value, software.Value, ClientAddress.Of(context));
        if (!paired.Ok && paired.Refusal is PairingCodeWrong && !limits.TakeGuess(source))
            return TooMany(context);
        return ApiAnswers.Answer(context, paired, p => Results.Json(new PairedTerminalBody(p.Terminal, p.Market, p.Stall, p.Key), statusCode: 201));
    }

    private static async Task<IResult> BeatAsync(HttpContext context, CurrentActor who, TerminalBook terminals, RefundRequests refunds, TimeProvider time)
    {
        var asked = await ApiBodies.ReadAsync(context, who, Right.TakePayments, SoftwareOf);
        if (!asked.Ok)
            return ApiAnswers.Refused(context, asked.Refusals);
        var beat = await terminals.BeatAsync(asked.Value.Actor, asked.Value.Asked);
        if (!beat.TryGet(out var terminal))
            return ApiAnswers.Refused(context, beat.Refusals);
        var wanted = await refunds.ForAsync(terminal.MarketId, terminal.StallId);
        return Results.Ok(new HeartbeatBody(
            terminal.State.ToString().ToLowerInvariant(), time.GetUtcNow().UtcDateTime,
            [.. wanted.Select(r => new WantedRefundBody(r.Id, r.Payment, new(r.Currency, r.Amount), r.Reason, r.ApprovalNumber, r.Acquirer))]));
    }

    private static Outcome<string?> SoftwareOf(JsonElement body)
    {
        var fields = new JsonFields(body);
        var software = fields.Text("software");
        return fields.Finish() is { Count: > 0 } wrong ? wrong.ToList() : software.Value;
    }

    internal static IResult TooMany(HttpContext context)
    {
        context.Response.Headers.RetryAfter = ApiLimits.GuessWindowSeconds;
        return Results.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: "Too many wrong codes came from this address.", extensions: new Dictionary<string, object?> { ["code"] = "too_many_tries" });
    }
}
