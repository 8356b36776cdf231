using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Domain.Vouchers;
using Portal.Resources;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>What vendors may bring in of whole vouchers in a month and in a day: at tills, at counters, and when it is given back.</summary>
public sealed class VendorCapTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task DailyCap_AgainstTwentyPaymentsAtOnce_HoldsToTheWon(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        await CapAsync(desk, daily: 70_000);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 20);

        var answers = await Task.WhenAll(paper.Select((v, i) => desk.PayAsync(v, i % 2 == 0 ? 10_000 : 8_000)));

        Assert.Equal(7, answers.Count(a => a.Status == PaymentStatus.Captured));
        Assert.All(answers.Where(a => a.Status != PaymentStatus.Captured), a => Assert.Equal((PaymentStatus.Declined, VoucherDeclines.DailyCapExceeded), (a.Status, a.Reason)));
        Assert.Equal((70_000L, 70_000L), await UsedAsync(desk));
        Assert.Equal(130_000, await LeftAsync(desk, paper));
        await IsSoundAsync(desk);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task DailyCap_Passed_IsRefusedWithItsFigures_AndLeavesNoTrace(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        await CapAsync(desk, daily: 25_000);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 4);
        await desk.PayAsync(paper[0], 10_000);

        // Two in one payment are asked for together, and at the counter one after another.
        var declined = await PayAsync(desk, [paper[1], paper[2]], [10_000, 7_000]);
        var taken = await desk.PresentAsync(await desk.OpenBundleAsync(), paper[1].Serial, paper[2].Serial);

        var refused = Assert.Single(taken, p => p.Reason is not null);
        Assert.Equal((PaymentStatus.Declined, VoucherDeclines.DailyCapExceeded, VoucherDeclines.DailyCapExceeded), (declined.Status, declined.Reason, refused.Reason));
        Assert.Equal(Figures(25_000, 10_000, 20_000), declined.ReasonValues);
        Assert.Equal(Figures(25_000, 20_000, 10_000), refused.Values);
        Assert.Equal((20_000L, 20_000L), await UsedAsync(desk));
        Assert.Equal(20_000, await LeftAsync(desk, paper));
        Assert.Equal("이 가맹점의 일 환전 한도를 넘습니다. 일 한도 ₩25,000, 이미 쓴 금액 ₩10,000, 이번 금액 ₩20,000", Said("ko", declined));
        foreach (var language in (string[])["en", "zh-Hans"])
            Assert.All((string[])["25,000", "10,000", "20,000"], figure => Assert.Contains(figure, Said(language, declined), StringComparison.Ordinal));
        await using var db = desk.Database.Open();
        Assert.Equal(0, await db.PaymentTenders.Where(t => t.TransferId == null).SumAsync(t => t.Counts));
        await IsSoundAsync(desk);
    }

    [Fact]
    public async Task DailyCap_OnTheNextDay_BeginsAnew_AndTheMonthsHolds()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        await CapAsync(desk, daily: 10_000, monthly: 15_000);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 3);
        var first = await desk.PayAsync(paper[0], 10_000);
        var second = await desk.PayAsync(paper[1], 10_000);
        desk.Database.Time.Advance(TimeSpan.FromDays(1));
        var third = await desk.PayAsync(paper[2], 10_000);

        Assert.Equal((null, VoucherDeclines.CapExceeded), (first.Reason, second.Reason));
        Assert.Equal(VoucherDeclines.CapExceeded, third.Reason);
        Assert.Equal(Figures(15_000, 10_000, 10_000), third.ReasonValues);
        await CapAsync(desk, daily: 10_000, monthly: 100_000);
        Assert.Null((await desk.PayAsync(paper[2], 10_000)).Reason);
        Assert.Equal((20_000L, 10_000L), await UsedAsync(desk));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Cap_OfPaymentsVoidedOrGivenBack_ComesBack(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        await CapAsync(desk, daily: 20_000);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 4);
        var mobile = await desk.PrintAndSellAsync(VoucherKind.Mobile, 10_000, 1, "other");
        var (voided, refunded) = (await desk.PayAsync(paper[0], 8_000), await PayAsync(desk, [mobile[0], paper[1]], [10_000, 7_000]));
        Assert.Equal(VoucherDeclines.DailyCapExceeded, (await desk.PayAsync(paper[2], 10_000)).Reason);

        await ChangeAsync(desk, voided, PaymentEventKind.Void);
        Assert.Equal((10_000L, 10_000L), await UsedAsync(desk));
        // The mobile voucher stands first and counts against no cap; the change of the paper one comes back with its last part.
        await ChangeAsync(desk, refunded, PaymentEventKind.Refund, 10_000);
        Assert.Equal((10_000L, 10_000L), await UsedAsync(desk));
        await ChangeAsync(desk, refunded, PaymentEventKind.Refund, 3_000);
        Assert.Equal((7_000L, 7_000L), await UsedAsync(desk));
        await ChangeAsync(desk, refunded, PaymentEventKind.Refund);
        Assert.Equal((0L, 0L), await UsedAsync(desk));
        Assert.Equal(50_000, await LeftAsync(desk, [.. paper, .. mobile]));

        Assert.All(await Task.WhenAll(desk.PayAsync(paper[0], 10_000), desk.PayAsync(paper[1], 10_000)), a => Assert.Null(a.Reason));
        await IsSoundAsync(desk);
    }

    [Fact]
    public async Task Cap_OfAPaymentGivenBackLater_ComesBackToTheDayOnWhichItWasUsed()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        await CapAsync(desk, daily: 10_000);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 2);
        var paid = await desk.PayAsync(paper[0], 10_000);
        desk.Database.Time.Advance(TimeSpan.FromDays(1));
        await desk.PayAsync(paper[1], 10_000);

        await ChangeAsync(desk, paid, PaymentEventKind.Refund);

        // Of today nothing came back, of the month one did.
        Assert.Equal((10_000L, 10_000L), await UsedAsync(desk));
        Assert.Equal(VoucherDeclines.DailyCapExceeded, (await desk.PayAsync(paper[0], 10_000)).Reason);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Cap_OfAnAuthorisation_IsReserved_AndGoesWithItsEnd(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        await CapAsync(desk, daily: 20_000);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 3);
        var released = await PayAsync(desk, [paper[0]], [8_000], capture: false);
        var captured = await PayAsync(desk, [paper[1]], [8_000], capture: false);
        Assert.Equal((PaymentStatus.Authorised, (20_000L, 20_000L)), (captured.Status, await UsedAsync(desk)));
        Assert.Equal(VoucherDeclines.DailyCapExceeded, (await desk.PayAsync(paper[2], 10_000)).Reason);

        await ChangeAsync(desk, released, PaymentEventKind.Void);
        await ChangeAsync(desk, captured, PaymentEventKind.Capture);
        Assert.Equal((10_000L, 10_000L), await UsedAsync(desk));
        Assert.Equal(20_000, await LeftAsync(desk, paper));

        await ChangeAsync(desk, captured, PaymentEventKind.Refund);
        Assert.Equal((0L, 0L), await UsedAsync(desk));
        await IsSoundAsync(desk);
    }

    [Theory]
    [InlineData(5_000, PaymentStatus.Captured, 0, 10_000)]
    [InlineData(5_051, PaymentStatus.Declined, 10_000, 0)]
    public async Task Cap_BesideACardThatIsStillToBeApproved_GoesWithThePayment(long card, PaymentStatus status, long left, long used)
    {
        await using var desk = await VoucherDesk.OpenAsync();
        await CapAsync(desk, daily: 20_000);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 1);

        var answer = await PayAsync(desk, paper, [8_000], card: card);

        Assert.Equal((status, left, (used, used)), (answer.Status, await LeftAsync(desk, paper), await UsedAsync(desk)));
        await IsSoundAsync(desk);
    }

    private static async Task CapAsync(VoucherDesk desk, long daily, long monthly = 5_000_000)
    {
        await using var db = desk.Database.Open();
        if (!await db.VoucherRules.AnyAsync(r => r.Subject == RuleSubject.Vendors && r.From == new DateOnly(2020, 1, 2)))
        {
            var programme = await db.VoucherProgrammes.Select(p => p.Id).SingleAsync();
            db.Add(new VoucherRule { ProgrammeId = programme, Subject = RuleSubject.Vendors, From = new DateOnly(2020, 1, 2), Content = VoucherRule.Write(new EnrolmentTerms { CapDaily = daily }), State = RuleState.Approved, MakerName = "시험" });
        }

        (await db.VendorEnrolments.SingleAsync()).CapMinor = monthly;
        await db.SaveChangesAsync();
    }

    private static async Task<PaymentAnswer> PayAsync(VoucherDesk desk, IReadOnlyList<MadeVoucher> vouchers, IReadOnlyList<long> amounts, bool capture = true, long card = 0)
    {
        var id = Guid.NewGuid();
        var tenders = vouchers.Select((v, i) => new TenderRequest($"tenders[{i}]", TenderKind.Voucher, new Money("KRW", amounts[i]), Token: v.Token)).ToList();
        if (card > 0)
            tenders.Add(new TenderRequest("tenders[1]", TenderKind.Card, new Money("KRW", card), Acquirer: SimulatedAcquirer.Acquirer));
        return VoucherDesk.Done(await desk.Get<PaymentService>().PayAsync(desk.Till, new PaymentRequest(id, VoucherDesk.Stall, new Money("KRW", amounts.Sum() + card), tenders, capture, null, $$"""{"payment":"{{id}}","capture":{{(capture ? "true" : "false")}}}""")));
    }

    private static async Task ChangeAsync(VoucherDesk desk, PaymentAnswer payment, PaymentEventKind kind, long? amount = null)
    {
        var id = Guid.NewGuid();
        var asked = new PaymentChangeRequest(id, payment.Id, kind, amount is { } won ? new Money("KRW", won) : null, "반품", $$"""{"change":"{{id}}"}""");
        var changes = desk.Get<PaymentChangeService>();
        var first = VoucherDesk.Done(await changes.ChangeAsync(desk.Till, asked));
        Assert.Equal(first with { Repeated = true }, VoucherDesk.Done(await changes.ChangeAsync(desk.Till, asked)));
    }

    /// <summary>What is used of the month and of the day, as the vendor's record tells.</summary>
    private static async Task<(long Month, long Day)> UsedAsync(VoucherDesk desk)
    {
        var records = desk.Get<EnrolmentRecords>();
        var id = VoucherDesk.Done(await records.OfVendorAsync(desk.Officer, VoucherDesk.Vendor)).Single().Id;
        var record = VoucherDesk.Done(await records.GetAsync(desk.Officer, id));
        return (record.Used, record.UsedToday);
    }

    private static async Task<long> LeftAsync(VoucherDesk desk, IReadOnlyList<MadeVoucher> vouchers)
    {
        var left = 0L;
        foreach (var voucher in vouchers)
            left += VoucherDesk.Done(await desk.Get<VoucherQueries>().GetAsync(desk.Officer, voucher.Serial)).Left;
        return left;
    }

    private static Dictionary<string, string> Figures(long limit, long used, long asked) => new()
    {
        ["limit"] = limit.ToString(CultureInfo.InvariantCulture),
        ["used"] = used.ToString(CultureInfo.InvariantCulture),
        ["asked"] = asked.ToString(CultureInfo.InvariantCulture),
        ["currency"] = "KRW",
    };

    private static string Said(string language, PaymentAnswer answer) => DeclineSentence.Of(CultureInfo.GetCultureInfo(language), answer.Reason!, answer.ReasonValues);

    private static async Task IsSoundAsync(VoucherDesk desk) =>
        Assert.DoesNotContain(await desk.Get<Verifier>().RunAsync(), c => c.Name.StartsWith("ledger", StringComparison.Ordinal) && !c.Ok);
}
