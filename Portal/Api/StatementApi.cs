using System.Text.Json;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Documents;
using Portal.Domain.Reconciliation;
using Portal.Jobs;
using Portal.Resources;

namespace Portal.Api;

/// <summary>A file of a bank that was brought.</summary>
public sealed record BroughtBody(Guid Id);

/// <summary>A file of a bank, and what it holds.</summary>
/// <param name="Status">queued, running, done or refused.</param>
/// <param name="Format">As the file names it.</param>
public sealed record StatementFileBody(
    Guid Id, string Status, string Format, string? Source, IReadOnlyList<StatementBody> Statements, IReadOnlyList<StatementWarningBody> Warnings, IReadOnlyList<StatementRefusedBody> Refused);

/// <summary>A statement with its control totals, in minor units of its account's currency; duplicates are counted too.</summary>
/// <param name="Foreign">Totals of entries in other currencies.</param>
public sealed record StatementBody(
    string? Id, string? Account, string? Currency, long? Opening, long? Closing, int Entries, int Transactions, StatementSumBody Credits, StatementSumBody Debits, int Duplicates, IReadOnlyList<StatementForeignBody>? Foreign);

/// <summary>A control total in minor units.</summary>
public sealed record StatementSumBody(int Count, long Sum);

/// <summary>Control totals of one other currency.</summary>
public sealed record StatementForeignBody(string Currency, StatementSumBody Credits, StatementSumBody Debits);

/// <summary>What is noteworthy about a file.</summary>
/// <param name="Statement">Its place in the file, from 1.</param>
/// <param name="Row">The entry's place in the file, from 1.</param>
public sealed record StatementWarningBody(string Code, string Message, int Statement, int? Row);

/// <summary>A row that is not taken in, or, without a row, why the file is not.</summary>
public sealed record StatementRefusedBody(long? Row, string Code, string Message);

/// <summary>Where files come from.</summary>
public sealed record StatementSourceBody(string Code, string Name, string Format, string? Account);

/// <summary>Statements of banks for machines.</summary>
internal static class StatementApi
{
    public static void MapStatements(this IEndpointRouteBuilder api)
    {
        api.MapPost("/statements", BringAsync).WithSummary("Brings a file of a bank in (multipart: file); it is read as a job").DisableAntiforgery().Produces<BroughtBody>(202);
        api.MapGet("/statements/{id:guid}", async (HttpContext context, CurrentActor who, StatementFileQueries queries, Guid id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await queries.GetAsync(await who.GetAsync(cancellation), id, cancellation), file => Results.Ok(BodyOf(context, file))))
            .WithSummary("How far a file is, its statements with their control totals, what is noteworthy and what was refused").Produces<StatementFileBody>();
        api.MapGet("/statement-sources", async (HttpContext context, CurrentActor who, StatementSources sources, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await sources.AllAsync(await who.GetAsync(cancellation), cancellation), all => Results.Ok(all.Select(BodyOf).ToList())))
            .WithSummary("Where files come from").Produces<IReadOnlyList<StatementSourceBody>>();
        api.MapPost("/statement-sources", (HttpContext context, CurrentActor who, StatementSources sources) =>
            ApiBodies.DoAsync(context, who, Right.BringStatements, ReadSource, (actor, source) => sources.AddAsync(actor, source), source => Results.Json(BodyOf(source), statusCode: 201)))
            .WithSummary("Makes a source known: bound to one account, or open to any").Accepts<StatementSourceBody>("application/json").Produces<StatementSourceBody>(201);
    }

    private static async Task<IResult> BringAsync(HttpContext context, CurrentActor who, StatementJobs jobs, string? source)
    {
        var actor = await who.GetAsync(context.RequestAborted);
        if (!actor.MayEverywhere(Right.BringStatements))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.BringStatements)]);
        var read = await UploadForm.ReadAsync(context, StatementIntake.MaxBytes, new DocumentTooLarge(StatementIntake.MaxBytes >> 20));
        if (!read.TryGet(out var upload))
            return ApiAnswers.Refused(context, read.Refusals);
        await using var content = upload.File.OpenReadStream();
        var brought = await jobs.BringAsync(actor, new BroughtFile(upload.File.FileName, content, source), context.RequestAborted);
        return ApiAnswers.Answer(context, brought, file => Results.Accepted($"/api/v1/statements/{file.Uid}", new BroughtBody(file.Uid)));
    }

    private static Outcome<NewStatementSource> ReadSource(JsonElement body)
    {
        var fields = new JsonFields(body);
        var source = new NewStatementSource(fields.Text("code").Value, fields.Text("name").Value, fields.Choice<SourceFormat>("format").Or(SourceFormat.Camt), fields.Text("account").Value);
        return fields.Finish() is { Count: > 0 } refusals ? refusals : source;
    }

    private static StatementSourceBody BodyOf(StatementSource source) => new(source.Code, source.Name, JsonNamingPolicy.CamelCase.ConvertName(source.Format.ToString()), source.Account);

    private static StatementFileBody BodyOf(HttpContext context, StatementFileRecord found)
    {
        var (file, culture) = (found.File, ApiAnswers.Culture(context));
        List<StatementRefusedBody> refused = [.. found.Findings.Where(f => f.Refuses).Select(f => new StatementRefusedBody(f.Row, f.Code, StatementWords.Of(culture, f)))];
        if (file.RefusedCode is { } code)
            refused.Add(new StatementRefusedBody(null, code, StatementWords.WhyRefused(culture, file)!));
        return new StatementFileBody(
            file.Uid, JsonNamingPolicy.CamelCase.ConvertName(file.State.ToString()), file.Format, found.Source, [.. found.Statements.Select(BodyOf)],
            [.. found.Findings.Where(f => !f.Refuses).Select(f => new StatementWarningBody(f.Code, StatementWords.Of(culture, f), f.Statement, f.Row))], refused);
    }

    private static StatementBody BodyOf(StatementTotals totals)
    {
        var s = totals.Statement;
        return new StatementBody(
            s.BankId, s.Account, s.Currency, s.Opening, s.Closing, s.Entries, s.Transactions, new(s.CreditCount, s.CreditSum), new(s.DebitCount, s.DebitSum), s.Duplicates,
            totals.Foreign.Count == 0 ? null : [.. totals.Foreign.Select(f => new StatementForeignBody(f.Currency, new(f.CreditCount, f.CreditSum), new(f.DebitCount, f.DebitSum)))]);
    }
}
