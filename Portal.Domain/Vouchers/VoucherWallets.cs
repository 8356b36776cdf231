using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;
using Portal.Domain.Wallets;

namespace Portal.Domain.Vouchers;

/// <summary>Finds the wallets in which mobile vouchers arrive.</summary>
internal static class VoucherWallets
{
    /// <summary>The id of the wallet in which vouchers of a kind arrive; null for none.</summary>
    public static async Task<Outcome<long?>> OfSaleAsync(PortalDbContext db, string? asked, VoucherKind kind, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(asked))
            return (long?)null;
        if (kind != VoucherKind.Mobile)
            return new WalletNeedsMobile(kind) { Field = "wallet" };
        var found = await FindAsync(db, asked, cancellation);
        return found.TryGet(out var wallet) ? wallet.Id : found.Refusals.ToList();
    }

    /// <summary>An open wallet by its code or its id.</summary>
    public static async Task<Outcome<Wallet>> FindAsync(PortalDbContext db, string asked, CancellationToken cancellation)
    {
        var (text, uid) = (asked.Trim().ToUpperInvariant(), Guid.TryParse(asked, out var read) ? read : (Guid?)null);
        var wallet = await db.Wallets.AsNoTracking().SingleOrDefaultAsync(w => uid != null ? w.Uid == uid : w.Code == text, cancellation);
        if (wallet is null)
            return new WalletNotFound { Field = "wallet" };
        return wallet.State == WalletState.Open ? wallet : new WalletStateUnfit(wallet.State) { Field = "wallet" };
    }
}
