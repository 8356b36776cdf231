using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Domain.Wallets;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>Mobile vouchers that are given from one wallet to another.</summary>
public sealed class VoucherGiftTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Gift_AcceptedAndReturnedAtOnce_EndsOneWay(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (gifts, id, voucher, other) = (desk.Get<VoucherGifts>(), Guid.NewGuid(), await InWalletAsync(desk), await WalletAsync(desk, "M-2"));
        Assert.Equal(GiftState.Offered, VoucherDesk.Done(await gifts.OfferAsync(desk.Officer, id, voucher.Serial, other)).State);
        Assert.IsType<GiftWaits>((await gifts.OfferAsync(desk.Officer, Guid.NewGuid(), voucher.Serial, other)).Refusal);
        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0 ? gifts.AcceptAsync(desk.Officer, voucher.Serial, id) : gifts.ReturnAsync(desk.Officer, voucher.Serial, id)));
        await using var db = desk.Database.Open();
        var (gift, row) = (await db.VoucherGifts.SingleAsync(), await db.Vouchers.SingleAsync(v => v.WalletId != null));
        Assert.Contains(ends, e => e.Ok);
        Assert.All(ends.Where(e => e.Ok), e => Assert.Equal(gift.State, e.Value.State));
        Assert.Equal(gift.State == GiftState.Accepted ? gift.ToWalletId : gift.FromWalletId, row.WalletId);
        Assert.Equal(gift.State == GiftState.Accepted ? 1 : 0, ends.Count(e => e.Ok && e.Value.Token is not null));
    }

    [Fact]
    public async Task Gift_Accepted_IsSpentByTheNewTokenAlone()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (gifts, id, voucher, other) = (desk.Get<VoucherGifts>(), Guid.NewGuid(), await InWalletAsync(desk), await WalletAsync(desk, "M-2"));
        VoucherDesk.Done(await gifts.OfferAsync(desk.Officer, id, voucher.Serial, other));
        var taken = VoucherDesk.Done(await gifts.AcceptAsync(desk.Officer, voucher.Serial, id));
        Assert.Equal(other, taken.To);
        Assert.Null(VoucherDesk.Done(await gifts.AcceptAsync(desk.Officer, voucher.Serial, id)).Token);
        Assert.Equal(VoucherDeclines.Unknown, (await desk.PayAsync(voucher, 4_000)).Reason);
        Assert.Equal(PaymentStatus.Captured, (await desk.PayAsync(voucher with { Token = taken.Token! }, 4_000)).Status);
        Assert.IsType<GiftStateUnfit>((await gifts.ReturnAsync(desk.Officer, voucher.Serial, id)).Refusal);
    }

    [Fact]
    public async Task Gift_NotAcceptedInTime_ExpiresAndCanBeOfferedAgain()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (gifts, id, voucher, other) = (desk.Get<VoucherGifts>(), Guid.NewGuid(), await InWalletAsync(desk), await WalletAsync(desk, "M-2"));
        var offered = VoucherDesk.Done(await gifts.OfferAsync(desk.Officer, id, voucher.Serial, other));
        Assert.Equal(VoucherDesk.Electronic.GiftDays, (offered.ExpiresAt - offered.OfferedAt).Days);
        desk.Database.Time.Advance(TimeSpan.FromDays(VoucherDesk.Electronic.GiftDays));
        Assert.IsType<GiftStateUnfit>((await gifts.AcceptAsync(desk.Officer, voucher.Serial, id)).Refusal);
        Assert.True((await gifts.OfferAsync(desk.Officer, Guid.NewGuid(), voucher.Serial, other)).Ok);
    }

    [Fact]
    public async Task Offer_OfWhatCannotBeGiven_IsRefused()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (gifts, voucher, other) = (desk.Get<VoucherGifts>(), await InWalletAsync(desk), await WalletAsync(desk, "M-2"));
        var bearer = (await desk.PrintAndSellAsync(VoucherKind.Mobile, 10_000, 1))[0];
        Assert.IsType<VoucherInNoWallet>((await gifts.OfferAsync(desk.Officer, Guid.NewGuid(), bearer.Serial, other)).Refusal);
        Assert.IsType<WalletNotFound>((await gifts.OfferAsync(desk.Officer, Guid.NewGuid(), voucher.Serial, "none")).Refusal);
        Assert.IsType<NotAllowed>((await gifts.OfferAsync(desk.Till with { Grants = [] }, Guid.NewGuid(), voucher.Serial, other)).Refusal);
        Assert.Equal(PaymentStatus.Captured, (await desk.PayAsync(voucher, 10_000)).Status);
        Assert.IsType<NothingToGive>((await gifts.OfferAsync(desk.Officer, Guid.NewGuid(), voucher.Serial, other)).Refusal);
        var paper = await desk.PrintAsync(VoucherKind.Paper, 10_000, 1);
        Assert.IsType<WalletNeedsMobile>((await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf(paper) with { Wallet = other })).Refusal);
    }

    private static async Task<MadeVoucher> InWalletAsync(VoucherDesk desk)
    {
        var made = await desk.PrintAsync(VoucherKind.Mobile, 10_000, 1);
        VoucherDesk.Done(await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf(made) with { Wallet = await WalletAsync(desk, "M-1") }));
        return made[0];
    }

    private static async Task<string> WalletAsync(VoucherDesk desk, string reference)
    {
        await using var db = desk.Database.Open();
        var market = await db.Markets.Select(m => m.Code).FirstAsync();
        return VoucherDesk.Done(await desk.Get<WalletService>().OpenAsync(Make.Actor(), new NewWallet(Guid.NewGuid(), market, Identified: true, reference))).Wallet.Code;
    }
}
