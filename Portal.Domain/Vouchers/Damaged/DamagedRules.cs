using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Damaged;

/// <summary>A voucher that a damaged paper is, as it stands. Minor units.</summary>
/// <param name="Line">The number of the last line of its account.</param>
internal sealed record DamagedVoucher(Voucher Voucher, VoucherProgramme Programme, long Left, long Line);

/// <summary>Which vouchers are exchanged for their damage.</summary>
internal sealed class DamagedRules(RuleBook rules)
{
    /// <summary>The voucher of a serial number with its balance; null when there is none in the programme.</summary>
    public static async Task<DamagedVoucher?> FindAsync(PortalDbContext db, long programme, string serial, CancellationToken cancellation)
    {
        if (await VoucherFinder.BySerialAsync(db, VoucherScan.Read(serial), cancellation) is not var (voucher, issuer) || issuer.Id != programme)
            return null;
        return await StandingAsync(db, voucher, issuer, cancellation);
    }

    /// <summary>A voucher with its balance.</summary>
    public static async Task<DamagedVoucher> StandingAsync(PortalDbContext db, Voucher voucher, VoucherProgramme programme, CancellationToken cancellation)
    {
        var account = await db.LedgerAccounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == voucher.AccountId, cancellation);
        return new DamagedVoucher(voucher, programme, account is null ? 0 : account.Credits - account.Debits - account.DebitsReserved, account?.LastLine ?? 0);
    }

    /// <summary>Why a voucher is not exchanged; null when it is. One that has expired is as long as something can be claimed of it.</summary>
    public async Task<Refusal?> DeclineAsync(PortalDbContext db, DamagedVoucher found, DateOnly day, CancellationToken cancellation)
    {
        var voucher = found.Voucher;
        if (voucher.Kind != VoucherKind.Paper)
            return new DamagedNotPaper();
        if (voucher.State != VoucherState.Sold)
            return voucher.State == VoucherState.Void ? new DamagedVoid() : new DamagedNotSold();
        if (await db.DamagedCases.Where(c => c.VoucherId == voucher.Id && c.State == DamagedState.Open).Select(c => c.Code).FirstOrDefaultAsync(cancellation) is { } open)
            return new DamagedInCase(open);
        if (found.Left < voucher.FaceMinor)
            return await VoucherHistory.LastSpentAsync(db, voucher.Id, cancellation) is { } spent ? new DamagedRedeemed(spent["place"], DateOnly.ParseExact(spent["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture)) : new DamagedEmpty();
        if (voucher.Frozen)
            return new DamagedFrozen();
        var until = (await rules.TermsAsync(voucher.RuleId!.Value, cancellation)).ClaimableUntil(voucher.SoldOn!.Value);
        return day > until && day > voucher.ExpiresOn ? new DamagedClaimOver(until) : null;
    }
}
