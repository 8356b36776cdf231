using Portal.Domain.Payments;
using Portal.Domain.Vouchers;

namespace Portal.Tests.Vouchers;

/// <summary>A clock that was set back buys no caps of months that are over, and spends nothing that was not sold yet.</summary>
public sealed class ClockSetBackTests
{
    [Fact]
    public async Task Acts_AtATimeBeforeTheVoucherWasMade_AreRefusedAndNothingMoves()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (stock, mobile, paper) = (await desk.PrintAsync(VoucherKind.Mobile, 10_000, 1), (await desk.PrintAndSellAsync(VoucherKind.Mobile, 10_000, 1))[0], (await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 1))[0]);
        var bundle = await desk.OpenBundleAsync();
        desk.Database.Time.Advance(TimeSpan.FromDays(-20));
        Assert.IsType<ClockSetBack>((await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf(stock))).Refusal);
        Assert.Equal(VoucherDeclines.SoldLater, (await desk.PayAsync(mobile, 1_000)).Reason);
        Assert.Equal(VoucherDeclines.SoldLater, (await desk.PresentAsync(bundle, paper.Serial))[0].Reason);
        Assert.Equal(RefundReasons.SoldLater, VoucherDesk.Done(await desk.Get<VoucherRefunds>().QuoteAsync(desk.Officer, mobile.Serial, RefundPayout.Cash)).Reckoning.Reason);
        desk.Database.Time.Advance(TimeSpan.FromDays(20));
        Assert.Equal(PaymentStatus.Captured, (await desk.PayAsync(mobile, 10_000)).Status);
        Assert.Equal(9_000, (await desk.SellAsync(stock)).Paid);
    }
}
