using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Payments;
using Portal.Domain.Vouchers;

namespace Portal.Tests.Vouchers;

/// <summary>Paper that has expired is taken where a notice of two people says so, and only then.</summary>
public sealed class ExpiredPaperTests
{
    [Fact]
    public async Task ExpiredPaper_IsTakenWhileTheNoticeHolds_AndBecomesBreakageAfterwards()
    {
        await using var desk = await OpenAsync();
        var (paper, mobile) = (await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 4), await desk.PrintAndSellAsync(VoucherKind.Mobile, 10_000, 1));
        var sold = Today(desk);
        var (from, until) = (sold.AddDays(40), sold.AddDays(50));
        await ApproveAsync(desk, await ProposeAsync(desk, from, new ExpiredPaperTerms { AcceptedUntil = until, Notice = "시험고시 1호" }));

        desk.Database.Time.Advance(TimeSpan.FromDays(35));
        Assert.Equal(VoucherDeclines.Expired, (await desk.PayAsync(paper[0], 10_000)).Reason);
        // The mobile one ends; paper is announced and stays.
        Assert.Equal((1, 10_000L), await EndAsync(desk));

        desk.Database.Time.Advance(TimeSpan.FromDays(10));
        var seen = VoucherDesk.Done(await desk.Get<VoucherQueries>().GetAsync(desk.Officer, paper[0].Serial));
        Assert.Equal((VoucherStanding.Expired, until, "시험고시 1호"), (seen.Standing, seen.Accepted!.AcceptedUntil, seen.Accepted.Notice));
        Assert.Equal(until, VoucherDesk.Done(await desk.Get<VoucherBalances>().FindAsync(paper[0].Token)).Accepted!.AcceptedUntil);
        Assert.Equal(PaymentStatus.Captured, (await desk.PayAsync(paper[0], 10_000)).Status);
        Assert.Equal((10_000L, null), await TakeAsync(desk, paper[1]));
        Assert.Equal(VoucherDeclines.Expired, (await desk.PayAsync(mobile[0], 10_000)).Reason);
        Assert.Equal((0, 0L), await EndAsync(desk));

        desk.Database.Time.Advance(TimeSpan.FromDays(6));
        Assert.Equal(VoucherDeclines.Expired, (await TakeAsync(desk, paper[2])).Reason);
        Assert.Equal((2, 20_000L), await EndAsync(desk));

        // What became breakage does not come back by a later notice.
        var day = Today(desk);
        await ApproveAsync(desk, await ProposeAsync(desk, day.AddDays(1), new ExpiredPaperTerms { AcceptedUntil = day.AddDays(20), Notice = "시험고시 2호" }));
        desk.Database.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(VoucherDeclines.Expired, (await TakeAsync(desk, paper[2])).Reason);
        Assert.Equal(VoucherDeclines.Redeemed, (await desk.PayAsync(paper[1], 10_000)).Reason);
        await VoucherFlowTests.IsSoundAsync(desk);
    }

    [Fact]
    public async Task Notice_OfThoseThatExpiredSinceADay_LeavesOlderOnesExpired_AndALaterVersionEndsIt()
    {
        await using var desk = await OpenAsync();
        var older = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 2);
        desk.Database.Time.Advance(TimeSpan.FromDays(5));
        var newer = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 3);
        var sold = Today(desk);
        var terms = new ExpiredPaperTerms { ExpiredSince = sold.AddMonths(1), AcceptedUntil = sold.AddDays(90), Notice = "시험고시 3호" };
        var from = sold.AddDays(40);
        var impact = VoucherDesk.Done(await desk.Get<RuleImpacts>().OfAsync(desk.Officer, VoucherDesk.Programme, RuleSubject.ExpiredPaper, from, terms));
        Assert.Equal((3, 30_000L, 0), (impact.ExpiredCount, impact.ExpiredMinor, impact.ExpiringCount));
        await ApproveAsync(desk, await ProposeAsync(desk, from, terms));
        await ApproveAsync(desk, await ProposeAsync(desk, from.AddDays(10), terms with { AcceptedUntil = from.AddDays(11), Notice = "시험고시 4호" }));
        desk.Database.Time.Advance(TimeSpan.FromDays(42));
        Assert.Equal(VoucherDeclines.Expired, (await TakeAsync(desk, older[0])).Reason);
        Assert.Null((await TakeAsync(desk, newer[0])).Reason);
        Assert.Equal((2, 20_000L), await EndAsync(desk));
        desk.Database.Time.Advance(TimeSpan.FromDays(11));
        Assert.Equal(VoucherDeclines.Expired, (await TakeAsync(desk, newer[1])).Reason);
        Assert.Equal((2, 20_000L), await EndAsync(desk));
    }

    [Fact]
    public async Task Notice_ThatSaysNothingOrEndsBeforeItBegins_IsRefused_AndItsMakerDoesNotApproveIt()
    {
        await using var desk = await OpenAsync();
        var day = Today(desk).AddDays(3);
        var terms = new ExpiredPaperTerms { AcceptedUntil = day, Notice = "시험고시" };
        foreach (var (wrong, field) in new[] { (terms with { AcceptedUntil = day.AddDays(-1) }, "terms.acceptedUntil"), (terms with { ExpiredSince = day.AddDays(1) }, "terms.expiredSince"), (terms with { Notice = " " }, "terms.notice") })
            Assert.Equal(field, Assert.IsType<TermsMalformed>((await ProposeAsync(desk, day, wrong)).Refusal).Field);
        Assert.IsType<RuleInThePast>((await ProposeAsync(desk, Today(desk), terms)).Refusal);
        var proposed = VoucherDesk.Done(await ProposeAsync(desk, day, terms));
        Assert.False((await desk.Get<RuleService>().DecideAsync(desk.Approver with { Id = desk.Officer.Id, OwnerId = desk.Officer.OwnerId }, VoucherDesk.Programme, proposed.Id, approve: true, null)).Ok);
    }

    /// <summary>A desk whose paper and mobile vouchers last a month, with no right to a refund after it.</summary>
    private static async Task<VoucherDesk> OpenAsync()
    {
        var desk = await VoucherDesk.OpenAsync();
        await using var db = desk.Database.Open();
        foreach (var (subject, terms) in new[] { (RuleSubject.Paper, VoucherDesk.Paper), (RuleSubject.Mobile, VoucherDesk.Electronic) })
        {
            await db.VoucherRules.Where(r => r.Subject == subject)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Content, VoucherRule.Write(terms with { ValidityMonths = 1, ClaimYears = 0, ExpiredRates = [] })));
        }

        return desk;
    }

    private static Task<Outcome<VoucherRule>> ProposeAsync(VoucherDesk desk, DateOnly from, ExpiredPaperTerms terms) =>
        desk.Get<RuleService>().ProposeAsync(desk.Officer with { Grants = Make.Actor().Grants }, new ProposedRule(VoucherDesk.Programme, RuleSubject.ExpiredPaper, from, VoucherRule.Write(terms)));

    private static async Task ApproveAsync(VoucherDesk desk, Outcome<VoucherRule> proposed) =>
        VoucherDesk.Done(await desk.Get<RuleService>().DecideAsync(desk.Approver, VoucherDesk.Programme, VoucherDesk.Done(proposed).Id, approve: true, null));

    private static async Task<(long Amount, string? Reason)> TakeAsync(VoucherDesk desk, MadeVoucher piece)
    {
        var answer = (await desk.PresentAsync(await desk.OpenBundleAsync(), piece.Serial))[0];
        return (answer.Amount, answer.Reason);
    }

    private static async Task<(int Count, long Sum)> EndAsync(VoucherDesk desk)
    {
        var day = await desk.Get<VoucherDayEnd>().RunAsync(Today(desk));
        return (day.Ended, day.Breakage);
    }

    /// <summary>In Korea, as the programme counts its days.</summary>
    private static DateOnly Today(VoucherDesk desk) => DateOnly.FromDateTime(desk.Database.Time.GetUtcNow().AddHours(9).DateTime);
}
