using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Domain.Settlement;

/// <summary>Reckons the lines of a run out of the ledger, some vendors at a time, and shows them by one flip of the run's state.</summary>
public sealed class SettlementReckoner(PortalDbContextFactory contexts, BulkInsert bulk)
{
    /// <summary>Vendors whose movements are read at once.</summary>
    private const int Chunk = 500;

    /// <summary>Why a run ended that was broken off.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Reckons a run that was started; what an earlier attempt left is removed first.</summary>
    /// <param name="progress">Called with how many vendors are done, and how many there are.</param>
    public async Task ReckonAsync(Guid uid, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var run = await db.SettlementRuns.SingleAsync(r => r.Uid == uid && r.State == SettlementRunState.Reckoning, cancellation);
        try
        {
            await RemoveAsync(db, run.Id, cancellation);
            await ReckonAsync(db, run, progress, cancellation);
        }
        catch (OperationCanceledException)
        {
            await RemoveAsync(db, run.Id, CancellationToken.None);
            (run.State, run.Open, run.Reason) = (SettlementRunState.Ended, null, Cancelled);
            await db.SaveChangesAsync(CancellationToken.None);
            throw;
        }
    }

    private async Task ReckonAsync(PortalDbContext db, SettlementRun run, Action<int, int>? progress, CancellationToken cancellation)
    {
        var market = await db.Markets.AsNoTracking().SingleAsync(m => m.Id == run.MarketId, cancellation);
        var terms = await SettlementHistory.TermsAsync(db, market, run.On, cancellation);
        var before = run.PreviousId is { } id ? await db.SettlementRuns.AsNoTracking().SingleAsync(r => r.Id == id, cancellation) : null;
        var reachesBefore = await SettlementHistory.ReachesAsync(db, run.PreviousId, cancellation);
        var reaches = SettlementHistory.ReachesOf(terms, await SettlementHistory.BankDaysAsync(db, terms.Country, cancellation), run.On, reachesBefore);
        run.Through = await SettlementLedger.EndAsync(db, cancellation);
        var reckoning = new SettlementReckoning(terms, await FeesAsync(db, run, cancellation));
        var ledger = new SettlementLedger(db, run, reaches, before, reachesBefore);
        var payables = await PayablesAsync(db, run, cancellation);
        var vendors = await VendorsAsync(db, run, cancellation);
        (run.Vendors, run.Payouts, run.Movements) = (0, 0, 0);
        foreach (var part in vendors.Chunk(Chunk))
        {
            cancellation.ThrowIfCancellationRequested();
            var own = part.Where(v => payables.ContainsKey(v.Id)).ToDictionary(v => payables[v.Id], v => v.Id);
            await foreach (var (movement, _) in ledger.ReadAsync(own, cancellation))
                reckoning.Add(movement);
            await WriteAsync(run, part.Select(reckoning.Line).OfType<(SettlementLine, IReadOnlyCollection<SettlementItem>)>().ToList(), cancellation);
            progress?.Invoke(Math.Min(run.Vendors, vendors.Count), vendors.Count);
        }

        db.AddRange(reaches.Select(r => new SettlementReach { RunId = run.Id, Tender = r.Key, Through = r.Value }));
        run.State = SettlementRunState.Waiting;
        await db.SaveChangesAsync(cancellation);
    }

    private async Task WriteAsync(SettlementRun run, List<(SettlementLine Line, IReadOnlyCollection<SettlementItem> Items)> made, CancellationToken cancellation)
    {
        foreach (var (line, items) in made)
        {
            (line.RunId, line.Number) = (run.Id, ++run.Vendors);
            run.Movements += line.Movements;
            run.Payouts += line.Payout > 0 ? 1 : 0;
            run.Add(line);
            foreach (var item in items)
                item.RunId = run.Id;
        }

        await bulk.InsertAsync(made.ConvertAll(m => m.Line), cancellation);
        await bulk.InsertAsync(made.SelectMany(m => m.Items).ToList(), cancellation);
    }

    private static async Task<FeeBook> FeesAsync(PortalDbContext db, SettlementRun run, CancellationToken cancellation) => new(
        run.MarketId,
        await db.FeeRules.AsNoTracking().Where(r => r.OperatorId == run.OperatorId && r.Currency == run.Currency && r.ApprovedAt != null).ToListAsync(cancellation),
        await db.VendorFeeClasses.AsNoTracking().Where(c => db.Vendors.Any(v => v.Id == c.VendorId && v.MarketId == run.MarketId)).ToListAsync(cancellation));

    /// <summary>The payables of the operator's books, by vendor.</summary>
    private static async Task<Dictionary<long, long>> PayablesAsync(PortalDbContext db, SettlementRun run, CancellationToken cancellation)
    {
        const string Beginning = "vendors:", End = ":payable";
        var accounts = await db.LedgerAccounts.AsNoTracking().Where(a => a.OperatorId == run.OperatorId && a.Currency == run.Currency && a.Code.StartsWith(Beginning) && a.Code.EndsWith(End)).Select(a => new { a.Id, a.Code }).ToListAsync(cancellation);
        return accounts.ToDictionary(a => long.Parse(a.Code.AsSpan(Beginning.Length, a.Code.Length - Beginning.Length - End.Length), System.Globalization.CultureInfo.InvariantCulture), a => a.Id);
    }

    /// <summary>The market's vendors, with what the run before carried forward and kept back.</summary>
    private static async Task<List<SettledVendor>> VendorsAsync(PortalDbContext db, SettlementRun run, CancellationToken cancellation)
    {
        var before = await db.SettlementLines.AsNoTracking().Where(l => l.RunId == run.PreviousId && (l.Carried != 0 || l.HeldSoFar != 0)).ToDictionaryAsync(l => l.VendorId, l => (l.Carried, l.HeldSoFar), cancellation);
        var vendors = await db.Vendors.AsNoTracking().Where(v => v.MarketId == run.MarketId).OrderBy(v => v.Id).Select(v => new { v.Id, Suspended = v.Status == VendorStatus.Suspended, Barred = v.NumberKind == BusinessNumberKind.None, HasAccount = v.PayoutAccount != null }).ToListAsync(cancellation);
        return vendors.ConvertAll(v => new SettledVendor(v.Id, v.Suspended, v.Barred, v.HasAccount, before.GetValueOrDefault(v.Id).Carried, before.GetValueOrDefault(v.Id).HeldSoFar));
    }

    /// <summary>Removes lines that nobody ever saw.</summary>
    internal static async Task RemoveAsync(PortalDbContext db, long runId, CancellationToken cancellation)
    {
        await using var scope = await db.BeginWriteAsync(cancellation);
        await db.SettlementItems.Where(i => i.RunId == runId).ExecuteDeleteAsync(cancellation);
        await db.SettlementLines.Where(l => l.RunId == runId).ExecuteDeleteAsync(cancellation);
        await db.SettlementReaches.Where(r => r.RunId == runId).ExecuteDeleteAsync(cancellation);
        await scope.CommitAsync(cancellation);
    }
}
