using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Wallets;

/// <summary>The cards that open wallets at the till: adds, links and ends them.</summary>
public sealed class WalletCardService(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Gives the wallet a card of the portal's own. Answers the secret that its code holds, told once.</summary>
    public async Task<Outcome<string>> AddCardAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        var secret = OneTimeSecret.New();
        var added = await AddCardAsync(actor, code, WalletCardKind.Prepaid, secret, null, cancellation);
        return added.Ok ? secret : added.Refusals.ToList();
    }

    /// <summary>Lets a payment card of the holder's open the wallet.</summary>
    /// <param name="token">The acquirer's token for the card; never its number.</param>
    /// <param name="masked">At most the first six and last four digits.</param>
    public async Task<Outcome<Done>> LinkCardAsync(Actor actor, string code, string? token, string? masked, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ManageWallets))
            return new NotAllowed(Right.ManageWallets);
        var refusals = new List<Refusal>();
        var clean = Text.Require(token, "token", 200, refusals);
        var shown = Text.Require(masked, "masked", WalletCard.MaskedLength, refusals);
        return refusals.Count > 0 ? refusals : await AddCardAsync(actor, code, WalletCardKind.Linked, clean, shown, cancellation);
    }

    /// <summary>Ends a card: lost, stolen, or not wanted any more. The wallet's money stays.</summary>
    public async Task<Outcome<Done>> EndCardAsync(Actor actor, string code, long cardId, string? reason, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await WalletPlace.FindAsync(db, actor, w => w.Code == code, cancellation);
        if (!found.TryGet(out var place))
            return found.Refusals.ToList();
        if (await db.WalletCards.SingleOrDefaultAsync(c => c.Id == cardId && c.WalletId == place.Wallet.Id && c.EndedAt == null, cancellation) is not { } card)
            return new WalletCardNotFound();
        card.EndedAt = Now;
        db.Audit(actor, Now, "wallet_card.ended", card, reason);
        return await db.SaveOrConflictAsync(card, cancellation);
    }

    private async Task<Outcome<Done>> AddCardAsync(Actor actor, string code, WalletCardKind kind, string secret, string? masked, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var found = await WalletPlace.FindAsync(db, actor, w => w.Code == code, cancellation);
        if (!found.TryGet(out var place))
            return found.Refusals.ToList();
        if (place.Wallet.State != WalletState.Open)
            return new WalletNotOpen(place.Wallet.State);
        var card = new WalletCard { WalletId = place.Wallet.Id, MarketId = place.Wallet.MarketId, Kind = kind, Hash = OneTimeSecret.Hash(secret), Masked = masked, AddedAt = Now };
        db.Add(card);
        // The wallet's version moves on, so that a closing decided at the same moment sees the card.
        place.Wallet.Version++;
        db.Audit(actor, Now, "wallet_card.added", card);
        var saved = await db.SaveOrConflictAsync(card, cancellation);
        return saved.Ok || saved.Refusal is not TakenMeanwhile ? saved : new WalletCardTaken { Field = "token" };
    }
}
