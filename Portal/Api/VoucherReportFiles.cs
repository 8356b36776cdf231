using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Components.Pages.Ledger;
using Portal.Components.Pages.VoucherReports;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Reports;
using Portal.Resources;
using FileWriter = System.Func<System.IO.Stream, System.Threading.CancellationToken, System.Threading.Tasks.Task>;

namespace Portal.Api;

/// <summary>Reports of vouchers by their address: for files and paper.</summary>
public sealed class VoucherReportFiles(VoucherReports reports, ProgrammeQueries programmes, TimeProvider time)
{
    /// <summary>The report that an address asks for.</summary>
    public async Task<Outcome<ReportTable>> ReadAsync(Actor actor, string slug, string? query, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        if (ReportWords.NameOf(slug) is not { } name)
            return new ReportUnknown();
        var values = QueryHelpers.ParseQuery(query);
        string? Value(string key) => values.TryGetValue(key, out var value) && value.ToString() is { Length: > 0 } text && Text.IsAllowed(text, false) ? text : null;
        var first = Value("programme") is null && (await programmes.AfterAsync(actor, Domain.Lists.ListQuery.Everything, null, 1, cancellation)).TryGet(out var known) && known is [var one, ..] ? one.Code : "";
        return await reports.ReadAsync(actor, ReportWords.AskOf(name, Value, first, LedgerDay.Today(time)), cancellation);
    }

    /// <summary>Checks what can be refused, then gives back what writes the file to a stream.</summary>
    public async Task<Outcome<FileWriter>> PrepareAsync(Actor actor, string slug, string? query, string format, CultureInfo culture, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        if (format is not ("xlsx" or "csv"))
            return new FormatUnknown(format.Length > 10 ? format[..10] : format) { Field = "format" };
        var read = await ReadAsync(actor, slug, query, cancellation);
        if (!read.TryGet(out var table))
            return read.Refusals.ToList();
        var headings = table.Columns.Select(c => new ExportColumn(Texts.In(culture, "voucherReports." + c.Key))).ToList();
        return new FileWriter((stream, stop) => format == "csv" ? CsvTableWriter.WriteAsync(stream, headings, Rows(table), stop) : XlsxTableWriter.WriteAsync(stream, slug, headings, Rows(table), stop));
    }

    /// <summary>The lines, and below them their sums.</summary>
    private static async IAsyncEnumerable<IReadOnlyList<ExportCell>> Rows(ReportTable table)
    {
        await Task.CompletedTask;
        foreach (var row in table.Rows)
            yield return [.. row.Select((cell, at) => ReportWords.FileCellOf(cell, table.Columns[at], table.Currency))];
        if (table.Rows.Count > 0 && table.Totals.Any(t => t is not null))
            yield return [.. table.Totals.Select((total, at) => total is { } sum ? ReportWords.FileCellOf(ReportCell.Of(sum), table.Columns[at], table.Currency) : at == 0 ? ExportCell.OfText(Texts.In(CultureInfo.CurrentUICulture, "voucherReports.total")) : default)];
    }
}

/// <summary>There is no report of that name.</summary>
public sealed record ReportUnknown : Refusal;
