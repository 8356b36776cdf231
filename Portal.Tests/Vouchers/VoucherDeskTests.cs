using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

public sealed class VoucherDeskTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Desk_VouchersOfEachKind_AreSoldSpentAndPresented(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 3);
        var card = (await desk.PrintAndSellAsync(VoucherKind.Card, 10_000, 1))[0];

        var paid = await desk.PayAsync(card, 4_000);
        Assert.Equal((PaymentStatus.Captured, null), (paid.Status, paid.Reason));
        var bundle = await desk.OpenBundleAsync(slipCount: 3, slip: 30_000);
        var taken = await desk.PresentAsync(bundle, paper[0].Serial, paper[1].Token, card.Serial);
        var state = VoucherDesk.Done(await desk.Get<Presentments>().FindAsync(desk.Officer, bundle.Uid));

        Assert.Equal([null, null, VoucherDeclines.WholeOnly], taken.Select(t => t.Reason));
        Assert.Equal((2, 20_000L, 1), (state.Count, state.Sum, state.Refused));
        Assert.Equal(6_000, VoucherDesk.Done(await desk.Get<VoucherQueries>().GetAsync(desk.Officer, card.Serial)).Left);
    }
}
