using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Settlement;

/// <summary>
/// Posts an approved run: fees with their tax, what is kept back or let go, and the payouts, some vendors in each posting. The ids of postings and payouts follow from the run's, so that a run that broke off is
/// posted on, and nothing twice.
/// </summary>
public sealed class SettlementPosting(PortalDbContextFactory contexts, GeneralLedger ledger, AccountBook accounts, TimeProvider time)
{
    /// <summary>Vendors of one posting: a posting has at most <see cref="LedgerRules.MaxTransfers"/> transfers, and a vendor some twelve.</summary>
    private const int Chunk = 80;

    private static readonly Actor Settlement = Actor.System("settlement");

    /// <summary>Posts what is left of a run.</summary>
    /// <param name="progress">Called with how many vendors are done, and how many there are.</param>
    public async Task PostAsync(Guid uid, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.SettlementRuns.SingleOrDefaultAsync(r => r.Uid == uid && r.State == SettlementRunState.Posting, cancellation) is not { } run)
            return;
        await accounts.OpenMarketAsync(run.MarketId, cancellation);
        for (var from = 1; from <= run.Vendors; from += Chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            await PostAsync(db, run, from, cancellation);
            progress?.Invoke(Math.Min(from + Chunk - 1, run.Vendors), run.Vendors);
        }

        (run.State, run.Open) = (SettlementRunState.Posted, null);
        db.Audit(Settlement, time.GetUtcNow().UtcDateTime, "settlement_run.posted", run);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The id of the job that posts a run.</summary>
    public static Guid JobOf(Guid run) => IdOf(run, "posting");

    /// <summary>An id that follows from another and a word, always the same.</summary>
    internal static Guid IdOf(Guid uid, string part) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{uid:N}:{part}")).AsSpan(0, 16));

    private async Task PostAsync(PortalDbContext db, SettlementRun run, int from, CancellationToken cancellation)
    {
        var lines = await db.SettlementLines.AsNoTracking().Where(l => l.RunId == run.Id && l.Number >= from && l.Number < from + Chunk).OrderBy(l => l.Number).ToListAsync(cancellation);
        var vendors = lines.ConvertAll(l => l.VendorId);
        var fees = (await db.SettlementItems.AsNoTracking().Where(i => i.RunId == run.Id && vendors.Contains(i.VendorId)).GroupBy(i => new { i.VendorId, i.Tender }).Select(g => new { g.Key.VendorId, g.Key.Tender, Fee = g.Sum(i => i.Fee) }).ToListAsync(cancellation))
            .Where(f => f.Fee != 0).OrderBy(f => f.Tender).ToLookup(f => f.VendorId, f => (f.Tender, f.Fee));
        var transfers = new List<TransferRequest>();
        var payouts = new List<(int Transfer, SettlementLine Line)>();
        foreach (var line in lines)
        {
            await AddAsync(transfers, run, line, fees[line.VendorId], cancellation);
            if (line.Payout > 0)
                payouts.Add((transfers.Count - 1, line));
        }

        if (transfers.Count == 0)
            return;
        var outcome = await ledger.PostAsync(new PostingRequest
        {
            Id = IdOf(run.Uid, $"lines {from}"),
            Owner = PostingRequest.OwnerOf(Settlement),
            Request = JsonSerializer.Serialize(new { run = run.Uid, from }),
            OperatorId = run.OperatorId,
            MarketId = run.MarketId,
            BusinessDate = run.On,
            Document = SettlementLedger.Document + run.Uid.ToString("D"),
            Transfers = transfers,
            Rows = o => o.Posted ? new PostingRows([.. payouts.Select(p => PayoutOf(run, p.Line, o.TransferIds[p.Transfer]))], [], null) : PostingRows.None,
        });
        if (outcome.Refusal is { } refused)
            throw new InvalidOperationException($"A settlement's posting was refused: {refused.Code}.");
    }

    private async Task AddAsync(List<TransferRequest> transfers, SettlementRun run, SettlementLine line, IEnumerable<(SettledTender Tender, long Fee)> fees, CancellationToken cancellation)
    {
        var payable = await OpenAsync(Chart.Payable(line.VendorId));
        foreach (var (tender, fee) in fees)
            Charge(await OpenAsync(Chart.Fees(SettledTenders.CodeOf(tender))), fee);
        if (line.Tax != 0)
            Charge(await OpenAsync(Chart.Vat), line.Tax);
        if (line.Rounding > 0)
            transfers.Add(TransferRequest.Move(TransferCode.Fee, await OpenAsync(Chart.Rounding), payable, line.Rounding));
        if (line.Released > 0)
            transfers.Add(TransferRequest.Move(TransferCode.Release, await OpenAsync(Chart.Held(line.VendorId)), payable, line.Released));
        if (line.Held > 0)
            transfers.Add(TransferRequest.Move(TransferCode.Hold, payable, await OpenAsync(Chart.Held(line.VendorId)), line.Held));
        if (line.Payout > 0)
            transfers.Add(TransferRequest.Move(TransferCode.Payout, payable, await OpenAsync(Chart.InTransit), line.Payout));

        void Charge(long account, long amount) => transfers.Add(amount > 0 ? TransferRequest.Move(TransferCode.Fee, payable, account, amount) : TransferRequest.Move(TransferCode.Fee, account, payable, -amount));
        ValueTask<long> OpenAsync(string code) => accounts.OpenAsync(new AccountKey(run.OperatorId, run.Currency, code), cancellation);
    }

    private Payout PayoutOf(SettlementRun run, SettlementLine line, long transfer) => new()
    {
        Id = transfer,
        Uid = IdOf(run.Uid, $"payout {line.VendorId}"),
        RunId = run.Id,
        OperatorId = run.OperatorId,
        MarketId = run.MarketId,
        VendorId = line.VendorId,
        Currency = run.Currency,
        Amount = line.Payout,
        At = time.GetUtcNow().UtcDateTime,
        Version = 1,
    };
}
