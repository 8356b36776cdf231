using Portal.Domain;
using Portal.Domain.Lists;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>What the pages of vouchers read: the list, a voucher's whole life, what a sale would come to, and bundles.</summary>
public sealed class VoucherPagesTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task List_OfVouchers_FiltersByStandingAndFindsBySerial(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var queries = desk.Get<VoucherQueries>();
        var stock = await desk.PrintAsync(VoucherKind.Paper, 5_000, 2);
        var cards = await desk.PrintAndSellAsync(VoucherKind.Card, 10_000, 3);
        await desk.PayAsync(cards[0], 4_000);
        await desk.PayAsync(cards[1], 10_000);
        VoucherDesk.Done(await desk.Get<VoucherHolds>().ActAsync(desk.Officer, stock[1].Serial, VoucherAct.Void, "인쇄 오류"));

        async Task<IEnumerable<string>> Found(string query) => VoucherDesk.Done(await queries.PageAsync(desk.Officer, Read(query))).Items.Select(r => r.Serial);

        Assert.Equal([cards[2].Serial, cards[1].Serial, cards[0].Serial, stock[1].Serial, stock[0].Serial], await Found(""));
        Assert.Equal([cards[0].Serial], await Found("?f.standing=Partial"));
        Assert.Equal([cards[2].Serial, cards[1].Serial], await Found("?f.standing=Unused,Empty"));
        Assert.Equal([stock[1].Serial], await Found("?f.standing=Void"));
        Assert.Equal([cards[2].Serial, cards[1].Serial, cards[0].Serial], await Found("?f.kind=Card"));
        Assert.Equal([cards[1].Serial], await Found("?q=" + cards[1].Serial.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()));
        Assert.Equal([cards[1].Serial], await Found("?q=4"));
        Assert.Empty(await Found("?q=ZZ"));
        var sums = VoucherDesk.Done(await queries.SumsAsync(desk.Officer, Read("?f.kind=Card")));
        Assert.Equal([new VoucherSum(new Money("KRW", 30_000), new Money("KRW", 16_000))], sums);
        var streamed = new List<string>();
        await foreach (var row in queries.StreamAsync(desk.Officer, Read("?f.standing=Stock")))
            streamed.Add(row.Serial);
        Assert.Equal([stock[0].Serial], streamed);
        // The list says of each what its own page says.
        foreach (var row in VoucherDesk.Done(await queries.PageAsync(desk.Officer, ListQuery.Everything)).Items)
            Assert.Equal(VoucherDesk.Done(await queries.GetAsync(desk.Officer, row.Serial)).Standing, row.Standing);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Record_OfASpentVoucher_TellsItsWholeLifeWithTheLinesOfTheLedger(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var card = (await desk.PrintAndSellAsync(VoucherKind.Card, 10_000, 1))[0];
        var holds = desk.Get<VoucherHolds>();
        desk.Database.Time.Set(desk.Database.Time.GetUtcNow().UtcDateTime.AddMinutes(1));
        VoucherDesk.Done(await holds.ActAsync(desk.Officer, card.Serial, VoucherAct.Freeze, "분실 신고"));
        VoucherDesk.Done(await holds.ActAsync(desk.Officer, card.Serial, VoucherAct.Unfreeze, "본인 확인"));
        var payment = Guid.NewGuid();
        desk.Database.Time.Set(desk.Database.Time.GetUtcNow().UtcDateTime.AddMinutes(1));
        await desk.PayAsync(card, 7_000, id: payment);
        var quote = VoucherDesk.Done(await desk.Get<VoucherRefunds>().QuoteAsync(desk.Officer, card.Serial, RefundPayout.Cash));
        VoucherDesk.Done(await desk.Get<VoucherRefunds>().RefundAsync(desk.Officer, new RefundConfirmation(Guid.NewGuid(), card.Serial, quote.Quote!.Value)));

        var record = VoucherDesk.Done(await desk.Get<VoucherRecords>().GetAsync(desk.Officer, card.Serial));

        Assert.Equal(
            [VoucherEventKind.Made, VoucherEventKind.Sold, VoucherEventKind.Frozen, VoucherEventKind.Unfrozen, VoucherEventKind.Spent, VoucherEventKind.Refunded],
            record.Life.Select(e => e.Kind).Distinct());
        Assert.Equal([10_000, -7_000, -3_000], record.Life.Select(e => e.Amount).OfType<long>());
        var spent = record.Life.Single(e => e.Kind == VoucherEventKind.Spent);
        Assert.Equal((payment, VoucherDesk.Stall, "가람수산"), (spent.Payment, spent.Stall, spent.VendorName));
        Assert.Equal("분실 신고", record.Life.Single(e => e.Kind == VoucherEventKind.Frozen).Reason);
        Assert.All(record.Life.Where(e => e.Amount is not null), e => Assert.NotEmpty(e.Lines));
        Assert.Equal([(VoucherDesk.Ministry, 700L), (VoucherDesk.City, 300L)], record.Parts.Select(p => (p.Funder, p.Amount)));
        Assert.Equal((9_000L, new DateOnly(2020, 1, 1), 60), (record.Row.Paid, record.RuleFrom, record.Terms!.ValidityMonths));
        Assert.IsType<VoucherNotFound>((await desk.Get<VoucherRecords>().GetAsync(desk.Officer, "DK-000000001-0")).Refusal);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Preview_OfASale_SaysWhatTheSaleThenComesTo(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (sales, paper) = (desk.Get<VoucherSales>(), await desk.PrintAsync(VoucherKind.Paper, 50_000, 12));
        var asked = desk.SaleOf(paper.Take(3)) with { Items = [new SerialRange("items[0]", paper[0].Serial, paper[2].Serial)] };

        var before = VoucherDesk.Done(await sales.PreviewAsync(desk.Officer, asked));
        var sold = VoucherDesk.Done(await sales.SellAsync(desk.Officer, asked));
        var over = VoucherDesk.Done(await sales.PreviewAsync(desk.Officer, desk.SaleOf(paper.Skip(3).Take(8))));
        var anybody = VoucherDesk.Done(await sales.PreviewAsync(desk.Officer, desk.SaleOf(paper.Skip(3).Take(8), reference: null)));
        var again = await sales.PreviewAsync(desk.Officer, desk.SaleOf(paper.Take(1)));
        var elsewhere = await sales.PreviewAsync(Make.Actor(Domain.Access.Role.VoucherOfficer, id: 99), desk.SaleOf(paper.Skip(3).Take(1)));

        Assert.Equal((sold.Face, sold.Paid, sold.Discount), (before.Face, before.Paid, before.Discount));
        Assert.Equal((150_000L, 142_500L, 500_000L, null), (before.Face, before.Paid, before.MonthlyLeft, before.Refused));
        Assert.Equal([new FunderPart(VoucherDesk.Ministry, 5_250), new FunderPart(VoucherDesk.City, 2_250)], before.Parts);
        Assert.Equal((350_000L, new PurchaseCapExceeded(500_000, 350_000) { Field = "items" }), (over.MonthlyLeft, over.Refused));
        Assert.Equal((500_000L, null), (anybody.MonthlyLeft, anybody.Refused));
        Assert.Equal((new VoucherNotSellable(paper[0].Serial, "sold") { Field = "items" }, new VoucherNotInDrawer(paper[3].Serial) { Field = "items" }), (again.Refusal, elsewhere.Refusal));
        var receipt = VoucherDesk.Done(await desk.Get<VoucherRecords>().SaleAsync(desk.Officer, asked.Id));
        Assert.Equal([(paper[0].Serial, paper[2].Serial, 3, 50_000L)], receipt.Serials);
        Assert.Equal([(VoucherDesk.Ministry, 5_250L), (VoucherDesk.City, 2_250L)], receipt.Parts.Select(p => (p.Funder, p.Amount)));
        Assert.IsType<SaleNotFound>((await desk.Get<VoucherRecords>().SaleAsync(desk.Officer, Guid.NewGuid())).Refusal);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Bundle_WithABadPiece_IsListedWithWhatWasTakenAndRefused(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 2);
        var unsold = await desk.PrintAsync(VoucherKind.Paper, 10_000, 1);
        var bundle = await desk.OpenBundleAsync(slipCount: 3, slip: 30_000);
        await desk.PresentAsync(bundle, paper[0].Serial);
        await desk.PresentAsync(bundle, unsold[0].Serial);
        await desk.PresentAsync(bundle, paper[1].Token);

        var queries = desk.Get<PresentmentQueries>();
        var row = Assert.Single(VoucherDesk.Done(await queries.PageAsync(desk.Officer, Read("?q=" + bundle.Code))).Items);
        var record = VoucherDesk.Done(await queries.GetAsync(desk.Officer, bundle.Uid));

        Assert.Equal((2, 20_000L, 1, true, "가람수산"), (row.Count, row.Sum, row.Refused, row.Differs, row.VendorName));
        Assert.Equal([(2, new Money("KRW", 20_000))], VoucherDesk.Done(await queries.SumsAsync(desk.Officer, ListQuery.Everything)));
        Assert.Equal([VoucherDeclines.NotSold], record.Pieces.Select(p => p.Reason).OfType<string>());
        Assert.Equal(2, record.Pieces.Count(p => p.Reason is null));
    }

    [Theory]
    [InlineData("DM-000000012-")]
    [InlineData("dm000000012")]
    [InlineData("ㅇㅡ000000012")]
    [InlineData("으000000012")]
    [InlineData("ＤＭ－０００００００１２")]
    public void Scan_SerialHoweverItWasTyped_IsTheSerial(string typed)
    {
        var serial = SerialNumbers.Of("DM", 12);
        // The check character is typed as the scanner types the rest.
        Assert.Equal(serial, VoucherScan.Read(typed + serial[^1]));
    }

    [Fact]
    public void Scan_AddressOrToken_IsTheTokenAsItStands()
    {
        Assert.Equal("aB3-_xYz", VoucherScan.Read(" https://portal.example/v/aB3-_xYz?l=ko "));
        Assert.Equal("aB3-_xYz", VoucherScan.Read("aB3-_xYz"));
        Assert.Equal("", VoucherScan.Read(null));
    }

    private static ListQuery Read(string address) => VoucherDesk.Done(ListQuery.Parse(address));
}
