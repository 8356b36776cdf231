using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Resources;

namespace Portal.Api;

/// <summary>The format is neither xlsx nor csv.</summary>
public sealed record FormatUnknown(string Wanted) : Refusal;

/// <summary>
/// Lists as files: exactly the rows of a list's query, in its order, with its visible columns (all fields when none are named). The code comes first
/// always (of a tenancy its stall, vendor and first day), so that the file can be brought back. Personal columns are masked unless a reason is given, which is audited.
/// The audit trail goes out as it is shown, which is audited always; no file brings it back.
/// </summary>
public sealed class RegistryExport(
    MarketQueries markets, StallQueries stalls, VendorQueries vendors, TenancyLists tenancies, ArrearLists arrears, AuditQueries trail,
    IEnumerable<ListFile> lists, IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private static readonly string[] CodeAlone = ["code"];

    /// <summary>Checks what can be refused, then gives back what writes the file to a stream.</summary>
    public async Task<Outcome<Func<Stream, CancellationToken, Task>>> PrepareAsync(
        Actor actor, string registry, ListQuery query, string format, CultureInfo culture, string? reason, CancellationToken cancellation)
    {
        var list = lists.FirstOrDefault(l => l.Name == registry);
        var right = list?.Right ?? registry switch { "markets" => Right.ViewMarkets, "stalls" => Right.ViewStalls, "audit" => Right.ViewAudit, _ => Right.ViewVendors };
        var plain = !string.IsNullOrWhiteSpace(reason) && registry == "vendors";
        if (!actor.May(right) || (plain && !actor.May(Right.ExportPersonalData)))
            return new NotAllowed(plain ? Right.ExportPersonalData : right);
        if (format is not ("xlsx" or "csv"))
            return new FormatUnknown(format.Length > 10 ? format[..10] : format) { Field = "format" };
        var refusals = new List<Refusal>();
        var clean = Text.Clean(reason, "reason", AuditEntry.ReasonLength, refusals);
        refusals.AddRange(list?.Probe(query) ?? registry switch
        {
            "markets" => Probe(query, MarketQueries.Definition),
            "stalls" => Probe(query, StallQueries.Definition),
            "tenancies" => Probe(query, TenancyLists.Definition),
            "arrears" => Probe(query, ArrearLists.Definition),
            "audit" => Probe(query, AuditQueries.Definition),
            _ => Probe(query, vendors.Definition()),
        });
        if (refusals.Count > 0)
            return refusals;
        if (plain || registry == "audit")
            await AuditAsync(actor, registry, query, clean, cancellation);
        if (list is not null)
            return list.Writer(actor, query, format, culture, cancellation);
        var language = culture.Name;
        return registry switch
        {
            "markets" => Writer(format, registry, [.. Fields<MarketExport>(MarketColumns.All, language, MarketColumns.CellOf)], CodeAlone, query, markets.StreamAsync(actor, query, cancellation)),
            "stalls" => Writer(format, registry, [.. Fields<StallRow>(StallColumns.All, language, StallCells.CellOf), .. OfTheList(StallQueries.Definition.Columns, culture)], CodeAlone, query, stalls.StreamAsync(actor, query, cancellation)),
            "tenancies" => Writer(format, registry, [.. Fields<TenancyListRow>(TenancyColumns.All, language, TenancyColumns.CellOf), .. OfTheList(TenancyLists.Definition.Columns, culture)], TenancyColumns.Keys, query, tenancies.StreamAsync(actor, query, cancellation)),
            "arrears" => Writer(format, registry, [.. Fields<ArrearListRow>(ArrearColumns.All, language, ArrearColumns.CellOf), .. OfTheList(ArrearLists.Definition.Columns, culture)], ArrearColumns.Keys, query, arrears.StreamAsync(actor, query, cancellation)),
            "audit" => Writer(format, registry, [.. AuditQueries.Definition.Columns.Select(c => new FileColumn<AuditLine>(c.Key, new(Texts.In(culture, c.Title)), row => AuditCells.Of(c.Key, row, culture) ?? CellOf(c, row, culture), IsField: true))], [], query, trail.StreamAsync(actor, query, HomeZone.Value, cancellation)),
            _ => Writer(format, registry, [.. Fields<VendorRow>(VendorColumns.All, language, VendorColumns.CellOf), .. OfTheList(vendors.Definition().Columns, culture)], CodeAlone, query, vendors.StreamAsync(actor, query, plain, cancellation)),
        };
    }

    /// <summary>What is wrong with a query of a list; empty when nothing is.</summary>
    internal static IReadOnlyList<Refusal> Probe<TEntity, TRow>(ListQuery query, ListDefinition<TEntity, TRow> definition) =>
        Array.Empty<TEntity>().AsQueryable().Apply(query, definition).Refusals;

    /// <summary>Writes rows as a file: the columns that the query shows, or all fields.</summary>
    /// <param name="keys">Columns that every file has, so that it can be brought back.</param>
    internal static Func<Stream, CancellationToken, Task> Writer<TRow>(
        string format, string registry, IReadOnlyList<FileColumn<TRow>> all, IReadOnlyList<string> keys, ListQuery query, IAsyncEnumerable<TRow> rows)
    {
        var columns = Visible(all, keys, query);
        var headings = columns.ConvertAll(c => c.Heading);
        return (stream, cancellation) => format == "csv"
            ? CsvTableWriter.WriteAsync(stream, headings, Cells(), cancellation)
            : XlsxTableWriter.WriteAsync(stream, registry, headings, Cells(), cancellation);

        async IAsyncEnumerable<IReadOnlyList<ExportCell>> Cells()
        {
            var cells = new ExportCell[columns.Count];
            await foreach (var row in rows)
            {
                for (var i = 0; i < cells.Length; i++)
                    cells[i] = columns[i].Cell(row);
                yield return cells;
            }
        }
    }

    private static List<FileColumn<TRow>> Visible<TRow>(IReadOnlyList<FileColumn<TRow>> all, IReadOnlyList<string> keys, ListQuery query)
    {
        if (query.Columns.Count == 0)
            return [.. all.Where(c => c.IsField)];
        // A field before a column of the list with the same name: it comes back.
        var chosen = query.Columns.Select(c => all.FirstOrDefault(a => a.Key == c.Key)).OfType<FileColumn<TRow>>().ToList();
        return [.. keys.Where(k => chosen.All(c => c.Key != k)).Select(k => all.First(c => c.Key == k)), .. chosen];
    }

    private static IEnumerable<FileColumn<TRow>> Fields<TRow>(IReadOnlyList<ExchangeColumn> fields, string language, Func<ExchangeColumn, TRow, string, ExportCell> cell) =>
        fields.Select(f => new FileColumn<TRow>(f.Key, f.Heading(language), row => cell(f, row, language), IsField: true));

    private static IEnumerable<FileColumn<TRow>> OfTheList<TRow>(IEnumerable<ListColumn<TRow>> columns, CultureInfo culture) =>
        columns.Select(c => new FileColumn<TRow>(c.Key, new(Texts.In(culture, c.Title)), row => CellOf(c, row, culture)));

    /// <summary>The columns of a list that no import takes back, as it shows them.</summary>
    internal static IEnumerable<FileColumn<TRow>> Shown<TRow>(IEnumerable<ListColumn<TRow>> columns, CultureInfo culture) => OfTheList(columns, culture).Select(c => c with { IsField = true });

    /// <summary>The cell of a column of a list, written by its kind.</summary>
    internal static ExportCell CellOf<TRow>(ListColumn<TRow> column, TRow row, CultureInfo culture) => column.Value(row) switch
    {
        null => default,
        string text when column.ChoiceText is null || text.Length == 0 => ExportCell.OfText(text),
        bool flag => ExportCell.OfText(Texts.In(culture, flag ? "grid.yes" : "grid.no")),
        Money money => ExportCell.OfMoney(money),
        DateOnly day => ExportCell.OfDate(day),
        DateTime instant => ExportCell.OfMoment(TimeZoneInfo.ConvertTimeFromUtc(instant, HomeZone.Value)),
        long number => ExportCell.OfWhole(number),
        int number => ExportCell.OfWhole(number),
        var code => ExportCell.OfText(column.ChoiceText is null ? code.ToString() : Texts.In(culture, column.ChoiceText + code)),
    };

    private async Task AuditAsync(Actor actor, string registry, ListQuery query, string? reason, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        // What was searched for may be a name or a telephone number, which do not stand in the trail in plain text.
        var text = (query.Search.Length == 0 ? query : query with { Search = "***" }).ToQueryString();
        db.AuditEntries.Add(new AuditEntry
        {
            At = time.GetUtcNow().UtcDateTime,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ActorName = actor.Name,
            From = actor.From,
            Action = registry + ".exported",
            SubjectKind = registry,
            SubjectCode = text.Length > AuditEntry.CodeLength ? text[..AuditEntry.CodeLength] : text,
            Reason = reason,
        });
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>A column of a file: a field, which an import takes back, or what only the list knows, which an import passes over.</summary>
    internal sealed record FileColumn<TRow>(string Key, ExportColumn Heading, Func<TRow, ExportCell> Cell, bool IsField = false);
}
