using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Domain.Vouchers;
using Portal.Tests.Storage;
using BatchDecision = Portal.Domain.Vouchers.BatchDecision;

namespace Portal.Tests.Vouchers;

/// <summary>The life of vouchers through the services that run in production.</summary>
public sealed class VoucherFlowTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Voucher_SpentByThirtyTillsAtOnce_IsSpentOnce(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var voucher = (await desk.PrintAndSellAsync(VoucherKind.Mobile, 10_000, 1))[0];
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => desk.PayAsync(voucher, 10_000)));
        Assert.Single(answers, a => a.Status == PaymentStatus.Captured);
        Assert.All(answers.Where(a => a.Status != PaymentStatus.Captured), a => Assert.Contains(a.Reason, (string[])[VoucherDeclines.Redeemed, VoucherDeclines.Insufficient]));
        await IsSoundAsync(desk);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Sale_OfTheSameVouchersAtOnce_SellsThemOnce_AndCapsHoldAcrossSales(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (same, capped) = (await desk.PrintAsync(VoucherKind.Mobile, 10_000, 3), await desk.PrintAsync(VoucherKind.Mobile, 100_000, 10));
        var sales = desk.Get<VoucherSales>();
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => sales.SellAsync(desk.Officer, desk.SaleOf(same, "buyer-" + i))));
        Assert.Single(tries, t => t.Ok);
        Assert.All(tries.Where(t => !t.Ok), t => Assert.IsType<VoucherNotSellable>(t.Refusal));
        // Two million a month: of thirty hundred-thousands in three sales at once two fit.
        var more = (await desk.PrintAsync(VoucherKind.Mobile, 100_000, 10), await desk.PrintAsync(VoucherKind.Mobile, 100_000, 10));
        var bought = await Task.WhenAll(((IReadOnlyList<MadeVoucher>[])[capped, more.Item1, more.Item2]).Select(v => sales.SellAsync(desk.Officer, desk.SaleOf(v, "rich"))));
        Assert.Equal(2, bought.Count(b => b.Ok));
        Assert.IsType<PurchaseCapExceeded>(bought.Single(b => !b.Ok).Refusal);
        await IsSoundAsync(desk);
    }

    [Fact]
    public async Task Sale_RepeatedWithItsId_AnswersTheSame_AndWithOtherContentIsRefused()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var made = await desk.PrintAsync(VoucherKind.Mobile, 10_000, 2);
        var (sales, sale) = (desk.Get<VoucherSales>(), desk.SaleOf(made));
        var first = VoucherDesk.Done(await sales.SellAsync(desk.Officer, sale));
        Assert.Equal((20_000L, 18_000L, 2_000L, false), (first.Face, first.Paid, first.Discount, first.Repeated));
        Assert.Equal(first with { Repeated = true }, VoucherDesk.Done(await sales.SellAsync(desk.Officer, sale)));
        Assert.IsType<IdReused>((await sales.SellAsync(desk.Officer, sale with { Reference = "another" })).Refusal);
        Assert.IsType<IdTaken>((await sales.SellAsync(desk.Officer with { Id = 99, OwnerId = 99 }, sale)).Refusal);
    }

    [Fact]
    public async Task Sale_OfWhatIsNotTheSellersOrAboveABudget_SellsNothing()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var made = await desk.PrintAsync(VoucherKind.Mobile, 10_000, 1);
        var sales = desk.Get<VoucherSales>();
        Assert.IsType<VoucherNotInDrawer>((await sales.SellAsync(desk.Officer with { Id = 99, OwnerId = 99 }, desk.SaleOf(made))).Refusal);
        Assert.IsType<SerialMalformed>((await sales.SellAsync(desk.Officer, desk.SaleOf([made[0] with { Serial = "DK-000000001-0" }]))).Refusal);
        Assert.IsType<NotAllowed>((await sales.SellAsync(desk.Till with { Grants = [new Grant(Role.Terminal, ScopeKind.All)] }, desk.SaleOf(made))).Refusal);
        Assert.Equal(VoucherState.Stock, (await OnlyAsync(desk, made[0])).State);
    }

    [Fact]
    public async Task Programme_ThatIsStopped_SellsAndIssuesNothing_AndWhatIsOutStaysGood()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (stock, sold) = (await desk.PrintAsync(VoucherKind.Mobile, 10_000, 1), (await desk.PrintAndSellAsync(VoucherKind.Mobile, 10_000, 1))[0]);
        var programmes = desk.Get<ProgrammeService>();
        Assert.IsType<TextMissing>((await programmes.StopAsync(Make.Actor(), VoucherDesk.Programme, stopped: true, "")).Refusal);
        Assert.IsType<NotAllowed>((await programmes.StopAsync(desk.Till with { Grants = [new Grant(Role.Terminal, ScopeKind.All)] }, VoucherDesk.Programme, stopped: true, "예산 소진")).Refusal);
        VoucherDesk.Done(await programmes.StopAsync(Make.Actor(), VoucherDesk.Programme, stopped: true, "예산 소진"));
        Assert.IsType<ProgrammeStopped>((await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf(stock))).Refusal);
        Assert.IsType<ProgrammeStopped>((await desk.Get<BatchService>().SubmitAsync(desk.Officer, new NewBatch(Guid.NewGuid(), VoucherDesk.Programme, VoucherKind.Mobile, [new BatchItem(new Money("KRW", 10_000), 1)]))).Refusal);
        Assert.Equal(PaymentStatus.Captured, (await desk.PayAsync(sold, 10_000)).Status);
        VoucherDesk.Done(await programmes.StopAsync(Make.Actor(), VoucherDesk.Programme, stopped: false, "예산 추가"));
        await desk.SellAsync(stock);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Refund_ByTheRule_PaysTheHolderAndReturnsTheFundersParts(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var voucher = (await desk.PrintAndSellAsync(VoucherKind.Mobile, 10_000, 1))[0];
        var before = await BudgetsAsync(desk);
        Assert.Equal(PaymentStatus.Captured, (await desk.PayAsync(voucher, 6_000)).Status);
        var refunds = desk.Get<VoucherRefunds>();
        var quote = VoucherDesk.Done(await refunds.QuoteAsync(desk.Officer, voucher.Serial, RefundPayout.Cash));
        Assert.Equal((true, 3_600L), (quote.Reckoning.Refundable, quote.Reckoning.Amount));
        var confirmed = new RefundConfirmation(Guid.NewGuid(), voucher.Serial, quote.Quote!.Value);
        // Confirmed twenty times at once under one id, and once under another: it is paid once.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => refunds.RefundAsync(desk.Officer, confirmed)));
        Assert.All(answers, a => Assert.Equal((3_600L, 400L), (a.Value.Amount, a.Value.Returned)));
        Assert.IsType<QuoteStale>((await refunds.RefundAsync(desk.Officer, confirmed with { Id = Guid.NewGuid() })).Refusal);
        var after = await BudgetsAsync(desk);
        Assert.Equal([280L, 120L], after.Zip(before).Select(b => b.First - b.Second));
        Assert.Equal(RefundReasons.Empty, VoucherDesk.Done(await refunds.QuoteAsync(desk.Officer, voucher.Serial, RefundPayout.Cash)).Reckoning.Reason);
        await IsSoundAsync(desk);
    }

    [Fact]
    public async Task Refund_OfAPayment_RestoresTheVoucher_AndTogetherCountsTogether()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var made = await desk.PrintAndSellAsync(VoucherKind.Mobile, 10_000, 2);
        var won = new Money("KRW", 14_000);
        var request = new PaymentRequest(
            Guid.NewGuid(), VoucherDesk.Stall, won,
            [new("tenders[0]", TenderKind.Voucher, new Money("KRW", 10_000), Token: made[0].Token), new("tenders[1]", TenderKind.Voucher, new Money("KRW", 4_000), Token: made[1].Token)], Capture: true, null, "{}");
        Assert.Equal(PaymentStatus.Captured, VoucherDesk.Done(await desk.Get<PaymentService>().PayAsync(desk.Till, request)).Status);
        // 4,000 of 10,000 alone would be too little; together it is 14,000 of 20,000.
        var quote = VoucherDesk.Done(await desk.Get<VoucherRefunds>().QuoteAsync(desk.Officer, made[1].Serial, RefundPayout.Cash));
        Assert.Equal((true, 5_400L), (quote.Reckoning.Refundable, quote.Reckoning.Amount));
        VoucherDesk.Done(await desk.Get<PaymentChangeService>().ChangeAsync(desk.Till, new PaymentChangeRequest(Guid.NewGuid(), request.Id, PaymentEventKind.Refund, null, "반품", "{}")));
        Assert.All(await Task.WhenAll(made.Select(m => desk.Get<VoucherQueries>().GetAsync(desk.Officer, m.Serial))), v => Assert.Equal((10_000L, VoucherStanding.Unused), (v.Value.Left, v.Value.Standing)));
        await IsSoundAsync(desk);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Bundle_WithBadPieces_TakesTheOthersOnce_HoweverOftenItComes(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 4);
        var unsold = await desk.PrintAsync(VoucherKind.Paper, 10_000, 1);
        var bundle = await desk.OpenBundleAsync();
        string[] pieces = [paper[0].Serial, paper[1].Token, unsold[0].Serial, "DK-000000001-0", paper[2].Serial];
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.PresentAsync(bundle, pieces)));
        Assert.All(answers, a => Assert.Equal([null, null, VoucherDeclines.NotSold, VoucherDeclines.Unknown, null], a.Select(p => p.Reason)));
        var state = VoucherDesk.Done(await desk.Get<Presentments>().FindAsync(desk.Officer, bundle.Uid));
        Assert.Equal((3, 30_000L), (state.Count, state.Sum));
        // In another bundle, and at a till, they are used up.
        var other = await desk.PresentAsync(await desk.OpenBundleAsync(), paper[0].Serial, paper[3].Serial);
        Assert.Equal([VoucherDeclines.Redeemed, null], other.Select(p => p.Reason));
        Assert.Equal(VoucherDesk.Vendor, other[0].Values!["place"]);
        Assert.Equal(VoucherDeclines.Redeemed, (await desk.PayAsync(paper[0], 10_000)).Reason);
        VoucherDesk.Done(await desk.Get<Presentments>().CloseAsync(desk.Officer, bundle.Uid));
        Assert.Equal("presentment_closed", (await desk.PresentAsync(bundle, (await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 1))[0].Serial))[0].Reason);
        await IsSoundAsync(desk);
    }

    [Fact]
    public async Task Approval_ByTheMakerOrOfOtherContent_IsRefused_AndAnEditVoidsIt()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (batches, id, won) = (desk.Get<BatchService>(), Guid.NewGuid(), new Money("KRW", 100_000));
        var wanted = new NewBatch(id, VoucherDesk.Programme, VoucherKind.Mobile, [new(won, 11)]);
        var batch = VoucherDesk.Done(await batches.SubmitAsync(desk.Officer, wanted)).Batch;
        var maker = desk.Approver with { Id = 77, OwnerId = desk.Officer.OwnerId };
        Assert.IsType<MakerMayNotApprove>((await batches.DecideAsync(maker, new(id, BatchDecision.Approve))).Refusal);
        Assert.IsType<BatchContentChanged>((await batches.DecideAsync(desk.Approver, new(id, BatchDecision.Approve, ContentHash: new string('0', 64)))).Refusal);
        Assert.IsType<BatchStateUnfit>((await desk.Get<BatchPrinter>().PrintAsync(desk.Officer, id)).Refusal);
        VoucherDesk.Done(await batches.DecideAsync(desk.Approver, new(id, BatchDecision.Approve, ContentHash: batch.ContentHash)));
        var edited = VoucherDesk.Done(await batches.EditAsync(desk.Officer, wanted with { Items = [new(won, 12)] }));
        Assert.Equal(BatchState.Submitted, edited.State);
        Assert.NotEqual(batch.ContentHash, edited.ContentHash);
        var record = VoucherDesk.Done(await desk.Get<BatchQueries>().GetAsync(desk.Officer, id));
        Assert.Equal(0, record.Row.Approved);
        Assert.IsType<NotAllowed>((await batches.DecideAsync(desk.Officer with { Id = 78, OwnerId = 78 }, new(id, BatchDecision.Approve))).Refusal);
    }

    [Fact]
    public async Task Print_Twice_MakesTheVouchersOnce_AndNumbersHaveNoGaps()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var id = Guid.NewGuid();
        VoucherDesk.Done(await desk.Get<BatchService>().SubmitAsync(desk.Officer, new NewBatch(id, VoucherDesk.Programme, VoucherKind.Card, [new(new Money("KRW", 3_000), 40)])));
        VoucherDesk.Done(await desk.Get<BatchService>().DecideAsync(desk.Approver, new(id, BatchDecision.Approve)));
        var prints = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.Get<BatchPrinter>().PrintAsync(desk.Officer, id)));
        Assert.Single(prints, p => p.Ok);
        Assert.All(prints.Where(p => !p.Ok), p => Assert.IsType<AlreadyPrinted>(p.Refusal));
        await using var db = desk.Database.Open();
        Assert.Equal(Enumerable.Range(1, 40).Select(n => (long)n), await db.Vouchers.OrderBy(v => v.Number).Select(v => v.Number).ToListAsync());
    }

    [Fact]
    public async Task Print_BrokenOff_LeavesNoSellableVoucher()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (printer, id) = (desk.Get<BatchPrinter>(), Guid.NewGuid());
        VoucherDesk.Done(await desk.Get<BatchService>().SubmitAsync(desk.Officer, new NewBatch(id, VoucherDesk.Programme, VoucherKind.Mobile, [new(new Money("KRW", 3_000), 20)])));
        VoucherDesk.Done(await desk.Get<BatchService>().DecideAsync(desk.Approver, new(id, BatchDecision.Approve)));
        var begun = VoucherDesk.Done(await printer.BeginAsync(desk.Officer, id));
        MadeVoucher? made = null;
        await Assert.ThrowsAsync<IOException>(() => printer.MakeAsync(desk.Officer, begun, vouchers =>
        {
            made = vouchers[0];
            throw new IOException("The printer is out of paper.");
        }));
        Assert.Equal(VoucherState.Void, (await OnlyAsync(desk, made!)).State);
        Assert.IsType<VoucherNotSellable>((await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf([made!]))).Refusal);
        Assert.IsType<BatchStateUnfit>((await printer.PrintAsync(desk.Officer, id)).Refusal);
        Assert.Equal(21, SerialNumbers.TryParse((await desk.PrintAsync(VoucherKind.Mobile, 3_000, 1))[0].Serial, out _, out var number) ? number : 0);
    }

    [Fact]
    public async Task Pin_WrongFiveTimes_LocksThePin_AndTheTokenStillPays()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var voucher = (await desk.PrintAndSellAsync(VoucherKind.Card, 10_000, 1))[0];
        var wrong = voucher.Pin == "000000" ? "000001" : "000000";
        var tries = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PayByPinAsync(desk, voucher.Serial, wrong)));
        Assert.All(tries, t => Assert.Contains(t.Reason, (string[])[VoucherDeclines.PinWrong, VoucherDeclines.PinLocked]));
        Assert.Equal(VoucherDeclines.PinLocked, (await PayByPinAsync(desk, voucher.Serial, voucher.Pin!)).Reason);
        Assert.Equal(PaymentStatus.Captured, (await desk.PayAsync(voucher, 1_000)).Status);
    }

    [Fact]
    public async Task Freeze_RefusesSpending_AndUnfreezeAllowsItAgain()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var voucher = (await desk.PrintAndSellAsync(VoucherKind.Mobile, 10_000, 1))[0];
        var holds = desk.Get<VoucherHolds>();
        VoucherDesk.Done(await holds.ActAsync(desk.Officer, voucher.Serial, VoucherAct.Freeze, "분실 신고"));
        Assert.Equal(VoucherDeclines.Frozen, (await desk.PayAsync(voucher, 1_000)).Reason);
        Assert.IsType<VoucherStateUnfit>((await holds.ActAsync(desk.Officer, voucher.Serial, VoucherAct.Freeze, "다시")).Refusal);
        Assert.IsType<VoucherStateUnfit>((await holds.ActAsync(desk.Officer, voucher.Serial, VoucherAct.Void, "무효")).Refusal);
        VoucherDesk.Done(await holds.ActAsync(desk.Officer, voucher.Serial, VoucherAct.Unfreeze, "되찾음"));
        Assert.Equal(PaymentStatus.Captured, (await desk.PayAsync(voucher, 1_000)).Status);
        Assert.Equal(VoucherDeclines.VendorNotEnrolled, (await desk.PayAsync(voucher, 1_000, VoucherDesk.OtherStall)).Reason);
    }

    private static async Task<PaymentAnswer> PayByPinAsync(VoucherDesk desk, string serial, string pin)
    {
        var won = new Money("KRW", 1_000);
        var request = new PaymentRequest(Guid.NewGuid(), VoucherDesk.Stall, won, [new TenderRequest("tenders[0]", TenderKind.Voucher, won) { Serial = serial, Pin = pin }], Capture: true, null, "{}");
        return VoucherDesk.Done(await desk.Get<PaymentService>().PayAsync(desk.Till, request));
    }

    private static async Task<Voucher> OnlyAsync(VoucherDesk desk, MadeVoucher made)
    {
        Assert.True(SerialNumbers.TryParse(made.Serial, out _, out var number));
        await using var db = desk.Database.Open();
        return await db.Vouchers.AsNoTracking().SingleAsync(v => v.Number == number);
    }

    private static async Task<IReadOnlyList<long>> BudgetsAsync(VoucherDesk desk) =>
        [.. VoucherDesk.Done(await desk.Get<ProgrammeQueries>().BudgetsAsync(desk.Officer, VoucherDesk.Programme)).OrderByDescending(b => b.Funder).Select(b => b.Left)];

    internal static async Task IsSoundAsync(VoucherDesk desk)
    {
        var checks = await desk.Get<Verifier>().RunAsync();
        Assert.DoesNotContain(checks, c => c.Name.StartsWith("ledger", StringComparison.Ordinal) && !c.Ok);
    }
}
