using System.Globalization;
using System.Text.Json;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Settlement;
using Portal.Jobs;

namespace Portal.Api;

/// <summary>A run that is to be started.</summary>
/// <param name="BusinessDate">The day of settlement; the market's business day without it.</param>
/// <param name="Operator">Whose books; the market's own operator's without it.</param>
public sealed record NewSettlementRunBody(Guid Id, string Market, DateOnly? BusinessDate, string? Operator);

/// <summary>A decision about what somebody else made.</summary>
/// <param name="Decision">approve or reject.</param>
/// <param name="Reason">Needed to reject.</param>
public sealed record SettlementDecisionBody(string Decision, string? Reason);

/// <summary>A settlement run. Amounts are in minor units of its currency: opening + sales - refunds + others - fees - tax + rounding + released = payout + held + carried.</summary>
/// <param name="Status">reckoning, waiting, posting, posted or ended.</param>
/// <param name="Movements">Payments, refunds and others in its lines.</param>
public sealed record SettlementRunBody(
    Guid Id, string Market, DateOnly BusinessDate, string Currency, string Status, int Vendors, int Payouts, int Movements, SettlementFiguresBody Figures, string MadeBy, DateTime MadeAt, string? DecidedBy, DateTime? DecidedAt, string? Reason);

/// <summary>How a net comes about. Minor units.</summary>
public sealed record SettlementFiguresBody(long Opening, long Sales, long Refunds, long Others, long Fees, long Tax, long Rounding, long Released, long Payout, long Held, long Carried);

/// <summary>A vendor's line of a run. Minor units.</summary>
/// <param name="Charged">Fees with their tax, less what was cut.</param>
/// <param name="NotPaid">negative, belowMinimum, noAccount, barred or suspended; null when it is paid out, or comes to nothing.</param>
public sealed record SettlementLineBody(
    long Id, string Vendor, string VendorName, int Movements, long Opening, long Sales, long Refunds, long Others, long Charged, long Released, long Payout, long Held, long Carried, string? NotPaid);

/// <summary>Settlement for machines.</summary>
internal static class SettlementApi
{
    private const string Runs = "/settlement-runs";

    public static void MapSettlement(this IEndpointRouteBuilder api)
    {
        api.MapPost(Runs, (HttpContext context, CurrentActor who, SettlementJobs jobs, SettlementQueries queries) => ApiBodies.DoAsync(
            context, who, Right.RunSettlement, SettlementReading.ReadRun, (actor, wanted) => ReadAsync(queries, actor, jobs.StartAsync(actor, wanted, CancellationToken.None)), run => Results.Accepted($"/api/v1{Runs}/{run.Id}", run)))
            .WithSummary("Starts a settlement run of a market; it is reckoned as a job").Accepts<NewSettlementRunBody>("application/json").Produces<SettlementRunBody>(202);
        api.MapGet(Runs + "/{id:guid}", async (HttpContext context, CurrentActor who, SettlementQueries queries, Guid id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await queries.GetAsync(await who.GetAsync(cancellation), id, cancellation), run => Results.Ok(BodyOf(run))))
            .WithSummary("How far a run is, and what it comes to").Produces<SettlementRunBody>();
        api.MapGet(Runs + "/{id:guid}/lines", async (HttpContext context, CurrentActor who, SettlementQueries queries, Guid id, string? after, int? limit, CancellationToken cancellation) => await RegistryApi.ListAsync(
            context, limit, async _ => await queries.LinesAsync(await who.GetAsync(cancellation), id, LedgerApi.After(after), RegistryApi.Wanted(limit), cancellation), LineOf, l => l.Id.ToString(CultureInfo.InvariantCulture)))
            .WithSummary("The vendors' lines of a run").Produces<ApiList<SettlementLineBody>>();
        // Whether somebody else's delegate may decide, the service knows.
        api.MapPost(Runs + "/{id:guid}/approvals", (HttpContext context, CurrentActor who, SettlementJobs jobs, SettlementQueries queries, Guid id) => ApiBodies.DoAsync(
            context, who, Right.ViewSettlement, body => SettlementReading.ReadDecision(body, id), (actor, decision) => ReadAsync(queries, actor, jobs.DecideAsync(actor, decision, CancellationToken.None)), run => Results.Accepted($"/api/v1{Runs}/{run.Id}", run)))
            .WithSummary("Approves a run that somebody else started, which is then posted as a job, or turns it down").Accepts<SettlementDecisionBody>("application/json").Produces<SettlementRunBody>(202);
    }

    private static async Task<Outcome<SettlementRunBody>> ReadAsync(SettlementQueries queries, Actor actor, Task<Outcome<SettlementRun>> act)
    {
        var done = await act;
        if (!done.TryGet(out var run))
            return done.Refusals.ToList();
        var read = await queries.GetAsync(actor, run.Uid);
        return read.TryGet(out var record) ? BodyOf(record) : read.Refusals.ToList();
    }

    private static SettlementRunBody BodyOf(SettlementRunRecord record)
    {
        var run = record.Run;
        return new SettlementRunBody(
            run.Uid, record.Market.Code, run.On, run.Currency, NameOf(run.State), run.Vendors, run.Payouts, run.Movements,
            new SettlementFiguresBody(run.Opening, run.Sales, run.Refunds, run.Others, run.Fees, run.Tax, run.Rounding, run.Released, run.Payout, run.Held, run.Carried), run.MakerName, run.MadeAt, run.ApproverName, run.DecidedAt, run.Reason);
    }

    private static SettlementLineBody LineOf(SettlementRow row) => new(
        row.Id, row.Vendor, row.VendorName, row.Movements, row.Opening, row.Sales, row.Refunds, row.Others, row.Charged, row.Released, row.Payout, row.Held, row.Carried, row.NotPaid is { } why ? NameOf(why) : null);

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>What is asked for about settlement.</summary>
internal sealed class SettlementReading : BodyReading
{
    public static Outcome<NewSettlementRun> ReadRun(JsonElement body)
    {
        var reading = new SettlementReading();
        reading.RefuseOthers(body, "", ["id", "market", "businessDate", "operator"]);
        var run = new NewSettlementRun(reading.IdOf(body), reading.TextOf(body, "market", "market", required: true), reading.DayOf(body, "businessDate"), reading.TextOf(body, "operator", "operator"));
        return reading.Refusals.Count > 0 ? reading.Refusals : run;
    }

    private DateOnly? DayOf(JsonElement body, string field)
    {
        if (TextOf(body, field, field) is not { } text)
            return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            Refusals.Add(new FieldMalformed { Field = field });
        return day;
    }

    public static Outcome<SettlementDecision> ReadDecision(JsonElement body, Guid run)
    {
        var reading = new SettlementReading();
        reading.RefuseOthers(body, "", ["decision", "reason"]);
        var decision = reading.TextOf(body, "decision", "decision", required: true);
        if (decision is not (null or "approve" or "reject"))
            reading.Refusals.Add(new FieldMalformed { Field = "decision" });
        var reason = reading.TextOf(body, "reason", "reason");
        return reading.Refusals.Count > 0 ? reading.Refusals : new SettlementDecision(run, decision == "approve", reason);
    }
}
