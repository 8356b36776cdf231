using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;

namespace Portal.Api;

/// <summary>A list that is read page after page comes in one order alone.</summary>
public sealed record SortNotHere : Refusal;

/// <summary>The registries for machines: lists, one record, registration and change. Imports and exports stand in <see cref="ExchangeApi"/>.</summary>
internal static class RegistryApi
{
    internal const int DefaultLimit = 100;

    public static void MapRegistries(this IEndpointRouteBuilder api)
    {
        api.MapGet("/markets", async (HttpContext context, CurrentActor who, MarketQueries queries, string? after, int? limit, CancellationToken cancellation) =>
            await ListAsync(context, limit, query => AllowAsync(who, Right.ViewMarkets, actor => queries.AfterAsync(actor, query, after, Wanted(limit), cancellation), cancellation), MarketBody.Of, m => m.Code))
            .WithSummary("Markets in the order of their codes").Produces<ApiList<MarketBody>>();
        api.MapGet("/markets/{code}", async (HttpContext context, CurrentActor who, MarketQueries queries, string code, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await AllowAsync(who, Right.ViewMarkets, actor => queries.GetAsync(actor, code, cancellation), cancellation), m => Results.Ok(MarketBody.Of(m))))
            .WithSummary("One market").Produces<MarketBody>();
        api.MapPost("/markets", (HttpContext context, CurrentActor who, MarketService service, MarketQueries queries, CancellationToken cancellation) =>
            CreateAsync(context, who, Right.EditMarkets, RegistryEdits.Market, (actor, edit) => service.CreateAsync(actor, edit, cancellation), (actor, code) => MarketAsync(queries, actor, code, cancellation), "markets"))
            .WithSummary("Registers a market").Accepts<MarketBody>("application/json").Produces<MarketBody>(201);
        api.MapPatch("/markets/{code}", (HttpContext context, CurrentActor who, MarketService service, MarketQueries queries, string code, CancellationToken cancellation) =>
            ChangeAsync(context, who, Right.EditMarkets, RegistryEdits.Market, (actor, edit, version) => service.UpdateAsync(actor, code, edit, version, cancellation), actor => MarketAsync(queries, actor, code, cancellation)))
            .WithSummary("Changes the fields that the body has").Accepts<MarketBody>("application/merge-patch+json", "application/json").Produces<MarketBody>();

        api.MapGet("/stalls", async (HttpContext context, CurrentActor who, StallQueries queries, string? after, int? limit, CancellationToken cancellation) =>
            await ListAsync(context, limit, query => AllowAsync(who, Right.ViewStalls, actor => queries.AfterAsync(actor, query, after, Wanted(limit), cancellation), cancellation), StallBody.Of, s => s.Code))
            .WithSummary("Stalls in the order of their codes, each with the vendor that holds it today").Produces<ApiList<StallBody>>();
        api.MapGet("/stalls/{code}", async (HttpContext context, CurrentActor who, StallQueries queries, string code, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await AllowAsync(who, Right.ViewStalls, actor => queries.GetAsync(actor, code, cancellation), cancellation), s => Results.Ok(StallBody.Of(s))))
            .WithSummary("One stall").Produces<StallBody>();
        api.MapPost("/stalls", (HttpContext context, CurrentActor who, StallService service, StallQueries queries, CancellationToken cancellation) =>
            CreateAsync(context, who, Right.EditStalls, RegistryEdits.Stall, (actor, edit) => service.CreateAsync(actor, edit, cancellation), (actor, code) => StallAsync(queries, actor, code, cancellation), "stalls"))
            .WithSummary("Registers a stall").Accepts<StallBody>("application/json").Produces<StallBody>(201);
        api.MapPatch("/stalls/{code}", (HttpContext context, CurrentActor who, StallService service, StallQueries queries, string code, CancellationToken cancellation) =>
            ChangeAsync(context, who, Right.EditStalls, RegistryEdits.Stall, (actor, edit, version) => service.UpdateAsync(actor, code, edit, version, cancellation), actor => StallAsync(queries, actor, code, cancellation)))
            .WithSummary("Changes the fields that the body has").Accepts<StallBody>("application/merge-patch+json", "application/json").Produces<StallBody>();

        api.MapVendors();
    }

    private static void MapVendors(this IEndpointRouteBuilder api)
    {
        api.MapGet("/vendors", async (HttpContext context, CurrentActor who, VendorQueries queries, string? after, int? limit, CancellationToken cancellation) =>
            await ListAsync(context, limit, query => AllowAsync(who, Right.ViewVendors, actor => queries.AfterAsync(actor, query, after, Wanted(limit), cancellation), cancellation), VendorBody.Of, v => v.Code))
            .WithSummary("Vendors in the order of their codes; personal fields masked").Produces<ApiList<VendorBody>>();
        api.MapGet("/vendors/{code}", async (HttpContext context, CurrentActor who, VendorQueries queries, string code, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await AllowAsync(who, Right.ViewVendors, actor => queries.GetAsync(actor, code, cancellation), cancellation), v => Results.Ok(VendorBody.Of(v))))
            .WithSummary("One vendor; personal fields masked").Produces<VendorBody>();
        api.MapPost("/vendors", (HttpContext context, CurrentActor who, VendorService service, VendorQueries queries, CancellationToken cancellation) =>
            CreateAsync(context, who, Right.EditVendors, RegistryEdits.Vendor, (actor, edit) => service.CreateAsync(actor, edit, cancellation), (actor, code) => VendorAsync(queries, actor, code, cancellation), "vendors"))
            .WithSummary("Registers a vendor").Accepts<VendorBody>("application/json").Produces<VendorBody>(201);
        api.MapPatch("/vendors/{code}", (HttpContext context, CurrentActor who, VendorService service, VendorQueries queries, string code, CancellationToken cancellation) =>
            ChangeAsync(context, who, Right.EditVendors, RegistryEdits.Vendor, (actor, edit, version) => service.UpdateAsync(actor, code, edit, version, cancellation), actor => VendorAsync(queries, actor, code, cancellation)))
            .WithSummary("Changes the fields that the body has").Accepts<VendorBody>("application/merge-patch+json", "application/json").Produces<VendorBody>();
    }

    internal static int Wanted(int? limit) => (limit ?? DefaultLimit) + 1;

    /// <summary>A page of a list. One row more than asked for is read, to know whether there is a next page.</summary>
    internal static async Task<IResult> ListAsync<TRow, TBody>(
        HttpContext context, int? limit, Func<ListQuery, Task<Outcome<IReadOnlyList<TRow>>>> read, Func<TRow, TBody> body, Func<TBody, string> code)
    {
        if (limit is < 1 or > Paging.MaxTake)
            return ApiAnswers.BadQuestion(context, [new NumberOutOfRange(1, Paging.MaxTake) { Field = "limit" }]);
        var parsed = RegistryEdits.Query(context.Request);
        if (!parsed.TryGet(out var query))
            return ApiAnswers.BadQuestion(context, parsed.Refusals);
        if (query.Sorts.Count > 0)
            return ApiAnswers.BadQuestion(context, [new SortNotHere { Field = "sort" }]);
        return ApiAnswers.Answer(context, await read(query), rows =>
        {
            var take = limit ?? DefaultLimit;
            var items = rows.Take(take).Select(body).ToList();
            return Results.Ok(new ApiList<TBody>(items, rows.Count > take ? code(items[^1]) : null));
        });
    }

    private static async Task<IResult> CreateAsync<TEdit>(
        HttpContext context, CurrentActor who, Right right, Func<JsonFields, TEdit> edit, Func<Actor, TEdit, Task<Outcome<string>>> create, Func<Actor, string, Task<IResult>> show, string registry)
    {
        var actor = await who.GetAsync(context.RequestAborted);
        if (!actor.May(right))
            return ApiAnswers.Refused(context, [new NotAllowed(right)]);
        var read = await JsonFields.ReadAsync(context);
        if (!read.TryGet(out var fields))
            return ApiAnswers.Refused(context, read.Refusals);
        var wanted = edit(fields);
        if (fields.Finish() is { Count: > 0 } refusals)
            return ApiAnswers.Refused(context, refusals);
        var created = await create(actor, wanted);
        if (!created.TryGet(out var code))
            return ApiAnswers.Refused(context, created.Refusals);
        context.Response.Headers.Location = $"/api/v1/{registry}/{Uri.EscapeDataString(code)}";
        context.Response.StatusCode = StatusCodes.Status201Created;
        return await show(actor, code) is IValueHttpResult { Value: { } value } ? Results.Json(value, statusCode: StatusCodes.Status201Created) : Results.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync<TEdit>(
        HttpContext context, CurrentActor who, Right right, Func<JsonFields, TEdit> edit, Func<Actor, TEdit, long?, Task<Outcome<Done>>> change, Func<Actor, Task<IResult>> show)
    {
        var actor = await who.GetAsync(context.RequestAborted);
        if (!actor.May(right))
            return ApiAnswers.Refused(context, [new NotAllowed(right)]);
        var read = await JsonFields.ReadAsync(context);
        if (!read.TryGet(out var fields))
            return ApiAnswers.Refused(context, read.Refusals);
        var wanted = edit(fields);
        var version = fields.Version();
        if (fields.Finish() is { Count: > 0 } refusals)
            return ApiAnswers.Refused(context, refusals);
        var changed = await change(actor, wanted, version);
        return changed.Ok ? await show(actor) : ApiAnswers.Refused(context, changed.Refusals);
    }

    /// <summary>Asks only when the actor has the right somewhere; what it reaches is the query's matter.</summary>
    internal static async Task<Outcome<T>> AllowAsync<T>(CurrentActor who, Right right, Func<Actor, Task<Outcome<T>>> ask, CancellationToken cancellation)
    {
        var actor = await who.GetAsync(cancellation);
        return actor.May(right) ? await ask(actor) : new NotAllowed(right);
    }

    private static async Task<IResult> MarketAsync(MarketQueries queries, Actor actor, string code, CancellationToken cancellation) =>
        await queries.GetAsync(actor, code, cancellation) is { Ok: true } found ? Results.Ok(MarketBody.Of(found.Value)) : Results.NoContent();

    private static async Task<IResult> StallAsync(StallQueries queries, Actor actor, string code, CancellationToken cancellation) =>
        await queries.GetAsync(actor, code, cancellation) is { Ok: true } found ? Results.Ok(StallBody.Of(found.Value)) : Results.NoContent();

    private static async Task<IResult> VendorAsync(VendorQueries queries, Actor actor, string code, CancellationToken cancellation) =>
        await queries.GetAsync(actor, code, cancellation) is { Ok: true } found ? Results.Ok(VendorBody.Of(found.Value)) : Results.NoContent();
}
