using System.Globalization;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Settlement;
using Portal.Resources;
using FileWriter = System.Func<System.IO.Stream, System.Threading.CancellationToken, System.Threading.Tasks.Task>;

namespace Portal.Api;

/// <summary>A run's lines as a file.</summary>
internal static class SettlementFiles
{
    public static void MapSettlementFiles(this WebApplication app) =>
        app.MapGet(PortalUrls.Export("settlement/{id:guid}"), (HttpContext context, CurrentActor who, SettlementQueries queries, Guid id) => LedgerFiles.AnswerAsync(
            context, who, "settlement", (actor, query, format) => LinesAsync(queries, actor, id, query, format, ApiAnswers.Culture(context), context.RequestAborted))).ExcludeFromDescription();

    private static async Task<Outcome<FileWriter>> LinesAsync(SettlementQueries queries, Actor actor, Guid id, ListQuery query, string format, CultureInfo culture, CancellationToken cancellation)
    {
        if (format is not ("xlsx" or "csv"))
            return new FormatUnknown(format.Length > 10 ? format[..10] : format) { Field = "format" };
        if (RegistryExport.Probe(query, SettlementLines.Definition) is { Count: > 0 } wrong)
            return wrong.ToList();
        var run = await queries.GetAsync(actor, id, cancellation);
        if (!run.Ok)
            return run.Refusals.ToList();
        return RegistryExport.Writer(
            format, "settlement", [.. SettlementLines.Definition.Columns.Select(c => new RegistryExport.FileColumn<SettlementRow>(c.Key, new(Texts.In(culture, c.Title)), row => RegistryExport.CellOf(c, row, culture), IsField: true))],
            [], query, queries.StreamAsync(actor, id, query, cancellation));
    }
}
