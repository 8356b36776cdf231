using System.Buffers;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Jobs;
using Portal.Domain.Vouchers;
using Portal.Jobs;
using Portal.Resources;

namespace Portal.Api;

/// <summary>Print runs of vouchers: what is handed out at once, jobs, and files that are fetched once.</summary>
internal static class VoucherPrintApi
{
    private const int Piece = 65_536;

    public static void MapVoucherPrints(this IEndpointRouteBuilder api)
    {
        api.MapPost("/voucher-batches/{id:guid}/print", PrintAsync)
            .WithSummary("Makes the vouchers of an approved batch and hands their tokens out, once: at once up to 1,000, beyond that or in a form that is named (labels, singles, data) as a job with a file")
            .Accepts<PrintedBody>("application/json").Produces<PrintedBody>(201).Produces<PrintedBody>(202);
        api.MapGet("/voucher-batches/{id:guid}/print/file", FileAsync)
            .WithSummary("The file of a print run, once, for who started it; its vouchers can be sold from then on").Produces(200, contentType: "application/zip");
        api.MapGet("/jobs/{id:guid}", async (HttpContext context, CurrentActor who, JobService jobs, Guid id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await jobs.FindAsync(await who.GetAsync(cancellation), id, cancellation), j => Results.Ok(BodyOf(context, j))))
            .WithSummary("How far a job is, for who started it").Produces<JobBody>();
        api.MapPost("/jobs/{id:guid}/cancel", CancelAsync).WithSummary("Stops a job: within seconds it is cancelled").Produces<JobBody>(202);
    }

    /// <summary>The page's own download. Only a page of the portal fetches it: a link elsewhere would use it up.</summary>
    public static void MapVoucherPrintFiles(this IEndpointRouteBuilder app) =>
        app.MapGet(PortalUrls.VoucherPrints + "/{id:guid}", (HttpContext context, CurrentActor who, PrintFiles files, JobRunner runner, Guid id) =>
            context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" ? FileAsync(context, who, files, runner, id) : Task.FromResult(Results.NotFound()))
            .RequireAuthorization(NeedsAttribute.PolicyOf(Right.IssueVouchers)).ExcludeFromDescription();

    private static async Task<IResult> PrintAsync(HttpContext context, CurrentActor who, PrintJobs prints, BatchQueries queries, Guid id)
    {
        var asked = await ApiBodies.ReadAsync(context, who, Right.IssueVouchers, VoucherReading.ReadPrint);
        if (!asked.Ok)
            return ApiAnswers.Refused(context, asked.Refusals);
        var (actor, (print, form)) = asked.Value;
        var found = await queries.GetAsync(actor, id);
        if (!found.TryGet(out var batch))
            return ApiAnswers.Refused(context, found.Refusals);
        if (form is not null || batch.Row.Count > BatchPrinter.MostAtOnce)
            return ApiAnswers.Answer(context, await prints.StartAsync(actor, id, form), job => Results.Accepted(UrlOf(job), new PrintedBody(print, null, BodyOf(context, job))));
        return ApiAnswers.Answer(context, await prints.PrintAsync(actor, id), made => Results.Json(
            new PrintedBody(print, [.. made.Select(m => new MadeVoucherBody(m.Serial, m.Token, new(batch.Row.Currency, m.FaceMinor), m.Pin))], null), statusCode: 201));
    }

    private static async Task<IResult> CancelAsync(HttpContext context, CurrentActor who, JobRunner runner, JobService jobs, Guid id, CancellationToken cancellation)
    {
        var actor = await who.GetAsync(cancellation);
        var asked = await runner.CancelAsync(actor, id);
        return asked.Ok
            ? ApiAnswers.Answer(context, await jobs.FindAsync(actor, id, cancellation), j => Results.Json(BodyOf(context, j), statusCode: 202))
            : ApiAnswers.Refused(context, asked.Refusals);
    }

    private static async Task<IResult> FileAsync(HttpContext context, CurrentActor who, PrintFiles files, JobRunner runner, Guid id)
    {
        var actor = await who.GetAsync(context.RequestAborted);
        return ApiAnswers.Answer(context, await files.FetchAsync(actor, id, context.RequestAborted), print =>
        {
            context.Response.ContentLength = print.Length;
            context.Response.Headers.CacheControl = "no-store";
            return Results.Stream(output => SendAsync(output, files, runner, actor, id, print, context.RequestAborted), "application/zip", print.Batch.Code + ".zip");
        });
    }

    /// <summary>Sends all but the last piece; that one only when it was written down that the file is out. Broken off before, the file stays to be fetched; so it is never handed out whole twice.</summary>
    private static async Task SendAsync(Stream output, PrintFiles files, JobRunner runner, Actor actor, Guid id, FetchedPrint print, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            await using var content = print.Content;
            var last = 0;
            for (var sent = 0L; sent < print.Length; sent += last)
            {
                last = (int)Math.Min(Piece, print.Length - sent);
                await content.ReadExactlyAsync(buffer.AsMemory(0, last), cancellation);
                if (sent + last < print.Length)
                    await output.WriteAsync(buffer.AsMemory(0, last), cancellation);
            }

            await output.FlushAsync(cancellation);
            cancellation.ThrowIfCancellationRequested();
            await content.DisposeAsync();
            if (!(await files.CompleteAsync(actor, id, CancellationToken.None)).Ok)
                throw new IOException("The file was taken away while it was sent.");
            await output.WriteAsync(buffer.AsMemory(0, last), CancellationToken.None);
        }
        catch
        {
            await files.ReleaseAsync(actor, id, CancellationToken.None);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            runner.Announce(actor.OwnerId);
        }
    }

    private static string UrlOf(Job job) => $"/api/v1/jobs/{job.Uid}";

    private static JobBody BodyOf(HttpContext context, Job job) => new(
        job.Uid, job.Kind["jobs.".Length..], VoucherReading.CodeOf(job.State), job.Progress, job.Total, job.Error is { } error ? new PaymentReason(error, JobWords.Why(ApiAnswers.Culture(context), error)) : null,
        job.CreatedAt, job.FinishedAt, UrlOf(job), job is { Kind: PrintJobs.Kind, State: JobState.Done } ? $"/api/v1/voucher-batches/{job.Uid}/print/file" : null);
}
