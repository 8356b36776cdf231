using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Settlement;

/// <summary>The part of the ledger that a run covers: movements of payables that are due by their tender, written by now, and not covered by the run before.</summary>
internal sealed class SettlementLedger(PortalDbContext db, SettlementRun run, IReadOnlyDictionary<SettledTender, DateOnly> reaches, SettlementRun? before, IReadOnlyDictionary<SettledTender, DateOnly> reachesBefore)
{
    /// <summary>What the settlement itself posts is no movement to be settled; its postings carry this before the run's id.</summary>
    public const string Document = "settlement ";

    private readonly Dictionary<long, (SettledTender Tender, string? Acquirer)> headings = [];
    private long from = -1;

    /// <summary>The last place of the ledger's order that is written.</summary>
    public static async Task<long> EndAsync(PortalDbContext db, CancellationToken cancellation) =>
        ((await db.LedgerBatches.MaxAsync(b => (long?)b.Id, cancellation) ?? 0) + 1 << LedgerRules.BatchBits) - 1;

    /// <summary>The movements of these payables, to be settled by this run.</summary>
    /// <param name="payables">Vendors by the ids of their payables.</param>
    public async IAsyncEnumerable<(PayableMovement Movement, long TransferId)> ReadAsync(IReadOnlyDictionary<long, long> payables, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (from < 0)
            from = before is null ? 0 : Math.Min(before.Through, (await OrderWindow.OfAsync(db, reachesBefore.Values.Min().AddDays(1), null, cancellation)).From);
        var ids = payables.Keys.ToList();
        var (first, last, latest) = (from, run.Through, reaches.Values.Max());
        foreach (var credits in (bool[])[true, false])
        {
            var own = db.Transfers.AsNoTracking().Where(t => t.Id > first && t.Id <= last && (t.Kind == TransferKind.Immediate || t.Kind == TransferKind.Post) && ids.Contains(credits ? t.CreditId : t.DebitId));
            var rows = own.Join(db.LedgerPostings.Where(p => p.BusinessDate <= latest && (p.Document == null || !p.Document.StartsWith(Document))), t => t.PostingId, p => p.Id, (t, p) => new { t.Id, t.Code, t.Amount, t.DebitId, t.CreditId, p.BusinessDate })
                .Join(db.LedgerAccounts, t => credits ? t.DebitId : t.CreditId, a => a.Id, (t, a) => new { t.Id, t.Code, t.Amount, Payable = credits ? t.CreditId : t.DebitId, t.BusinessDate, Heading = a.ParentId ?? a.Id });
            foreach (var row in await rows.ToListAsync(cancellation))
            {
                var (tender, acquirer) = await HeadingAsync(row.Heading, cancellation);
                if (row.BusinessDate <= reaches[tender] && (before is null || row.BusinessDate > reachesBefore[tender] || row.Id > before.Through))
                    yield return (new PayableMovement(payables[row.Payable], tender, acquirer, row.Code, row.BusinessDate, credits ? row.Amount : -row.Amount), row.Id);
            }
        }
    }

    private async ValueTask<(SettledTender Tender, string? Acquirer)> HeadingAsync(long id, CancellationToken cancellation)
    {
        if (!headings.TryGetValue(id, out var heading))
            headings[id] = heading = SettledTenders.Of(await db.LedgerAccounts.Where(a => a.Id == id).Select(a => a.Code).SingleAsync(cancellation));
        return heading;
    }
}
