using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Api;

/// <summary>The format is neither xlsx nor csv.</summary>
public sealed record FormatUnknown(string Wanted) : Refusal;

/// <summary>
/// Lists as files: exactly the rows of a list's query, in its order, with its visible columns (all when none are named). The code comes first
/// always (of a tenancy its stall, vendor and first day), so that the file can be brought back. Personal columns are masked unless a reason is given, which is audited.
/// </summary>
public sealed class RegistryExport(MarketQueries markets, StallQueries stalls, VendorQueries vendors, TenancyLists tenancies, ArrearLists arrears, IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private static readonly string[] CodeAlone = ["code"];

    /// <summary>Checks what can be refused, then gives back what writes the file to a stream.</summary>
    public async Task<Outcome<Func<Stream, CancellationToken, Task>>> PrepareAsync(
        Actor actor, string registry, ListQuery query, string format, CultureInfo culture, string? reason, CancellationToken cancellation)
    {
        var right = registry switch { "markets" => Right.ViewMarkets, "stalls" => Right.ViewStalls, _ => Right.ViewVendors };
        var plain = !string.IsNullOrWhiteSpace(reason) && registry == "vendors";
        if (!actor.May(right) || (plain && !actor.May(Right.ExportPersonalData)))
            return new NotAllowed(plain ? Right.ExportPersonalData : right);
        if (format is not ("xlsx" or "csv"))
            return new FormatUnknown(format.Length > 10 ? format[..10] : format) { Field = "format" };
        var refusals = new List<Refusal>();
        var clean = Text.Clean(reason, "reason", Domain.Auditing.AuditEntry.ReasonLength, refusals);
        refusals.AddRange(registry switch
        {
            "markets" => Probe(query, MarketQueries.Definition),
            "stalls" => Probe(query, StallQueries.Definition),
            "tenancies" => Probe(query, TenancyLists.Definition),
            "arrears" => Probe(query, ArrearLists.Definition),
            _ => Probe(query, vendors.Definition()),
        });
        if (refusals.Count > 0)
            return refusals;
        if (plain)
            await AuditAsync(actor, query, clean, cancellation);
        var language = culture.Name;
        return registry switch
        {
            "markets" => Writer(format, registry, MarketColumns.All, CodeAlone, query, language, markets.StreamAsync(actor, query, cancellation), MarketColumns.CellOf),
            "stalls" => Writer(format, registry, StallColumns.All, CodeAlone, query, language, stalls.StreamAsync(actor, query, cancellation), StallCells.CellOf),
            "tenancies" => Writer(format, registry, TenancyColumns.All, TenancyColumns.Keys, query, language, tenancies.StreamAsync(actor, query, cancellation), TenancyColumns.CellOf),
            "arrears" => Writer(format, registry, ArrearColumns.All, ArrearColumns.Keys, query, language, arrears.StreamAsync(actor, query, cancellation), ArrearColumns.CellOf),
            _ => Writer(format, registry, VendorColumns.All, CodeAlone, query, language, vendors.StreamAsync(actor, query, plain, cancellation), VendorColumns.CellOf),
        };
    }

    private static IReadOnlyList<Refusal> Probe<TEntity, TRow>(ListQuery query, ListDefinition<TEntity, TRow> definition) =>
        Array.Empty<TEntity>().AsQueryable().Apply(query, definition).Refusals;

    private static Func<Stream, CancellationToken, Task> Writer<TRow>(
        string format, string registry, IReadOnlyList<ExchangeColumn> all, IReadOnlyList<string> keys, ListQuery query, string language, IAsyncEnumerable<TRow> rows,
        Func<ExchangeColumn, TRow, string, ExportCell> cell)
    {
        var columns = Visible(all, keys, query);
        var headings = columns.ConvertAll(c => c.Heading(language));
        return (stream, cancellation) => format == "csv"
            ? CsvTableWriter.WriteAsync(stream, headings, Cells(), cancellation)
            : XlsxTableWriter.WriteAsync(stream, registry, headings, Cells(), cancellation);

        async IAsyncEnumerable<IReadOnlyList<ExportCell>> Cells()
        {
            var cells = new ExportCell[columns.Count];
            await foreach (var row in rows)
            {
                for (var i = 0; i < cells.Length; i++)
                    cells[i] = cell(columns[i], row, language);
                yield return cells;
            }
        }
    }

    private static List<ExchangeColumn> Visible(IReadOnlyList<ExchangeColumn> all, IReadOnlyList<string> keys, ListQuery query)
    {
        if (query.Columns.Count == 0)
            return [.. all];
        var chosen = query.Columns.Select(c => all.FirstOrDefault(a => a.Key == c.Key)).OfType<ExchangeColumn>().ToList();
        return [.. keys.Where(k => chosen.All(c => c.Key != k)).Select(k => all.First(c => c.Key == k)), .. chosen];
    }

    private async Task AuditAsync(Actor actor, ListQuery query, string? reason, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        db.AuditEntries.Add(new Domain.Auditing.AuditEntry
        {
            At = time.GetUtcNow().UtcDateTime,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ActorName = actor.Name,
            From = actor.From,
            Action = "vendors.exported",
            SubjectKind = "vendors",
            SubjectCode = query.ToQueryString() is { Length: > Domain.Auditing.AuditEntry.CodeLength } text ? text[..Domain.Auditing.AuditEntry.CodeLength] : query.ToQueryString(),
            Reason = reason,
        });
        await db.SaveChangesAsync(cancellation);
    }
}
