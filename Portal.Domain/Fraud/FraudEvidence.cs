using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Domain.Fraud;

/// <summary>A row that a signal rests on, as it is read.</summary>
/// <param name="Amount">Minor units of the market's currency; null for what was refused.</param>
/// <param name="Record">The payment's, bundle's or sale's id in addresses.</param>
/// <param name="Reference">The receipt's number, the serial number, or the number of a sale.</param>
/// <param name="Reason">Why it was refused, by its code.</param>
/// <param name="Pieces">How many vouchers were sold with it; 0 for other rows.</param>
public sealed record FraudEvidenceRow(FraudRowKind Kind, DateTime At, long? Amount, Guid Record, string? Reference, string? Reason, int Pieces);

/// <summary>Reads the rows that a signal rests on.</summary>
public sealed class FraudEvidence(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The rows of a signal, the latest first; at most <see cref="FraudRule.MostRows"/>.</summary>
    public async Task<Outcome<IReadOnlyList<FraudEvidenceRow>>> RowsAsync(Actor actor, long signal, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewFraud))
            return new NotAllowed(Right.ViewFraud);
        await using var db = contexts.CreateDbContext();
        if (await FraudReach.Signals(db, actor).AsNoTracking().Where(s => s.Id == signal).Select(s => s.Rows).SingleOrDefaultAsync(cancellation) is not { } kept)
            return new FraudCaseNotFound();
        var ids = FraudRowList.Read(kept).ToLookup(r => r.Kind, r => r.Id);
        List<FraudEvidenceRow> rows =
        [
            .. await PaymentsAsync(db, [.. ids[FraudRowKind.Payment]], cancellation),
            .. await PiecesAsync(db, [.. ids[FraudRowKind.Piece]], cancellation),
            .. await RefusedAsync(db, [.. ids[FraudRowKind.RefusedPiece]], cancellation),
            .. await SalesAsync(db, [.. ids[FraudRowKind.Sale]], cancellation),
        ];
        return rows.OrderByDescending(r => r.At).ToList();
    }

    private static async Task<List<FraudEvidenceRow>> PaymentsAsync(PortalDbContext db, List<long> ids, CancellationToken cancellation) => ids.Count == 0 ? [] :
        await db.Payments.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new FraudEvidenceRow(FraudRowKind.Payment, p.At, p.Amount, p.Uid, null, p.Reason, 0)).ToListAsync(cancellation);

    private static async Task<List<FraudEvidenceRow>> PiecesAsync(PortalDbContext db, List<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return [];
        var rows = await (from p in db.PresentedVouchers.AsNoTracking()
                          where ids.Contains(p.Id)
                          join b in db.Presentments on p.PresentmentId equals b.Id
                          join v in db.Vouchers on p.VoucherId equals v.Id
                          join g in db.VoucherProgrammes on v.ProgrammeId equals g.Id
                          select new { p.At, p.AmountMinor, b.Uid, g.Prefix, v.Number }).ToListAsync(cancellation);
        return rows.ConvertAll(r => new FraudEvidenceRow(FraudRowKind.Piece, r.At, r.AmountMinor, r.Uid, SerialNumbers.Of(r.Prefix, r.Number), null, 0));
    }

    private static async Task<List<FraudEvidenceRow>> RefusedAsync(PortalDbContext db, List<long> ids, CancellationToken cancellation) => ids.Count == 0 ? [] :
        await db.RefusedPieces.AsNoTracking().Where(r => ids.Contains(r.Id)).Join(db.Presentments, r => r.PresentmentId, b => b.Id, (r, b) => new FraudEvidenceRow(FraudRowKind.RefusedPiece, r.At, null, b.Uid, r.Serial, r.Reason, 0)).ToListAsync(cancellation);

    private static async Task<List<FraudEvidenceRow>> SalesAsync(PortalDbContext db, List<long> ids, CancellationToken cancellation) => ids.Count == 0 ? [] :
        await db.VoucherSales.AsNoTracking().Where(s => ids.Contains(s.Id)).Select(s => new FraudEvidenceRow(FraudRowKind.Sale, s.At, s.FaceMinor, s.Uid, null, null, s.Count)).ToListAsync(cancellation);
}
