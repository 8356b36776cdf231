using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Payments;

/// <summary>What the ledger holds of the tenders of a payment: the lines that moved or reserved them, and behind those the ones that count them against caps.</summary>
internal static class TenderLines
{
    /// <summary>The tenders as they stand.</summary>
    /// <param name="tenders">All of a payment, in their order.</param>
    /// <param name="parts">What was done to the payment since.</param>
    public static async Task<IReadOnlyList<TenderState>> StatesAsync(PortalDbContext db, IReadOnlyList<PaymentTender> tenders, IReadOnlyList<PaymentPart> parts, CancellationToken cancellation)
    {
        var counts = CountsOf(tenders);
        var ids = tenders.Select(t => t.TransferId).OfType<long>().Concat(counts.SelectMany(c => c)).ToList();
        var lines = await db.Transfers.AsNoTracking().Where(t => ids.Contains(t.Id)).Select(t => new { t.Kind, Line = new TenderLine(t.Id, t.DebitId, t.CreditId) }).ToDictionaryAsync(t => t.Line.Id, cancellation);
        var wasAuthorised = lines.Values.Any(l => l.Kind == TransferKind.Pending);
        return [.. tenders.Select((t, i) => new TenderState(
            t, wasAuthorised ? Sum(t, PaymentEventKind.Capture) : t.Amount, Sum(t, PaymentEventKind.Refund), t.TransferId is { } id ? lines[id].Line : null, [.. counts[i].Select(c => lines[c].Line)]))];

        long Sum(PaymentTender tender, PaymentEventKind kind) => parts.Where(p => p.Place == tender.Place && p.Kind == kind).Sum(p => p.Amount);
    }

    /// <summary>In whose books the vouchers stand that paid.</summary>
    public static async Task<IReadOnlyCollection<long>> BooksAsync(PortalDbContext db, IReadOnlyList<PaymentTender> tenders, CancellationToken cancellation)
    {
        var lines = tenders.Where(t => t.VoucherId is not null).Select(t => t.TransferId).OfType<long>().ToList();
        return lines.Count == 0 ? [] : await db.Transfers.Where(t => lines.Contains(t.Id)).Join(db.LedgerAccounts, t => t.DebitId, a => a.Id, (_, a) => a.OperatorId).Distinct().ToListAsync(cancellation);
    }

    /// <summary>For each tender the ids of the lines that count it. The lines of a posting are numbered without gaps.</summary>
    private static List<IReadOnlyList<long>> CountsOf(IReadOnlyList<PaymentTender> tenders)
    {
        var next = tenders.Max(t => t.TransferId) + 1;
        var counts = new List<IReadOnlyList<long>>(tenders.Count);
        foreach (var tender in tenders)
        {
            counts.Add([.. Enumerable.Range(0, tender.Counts).Select(i => next!.Value + i)]);
            next += tender.Counts;
        }

        return counts;
    }
}
