using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Domain.Wallets;

namespace Portal.Domain.Vouchers;

/// <summary>A gift as it stands.</summary>
/// <param name="From">The code of the giver's wallet.</param>
/// <param name="To">The code of the other.</param>
/// <param name="Token">The voucher's new token, told once to who accepts: the giver's is worth nothing from then on. Null otherwise.</param>
/// <param name="Pin">The new PIN, told with it.</param>
public sealed record GiftView(Guid Id, string Serial, string From, string To, GiftState State, DateTime OfferedAt, DateTime ExpiresAt, string? Token = null, string? Pin = null);

/// <summary>The voucher lies in no wallet: whoever has its token holds it.</summary>
public sealed record VoucherInNoWallet : Refusal;

/// <summary>A voucher is not given to the wallet in which it lies.</summary>
public sealed record GiftToItself : Refusal;

/// <summary>The voucher is on its way to another wallet.</summary>
public sealed record GiftWaits : Refusal;

/// <summary>Nothing is left of the voucher that could be given.</summary>
public sealed record NothingToGive : Refusal;

/// <summary>There is no such gift of this voucher.</summary>
public sealed record GiftNotFound : Refusal;

/// <summary>The gift was decided, or is too old.</summary>
public sealed record GiftStateUnfit(GiftState State) : Refusal;

/// <summary>
/// Gives mobile vouchers from one wallet to another: offered, then accepted or returned; after the days of the rule it is expired. A gift moves no money: the voucher keeps its account and its terms, and lies in
/// the other wallet once it is accepted, under a new token and PIN. The voucher's version moves with it, so that of two who decide at once the second one is told.
/// </summary>
public sealed class VoucherGifts(IDbContextFactory<PortalDbContext> contexts, RuleBook rules, Privacy.PersonalData personal, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Offers a voucher to a wallet, for its holder. Repeated with the same id, the same gift is answered.</summary>
    /// <param name="wallet">The other wallet, by its code or id.</param>
    public async Task<Outcome<GiftView>> OfferAsync(Actor actor, Guid id, string serial, string? wallet, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        await using var db = contexts.CreateDbContext();
        if (await VoucherFinder.BySerialAsync(db, serial, cancellation) is not var (found, _))
            return new VoucherNotFound();
        var to = await VoucherWallets.FindAsync(db, wallet ?? "", cancellation);
        if (!to.TryGet(out var other))
            return to.Refusals.ToList();
        if (await db.VoucherGifts.AsNoTracking().SingleOrDefaultAsync(g => g.Uid == id, cancellation) is { } known)
            return known.VoucherId == found.Id && known.ToWalletId == other.Id ? await ViewAsync(db, known, found.Serial!, cancellation) : new IdReused { Field = "wallet" };
        var voucher = await db.Vouchers.SingleAsync(v => v.Id == found.Id, cancellation);
        voucher.Serial = found.Serial;
        if (await UnfitAsync(db, voucher, other, cancellation) is { } unfit)
            return unfit;
        await ExpireAsync(db, actor, voucher, cancellation);
        var terms = await rules.TermsAsync(voucher.RuleId!.Value, cancellation);
        var gift = new VoucherGift
        {
            Uid = id,
            VoucherId = voucher.Id,
            FromWalletId = voucher.WalletId!.Value,
            ToWalletId = other.Id,
            State = GiftState.Offered,
            ByName = RuleService.NameOf(actor),
            OfferedAt = Now,
            ExpiresAt = Now.AddDays(terms.GiftDays),
        };
        voucher.Version++;
        db.Add(gift);
        db.Audit(actor, Now, "voucher_gift.offered", gift, voucher.Serial);
        var saved = await db.SaveOrConflictAsync(gift, cancellation);
        return saved.Ok ? await ViewAsync(db, gift, voucher.Serial!, cancellation) : saved.Refusal is TakenMeanwhile ? new GiftWaits() : saved.Refusals.ToList();
    }

    /// <summary>The other wallet takes the gift.</summary>
    public Task<Outcome<GiftView>> AcceptAsync(Actor actor, string serial, Guid id, CancellationToken cancellation = default) => DecideAsync(actor, serial, id, GiftState.Accepted, cancellation);

    /// <summary>The gift goes back: the giver takes it back, or the other does not want it.</summary>
    public Task<Outcome<GiftView>> ReturnAsync(Actor actor, string serial, Guid id, CancellationToken cancellation = default) => DecideAsync(actor, serial, id, GiftState.Returned, cancellation);

    /// <summary>Ends the gifts that nobody accepted in time; answers how many.</summary>
    internal async Task<int> ExpireAsync(Actor actor, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var now = Now;
        var late = await db.VoucherGifts.Where(g => g.State == GiftState.Offered && g.ExpiresAt <= now).OrderBy(g => g.Id).Take(1_000).ToListAsync(cancellation);
        foreach (var gift in late)
        {
            (gift.State, gift.DecidedAt) = (GiftState.Expired, now);
            db.Audit(actor, now, "voucher_gift.expired", gift);
        }

        await db.SaveChangesAsync(cancellation);
        return late.Count;
    }

    private async Task<Outcome<GiftView>> DecideAsync(Actor actor, string serial, Guid id, GiftState to, CancellationToken cancellation)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        await using var db = contexts.CreateDbContext();
        if (await VoucherFinder.BySerialAsync(db, serial, cancellation) is not var (found, _))
            return new VoucherNotFound();
        if (await db.VoucherGifts.SingleOrDefaultAsync(g => g.Uid == id && g.VoucherId == found.Id, cancellation) is not { } gift)
            return new GiftNotFound();
        if (gift.State == to)
            return await ViewAsync(db, gift, found.Serial!, cancellation);
        if (gift.State != GiftState.Offered || gift.ExpiresAt <= Now)
            return new GiftStateUnfit(gift.State == GiftState.Offered ? GiftState.Expired : gift.State);
        var voucher = await db.Vouchers.SingleAsync(v => v.Id == found.Id, cancellation);
        VoucherSecrets? secrets = null;
        if (to == GiftState.Accepted)
        {
            if (voucher.Frozen || voucher.State != VoucherState.Sold)
                return new VoucherStateUnfit(voucher.State, voucher.Frozen);
            if (await db.Wallets.Where(w => w.Id == gift.ToWalletId).Select(w => w.State).SingleAsync(cancellation) is not WalletState.Open and var state)
                return new WalletStateUnfit(state);
            if (!await HasLeftAsync(db, voucher, cancellation))
                return new NothingToGive();
            voucher.WalletId = gift.ToWalletId;
            secrets = VoucherSecrets.Draw(personal, voucher.Kind);
            secrets.WriteTo(voucher);
        }

        voucher.Version++;
        (gift.State, gift.DecidedAt) = (to, Now);
        db.Audit(actor, Now, to == GiftState.Accepted ? "voucher_gift.accepted" : "voucher_gift.returned", gift, found.Serial);
        var saved = await db.SaveOrConflictAsync(gift, cancellation);
        return saved.Ok ? (await ViewAsync(db, gift, found.Serial!, cancellation)) with { Token = secrets?.Token, Pin = secrets?.Pin } : saved.Refusals.ToList();
    }

    private static async Task<Refusal?> UnfitAsync(PortalDbContext db, Voucher voucher, Wallet to, CancellationToken cancellation)
    {
        if (voucher.State != VoucherState.Sold || voucher.Frozen)
            return new VoucherStateUnfit(voucher.State, voucher.Frozen);
        if (voucher.WalletId is not { } from)
            return new VoucherInNoWallet();
        if (from == to.Id)
            return new GiftToItself { Field = "wallet" };
        return await HasLeftAsync(db, voucher, cancellation) ? null : new NothingToGive();
    }

    private static Task<bool> HasLeftAsync(PortalDbContext db, Voucher voucher, CancellationToken cancellation) => db.LedgerAccounts.AnyAsync(a => a.Id == voucher.AccountId && a.Credits > a.Debits + a.DebitsReserved, cancellation);

    /// <summary>A gift that is too old stands in the way of no other.</summary>
    private async Task ExpireAsync(PortalDbContext db, Actor actor, Voucher voucher, CancellationToken cancellation)
    {
        if (await db.VoucherGifts.SingleOrDefaultAsync(g => g.VoucherId == voucher.Id && g.State == GiftState.Offered, cancellation) is not { } late || late.ExpiresAt > Now)
            return;
        (late.State, late.DecidedAt) = (GiftState.Expired, Now);
        db.Audit(actor, Now, "voucher_gift.expired", late, voucher.Serial);
        await db.SaveChangesAsync(cancellation);
    }

    private static async Task<GiftView> ViewAsync(PortalDbContext db, VoucherGift gift, string serial, CancellationToken cancellation)
    {
        var codes = await db.Wallets.Where(w => w.Id == gift.FromWalletId || w.Id == gift.ToWalletId).ToDictionaryAsync(w => w.Id, w => w.Code, cancellation);
        return new GiftView(gift.Uid, serial, codes[gift.FromWalletId], codes[gift.ToWalletId], gift.State, gift.OfferedAt, gift.ExpiresAt);
    }
}
