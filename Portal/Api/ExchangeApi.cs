using System.Globalization;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Exchange.Reading;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Markets;
using Portal.Jobs;
using Portal.Resources;

namespace Portal.Api;

/// <summary>What undoing an import did.</summary>
/// <param name="Left">How many records were used since, and were left as they are.</param>
/// <param name="Refused">The first 200 of them.</param>
public sealed record UndoBody(int Archived, int Restored, int Left, IReadOnlyList<UndoRefusal> Refused);

/// <summary>A record that was used since the import, and was left as it is.</summary>
public sealed record UndoRefusal(string Record, string Code, string Message);

/// <summary>Files in and out for machines.</summary>
internal static class ExchangeApi
{
    public static void MapExchange(this IEndpointRouteBuilder api)
    {
        foreach (var kind in Enum.GetValues<ImportKind>())
        {
            var registry = EnumChoices.CodeOf(kind);
            api.MapPost($"/{registry}/import", (HttpContext context, CurrentActor who, ImportService imports, MarketQueries markets) => ImportAsync(context, who, imports, markets, kind))
                .WithSummary("Imports the valid rows of a file (multipart: file, dryRun, mapping, market, encoding, sheet) and names the refused ones")
                .DisableAntiforgery().Produces<ImportSummary>();
            api.MapGet($"/{registry}/export", (HttpContext context, CurrentActor who, RegistryExport export) => ExportAsync(context, who, export, registry))
                .WithSummary("The list as a file: format=xlsx|csv, with the list's own conditions").Produces(200, contentType: XlsxTableWriter.MediaType);
        }

        api.MapPost("/imports/{id}/undo", UndoAsync).WithSummary("Takes a whole import back; records used since are named and left").Produces<UndoBody>();
    }

    /// <summary>The list as a file, for the API and for the pages' own links.</summary>
    public static async Task<IResult> ExportAsync(HttpContext context, CurrentActor who, RegistryExport export, string registry)
    {
        var cancellation = context.RequestAborted;
        var parsed = RegistryEdits.Query(context.Request);
        if (!parsed.TryGet(out var query))
            return ApiAnswers.BadQuestion(context, parsed.Refusals);
        var format = context.Request.Query["format"].ToString() is { Length: > 0 } wanted ? wanted : "xlsx";
        var prepared = await export.PrepareAsync(
            await who.GetAsync(cancellation), registry, query, format, ApiAnswers.Culture(context), context.Request.Query["reason"].ToString(), cancellation);
        return ApiAnswers.Answer(context, prepared, write => Results.Stream(
            stream => write(stream, cancellation),
            format == "csv" ? "text/csv; charset=utf-8" : XlsxTableWriter.MediaType,
            string.Create(CultureInfo.InvariantCulture, $"{registry}-{DateTime.UtcNow:yyyyMMdd-HHmm}.{format}")));
    }

    /// <summary>Undone as a job while the caller waits; broken off, the rest can be undone by the same call.</summary>
    private static async Task<IResult> UndoAsync(HttpContext context, CurrentActor who, ImportJobs jobs, string id, CancellationToken cancellation)
    {
        var actor = await who.GetAsync(cancellation);
        if (!actor.May(Right.UndoImports))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.UndoImports)]);
        if (!Guid.TryParse(id, out var uid))
            return ApiAnswers.Refused(context, [new ImportNotFound()]);
        var culture = ApiAnswers.Culture(context);
        return ApiAnswers.Answer(context, await jobs.UndoAsync(actor, uid, cancellation), tally => Results.Ok(new UndoBody(
            tally.Archived, tally.Restored, tally.Left, [.. tally.Refused.Select(r => new UndoRefusal(r.Record, r.Code, Texts.Of(culture, r)))])));
    }

    private static async Task<IResult> ImportAsync(HttpContext context, CurrentActor who, ImportService imports, MarketQueries markets, ImportKind kind)
    {
        var cancellation = context.RequestAborted;
        var actor = await who.GetAsync(cancellation);
        if (!actor.May(Right.Import))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.Import)]);
        var read = await UploadForm.ReadAsync(context, ExchangeLimits.FileBytes, new ImportFileTooLarge((int)(ExchangeLimits.FileBytes / (1024 * 1024))));
        if (!read.TryGet(out var upload))
            return ApiAnswers.Refused(context, read.Refusals);
        var (file, form) = upload;
        return await ImportAsync(context, actor, imports, kind, file, form, await MarketIdAsync(markets, actor, form["market"], cancellation));
    }

    private static async Task<IResult> ImportAsync(HttpContext context, Actor actor, ImportService imports, ImportKind kind, IFormFile file, IFormCollection form, long? marketId)
    {
        var cancellation = context.RequestAborted;
        await using var content = file.OpenReadStream();
        var uploaded = await imports.UploadAsync(actor, kind, file.FileName, content, marketId, cancellation);
        if (!uploaded.TryGet(out var import))
            return ApiAnswers.Refused(context, uploaded.Refusals);
        var choices = new ReadingChoices(NullIfEmpty(form["sheet"]), null, TextEncodings.Parse(form["encoding"]));
        var opened = imports.Open(import, choices, cancellation);
        if (!opened.TryGet(out var table))
            return ApiAnswers.Refused(context, opened.Refusals);
        var mapped = ColumnMapping.FromJson(form["mapping"], table.Columns, imports.Columns(kind));
        if (!mapped.TryGet(out var mapping))
            return ApiAnswers.Refused(context, mapped.Refusals);
        var dryRun = string.Equals(form["dryRun"], "true", StringComparison.OrdinalIgnoreCase) || form["dryRun"] == "1";
        var tally = dryRun
            ? await imports.TryAsync(actor, import, mapping, choices, null, cancellation)
            : await context.RequestServices.GetRequiredService<ImportJobs>().RunAsync(actor, import, mapping, choices, cancellation);
        var culture = ApiAnswers.Culture(context);
        return ApiAnswers.Answer(context, tally, t => Results.Ok(new ImportSummary(
            t.Rows, t.Created, t.Updated, t.Unchanged, [.. t.Refusals.Select(r => new RefusedField(r.Row, r.Refusal.Field, r.Refusal.Code, Texts.Of(culture, r.Refusal)))], dryRun ? null : import.Uid)));
    }

    private static async Task<long?> MarketIdAsync(MarketQueries markets, Actor actor, string? code, CancellationToken cancellation) =>
        string.IsNullOrEmpty(code) ? null : (await markets.NamesAsync(actor, cancellation)).FirstOrDefault(m => m.Code == code)?.Id;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
