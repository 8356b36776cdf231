using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Reports;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>The officer's reports over vouchers that were sold, spent, given back, presented and refunded.</summary>
public sealed class VoucherReportTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Reports_AfterAWholeDay_AgreeWithEachOtherAndWithTheLedger(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        await LiveAsync(desk);
        // Sold 3 × 10,000 mobile at 10 % and 3 × 10,000 paper at 5 %; spent 6,000 and 10,000, of which 10,000 came back; two of paper presented; 4,000 refunded.
        var roll = await ReadAsync(desk, ReportName.LiabilityRollForward);
        Assert.Equal((60_000L, 26_000L, 4_000L, 0L, 0L), (Sum(roll, "issued"), Sum(roll, "redeemed"), Sum(roll, "refunded"), Sum(roll, "expired"), Sum(roll, "other")));
        Assert.Equal(30_000, roll.Rows[^1][Place(roll, "closing")].Number);
        Assert.Equal(30_000, Sum(await ReadAsync(desk, ReportName.OutstandingAge), "outstanding"));
        foreach (var by in ReportAsk.WaysOf(ReportName.Redemption))
            Assert.Equal(26_000, Sum(await ReadAsync(desk, ReportName.Redemption, by), "redeemed"));
        foreach (var by in ReportAsk.WaysOf(ReportName.Sales))
        {
            var sales = await ReadAsync(desk, ReportName.Sales, by);
            Assert.Equal((60_000L, 4_500L, 55_500L), (Sum(sales, "face"), Sum(sales, "discount"), Sum(sales, "paid")));
        }

        var settlement = await ReadAsync(desk, ReportName.SubsidySettlement);
        Assert.Equal((100_000_000L, 4_500L, 400L, 4_100L, 99_995_900L), (Sum(settlement, "granted"), Sum(settlement, "spent"), Sum(settlement, "returned"), Sum(settlement, "netSpent"), Sum(settlement, "unspent")));
        var statement = await ReadAsync(desk, ReportName.FunderStatement);
        Assert.Equal((100_000_000L, 4_500L, 400L), (Sum(statement, "granted"), Sum(statement, "spent"), Sum(statement, "returned")));
        Assert.Equal(4_500, Sum(await ReadAsync(desk, ReportName.FunderStatement, ReportBy.Voucher), "part"));
        Assert.Equal(8, Sum(await ReadAsync(desk, ReportName.IssueRegister), "count"));
        foreach (var by in ReportAsk.WaysOf(ReportName.Stock))
            Assert.Equal((2L, 20_000L), (Sum(await ReadAsync(desk, ReportName.Stock, by), "count"), Sum(await ReadAsync(desk, ReportName.Stock, by), "face")));
        Assert.Equal(26_000, Sum(await ReadAsync(desk, ReportName.VendorStatement, vendor: VoucherDesk.Vendor), "redeemed"));
        Assert.Empty((await ReadAsync(desk, ReportName.VendorStatement, vendor: VoucherDesk.OtherVendor)).Rows);
    }

    [Fact]
    public async Task Drill_FromASum_ComesToTheSameFigure()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        await LiveAsync(desk);
        foreach (var (name, by, column) in new[] { (ReportName.Redemption, ReportBy.Vendor, "redeemed"), (ReportName.Redemption, ReportBy.Market, "redeemed"), (ReportName.Redemption, ReportBy.Day, "redeemed"), (ReportName.Stock, ReportBy.Office, "count"), (ReportName.LiabilityRollForward, ReportBy.Day, "issued"), (ReportName.LiabilityRollForward, ReportBy.Day, "redeemed") })
        {
            var table = await ReadAsync(desk, name, by);
            var cell = Assert.Single(table.Rows)[Place(table, column)];
            var lines = VoucherDesk.Done(await desk.Get<VoucherReports>().ReadAsync(desk.Officer, cell.Link!.Ask!));
            Assert.Equal(cell.Number, Sum(lines, column == "issued" ? "face" : column));
        }
    }

    [Fact]
    public async Task Ages_OfASum_LeadToThatManyVouchers()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        await LiveAsync(desk);
        var table = await ReadAsync(desk, ReportName.OutstandingAge);
        foreach (var cell in table.Rows.Select(r => r[Place(table, "count")]))
        {
            var listed = VoucherDesk.Done(await desk.Get<VoucherQueries>().PageAsync(desk.Officer, Domain.Lists.ListQuery.Parse("?" + cell.Link!.Id).Value));
            Assert.Equal(cell.Number, listed.Total);
        }
    }

    [Fact]
    public async Task Read_WithoutTheRightOrOfNonsense_IsRefused()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (reports, day) = (desk.Get<VoucherReports>(), new DateOnly(2026, 1, 1));
        Assert.IsType<NotAllowed>((await reports.ReadAsync(desk.Till with { Grants = [] }, new ReportAsk(ReportName.Sales, VoucherDesk.Programme, day, day))).Refusal);
        Assert.IsType<ProgrammeNotFound>((await reports.ReadAsync(desk.Officer, new ReportAsk(ReportName.Sales, "NONE", day, day))).Refusal);
        Assert.IsType<ReportSpanUnfit>((await reports.ReadAsync(desk.Officer, new ReportAsk(ReportName.Sales, VoucherDesk.Programme, day, day.AddDays(-1)))).Refusal);
        Assert.IsType<ReportNeedsVendor>((await reports.ReadAsync(desk.Officer, new ReportAsk(ReportName.VendorStatement, VoucherDesk.Programme, day, day))).Refusal);
        Assert.Empty((await ReadAsync(desk, ReportName.LiabilityRollForward)).Rows);
    }

    private static async Task LiveAsync(VoucherDesk desk)
    {
        var mobile = await desk.PrintAndSellAsync(VoucherKind.Mobile, 10_000, 3);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 3);
        await desk.PrintAsync(VoucherKind.Paper, 10_000, 2);
        Assert.Equal(PaymentStatus.Captured, (await desk.PayAsync(mobile[0], 6_000)).Status);
        var payment = Guid.NewGuid();
        Assert.Equal(PaymentStatus.Captured, (await desk.PayAsync(mobile[1], 10_000, id: payment)).Status);
        VoucherDesk.Done(await desk.Get<PaymentChangeService>().ChangeAsync(desk.Till, new PaymentChangeRequest(Guid.NewGuid(), payment, PaymentEventKind.Refund, null, "반품", "{}")));
        Assert.All(await desk.PresentAsync(await desk.OpenBundleAsync(), paper[0].Serial, paper[1].Serial), p => Assert.Null(p.Reason));
        var quote = VoucherDesk.Done(await desk.Get<VoucherRefunds>().QuoteAsync(desk.Officer, mobile[0].Serial, RefundPayout.Cash));
        VoucherDesk.Done(await desk.Get<VoucherRefunds>().RefundAsync(desk.Officer, new RefundConfirmation(Guid.NewGuid(), mobile[0].Serial, quote.Quote!.Value)));
    }

    private static async Task<ReportTable> ReadAsync(VoucherDesk desk, ReportName name, ReportBy? by = null, string? vendor = null)
    {
        var today = DateOnly.FromDateTime(desk.Database.Time.GetUtcNow().UtcDateTime).AddDays(1);
        var table = VoucherDesk.Done(await desk.Get<VoucherReports>().ReadAsync(desk.Officer, new ReportAsk(name, VoucherDesk.Programme, today.AddMonths(-1), today, by, Vendor: vendor)));
        Assert.All(table.Checks, c => Assert.True(c.Agrees, $"{name}: {c}"));
        Assert.All(table.Rows, r => Assert.Equal(table.Columns.Count, r.Count));
        return table;
    }

    private static int Place(ReportTable table, string column) => table.Columns.Index().Single(c => c.Item.Key == column).Index;

    private static long Sum(ReportTable table, string column) => table.Totals[Place(table, column)] ?? 0;
}
