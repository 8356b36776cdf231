using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Boxes;
using Portal.Domain.Vouchers.Damaged;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>Damaged paper: what a counter takes in, and the exchange cases of what it does not.</summary>
public sealed class DamagedPaperTests
{
    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly Actor SecondApprover = Make.Actor(Role.VoucherApprover, id: 41, name: "시험 승인 2") with { Kind = ActorKind.ApiKey };

    [Fact]
    public async Task Present_DamagedPiece_TakenFromThreeQuartersOn()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 3);
        var bundle = await desk.OpenBundleAsync();
        var half = await TakeAsync(desk, bundle, paper[0], 50);
        Assert.Equal((VoucherDeclines.Damaged, 0L, "50", "75"), (half.Reason, half.Amount, half.Values!["left"], half.Values["needed"]));
        var most = await TakeAsync(desk, bundle, paper[1], 75);
        Assert.Equal((null, 10_000L), (most.Reason, most.Amount));
        Assert.Equal(VoucherDeclines.Damaged, (await TakeAsync(desk, bundle, paper[2], 74)).Reason);
        // Mended by the other half, it is whole.
        Assert.Null((await TakeAsync(desk, bundle, paper[0], 100)).Reason);
        await using var db = desk.Database.Open();
        Assert.Equal(2, await db.PresentedVouchers.CountAsync(p => p.Damaged));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task OpenCase_HoldsItsVoucherAgainstEverything_UntilItIsRefused(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 2);
        var row = await OpenAsync(desk, paper[0]);
        Assert.Equal((DamagedState.Open, 10_000L, 50), (row.State, row.FaceMinor, row.LeftPercent));

        var paid = await desk.PayAsync(paper[0], 10_000);
        Assert.Equal((PaymentStatus.Declined, VoucherDeclines.Frozen), (paid.Status, paid.Reason));
        var bundle = await desk.OpenBundleAsync();
        Assert.Equal(VoucherDeclines.Frozen, (await desk.PresentAsync(bundle, paper[0].Serial))[0].Reason);
        Assert.Equal(RefundReasons.Frozen, VoucherDesk.Done(await desk.Get<VoucherRefunds>().QuoteAsync(desk.Officer, paper[0].Serial, RefundPayout.Cash)).Reckoning.Reason);
        Assert.IsType<VoucherNotReplaceable>((await desk.Get<VoucherReplacements>().ReplaceAsync(desk.Officer, Guid.NewGuid(), paper[0].Serial, "훼손")).Refusal);
        Assert.Equal(row.Code, Assert.IsType<DamagedInCase>((await desk.Get<VoucherHolds>().ActAsync(desk.Officer, paper[0].Serial, VoucherAct.Unfreeze, "해제")).Refusal).Case);
        Assert.Equal(row.Code, Assert.IsType<DamagedInCase>((await Desk(desk).OpenAsync(desk.Officer, Brought(paper[0]), new MemoryStream(Photo))).Refusal).Case);

        Assert.IsType<MakerMayNotApprove>((await Decisions(desk).RefuseAsync(desk.Officer with { Grants = [.. desk.Officer.Grants, .. desk.Approver.Grants] }, row.Code, "직접")).Refusal);
        Assert.IsType<NotAllowed>((await Decisions(desk).RefuseAsync(Make.Actor(Role.FinanceOfficer, id: 42), row.Code, "권한 없음")).Refusal);
        Assert.IsType<TextMissing>((await Decisions(desk).RefuseAsync(desk.Approver, row.Code, " ")).Refusal);
        desk.Database.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(DamagedState.Refused, VoucherDesk.Done(await Decisions(desk).RefuseAsync(desk.Approver, row.Code, "위조가 의심됨")).State);
        Assert.IsType<DamagedCaseStateUnfit>((await Decisions(desk).RefuseAsync(desk.Approver, row.Code, "다시")).Refusal);
        desk.Database.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await desk.PresentAsync(bundle, paper[0].Serial))[0].Reason);
        var life = VoucherDesk.Done(await desk.Get<VoucherRecords>().GetAsync(desk.Officer, paper[0].Serial)).Life;
        Assert.Equal([VoucherEventKind.CaseOpened, VoucherEventKind.CaseEnded, VoucherEventKind.Presented], life.Select(e => e.Kind).Where(k => k is VoucherEventKind.CaseOpened or VoucherEventKind.CaseEnded or VoucherEventKind.Presented));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Exchange_PutsPaperOfADrawerInItsPlace_AndTheLedgerStaysRight(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (paper, stock) = (await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 1), await desk.PrintAsync(VoucherKind.Paper, 10_000, 2));
        var other = await desk.PrintAsync(VoucherKind.Paper, 5_000, 1);
        var (before, row) = (await OutstandingAsync(desk), await OpenAsync(desk, paper[0]));
        Assert.IsType<DamagedFaceDiffers>((await ExchangeAsync(desk, row, other[0])).Refusal);
        Assert.IsType<VoucherNotSellable>((await ExchangeAsync(desk, row, paper[0])).Refusal);
        Assert.IsType<MakerMayNotApprove>((await Decisions(desk).ExchangeAsync(desk.Officer, Guid.NewGuid(), row.Code, stock[0].Serial)).Refusal);
        Assert.Equal(stock[0].Serial, VoucherDesk.Done(await desk.Get<DamagedQueries>().GetAsync(desk.Approver, row.Code)).Ready);

        Assert.Equal(DamagedState.Exchanged, VoucherDesk.Done(await ExchangeAsync(desk, row, stock[0])).State);
        var (gone, come) = (VoucherDesk.Done(await desk.Get<VoucherRecords>().GetAsync(desk.Officer, paper[0].Serial)), VoucherDesk.Done(await desk.Get<VoucherRecords>().GetAsync(desk.Officer, stock[0].Serial)));
        Assert.Equal((VoucherStanding.Void, 0L, stock[0].Serial), (gone.Row.Standing, gone.Row.Left, gone.ReplacedBy));
        Assert.Equal((VoucherStanding.Unused, 10_000L, paper[0].Serial), (come.Row.Standing, come.Row.Left, come.Replaces));
        Assert.Equal((gone.Row.SoldOn, gone.Row.ExpiresOn, gone.Row.Paid, gone.Parts.Count), (come.Row.SoldOn, come.Row.ExpiresOn, come.Row.Paid, come.Parts.Count));
        Assert.Equal(before, await OutstandingAsync(desk));
        var bundle = await desk.OpenBundleAsync();
        var both = await desk.PresentAsync(bundle, paper[0].Serial, stock[0].Token);
        Assert.Equal([VoucherDeclines.Void, null], both.Select(p => p.Reason));
        await ExpectPaperAsync(desk, 1);
        Assert.Equal(stock[0].Serial, VoucherDesk.Done(await desk.Get<DamagedQueries>().GetAsync(desk.Approver, row.Code)).NewSerial);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task PayOut_CreditsTheVendorOnce_AndItsPaperCountsAsPresented(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 2);
        var before = await OutstandingAsync(desk);
        var (row, holders) = (await OpenAsync(desk, paper[0]), await OpenAsync(desk, paper[1], BringerKind.Holder));
        Assert.IsType<DamagedPaidToVendorsAlone>((await Decisions(desk).PayOutAsync(desk.Approver, holders.Code)).Refusal);
        Assert.Equal(DamagedState.PaidOut, VoucherDesk.Done(await Decisions(desk).PayOutAsync(desk.Approver, row.Code)).State);
        Assert.IsType<DamagedCaseStateUnfit>((await Decisions(desk).PayOutAsync(SecondApprover, row.Code)).Refusal);
        Assert.Equal(before - 10_000, await OutstandingAsync(desk));
        await using var db = desk.Database.Open();
        var piece = await db.PresentedVouchers.SingleAsync();
        Assert.Equal((true, 10_000L), (piece.Damaged, piece.AmountMinor));
        var payable = Chart.Payable(await db.Vendors.Where(v => v.Code == VoucherDesk.Vendor).Select(v => v.Id).SingleAsync());
        var account = await db.LedgerAccounts.Where(a => a.Code == payable).Select(a => a.Id).SingleAsync();
        Assert.Equal(10_000, await db.Transfers.Where(t => t.CreditId == account && t.Code == TransferCode.Presentment).SumAsync(t => t.Amount));
        await ExpectPaperAsync(desk, 1);
        // What was paid lies in a box as any other piece.
        var bundle = await db.Presentments.SingleAsync();
        var box = VoucherDesk.Done(await desk.Get<BoxFilling>().OpenAsync(desk.Officer, new NewBox(Guid.NewGuid(), VoucherDesk.Programme)));
        Assert.Equal(1, VoucherDesk.Done(await desk.Get<BoxFilling>().PutBundleAsync(desk.Officer, box.Code, bundle.Code)));
        await ExpectPaperAsync(desk, 1);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task SeveralAtTheSameMoment_OneIsDone(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (paper, stock) = (await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 6), await desk.PrintAsync(VoucherKind.Paper, 10_000, 6));
        for (var i = 0; i < 3; i++)
        {
            var row = await OpenAsync(desk, paper[i]);
            var deciders = await Task.WhenAll(
                Decisions(desk).ExchangeAsync(desk.Approver, Guid.NewGuid(), row.Code, stock[2 * i].Serial), Decisions(desk).ExchangeAsync(SecondApprover, Guid.NewGuid(), row.Code, stock[(2 * i) + 1].Serial),
                Decisions(desk).PayOutAsync(desk.Approver, row.Code), Decisions(desk).RefuseAsync(SecondApprover, row.Code, "동시"));
            Assert.Single(deciders, d => d.Ok);
            Assert.All(deciders.Where(d => !d.Ok), d => Assert.True(d.Refusal is DamagedCaseStateUnfit or BusyElsewhere, d.Refusal!.Code));
        }

        await using var db = desk.Database.Open();
        Assert.Equal(await db.PresentedVouchers.CountAsync(), await db.Presentments.CountAsync());
        // Opened twice at once, and spent while it is opened.
        var opened = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Desk(desk).OpenAsync(desk.Officer, Brought(paper[3]), new MemoryStream(Photo))));
        Assert.Single(opened, o => o.Ok);
        Assert.All(opened.Where(o => !o.Ok), o => Assert.IsType<DamagedInCase>(o.Refusal));
        var wanted = Brought(paper[4]);
        var same = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Desk(desk).OpenAsync(desk.Officer, wanted, new MemoryStream(Photo))));
        Assert.Single(same.Select(s => VoucherDesk.Done(s).Id).Distinct());
        var (spending, opening) = (desk.PayAsync(paper[5], 10_000), Desk(desk).OpenAsync(desk.Officer, Brought(paper[5]), new MemoryStream(Photo)));
        Assert.NotEqual((await spending).Status == PaymentStatus.Captured, (await opening).Ok);
        Assert.Equal(await db.DamagedCases.CountAsync(c => c.State == DamagedState.Open), await db.Vouchers.CountAsync(v => v.Frozen));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task IllegiblePaper_IsExchangedOnceItsSerialIsFound(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (paper, stock) = (await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 1), await desk.PrintAsync(VoucherKind.Paper, 10_000, 1));
        var row = VoucherDesk.Done(await Desk(desk).OpenAsync(desk.Officer, Brought(null) with { FaceMinor = 50_000 }, new MemoryStream(Photo)));
        Assert.Equal((false, null, 50_000L), (row.Legible, row.VoucherId, row.FaceMinor));
        Assert.IsType<DamagedVoucherUnknown>((await ExchangeAsync(desk, row, stock[0])).Refusal);
        Assert.IsType<DamagedVoucherUnknown>((await Decisions(desk).PayOutAsync(desk.Approver, row.Code)).Refusal);
        Assert.IsType<MakerMayNotApprove>((await Decisions(desk).FindAsync(desk.Officer, row.Code, paper[0].Serial, "직접")).Refusal);
        Assert.IsType<DamagedNotSold>((await Decisions(desk).FindAsync(desk.Approver, row.Code, stock[0].Serial, "조각의 번호")).Refusal);
        var found = VoucherDesk.Done(await Decisions(desk).FindAsync(desk.Approver, row.Code, paper[0].Serial, "조각의 번호와 판매 목록"));
        Assert.Equal((10_000L, "조각의 번호와 판매 목록"), (found.FaceMinor, found.FoundBy));
        Assert.Equal(VoucherDeclines.Frozen, (await desk.PresentAsync(await desk.OpenBundleAsync(), paper[0].Serial))[0].Reason);
        Assert.IsType<DamagedVoucherKnown>((await Decisions(desk).FindAsync(desk.Approver, row.Code, paper[0].Serial, "다시")).Refusal);
        Assert.Equal(DamagedState.Exchanged, VoucherDesk.Done(await ExchangeAsync(desk, row, stock[0])).State);
    }

    [Fact]
    public async Task Open_WhatIsNotExchanged_IsRefusedWithItsReason()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (sold, stock, mobile) = (await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 4), await desk.PrintAsync(VoucherKind.Paper, 10_000, 1), await desk.PrintAndSellAsync(VoucherKind.Mobile, 10_000, 1));
        await desk.PresentAsync(await desk.OpenBundleAsync(), sold[0].Serial);
        VoucherDesk.Done(await desk.Get<VoucherReplacements>().ReplaceAsync(desk.Officer, Guid.NewGuid(), sold[1].Serial, "훼손"));
        VoucherDesk.Done(await desk.Get<VoucherHolds>().ActAsync(desk.Officer, sold[2].Serial, VoucherAct.Freeze, "신고"));
        async Task<Refusal> Try(NewDamagedCase wanted, bool photo = true) => (await Desk(desk).OpenAsync(desk.Officer, wanted, photo ? new MemoryStream(Photo) : null)).Refusal!;
        Assert.Equal(VoucherDesk.Vendor, Assert.IsType<DamagedRedeemed>(await Try(Brought(sold[0]))).Place);
        Assert.IsType<DamagedVoid>(await Try(Brought(sold[1])));
        Assert.IsType<DamagedFrozen>(await Try(Brought(sold[2])));
        Assert.IsType<DamagedNotSold>(await Try(Brought(stock[0])));
        Assert.IsType<DamagedNotPaper>(await Try(Brought(mobile[0])));
        Assert.IsType<PhotoMissing>(await Try(Brought(sold[3]), photo: false));
        Assert.Equal("left", (await Try(Brought(sold[3]) with { LeftPercent = 0 })).Field);
        Assert.Equal("face", (await Try(Brought(null))).Field);
        Assert.Equal("holder", (await Try(Brought(sold[3]) with { Bringer = BringerKind.Holder })).Field);
        Assert.IsType<VendorNotEnrolled>(await Try(Brought(sold[3]) with { Vendor = VoucherDesk.OtherVendor }));
        Assert.IsType<NotAllowed>((await Desk(desk).OpenAsync(desk.Approver, Brought(sold[3]), new MemoryStream(Photo))).Refusal);
        // Expired, it is exchanged as long as it can be claimed, and not a day longer.
        var until = VoucherDesk.Paper.ClaimableUntil(DateOnly.FromDateTime(desk.Database.Time.GetUtcNow().UtcDateTime.AddHours(9)));
        var noon = until.ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc);
        desk.Database.Time.Advance(noon.AddDays(1) - desk.Database.Time.GetUtcNow().UtcDateTime);
        Assert.Equal(until, Assert.IsType<DamagedClaimOver>(await Try(Brought(sold[3]))).Until);
    }

    [Fact]
    public async Task Withdraw_ByWhoOpenedIt_LetsTheVoucherGo()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 2);
        var row = await OpenAsync(desk, paper[0], BringerKind.Holder);
        Assert.NotNull(row.HolderIndex);
        Assert.Equal((1, false), await desk.Get<DamagedQueries>().WaitingAsync(desk.Approver));
        desk.Database.Time.Advance(TimeSpan.FromDays(4));
        Assert.Equal((1, true), await desk.Get<DamagedQueries>().WaitingAsync(desk.Approver));
        Assert.IsType<DamagedNotTheOpener>((await Desk(desk).WithdrawAsync(Make.Actor(Role.VoucherOfficer, id: 43), row.Code, "되찾아 감")).Refusal);
        Assert.Equal(DamagedState.Withdrawn, VoucherDesk.Done(await Desk(desk).WithdrawAsync(desk.Officer, row.Code, "되찾아 감")).State);
        Assert.Equal(PaymentStatus.Captured, (await desk.PayAsync(paper[0], 10_000)).Status);
        Assert.Equal((0, false), await desk.Get<DamagedQueries>().WaitingAsync(desk.Approver));
        // Withdrawn, it can be brought again; spent, it can not.
        Assert.IsType<DamagedRedeemed>((await Desk(desk).OpenAsync(desk.Officer, Brought(paper[0]), new MemoryStream(Photo))).Refusal);
        var rows = VoucherDesk.Done(await desk.Get<DamagedQueries>().PageAsync(desk.Approver, ListQuery.Everything.WithFilter("state", nameof(DamagedState.Withdrawn))));
        Assert.Equal(row.Code, Assert.Single(rows.Items).Code);
    }

    private static DamagedDesk Desk(VoucherDesk desk) => desk.Get<DamagedDesk>();

    private static DamagedDecisions Decisions(VoucherDesk desk) => desk.Get<DamagedDecisions>();

    private static NewDamagedCase Brought(MadeVoucher? paper) => new(Guid.NewGuid(), VoucherDesk.Programme, BringerKind.Vendor, VoucherDesk.Vendor, null, null, paper?.Serial, null, 50, "절반이 찢어짐");

    private static async Task<DamagedCase> OpenAsync(VoucherDesk desk, MadeVoucher paper, BringerKind bringer = BringerKind.Vendor) =>
        VoucherDesk.Done(await Desk(desk).OpenAsync(desk.Officer, Brought(paper) with { Bringer = bringer, Holder = "900101-시험" }, new MemoryStream(Photo)));

    private static Task<Outcome<DamagedCase>> ExchangeAsync(VoucherDesk desk, DamagedCase row, MadeVoucher paper) => Decisions(desk).ExchangeAsync(desk.Approver, Guid.NewGuid(), row.Code, paper.Serial);

    private static async Task<PieceAnswer> TakeAsync(VoucherDesk desk, Presentment bundle, MadeVoucher paper, int left) =>
        VoucherDesk.Done(await desk.Get<Presentments>().TakeAsync(desk.Officer, bundle.Uid, [new PieceScan(paper.Serial, Damaged: true, left)]))[0];

    private static async Task<long> OutstandingAsync(VoucherDesk desk)
    {
        await using var db = desk.Database.Open();
        return await db.Vouchers.Join(db.LedgerAccounts, v => v.AccountId, a => a.Id, (_, a) => a.Credits - a.Debits).SumAsync();
    }

    private static async Task ExpectPaperAsync(VoucherDesk desk, int presented)
    {
        var balance = Assert.Single(VoucherDesk.Done(await desk.Get<PaperBalances>().ReadAsync(desk.Officer)));
        Assert.Equal((presented, true), ((int)balance.Presented.Count, balance.Holds));
    }
}
