using System.Text.Json;
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
}

/// <summary>Reads the bodies of wallets and top-ups.</summary>
internal sealed class WalletReading : BodyReading
{
    private static readonly string[] NewFields = ["id", "market", "identified", "reference"];
    private static readonly string[] TopUpFields = ["id", "amount", "source", "reference"];
    private static readonly Dictionary<string, TopUpSource> Sources = Enum.GetValues<TopUpSource>().ToDictionary(CodeOf);

    public static string CodeOf(TopUpSource source) => JsonNamingPolicy.KebabCaseLower.ConvertName(source.ToString());

    public static Outcome<NewWallet> ReadNew(JsonElement body)
    {
        var reading = new WalletReading();
        reading.RefuseOthers(body, "", NewFields);
        var id = reading.IdOf(body);
        var market = reading.TextOf(body, "market", "market", required: true);
        var identified = reading.FlagOf(body, "identified", absent: false);
        var reference = reading.TextOf(body, "reference", "reference");
        return reading.Refusals.Count > 0 ? reading.Refusals : new NewWallet(id, market!, identified, reference);
    }

    public static Outcome<TopUpRequest> ReadTopUp(JsonElement body, Guid wallet)
    {
        var reading = new WalletReading();
        reading.RefuseOthers(body, "", TopUpFields);
        var id = reading.IdOf(body);
        var amount = reading.MoneyOf(body, "amount");
        var source = TopUpSource.Cash;
        if (reading.TextOf(body, "source", "source", required: true) is { } text && !Sources.TryGetValue(text, out source))
            reading.Refusals.Add(new FieldMalformed { Field = "source" });
        var reference = reading.TextOf(body, "reference", "reference");
        return reading.Refusals.Count > 0 ? reading.Refusals : new TopUpRequest(id, wallet, amount!.Value, source, reference);
    }
}
