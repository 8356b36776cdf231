using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Counts;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>Drawers are counted blind against the book; what differs is explained by one and noted by another.</summary>
public sealed class DrawerCountTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Count_ThatDiffers_IsCountedAgainExplainedAndNotedBySomebodyElse(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var paper = await StockAsync(desk);
        var (counts, queries) = (desk.Get<DrawerCounts>(), desk.Get<DrawerCountQueries>());
        var drawer = await StandingAsync(desk);
        Assert.Equal((null, false), (drawer.State, drawer.IsDone));
        Assert.Equal(
            [new CountedSort(VoucherDesk.Programme, "KRW", VoucherKind.Paper, 10_000), new CountedSort(VoucherDesk.Programme, "KRW", VoucherKind.Card, 5_000)],
            VoucherDesk.Done(await counts.SheetAsync(desk.Officer, drawer.DrawerId, drawer.Day)));

        var wrong = VoucherDesk.Done(await CountAsync(desk, drawer, 5, 2));
        Assert.Equal((DrawerCountState.Different, 7, 6), (wrong.State, wrong.Counted, wrong.Book));
        var blind = VoucherDesk.Done(await queries.GetAsync(desk.Officer, wrong.Code));
        Assert.Equal((null, null), (blind.Row.Counted, blind.Row.Book));
        Assert.Equal([(null, null, true), (null, null, false)], blind.Lines.Select(l => (l.Counted, l.Book, l.Differs)));
        Assert.Equal(6, VoucherDesk.Done(await queries.GetAsync(desk.Approver, wrong.Code)).Row.Book);

        var lost = VoucherDesk.Done(await CountAsync(desk, drawer, 3, 2));
        Assert.IsType<DrawerCountStateUnfit>((await counts.DecideAsync(desk.Approver, lost.Code, confirm: true, null)).Refusal);
        Assert.IsType<TextMissing>((await counts.ExplainAsync(desk.Officer, lost.Code, " ")).Refusal);
        Assert.IsType<DrawerOfOthers>((await counts.ExplainAsync(Other, lost.Code, "모름")).Refusal);
        VoucherDesk.Done(await counts.ExplainAsync(desk.Officer, lost.Code, "한 장 분실"));
        Assert.IsType<DrawerCountStateUnfit>((await CountAsync(desk, drawer, 4, 2)).Refusal);
        Assert.IsType<NotAllowed>((await counts.DecideAsync(desk.Officer, lost.Code, confirm: true, null)).Refusal);
        Assert.IsType<MakerMayNotApprove>((await counts.DecideAsync(desk.Approver with { Id = desk.Officer.Id, OwnerId = desk.Officer.OwnerId }, lost.Code, confirm: true, null)).Refusal);
        Assert.Equal(1, await queries.WaitingAsync(desk.Approver));
        VoucherDesk.Done(await counts.DecideAsync(desk.Approver, lost.Code, confirm: false, "다시 세세요"));
        VoucherDesk.Done(await CountAsync(desk, drawer, 3, 2));
        VoucherDesk.Done(await counts.ExplainAsync(desk.Officer, lost.Code, "한 장 분실"));
        VoucherDesk.Done(await counts.DecideAsync(desk.Approver, lost.Code, confirm: true, null));
        Assert.True((await StandingAsync(desk)).IsDone);

        // The book stayed as it was until what is lost was voided.
        desk.Database.Time.Advance(TimeSpan.FromDays(1));
        VoucherDesk.Done(await desk.Get<VoucherHolds>().ActAsync(desk.Officer, paper[4].Serial, VoucherAct.Void, "분실"));
        Assert.Equal(DrawerCountState.Agreed, VoucherDesk.Done(await CountAsync(desk, await StandingAsync(desk), 3, 2)).State);
        await using var db = desk.Database.Open();
        Assert.Equal(
            ["differed", "differed", "explained", "sent_back", "differed", "explained", "confirmed", "agreed"],
            (await db.AuditEntries.Where(e => e.SubjectKind == "drawer_count").OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()).ConvertAll(a => a["drawer_count.".Length..]));
    }

    [Fact]
    public async Task Count_ThatAgrees_IsDoneUntilTheDrawerMoves()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        await StockAsync(desk);
        var drawer = await StandingAsync(desk);
        var wrong = VoucherDesk.Done(await CountAsync(desk, drawer, 5, 2));
        var right = VoucherDesk.Done(await CountAsync(desk, drawer, 4, 2));
        Assert.Equal((wrong.Id, DrawerCountState.Agreed, 2), (right.Id, right.State, right.Attempts));
        Assert.True((await StandingAsync(desk)).IsDone);
        // What came and went leaves the drawer as it was counted; what came and stayed does not.
        await desk.SellAsync(await desk.PrintAsync(VoucherKind.Paper, 10_000, 1), "900101-다른");
        Assert.True((await StandingAsync(desk)).IsDone);
        await desk.PrintAsync(VoucherKind.Paper, 10_000, 1);
        var moved = await StandingAsync(desk);
        Assert.Equal((true, false), (moved.Moved, moved.IsDone));
    }

    [Fact]
    public async Task Count_OfStockThatIsOnItsWay_LeavesItOut()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var paper = await desk.PrintAsync(VoucherKind.Paper, 10_000, 5);
        var to = await OpenDrawerAsync(desk);
        VoucherDesk.Done(await desk.Get<StockHandOvers>().OfferAsync(desk.Officer, new NewHandOver(Guid.NewGuid(), [new SerialRange("items[0]", paper[0].Serial, paper[1].Serial)], to)));
        var drawer = await StandingAsync(desk);
        Assert.Equal(DrawerCountState.Agreed, VoucherDesk.Done(await desk.Get<DrawerCounts>().CountAsync(desk.Officer, drawer.DrawerId, drawer.Day, [Paper(3)])).State);
    }

    [Fact]
    public async Task Count_OfOthersOtherDaysOrOtherLines_IsRefused()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        await desk.PrintAsync(VoucherKind.Paper, 10_000, 5);
        var (counts, drawer) = (desk.Get<DrawerCounts>(), await StandingAsync(desk));
        Assert.IsType<DrawerOfOthers>((await counts.CountAsync(Other, drawer.DrawerId, drawer.Day, [Paper(5)])).Refusal);
        Assert.IsType<DrawerOfOthers>((await counts.SheetAsync(Other, drawer.DrawerId, drawer.Day)).Refusal);
        Assert.IsType<CountDayOutOfRange>((await counts.CountAsync(desk.Officer, drawer.DrawerId, drawer.Day.AddDays(1), [Paper(5)])).Refusal);
        Assert.IsType<CountDayOutOfRange>((await counts.CountAsync(desk.Officer, drawer.DrawerId, drawer.Day.AddDays(-8), [Paper(5)])).Refusal);
        Assert.Equal("items[0]", Assert.IsType<TextMissing>((await counts.CountAsync(desk.Officer, drawer.DrawerId, drawer.Day, [Paper(null)])).Refusal).Field);
        Assert.IsType<NumberOutOfRange>((await counts.CountAsync(desk.Officer, drawer.DrawerId, drawer.Day, [Paper(-1)])).Refusal);
        Assert.IsType<CountLinesUnfit>((await counts.CountAsync(desk.Officer, drawer.DrawerId, drawer.Day, [])).Refusal);
        Assert.IsType<CountLinesUnfit>((await counts.CountAsync(desk.Officer, drawer.DrawerId, drawer.Day, [Paper(5) with { Face = 5_000 }])).Refusal);
        Assert.IsType<NotAllowed>((await counts.CountAsync(desk.Till with { Grants = [new Grant(Role.Terminal, ScopeKind.All)] }, drawer.DrawerId, drawer.Day, [Paper(5)])).Refusal);
        await using var db = desk.Database.Open();
        Assert.Equal(0, await db.DrawerCounts.CountAsync());
    }

    private static readonly Actor Other = Make.Actor(Role.VoucherOfficer, id: 31, name: "시험 동료");

    private static CountedPieces Paper(int? pieces) => new(VoucherDesk.Programme, VoucherKind.Paper, 10_000, pieces);

    private static Task<Outcome<DrawerCount>> CountAsync(VoucherDesk desk, DrawerStanding drawer, int paper, int cards) =>
        desk.Get<DrawerCounts>().CountAsync(desk.Officer, drawer.DrawerId, drawer.Day, [Paper(paper), new(VoucherDesk.Programme, VoucherKind.Card, 5_000, cards)]);

    /// <summary>Four paper vouchers and two cards are in the drawer; one paper voucher is sold, and mobile ones cannot be counted.</summary>
    private static async Task<IReadOnlyList<MadeVoucher>> StockAsync(VoucherDesk desk)
    {
        var paper = await desk.PrintAsync(VoucherKind.Paper, 10_000, 5);
        await desk.PrintAsync(VoucherKind.Card, 5_000, 2);
        await desk.PrintAsync(VoucherKind.Mobile, 10_000, 4);
        await desk.SellAsync(paper.Take(1));
        return paper;
    }

    private static async Task<DrawerStanding> StandingAsync(VoucherDesk desk) =>
        VoucherDesk.Done(await desk.Get<DrawerCountQueries>().TodayAsync(desk.Officer)).Single(d => d.OwnerId == desk.Officer.OwnerId);

    private static async Task<long> OpenDrawerAsync(VoucherDesk desk)
    {
        await using var db = desk.Database.Open();
        var drawer = new VoucherDrawer { OfficeId = await db.VoucherOffices.Select(o => o.Id).FirstAsync(), OwnerId = Other.OwnerId, OwnerName = Other.Name };
        db.Add(drawer);
        await db.SaveChangesAsync();
        return drawer.Id;
    }
}
