using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Domain.Wallets;

namespace Portal.Domain.Vouchers;

/// <summary>Where a mobile voucher lies and what was given of it.</summary>
/// <param name="Wallet">The code of its wallet; null for a bearer's.</param>
/// <param name="Gifts">The newest first; without tokens, which nobody can be told again.</param>
/// <param name="GiftDays">For so many days an offer waits.</param>
/// <param name="MayOffer">True when it can be offered now.</param>
public sealed record VoucherInWallet(string? Wallet, IReadOnlyList<GiftView> Gifts, int GiftDays, bool MayOffer)
{
    /// <summary>The offer that waits; null for none.</summary>
    public GiftView? Waiting => Gifts.FirstOrDefault(g => g.State == GiftState.Offered);
}

/// <summary>A voucher that lies in a wallet. Minor units.</summary>
public sealed record WalletVoucher(string Serial, string ProgrammeKo, string? ProgrammeEn, string? ProgrammeZh, string Currency, long Face, long Left, DateOnly ExpiresOn, VoucherStanding Standing);

/// <summary>What a wallet holds of vouchers, and the gifts that wait on either side of it.</summary>
/// <param name="Vouchers">With something left, the first to expire first; at most <see cref="VoucherGiftQueries.Most"/>.</param>
/// <param name="Count">Of all of them.</param>
public sealed record WalletVouchers(IReadOnlyList<WalletVoucher> Vouchers, int Count, IReadOnlyList<GiftView> Waiting);

/// <summary>Reads where mobile vouchers lie, for those who hold <see cref="Right.ViewVouchers"/>.</summary>
public sealed class VoucherGiftQueries(IDbContextFactory<PortalDbContext> contexts, VoucherQueries vouchers, WalletQueries wallets, RuleBook rules, TimeProvider time)
{
    /// <summary>The most vouchers of a wallet that are listed.</summary>
    public const int Most = 50;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>A voucher's wallet and gifts.</summary>
    public async Task<Outcome<VoucherInWallet>> OfVoucherAsync(Actor actor, string serial, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        var found = await vouchers.GetAsync(actor, serial, cancellation);
        if (!found.TryGet(out var row))
            return found.Refusals.ToList();
        await using var db = contexts.CreateDbContext();
        var voucher = await db.Vouchers.AsNoTracking().SingleAsync(v => v.Id == row.Id, cancellation);
        var gifts = await ViewsAsync(db, db.VoucherGifts.Where(g => g.VoucherId == row.Id), cancellation);
        var wallet = await db.Wallets.Where(w => w.Id == voucher.WalletId).Select(w => w.Code).SingleOrDefaultAsync(cancellation);
        var days = voucher.RuleId is { } rule ? (await rules.TermsAsync(rule, cancellation)).GiftDays : 0;
        var fit = wallet is not null && row is { Left: > 0, Standing: VoucherStanding.Unused or VoucherStanding.Partial };
        return new VoucherInWallet(wallet, gifts, days, fit && !gifts.Any(g => g.State == GiftState.Offered));
    }

    /// <summary>What lies in a wallet that the reader may see.</summary>
    public async Task<Outcome<WalletVouchers>> OfWalletAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        var found = await wallets.GetAsync(actor, code, cancellation);
        if (!found.TryGet(out var wallet))
            return found.Refusals.ToList();
        await using var db = contexts.CreateDbContext();
        var (id, now) = (wallet.Wallet.Id, Now);
        var held = from v in db.Vouchers.AsNoTracking()
                   where v.WalletId == id
                   join a in db.LedgerAccounts on v.AccountId equals a.Id
                   where a.Credits > a.Debits + a.DebitsReserved
                   join p in db.VoucherProgrammes on v.ProgrammeId equals p.Id
                   orderby v.ExpiresOn, v.Id
                   select new { Voucher = v, Programme = p, Left = a.Credits - a.Debits - a.DebitsReserved };
        var rows = await held.Take(Most).ToListAsync(cancellation);
        return new WalletVouchers(
            rows.ConvertAll(r => new WalletVoucher(
                SerialNumbers.Of(r.Programme.Prefix, r.Voucher.Number), r.Programme.NameKo, r.Programme.NameEn, r.Programme.NameZh, r.Programme.Currency, r.Voucher.FaceMinor, r.Left, r.Voucher.ExpiresOn!.Value,
                VoucherQueries.StandingOf(r.Voucher, r.Left, r.Programme.DayAt(now)))),
            rows.Count < Most ? rows.Count : await held.CountAsync(cancellation),
            await ViewsAsync(db, db.VoucherGifts.Where(g => (g.FromWalletId == id || g.ToWalletId == id) && g.State == GiftState.Offered && g.ExpiresAt > now), cancellation));
    }

    /// <summary>Offers whose time is over stand as expired, whether or not the day's end has written so.</summary>
    private async Task<IReadOnlyList<GiftView>> ViewsAsync(PortalDbContext db, IQueryable<VoucherGift> gifts, CancellationToken cancellation)
    {
        var found = await (from g in gifts.AsNoTracking()
                           join v in db.Vouchers on g.VoucherId equals v.Id
                           join p in db.VoucherProgrammes on v.ProgrammeId equals p.Id
                           join f in db.Wallets on g.FromWalletId equals f.Id
                           join t in db.Wallets on g.ToWalletId equals t.Id
                           orderby g.Id descending
                           select new { Gift = g, p.Prefix, v.Number, From = f.Code, To = t.Code }).Take(Most).ToListAsync(cancellation);
        return found.ConvertAll(g => new GiftView(
            g.Gift.Uid, SerialNumbers.Of(g.Prefix, g.Number), g.From, g.To, g.Gift.State == GiftState.Offered && g.Gift.ExpiresAt <= Now ? GiftState.Expired : g.Gift.State, g.Gift.OfferedAt, g.Gift.ExpiresAt));
    }
}
