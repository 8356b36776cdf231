using System.Globalization;
using Portal.Access;
using Portal.Components.Pages.Ledger;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using FileWriter = System.Func<System.IO.Stream, System.Threading.CancellationToken, System.Threading.Tasks.Task>;

namespace Portal.Api;

/// <summary>The links of the ledger's pages, and of the page of a day's payments, to their files.</summary>
internal static class LedgerFiles
{
    public static void MapLedgerFiles(this WebApplication app)
    {
        app.MapGet(PortalUrls.Export("ledger-accounts"), (HttpContext context, CurrentActor who, LedgerExport export) => AnswerAsync(
            context, who, "accounts", (actor, query, format) => Task.FromResult(export.Accounts(actor, query, View(context), format, ApiAnswers.Culture(context), context.RequestAborted)))).ExcludeFromDescription();
        app.MapGet(PortalUrls.Export("ledger-statement/{id:long}"), (HttpContext context, CurrentActor who, LedgerExport export, long id) => AnswerAsync(
            context, who, "statement", (actor, query, format) => export.StatementAsync(actor, id, query, format, ApiAnswers.Culture(context), context.RequestAborted))).ExcludeFromDescription();
        app.MapGet(PortalUrls.Export("ledger-journal"), (HttpContext context, CurrentActor who, LedgerExport export) => AnswerAsync(
            context, who, "journal", (actor, query, format) => Task.FromResult(export.Journal(actor, query, format, ApiAnswers.Culture(context), context.RequestAborted)))).ExcludeFromDescription();
        app.MapGet(PortalUrls.Export("trial-balance"), (HttpContext context, CurrentActor who, LedgerExport export, TimeProvider clock) => AnswerAsync(
            context, who, "trial-balance", (actor, _, format) => export.TrialAsync(
                actor, View(context).AsOf ?? LedgerDay.Today(clock), View(context).Market, Text(context, "operator"), format, ApiAnswers.Culture(context), context.RequestAborted))).ExcludeFromDescription();
    }

    /// <summary>Reports of vouchers.</summary>
    public static void MapVoucherReportFiles(this WebApplication app) =>
        app.MapGet(PortalUrls.Export("voucher-reports/{slug}"), (HttpContext context, CurrentActor who, VoucherReportFiles files, string slug) => AnswerAsync(
            context, who, slug, (actor, _, format) => files.PrepareAsync(actor, slug, context.Request.QueryString.Value, format, ApiAnswers.Culture(context), context.RequestAborted))).ExcludeFromDescription();

    /// <summary>A market's business date in payments.</summary>
    public static void MapPaymentFiles(this WebApplication app) =>
        app.MapGet(PortalUrls.Export("payment-day"), (HttpContext context, CurrentActor who, PaymentDayExport export) => AnswerAsync(
            context, who, "payment-day", (actor, _, format) => export.PrepareAsync(
                actor, Text(context, PortalUrls.MarketKey) ?? "", DayText.TryRead(Text(context, "date"), out var day) ? day : null, format, ApiAnswers.Culture(context), context.RequestAborted))).ExcludeFromDescription();

    private static LedgerView View(HttpContext context) => new(DayText.TryRead(Text(context, "asOf"), out var day) ? day : null, Text(context, PortalUrls.MarketKey) is { } market && market != PortalUrls.AllMarkets ? market : null);

    private static string? Text(HttpContext context, string key) => context.Request.Query[key].ToString() is { Length: > 0 } text && Domain.Text.IsAllowed(text, false) ? text : null;

    internal static async Task<IResult> AnswerAsync(HttpContext context, CurrentActor who, string name, Func<Actor, ListQuery, string, Task<Outcome<FileWriter>>> prepare)
    {
        var parsed = ListQuery.Parse(context.Request.QueryString.Value);
        if (!parsed.TryGet(out var query))
            return ApiAnswers.BadQuestion(context, parsed.Refusals);
        var format = Text(context, "format") ?? "xlsx";
        var prepared = await prepare(await who.GetAsync(context.RequestAborted), query, format);
        return ApiAnswers.Answer(context, prepared, write => Results.Stream(
            stream => write(stream, context.RequestAborted),
            format == "csv" ? "text/csv; charset=utf-8" : XlsxTableWriter.MediaType,
            string.Create(CultureInfo.InvariantCulture, $"{name}-{DateTime.UtcNow:yyyyMMdd-HHmm}.{format}")));
    }
}
