using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>Reads vouchers, for those who hold <see cref="Right.ViewVouchers"/> over all markets.</summary>
public sealed class VoucherQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>A voucher by its serial number.</summary>
    public async Task<Outcome<VoucherRow>> GetAsync(Actor actor, string serial, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        if (!SerialNumbers.TryParse(serial, out var prefix, out var number))
            return new VoucherNotFound();
        await using var db = contexts.CreateDbContext();
        return await RowAsync(db, db.Vouchers.Where(v => v.Number == number && db.VoucherProgrammes.Any(p => p.Id == v.ProgrammeId && p.Prefix == prefix)), cancellation) is { } row ? row : new VoucherNotFound();
    }

    /// <summary>A voucher by its token.</summary>
    public async Task<Outcome<VoucherRow>> LookUpAsync(Actor actor, string token, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var hash = OneTimeSecret.Hash(token);
        return await RowAsync(db, db.Vouchers.Where(v => v.TokenHash == hash), cancellation) is { } row ? row : new VoucherNotFound();
    }

    private async Task<VoucherRow?> RowAsync(PortalDbContext db, IQueryable<Voucher> vouchers, CancellationToken cancellation)
    {
        var found = await (from v in vouchers.AsNoTracking()
                           join p in db.VoucherProgrammes on v.ProgrammeId equals p.Id
                           join b in db.VoucherBatches on v.BatchId equals b.Id
                           from a in db.LedgerAccounts.Where(a => a.Id == v.AccountId).DefaultIfEmpty()
                           select new { Voucher = v, Programme = p, b.Code, Left = a == null ? 0 : a.Credits - a.Debits - a.DebitsReserved }).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return null;
        var (voucher, programme) = (found.Voucher, found.Programme);
        return new VoucherRow(
            voucher.Id, SerialNumbers.Of(programme.Prefix, voucher.Number), programme.Code, programme.Currency, voucher.Kind, voucher.FaceMinor, found.Left, StandingOf(voucher, found.Left, programme.DayAt(Now)), found.Code, voucher.SoldOn,
            voucher.ExpiresOn, voucher.Reason, voucher.AccountId, voucher.PaidMinor);
    }

    /// <summary>What a voucher is on a day.</summary>
    public static VoucherStanding StandingOf(Voucher voucher, long left, DateOnly day) =>
        voucher.State == VoucherState.Void ? VoucherStanding.Void
        : voucher.Frozen ? VoucherStanding.Frozen
        : voucher.State == VoucherState.Stock ? VoucherStanding.Stock
        : left == 0 ? VoucherStanding.Empty
        : day > voucher.ExpiresOn ? VoucherStanding.Expired
        : left == voucher.FaceMinor ? VoucherStanding.Unused : VoucherStanding.Partial;
}
