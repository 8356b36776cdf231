using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Domain.Wallets;

namespace Portal.Domain.Payments;

/// <summary>Payments from prepaid wallets, by a one-time token or a card.</summary>
public sealed class WalletTenders : ITenderSource
{
    public TenderKind Kind => TenderKind.Wallet;

    public async Task<SpentInstrument> FindAsync(PortalDbContext db, StallAtPayment stall, TenderRequest tender, DateOnly day, DateTime now, CancellationToken cancellation)
    {
        var hash = OneTimeSecret.Hash(tender.Token ?? tender.Card!);
        var token = tender.Token is null ? null : await db.WalletTokens.TagWith(PreparedQueries.Tag).AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, cancellation);
        var id = token?.WalletId ?? (tender.Token is not null ? null : await db.WalletCards.TagWith(PreparedQueries.Tag).Where(c => c.Hash == hash && c.EndedAt == null).Select(c => (long?)c.WalletId).SingleOrDefaultAsync(cancellation));
        if (id is null)
            return new SpentInstrument(0, Declines.TokenUnknown);
        var wallet = await db.Wallets.TagWith(PreparedQueries.Tag).AsNoTracking().SingleAsync(w => w.Id == id, cancellation);
        var decline = token is { UsedBy: not null } ? Declines.TokenUsed
            : token is not null && token.ExpiresAt <= now ? Declines.TokenExpired
            : wallet.State == WalletState.Frozen ? Declines.AccountHeld
            : wallet.State == WalletState.Closed ? Declines.AccountClosed
            : wallet.OperatorId != stall.OperatorId || wallet.Currency != stall.Currency ? Declines.TenderNotAccepted : null;
        return new SpentInstrument(wallet.AccountId, decline)
        {
            WalletId = wallet.Id,
            Guards = token is null ? [] : [new RowGuard(typeof(WalletToken), token.Id, token.Version)],
            Used = payment => token is null ? [] : [Used(token, payment)],
        };
    }

    private static WalletToken Used(WalletToken token, Guid payment) => new() { Id = token.Id, Version = token.Version + 1, WalletId = token.WalletId, Hash = token.Hash, ExpiresAt = token.ExpiresAt, UsedBy = payment };
}
