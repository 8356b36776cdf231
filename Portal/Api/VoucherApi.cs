using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;
using Portal.Resources;

namespace Portal.Api;

/// <summary>Programmes, batches, sales and vouchers for machines.</summary>
internal static class VoucherApi
{
    public static void MapVouchers(this IEndpointRouteBuilder api)
    {
        api.MapProgrammes();
        api.MapBatches();
        api.MapVoucherPrints();
        api.MapPost("/voucher-sales", (HttpContext context, CurrentActor who, VoucherSales sales) => ApiBodies.DoAsync(
            context, who, Right.SellVouchers, VoucherReading.ReadSale, (actor, asked) => sales.SellAsync(actor, asked), a => Results.Json(VoucherSaleBody.Of(a), statusCode: a.Repeated ? 200 : 201)))
            .WithSummary("Sells vouchers that lie in the seller's drawer").Accepts<VoucherSaleBody>("application/json").Produces<VoucherSaleBody>(201).Produces<VoucherSaleBody>();
        api.MapGet("/vouchers/lookup", LookUpAsync).WithSummary("The voucher of a token").Produces<VoucherBody>();
        api.MapGet("/vouchers/{serial}", async (HttpContext context, CurrentActor who, VoucherQueries vouchers, string serial, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await RegistryApi.AllowAsync(who, Right.ViewVouchers, actor => vouchers.GetAsync(actor, serial, cancellation), cancellation), v => Results.Ok(VoucherBody.Of(v))))
            .WithSummary("A voucher as it stands").Produces<VoucherBody>();
        api.MapPost("/vouchers/{serial}/refund-quotes", (HttpContext context, CurrentActor who, VoucherRefunds refunds, string serial) => ApiBodies.DoAsync(
            context, who, Right.RefundVouchers, VoucherReading.ReadQuote, (actor, payout) => refunds.QuoteAsync(actor, serial, payout), q => Results.Ok(BodyOf(context, q))))
            .WithSummary("What would be given back of a voucher now, line by line").Accepts<RefundQuoteBody>("application/json").Produces<RefundQuoteBody>();
        api.MapPost("/vouchers/{serial}/refunds", (HttpContext context, CurrentActor who, VoucherRefunds refunds, string serial) => ApiBodies.DoAsync(
            context, who, Right.RefundVouchers, body => VoucherReading.ReadRefund(body, serial), (actor, asked) => refunds.RefundAsync(actor, asked), a => Results.Json(VoucherRefundBody.Of(a), statusCode: a.Repeated ? 200 : 201)))
            .WithSummary("Pays what was quoted").Accepts<VoucherRefundBody>("application/json").Produces<VoucherRefundBody>(201).Produces<VoucherRefundBody>();
        foreach (var act in Enum.GetValues<VoucherAct>())
        {
            api.MapPost("/vouchers/{serial}/" + VoucherReading.CodeOf(act), (HttpContext context, CurrentActor who, VoucherHolds holds, VoucherQueries vouchers, string serial) => ApiBodies.DoAsync(
                context, who, VoucherHolds.RightOf(act), VoucherReading.ReadReason, (actor, reason) => ActAsync(holds, vouchers, actor, serial, act, reason), v => Results.Ok(VoucherBody.Of(v))))
                .WithSummary(SummaryOf(act)).Accepts<VoucherBody>("application/json").Produces<VoucherBody>();
        }

        api.MapVoucherGifts();
        api.MapPost("/vouchers/{serial}/replacements", (HttpContext context, CurrentActor who, VoucherReplacements replacements, string serial) => ApiBodies.DoAsync(
            context, who, Right.IssueVouchers, VoucherReading.ReadReplacement, (actor, asked) => replacements.ReplaceAsync(actor, asked.Id, serial, asked.Reason), r => Results.Json(ReplacementBody.Of(r), statusCode: 201)))
            .WithSummary("Makes a voucher anew and the old one void; its token is told once").Accepts<ReplacementBody>("application/json").Produces<ReplacementBody>(201);
        api.MapPost("/voucher-presentments", PresentAsync).WithSummary("Takes in the paper vouchers that a vendor brings; each piece is answered by itself, and sent again it is taken once")
            .Accepts<PresentmentBody>("application/json").Produces<PresentmentBody>(201).Produces<PresentmentBody>();
    }

    private static void MapProgrammes(this IEndpointRouteBuilder api)
    {
        api.MapGet("/voucher-programmes", async (HttpContext context, CurrentActor who, ProgrammeQueries queries, string? after, int? limit, CancellationToken cancellation) =>
            await RegistryApi.ListAsync(context, limit, query => RegistryApi.AllowAsync(who, Right.ViewVouchers, actor => queries.AfterAsync(actor, query, after, RegistryApi.Wanted(limit), cancellation), cancellation), ProgrammeBody.Of, p => p.Code))
            .WithSummary("Voucher programmes in the order of their codes").Produces<ApiList<ProgrammeBody>>();
        api.MapPost("/voucher-programmes", (HttpContext context, CurrentActor who, ProgrammeService service, ProgrammeQueries queries) => ApiBodies.DoAsync(
            context, who, Right.ManageProgrammes, VoucherReading.ReadProgramme, async (actor, wanted) => await service.CreateAsync(actor, wanted) is { Ok: false } refused ? refused.Refusals.ToList() : await queries.GetAsync(actor, wanted.Code!.Trim().ToUpperInvariant()),
            p => Results.Json(ProgrammeBody.Of(p), statusCode: 201)))
            .WithSummary("Sets up a programme; its rules are proposed and approved afterwards").Accepts<ProgrammeBody>("application/json").Produces<ProgrammeBody>(201);
        api.MapGet("/voucher-programmes/{code}/rules", async (HttpContext context, CurrentActor who, ProgrammeQueries queries, string code, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await RegistryApi.AllowAsync(who, Right.ViewVouchers, actor => queries.RulesAsync(actor, code, cancellation), cancellation), r => Results.Ok(new ApiList<RuleBody>([.. r.Select(RuleBody.Of)], null))))
            .WithSummary("All versions of a programme's rules").Produces<ApiList<RuleBody>>();
        api.MapPost("/voucher-programmes/{code}/rules", (HttpContext context, CurrentActor who, RuleService rules, ProgrammeQueries queries, string code) => ApiBodies.DoAsync(
            context, who, Right.ManageProgrammes, body => VoucherReading.ReadRule(body, code), async (actor, wanted) => await RuleAsync(queries, actor, code, await rules.ProposeAsync(actor, wanted)), r => Results.Json(RuleBody.Of(r), statusCode: 201)))
            .WithSummary("Proposes a version of the rules, from a day in the future on").Accepts<RuleBody>("application/json").Produces<RuleBody>(201);
        api.MapPost("/voucher-programmes/{code}/rules/{id:long}/approvals", (HttpContext context, CurrentActor who, RuleService rules, ProgrammeQueries queries, string code, long id) => ApiBodies.DoAsync(
            context, who, Right.ApproveVouchers, body => VoucherReading.ReadVerdict(body, Guid.Empty),
            async (actor, verdict) => await RuleAsync(queries, actor, code, await rules.DecideAsync(actor, code, id, verdict.Decision == BatchDecision.Approve, verdict.Comment)), r => Results.Ok(RuleBody.Of(r))))
            .WithSummary("Approves or rejects a version that somebody else proposed").Accepts<BatchApprovalBody>("application/json").Produces<RuleBody>();
    }

    private static void MapBatches(this IEndpointRouteBuilder api)
    {
        api.MapPost("/voucher-batches", (HttpContext context, CurrentActor who, BatchService batches, BatchQueries queries) => ApiBodies.DoAsync(
            context, who, Right.IssueVouchers, VoucherReading.ReadBatch, async (actor, wanted) => await SubmitAsync(batches, queries, actor, wanted), b => Results.Json(BatchBody.Of(b.Record), statusCode: b.Repeated ? 200 : 201)))
            .WithSummary("Submits a batch for approval").Accepts<BatchBody>("application/json").Produces<BatchBody>(201).Produces<BatchBody>();
        api.MapGet("/voucher-batches/{id:guid}", async (HttpContext context, CurrentActor who, BatchQueries queries, Guid id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await RegistryApi.AllowAsync(who, Right.ViewVouchers, actor => queries.GetAsync(actor, id, cancellation), cancellation), b => Results.Ok(BatchBody.Of(b))))
            .WithSummary("A batch with its approvals").Produces<BatchBody>();
        api.MapPost("/voucher-batches/{id:guid}/approvals", (HttpContext context, CurrentActor who, BatchService batches, BatchQueries queries, Guid id) => ApiBodies.DoAsync(
            context, who, Right.ViewVouchers, body => VoucherReading.ReadVerdict(body, id),
            async (actor, verdict) => await batches.DecideAsync(actor, verdict) is { Ok: false } refused ? refused.Refusals.ToList() : await queries.GetAsync(actor, id), b => Results.Ok(BatchBody.Of(b))))
            .WithSummary("Approves or rejects a batch; never by who submitted or edited it").Accepts<BatchApprovalBody>("application/json").Produces<BatchBody>();
    }

    private static async Task<IResult> LookUpAsync(HttpContext context, CurrentActor who, VoucherQueries vouchers, ApiLimits limits, string? token, CancellationToken cancellation)
    {
        var actor = await who.GetAsync(cancellation);
        if (!actor.May(Right.ViewVouchers))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.ViewVouchers)]);
        var source = ClientAddress.SourceOf(context);
        if (limits.IsGuessing(source))
            return TerminalApi.TooMany(context);
        var found = await vouchers.LookUpAsync(actor, token ?? "", cancellation);
        if (!found.Ok && !limits.TakeGuess(source))
            return TerminalApi.TooMany(context);
        return ApiAnswers.Answer(context, found, v => Results.Ok(VoucherBody.Of(v)));
    }

    private static async Task<IResult> PresentAsync(HttpContext context, CurrentActor who, Presentments presentments)
    {
        var asked = await ApiBodies.ReadAsync(context, who, Right.PresentVouchers, VoucherReading.ReadPresentment);
        if (!asked.Ok)
            return ApiAnswers.Refused(context, asked.Refusals);
        var (actor, reading) = asked.Value;
        var opened = await presentments.OpenAsync(actor, reading.Bundle);
        if (!opened.Ok)
            return ApiAnswers.Refused(context, opened.Refusals);
        var taken = await presentments.TakeAsync(actor, reading.Bundle.Id, reading.Pieces);
        if (!taken.TryGet(out var pieces))
            return ApiAnswers.Refused(context, taken.Refusals);
        var again = pieces.All(p => p.Again || p.Reason is not null) && pieces.Any(p => p.Again);
        return ApiAnswers.Answer(context, await presentments.FindAsync(actor, reading.Bundle.Id), s => Results.Json(BodyOf(context, s, pieces), statusCode: again ? 200 : 201));
    }

    private static async Task<Outcome<(BatchRecord Record, bool Repeated)>> SubmitAsync(BatchService batches, BatchQueries queries, Actor actor, NewBatch wanted)
    {
        var submitted = await batches.SubmitAsync(actor, wanted);
        if (!submitted.TryGet(out var batch))
            return submitted.Refusals.ToList();
        var found = await queries.GetAsync(actor, wanted.Id);
        return found.TryGet(out var record) ? (record, batch.Repeated) : found.Refusals.ToList();
    }

    private static async Task<Outcome<RuleRow>> RuleAsync(ProgrammeQueries queries, Actor actor, string code, Outcome<VoucherRule> done)
    {
        if (!done.TryGet(out var rule))
            return done.Refusals.ToList();
        var rules = await queries.RulesAsync(actor, code);
        return rules.TryGet(out var rows) ? rows.Single(r => r.Id == rule.Id) : rules.Refusals.ToList();
    }

    private static async Task<Outcome<VoucherRow>> ActAsync(VoucherHolds holds, VoucherQueries vouchers, Actor actor, string serial, VoucherAct act, string reason)
    {
        var done = await holds.ActAsync(actor, serial, act, reason);
        return done.Ok ? await vouchers.GetAsync(actor, serial) : done.Refusals.ToList();
    }

    private static string SummaryOf(VoucherAct act) => act switch
    {
        VoucherAct.Freeze => "Freezes a voucher: it is neither sold nor spent",
        VoucherAct.Unfreeze => "Lets a frozen voucher go again",
        _ => "Makes a voucher void that was not sold",
    };

    private static RefundQuoteBody BodyOf(HttpContext context, QuotedRefund q)
    {
        var (culture, reckoning) = (ApiAnswers.Culture(context), q.Reckoning);
        return new RefundQuoteBody(
            q.Quote, q.Serial, reckoning.Refundable, new(q.Currency, reckoning.Amount), reckoning.Right is { } right ? VoucherReading.CodeOf(right) : null, q.Rule, VoucherReading.CodeOf(q.Payout),
            [.. reckoning.Lines.Select(l => new RefundLineBody(l.Code, Texts.In(culture, "vouchers.line_" + l.Code), l.Amount is { } amount ? new(q.Currency, amount) : null, l.Percent, l.Needed, l.Date))],
            reckoning.Reason is { } reason ? new PaymentReason(reason, Texts.In(culture, "vouchers.refund_" + reason)) : null, q.ExpiresAt);
    }

    private static PresentmentBody BodyOf(HttpContext context, PresentmentState s, IReadOnlyList<PieceAnswer> pieces) => new(
        s.Presentment.Uid, s.Presentment.Code, s.Vendor, s.Count, new(s.Currency, s.Sum), s.Refused, s.Presentment.ClosedAt is not null,
        [.. pieces.Select(p => new PieceBody(
            p.Serial, p.Reason is null ? "taken" : "refused", new(s.Currency, p.Amount), p.Reason is { } reason ? new PaymentReason(reason, DeclineSentence.Of(ApiAnswers.Culture(context), reason, p.Values)) : null, p.Again))]);
}
