using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Wallets;

/// <summary>A wallet that something is to be done with, followed by its context, and the market it was opened at.</summary>
/// <param name="Market">The market's code.</param>
internal sealed record WalletPlace(Wallet Wallet, string Market, string TimeZone, int DayTurnHour)
{
    /// <summary>The market's business day at a time.</summary>
    public DateOnly DayAt(DateTime time) => BusinessDay.Of(TimeZone, DayTurnHour, time);

    /// <summary>"Not found" also for a wallet that the actor may not see, "not allowed" for one that he may see and not more.</summary>
    public static async Task<Outcome<WalletPlace>> FindAsync(PortalDbContext db, Actor actor, Expression<Func<Wallet, bool>> which, CancellationToken cancellation)
    {
        var found = await db.Wallets.Where(which).Join(db.Markets, w => w.MarketId, m => m.Id, (wallet, m) => new { wallet, m.Code, m.Region, m.TimeZone, m.DayTurnHour }).SingleOrDefaultAsync(cancellation);
        if (found is null || !actor.May(Right.ViewWallets, found.wallet.MarketId, found.Region))
            return new WalletNotFound();
        return actor.May(Right.ManageWallets, found.wallet.MarketId, found.Region)
            ? new WalletPlace(found.wallet, found.Code, found.TimeZone, found.DayTurnHour) : new NotAllowed(Right.ManageWallets);
    }
}
