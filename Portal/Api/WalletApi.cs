using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Wallets;

namespace Portal.Api;

/// <summary>A wallet. Amounts in minor units; available is the balance less what authorised payments have reserved.</summary>
public sealed record WalletBody(Guid Id, string Code, string Market, string Status, bool Identified, string? Reference, MoneyBody Balance, MoneyBody Available, MoneyBody HoldingLimit)
{
    internal static WalletBody Of(WalletRecord r) => new(
        r.Wallet.Uid, r.Wallet.Code, r.Market.Code, r.Wallet.State.ToString().ToLowerInvariant(), r.Wallet.Identified, r.Wallet.Reference,
        new(r.Wallet.Currency, r.Balance), new(r.Wallet.Currency, r.Available), new(r.Wallet.Currency, r.Wallet.HoldingLimit));
}

/// <summary>A top-up as answered, the same each time the same id comes.</summary>
public sealed record TopUpBody(Guid Id, Guid Wallet, MoneyBody Amount, string Source, long LedgerOrder, DateOnly BusinessDate);

/// <summary>A pay-out as answered, the same each time the same id comes. The amount is what was paid out, also where the wallet was closed and none was named.</summary>
public sealed record PayOutBody(Guid Id, Guid Wallet, MoneyBody Amount, string Way, bool Close, long LedgerOrder, DateOnly BusinessDate);

/// <summary>A payment token; it pays once.</summary>
public sealed record WalletTokenBody(string Token, DateTime ExpiresAt);

/// <summary>Prepaid wallets for the issuer's own system.</summary>
internal static class WalletApi
{
    public static void MapWallets(this IEndpointRouteBuilder api)
    {
        api.MapPost("/wallets", OpenAsync).WithSummary("Opens a wallet at a market; the same id and body get the same wallet again")
            .Accepts<WalletBody>("application/json").Produces<WalletBody>(201).Produces<WalletBody>();
        api.MapGet("/wallets/{id:guid}", async (HttpContext context, CurrentActor who, WalletQueries wallets, Guid id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await RegistryApi.AllowAsync(who, Right.ViewWallets, actor => wallets.GetAsync(actor, id, cancellation), cancellation), w => Results.Ok(WalletBody.Of(w))))
            .WithSummary("A wallet with what it holds").Produces<WalletBody>();
        api.MapPost("/wallets/{id:guid}/top-ups", TopUpAsync).WithSummary("Puts money into a wallet, never above its holding limit")
            .Accepts<TopUpBody>("application/json").Produces<TopUpBody>(201).Produces<TopUpBody>();
        api.MapPost("/wallets/{id:guid}/pay-outs", PayOutAsync).WithSummary("Pays an amount out to the holder; with close and a reason instead of an amount, all that is left, and closes the wallet")
            .Accepts<PayOutBody>("application/json").Produces<PayOutBody>(201).Produces<PayOutBody>();
        api.MapPost("/wallets/{id:guid}/tokens", async (HttpContext context, CurrentActor who, WalletService wallets, Guid id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await RegistryApi.AllowAsync(who, Right.ManageWallets, actor => wallets.IssueTokenAsync(actor, id, cancellation), cancellation), t => Results.Json(new WalletTokenBody(t.Token, t.ExpiresAt), statusCode: 201)))
            .WithSummary("Makes a token that pays once, within a minute").Produces<WalletTokenBody>(201);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, CurrentActor who, WalletService wallets, WalletQueries queries)
    {
        var actor = await who.GetAsync();
        if (!actor.May(Right.ManageWallets))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.ManageWallets)]);
        var body = await JsonFields.ReadAsync(context);
        if (!body.TryGet(out var fields))
            return ApiAnswers.Refused(context, body.Refusals);
        var read = WalletReading.ReadNew(fields.Body);
        if (!read.TryGet(out var wanted))
            return ApiAnswers.Refused(context, read.Refusals);
        var opened = await wallets.OpenAsync(actor, wanted);
        if (!opened.TryGet(out var wallet))
            return ApiAnswers.Refused(context, opened.Refusals);
        return ApiAnswers.Answer(context, await queries.GetAsync(actor, wanted.Id), w => Results.Json(WalletBody.Of(w), statusCode: wallet.Repeated ? 200 : 201));
    }

    private static async Task<IResult> TopUpAsync(HttpContext context, CurrentActor who, WalletService wallets, Guid id)
    {
        var actor = await who.GetAsync();
        if (!actor.May(Right.ManageWallets))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.ManageWallets)]);
        var body = await JsonFields.ReadAsync(context);
        if (!body.TryGet(out var fields))
            return ApiAnswers.Refused(context, body.Refusals);
        var read = WalletReading.ReadTopUp(fields.Body, id);
        return read.TryGet(out var asked)
            ? ApiAnswers.Answer(context, await wallets.TopUpAsync(actor, asked), a => Results.Json(
                new TopUpBody(a.Id, a.Wallet, new(a.Currency, a.Amount), WalletReading.CodeOf(a.Source), a.LedgerOrder, a.BusinessDate), statusCode: a.Repeated ? 200 : 201))
            : ApiAnswers.Refused(context, read.Refusals);
    }

    private static async Task<IResult> PayOutAsync(HttpContext context, CurrentActor who, WalletPayOuts payOuts, Guid id)
    {
        var actor = await who.GetAsync();
        if (!actor.May(Right.ManageWallets))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.ManageWallets)]);
        var body = await JsonFields.ReadAsync(context);
        if (!body.TryGet(out var fields))
            return ApiAnswers.Refused(context, body.Refusals);
        var read = WalletReading.ReadPayOut(fields.Body, id);
        if (!read.TryGet(out var asked))
            return ApiAnswers.Refused(context, read.Refusals);
        return ApiAnswers.Answer(context, asked.Closing is { } closing ? await payOuts.CloseAsync(actor, closing) : await payOuts.PayOutAsync(actor, asked.Part!), a => Results.Json(
            new PayOutBody(a.Id, a.Wallet, new(a.Currency, a.Amount), WalletReading.CodeOf(a.Way), a.Closed, a.LedgerOrder, a.BusinessDate), statusCode: a.Repeated ? 200 : 201));
    }
}
