using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>Offices, and stock that is handed over from drawer to drawer.</summary>
public sealed class StockHandOverTests
{
    private static readonly Actor Receiver = Make.Actor(Role.VoucherOfficer, id: 31, name: "시험 인수");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task HandOver_CountedByTheReceiver_MovesWithBothSignatures(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (paper, drawer, handOvers) = (await desk.PrintAsync(VoucherKind.Paper, 10_000, 6), await DrawerAsync(desk), desk.Get<StockHandOvers>());
        var asked = Offer(drawer, paper[0], paper[4]);
        var offered = VoucherDesk.Done(await handOvers.OfferAsync(desk.Officer, asked));
        Assert.Equal(offered.Id, VoucherDesk.Done(await handOvers.OfferAsync(desk.Officer, asked)).Id);

        var sold = await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf([paper[1]]));
        var voided = await desk.Get<VoucherHolds>().ActAsync(desk.Officer, paper[1].Serial, VoucherAct.Void, "시험");
        var early = await desk.Get<VoucherSales>().SellAsync(Receiver, desk.SaleOf([paper[1]]));
        var own = await handOvers.ReceiveAsync(desk.Officer, offered.Code, 5, 50_000);
        var miscounted = await handOvers.ReceiveAsync(Receiver, offered.Code, 4, 40_000);
        var blind = VoucherDesk.Done(await desk.Get<HandOverQueries>().GetAsync(Receiver, offered.Code));
        desk.Database.Time.Advance(TimeSpan.FromMinutes(5));
        var received = VoucherDesk.Done(await handOvers.ReceiveAsync(Receiver, offered.Code, 5, 50_000));

        Assert.Equal(new VoucherOffered(paper[1].Serial) { Field = "items" }, sold.Refusal);
        Assert.Equal(new VoucherOffered(paper[1].Serial) { Field = "items" }, early.Refusal);
        Assert.Equal(new VoucherOffered(paper[1].Serial), voided.Refusal);
        Assert.Equal((new HandOverOfOthers(), new HandOverMiscounted { Field = "count" }), (own.Refusal, miscounted.Refusal));
        Assert.Equal((null, 0), (blind.Row.Count, blind.Runs.Count));
        Assert.Equal((HandOverState.Received, "시험 발행", "시험 인수", TimeSpan.FromMinutes(5)), (received.State, received.GiverName, received.ReceiverName, received.DecidedAt - received.OfferedAt));
        Assert.Equal(new VoucherNotInDrawer(paper[1].Serial) { Field = "items" }, (await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf([paper[1]]))).Refusal);
        VoucherDesk.Done(await desk.Get<VoucherSales>().SellAsync(Receiver, desk.SaleOf([paper[1]])));
        var life = VoucherDesk.Done(await desk.Get<VoucherRecords>().GetAsync(desk.Officer, paper[1].Serial)).Life;
        Assert.Equal([VoucherEventKind.Made, VoucherEventKind.HandedOver, VoucherEventKind.Sold], life.Select(e => e.Kind));
        Assert.Equal(("시험 발행 → 시험 인수", offered.Code), (life[1].By, life[1].HandOver));
        await using var db = desk.Database.Open();
        Assert.Equal(["stock_hand_over.offered", "stock_hand_over.miscounted", "stock_hand_over.received"], await db.AuditEntries.Where(e => e.SubjectKind == "stock_hand_over").OrderBy(e => e.Id).Select(e => e.Action).ToListAsync());
        Assert.Equal(4, await db.Vouchers.CountAsync(v => v.DrawerId == drawer && v.HandOverId == null));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Stock_OfferedTwiceAndSoldAtOnce_GoesOneWay(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (paper, drawer, handOvers) = (await desk.PrintAsync(VoucherKind.Paper, 10_000, 8), await DrawerAsync(desk), desk.Get<StockHandOvers>());

        var offers = Enumerable.Range(0, 4).Select(_ => handOvers.OfferAsync(desk.Officer, Offer(drawer, paper[0], paper[7]))).ToList();
        var sales = Enumerable.Range(0, 4).Select(i => desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf([paper[3]], $"900101-{i}"))).ToList();
        await Task.WhenAll(offers);
        await Task.WhenAll(sales);

        var (offered, sold) = (offers.Count(o => o.Result.Ok), sales.Count(s => s.Result.Ok));
        Assert.Equal(1, offered + sold);
        Assert.All(offers.Where(o => !o.Result.Ok), o => Assert.True(o.Result.Refusal is VoucherOffered or VoucherNotSellable, o.Result.Refusal!.ToString()));
        Assert.All(sales.Where(s => !s.Result.Ok), s => Assert.True(s.Result.Refusal is VoucherOffered or VoucherNotSellable, s.Result.Refusal!.ToString()));
        await using var db = desk.Database.Open();
        Assert.Equal((offered * 8, sold), (await db.Vouchers.CountAsync(v => v.HandOverId != null), await db.Vouchers.CountAsync(v => v.State == VoucherState.Sold)));
        Assert.Equal(offered, await db.StockHandOvers.CountAsync());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task HandOver_ReceivedRefusedAndWithdrawnAtOnce_EndsOneWay(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (paper, drawer, handOvers) = (await desk.PrintAsync(VoucherKind.Paper, 10_000, 3), await DrawerAsync(desk), desk.Get<StockHandOvers>());
        var offered = VoucherDesk.Done(await handOvers.OfferAsync(desk.Officer, Offer(drawer, paper[0], paper[2])));

        var ends = await Task.WhenAll(Enumerable.Range(0, 9).Select(i => (i % 3) switch
        {
            0 => handOvers.ReceiveAsync(Receiver, offered.Code, 3, 30_000),
            1 => handOvers.RefuseAsync(Receiver, offered.Code, "시험 거절"),
            _ => handOvers.WithdrawAsync(desk.Officer, offered.Code, "시험 철회"),
        }));

        await using var db = desk.Database.Open();
        var row = await db.StockHandOvers.SingleAsync();
        Assert.Equal(3, ends.Count(e => e.Ok));
        Assert.All(ends.Where(e => e.Ok), e => Assert.Equal(row.State, e.Value.State));
        Assert.All(ends.Where(e => !e.Ok), e => Assert.Equal(new HandOverStateUnfit(row.State), e.Refusal));
        Assert.Equal(3, await db.Vouchers.CountAsync(v => v.HandOverId == null && v.DrawerId == (row.State == HandOverState.Received ? drawer : row.FromDrawerId)));
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.SubjectKind == "stock_hand_over" && e.Action != "stock_hand_over.offered"));
    }

    [Fact]
    public async Task Offer_ThatCannotBe_IsRefusedWhole()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (paper, drawer, handOvers) = (await desk.PrintAsync(VoucherKind.Paper, 10_000, 4), await DrawerAsync(desk), desk.Get<StockHandOvers>());
        await desk.SellAsync([paper[2]]);
        await using var db = desk.Database.Open();
        var mine = await db.VoucherDrawers.Where(d => d.OwnerId == desk.Officer.OwnerId).Select(d => d.Id).SingleAsync();

        Assert.Equal(new VoucherNotSellable(paper[2].Serial, "sold") { Field = "items" }, (await handOvers.OfferAsync(desk.Officer, Offer(drawer, paper[0], paper[3]))).Refusal);
        Assert.Equal(new HandOverToOneself { Field = "toDrawer" }, (await handOvers.OfferAsync(desk.Officer, Offer(mine, paper[0], paper[1]))).Refusal);
        Assert.Equal(new DrawerNotFound { Field = "toDrawer" }, (await handOvers.OfferAsync(desk.Officer, Offer(99, paper[0], paper[1]))).Refusal);
        Assert.IsType<VoucherNotInDrawer>((await handOvers.OfferAsync(Receiver, Offer(mine, paper[0], paper[1]))).Refusal);
        Assert.IsType<SerialMalformed>((await handOvers.OfferAsync(desk.Officer, Offer(drawer, paper[0] with { Serial = "없음" }, paper[1]))).Refusal);
        Assert.IsType<NotAllowed>((await handOvers.OfferAsync(desk.Approver, Offer(drawer, paper[0], paper[1]))).Refusal);
        Assert.Equal((0, 0), (await db.StockHandOvers.CountAsync(), await db.Vouchers.CountAsync(v => v.HandOverId != null)));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Office_WithStockOrStockOnItsWay_IsNotClosed(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (paper, drawer, offices) = (await desk.PrintAsync(VoucherKind.Paper, 10_000, 2), await DrawerAsync(desk), desk.Get<OfficeService>());
        var offered = VoucherDesk.Done(await desk.Get<StockHandOvers>().OfferAsync(desk.Officer, Offer(drawer, paper[0], paper[1])));
        Assert.Equal(new OfficeHasStock(0), (await offices.CloseAsync(desk.Officer, "EAST", true)).Refusal);
        VoucherDesk.Done(await desk.Get<StockHandOvers>().ReceiveAsync(Receiver, offered.Code, 2, 20_000));
        Assert.Equal(new OfficeHasStock(2), (await offices.CloseAsync(desk.Officer, "EAST", true)).Refusal);
        Assert.IsType<HeadOfficeStays>((await offices.CloseAsync(desk.Officer, VoucherOffices.Head, true)).Refusal);
        VoucherDesk.Done(await desk.Get<VoucherSales>().SellAsync(Receiver, desk.SaleOf(paper)));
        Assert.NotNull(VoucherDesk.Done(await offices.CloseAsync(desk.Officer, "EAST", true)).ClosedAt);
        var more = await desk.PrintAsync(VoucherKind.Paper, 10_000, 1);
        Assert.Equal(new DrawerNotFound { Field = "toDrawer" }, (await desk.Get<StockHandOvers>().OfferAsync(desk.Officer, Offer(drawer, more[0], more[0]))).Refusal);
        Assert.Equal(new OfficeNotFound("EAST") { Field = "office" }, (await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf(more) with { Office = "EAST" })).Refusal);
    }

    [Fact]
    public async Task Office_ListedWithItsDrawersAndStock()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (paper, drawer) = (await desk.PrintAsync(VoucherKind.Paper, 10_000, 3), await DrawerAsync(desk));
        VoucherDesk.Done(await desk.Get<StockHandOvers>().OfferAsync(desk.Officer, Offer(drawer, paper[0], paper[0])));
        Assert.IsType<OfficeCodeTaken>((await desk.Get<OfficeService>().OpenAsync(desk.Officer, new OfficeFields("EAST", "또 다른"))).Refusal);
        Assert.IsType<NotAllowed>((await desk.Get<OfficeService>().OpenAsync(desk.Approver, new OfficeFields("WEST", "서부"))).Refusal);
        Assert.IsType<DrawerOwnerUnfit>((await desk.Get<OfficeService>().OpenDrawerAsync(desk.Officer, "EAST", 999)).Refusal);
        var head = VoucherDesk.Done(await desk.Get<OfficeQueries>().GetAsync(desk.Officer, VoucherOffices.Head));
        Assert.Equal(3, head.Row.Stock);
        Assert.Equal([new DrawerStock(VoucherDesk.Programme, "KRW", VoucherKind.Paper, 10_000, 3, 1)], Assert.Single(head.Drawers).Stock);
        var page = VoucherDesk.Done(await desk.Get<OfficeQueries>().PageAsync(desk.Officer, new()));
        Assert.Equal([("EAST", 1, 0L), ("HQ", 1, 3L)], page.Items.Select(o => (o.Code, o.Drawers, o.Stock)).Order());
    }

    /// <summary>The receiver's drawer in an office of his own.</summary>
    private static async Task<long> DrawerAsync(VoucherDesk desk)
    {
        var office = VoucherDesk.Done(await desk.Get<OfficeService>().OpenAsync(desk.Officer, new OfficeFields("EAST", "동부 사무소", "East office", "东部办事处")));
        await using var db = desk.Database.Open();
        var drawer = new VoucherDrawer { OfficeId = office.Id, OwnerId = Receiver.OwnerId, OwnerName = Receiver.Name };
        db.Add(drawer);
        await db.SaveChangesAsync();
        return drawer.Id;
    }

    private static NewHandOver Offer(long drawer, MadeVoucher from, MadeVoucher to) => new(Guid.NewGuid(), [new SerialRange("items[0]", from.Serial, to.Serial)], drawer);
}
