using System.Globalization;
using Portal.Components.Pages.Payments;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Payments;
using Portal.Resources;
using FileWriter = System.Func<System.IO.Stream, System.Threading.CancellationToken, System.Threading.Tasks.Task>;

namespace Portal.Api;

/// <summary>A market's business date as a file: by tender and by hour, each with its sum. No file brings it back.</summary>
public sealed class PaymentDayExport(PaymentQueries payments)
{
    /// <summary>Checks what can be refused, then gives back what writes the file to a stream.</summary>
    /// <param name="date">Null for the newest on which anything was paid.</param>
    public async Task<Outcome<FileWriter>> PrepareAsync(Actor actor, string market, DateOnly? date, string format, CultureInfo culture, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewPayments))
            return new NotAllowed(Right.ViewPayments);
        if (format is not ("xlsx" or "csv"))
            return new FormatUnknown(format.Length > 10 ? format[..10] : format) { Field = "format" };
        var found = await payments.DayAsync(actor, market, date, cancellation);
        if (!found.TryGet(out var day))
            return found.Refusals.ToList();
        string[] titles = ["businessDate", "line_kind", "part", "payments", "amount"];
        var headings = titles.Select(t => new ExportColumn(Texts.In(culture, "payments." + t))).ToList();
        return new FileWriter((stream, stop) => format == "csv"
            ? CsvTableWriter.WriteAsync(stream, headings, Rows(day, culture), stop)
            : XlsxTableWriter.WriteAsync(stream, "payments", headings, Rows(day, culture), stop));
    }

    private static async IAsyncEnumerable<IReadOnlyList<ExportCell>> Rows(PaymentDay day, CultureInfo culture)
    {
        await Task.CompletedTask;
        foreach (var part in PaymentDayParts.Of(day, culture))
        {
            foreach (var row in part.Rows.Append(new ShareRow(Texts.In(culture, "payments.sum"), part.Payments, part.Amount)))
                yield return [ExportCell.OfDate(day.Date), ExportCell.OfText(part.Title), ExportCell.OfText(row.Name), ExportCell.OfWhole(row.Payments), ExportCell.OfMoney(new Money(day.Currency, row.Amount))];
        }
    }
}
