using System.Globalization;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Exchange.Reading;
using Portal.Domain.Exchange.Workbooks;
using Portal.Domain.Exchange.Writing;
using Portal.Resources;

namespace Portal.Api;

/// <summary>Files around imports, for people who are signed in: templates to fill in, and the refused rows to mend.</summary>
internal static class ImportFiles
{
    public static void MapImportFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet(PortalUrls.ImportRoot + "/template/{kind}", TemplateAsync).ExcludeFromDescription();
        app.MapGet(PortalUrls.ImportRoot + "/{uid:guid}/refused.xlsx", RefusedAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> TemplateAsync(HttpContext context, CurrentActor who, ImportService imports, string kind, string? lang)
    {
        if (!(await who.GetAsync(context.RequestAborted)).May(Right.Import))
            return ApiAnswers.Refused(context, [new NotAllowed(Right.Import)]);
        return EnumChoices.TryParse<ImportKind>(kind, out var registry) ? Template(imports, registry, Language(context, lang)) : Results.NotFound();
    }

    private static CultureInfo Language(HttpContext context, string? wanted) =>
        wanted is not null && Texts.Languages.Contains(wanted) ? CultureInfo.GetCultureInfo(wanted) : ApiAnswers.Culture(context);

    private static IResult Template(ImportService imports, ImportKind kind, CultureInfo culture)
    {
        var registry = EnumChoices.CodeOf(kind);
        var texts = new TemplateTexts(
            Texts.In(culture, "imports.kind_" + registry), Texts.In(culture, "imports.template_help"),
            [Texts.In(culture, "imports.template_1"), Texts.In(culture, "imports.template_2"), Texts.In(culture, "imports.template_3")],
            Texts.In(culture, "imports.field"), Texts.In(culture, "imports.content"), Texts.In(culture, "imports.required"), Texts.In(culture, "imports.values"), Texts.In(culture, "imports.example"),
            Enum.GetValues<ColumnKind>().ToDictionary(k => k, k => Texts.In(culture, "imports.ColumnKind_" + k)));
        var stream = new MemoryStream();
        TemplateWorkbook.Write(stream, imports.Columns(kind), culture.Name, texts);
        stream.Position = 0;
        return Results.File(stream, XlsxTableWriter.MediaType, $"{registry}-template-{culture.Name}.xlsx");
    }

    private static async Task<IResult> RefusedAsync(HttpContext context, CurrentActor who, ImportService imports, ImportDrafts drafts, Guid uid)
    {
        var cancellation = context.RequestAborted;
        var actor = await who.GetAsync(cancellation);
        var found = await drafts.FindAsync(actor, uid, cancellation);
        if (!found.TryGet(out var import))
            return ApiAnswers.Refused(context, found.Refusals);
        var plan = ImportPlan.Of(import);
        var opened = imports.Open(import, plan.Reading, cancellation);
        if (!opened.TryGet(out var file))
            return ApiAnswers.Refused(context, opened.Refusals);
        var culture = ApiAnswers.Culture(context);
        var mapping = plan.MappingOf(file, imports.Columns(import.Kind));
        var reasons = (await drafts.RefusalsAsync(actor, uid, cancellation: cancellation)).ToLookup(
            r => r.RowNumber, r => new RefusedCell(r.ColumnKey is { } key ? mapping.ColumnOf(key) : null, Texts.Of(culture, r)));
        var columns = reasons.SelectMany(r => r).Select(r => r.Column).OfType<int>().ToHashSet();
        var texts = new RefusedTexts(
            Texts.In(culture, "imports.refused_sheet"), Texts.In(culture, "imports.row"), Texts.In(culture, "imports.reason_for"), Texts.In(culture, "imports.reason"));
        var rows = file.Rows().Where(row => reasons.Contains(row.Number)).Select(row => new RefusedRow(row, [.. reasons[row.Number]]));
        return Results.Stream(
            stream => RefusedWorkbook.WriteAsync(stream, file.Columns, columns, rows.ToAsyncEnumerable(), texts, cancellation),
            XlsxTableWriter.MediaType, Path.GetFileNameWithoutExtension(import.FileName) + "-" + Texts.In(culture, "imports.refused_file") + ".xlsx");
    }
}
