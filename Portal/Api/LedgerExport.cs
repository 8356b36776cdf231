using System.Globalization;
using Portal.Access;
using Portal.Components.Shared;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using Portal.Resources;
using FileWriter = System.Func<System.IO.Stream, System.Threading.CancellationToken, System.Threading.Tasks.Task>;

namespace Portal.Api;

/// <summary>The ledger's lists as files: the rows, the order and the columns that the page shows, in its words. No file brings them back.</summary>
public sealed class LedgerExport(TrialQueries trials, AccountQueries accounts, StatementQueries statements, JournalQueries journal)
{
    /// <summary>The chart of accounts.</summary>
    public Outcome<FileWriter> Accounts(Actor actor, ListQuery query, LedgerView view, string format, CultureInfo culture, CancellationToken cancellation) =>
        Checked(actor, format, RegistryExport.Probe(query, AccountQueries.Definition)) is { Count: > 0 } refusals ? refusals
            : Write(format, "accounts", AccountQueries.Definition.Columns, query, accounts.StreamAsync(actor, query, view, cancellation), culture, AccountCell);

    /// <summary>An account's statement.</summary>
    public async Task<Outcome<FileWriter>> StatementAsync(Actor actor, long id, ListQuery query, string format, CultureInfo culture, CancellationToken cancellation)
    {
        if (Checked(actor, format, RegistryExport.Probe(query, StatementQueries.Definition)) is { Count: > 0 } refusals)
            return refusals;
        var account = await accounts.FindAsync(actor, id, new LedgerView(), cancellation);
        if (!account.Ok)
            return account.Refusals.ToList();
        return Write(format, "statement", StatementQueries.Definition.Columns, query, statements.StreamAsync(actor, id, query, HomeZone.Value, cancellation), culture, StatementCell);
    }

    /// <summary>The journal.</summary>
    public Outcome<FileWriter> Journal(Actor actor, ListQuery query, string format, CultureInfo culture, CancellationToken cancellation) =>
        Checked(actor, format, RegistryExport.Probe(query, JournalQueries.Definition)) is { Count: > 0 } refusals ? refusals
            : Write(format, "journal", JournalQueries.Definition.Columns, query, journal.StreamAsync(actor, query, HomeZone.Value, cancellation), culture, JournalCell);

    /// <summary>A trial balance with its totals.</summary>
    public async Task<Outcome<FileWriter>> TrialAsync(Actor actor, DateOnly asOf, string? market, string? keeper, string format, CultureInfo culture, CancellationToken cancellation)
    {
        if (Checked(actor, format, []) is { Count: > 0 } refusals)
            return refusals;
        var sheet = await trials.SheetAsync(actor, asOf, market, keeper, cancellation);
        if (!sheet.TryGet(out var shown))
            return sheet.Refusals.ToList();
        string[] titles = ["currency", "class", "account", "code", "debits", "credits", "debitBalance", "creditBalance"];
        var headings = titles.Select(t => new ExportColumn(Texts.In(culture, "ledger." + t))).ToList();
        return new FileWriter((stream, stop) => format == "csv"
            ? CsvTableWriter.WriteAsync(stream, headings, Rows(shown, culture), stop)
            : XlsxTableWriter.WriteAsync(stream, "trial-balance", headings, Rows(shown, culture), stop));
    }

    private static List<Refusal> Checked(Actor actor, string format, IReadOnlyList<Refusal> wrong) =>
        !actor.May(Right.ViewLedger) ? [new NotAllowed(Right.ViewLedger)]
        : format is not ("xlsx" or "csv") ? [new FormatUnknown(format.Length > 10 ? format[..10] : format) { Field = "format" }]
        : [.. wrong];

    /// <summary>Without chosen columns those that the page shows by itself.</summary>
    private static FileWriter Write<TRow>(
        string format, string name, IReadOnlyList<ListColumn<TRow>> columns, ListQuery query, IAsyncEnumerable<TRow> rows, CultureInfo culture, Func<string, TRow, CultureInfo, ExportCell?> cell) =>
        RegistryExport.Writer(
            format, name,
            [.. columns.Select(c => new RegistryExport.FileColumn<TRow>(c.Key, new(Texts.In(culture, c.Title)), row => cell(c.Key, row, culture) ?? RegistryExport.CellOf(c, row, culture), IsField: !c.Hidden))],
            [], query, rows);

    private static ExportCell? AccountCell(string column, AccountLine row, CultureInfo culture) => column switch
    {
        "name" => ExportCell.OfText(LedgerWords.Name(row.Label, culture)),
        "operator" => ExportCell.OfText(row.OperatorName),
        _ => null,
    };

    private static ExportCell? StatementCell(string column, StatementRow row, CultureInfo culture) => column switch
    {
        "other" => ExportCell.OfText(LedgerWords.Name(row.Other, culture)),
        "document" => ExportCell.OfText(LedgerWords.Document(row.Document, culture) ?? row.Document),
        _ => null,
    };

    private static ExportCell? JournalCell(string column, JournalRow row, CultureInfo culture) => column switch
    {
        "debit" => ExportCell.OfText(row.Debit is { } debit ? LedgerWords.Name(debit, culture) : null),
        "credit" => ExportCell.OfText(row.Credit is { } credit ? LedgerWords.Name(credit, culture) : null),
        "document" => ExportCell.OfText(LedgerWords.Document(row.Document, culture) ?? row.Document),
        _ => null,
    };

    private static async IAsyncEnumerable<IReadOnlyList<ExportCell>> Rows(TrialSheet sheet, CultureInfo culture)
    {
        await Task.CompletedTask;
        foreach (var (currency, part) in sheet.Books.SelectMany(b => b.Parts.Select(p => (b.Currency, p))))
        {
            ExportCell Amount(long value) => value == 0 ? default : ExportCell.OfMoney(new Money(currency, value));
            foreach (var row in part.Rows)
            {
                var name = row.Accounts is { } count ? $"{LedgerWords.Heading(row.Label.Heading, culture)} ({Texts.In(culture, "ledger.accounts_of", count)})" : LedgerWords.Name(row.Label, culture);
                yield return
                [
                    ExportCell.OfText(currency), ExportCell.OfText(Texts.In(culture, "ledger.AccountClass_" + row.Class)), ExportCell.OfText(name), ExportCell.OfText(row.Accounts is null ? row.Label.Code : null),
                    Amount(row.Debits), Amount(row.Credits), Amount(row.DebitBalance), Amount(row.CreditBalance),
                ];
            }

            yield return
            [
                ExportCell.OfText(currency), default, ExportCell.OfText(Texts.In(culture, "ledger.total")), default,
                ExportCell.OfMoney(new Money(currency, part.Debits)), ExportCell.OfMoney(new Money(currency, part.Credits)), ExportCell.OfMoney(new Money(currency, part.DebitBalances)), ExportCell.OfMoney(new Money(currency, part.CreditBalances)),
            ];
        }
    }
}
