using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.FreeIssues;
using Portal.Domain.Vouchers;
using Portal.Tests.FreeIssues;

namespace Portal.Tests.Browser;

/// <summary>A list of beneficiaries on its pages, in Korean: faults at their cells, a duplicate decided, approval by another person, issue.</summary>
[Collection(DemoPortal.Collection)]
public sealed class FreeIssuePagesTests(DemoPortal portal)
{
    [BrowserFact]
    public async Task List_FromItsFaultsToItsIssue_IsWorkedByTwoPeople()
    {
        var desk = await DemoVoucherCounter.OfAsync(portal.Host, DemoPortal.SignInOf(Role.VoucherOfficer).Email);
        await desk.PrintAsync(VoucherKind.Paper, 10_000, 3);
        await using var officer = await portal.OpenAsync(Role.VoucherOfficer);
        var code = await BringAsync(officer);
        await DecideAsync(officer);
        await ApproveAsync(code);

        await officer.GoAsync(PortalUrls.FreeIssue(code));
        await PressAsync(officer, "main", "freeIssues.issue");
        await PressAsync(officer, "dialog[open]", "freeIssues.issue");
        await Assertions.Expect(officer.Page.Locator("tr[data-row='2'] a")).ToHaveTextAsync(officer.T("freeIssues.issued"));
        await officer.AssertAliveAsync();
        await using var db = portal.Host.Database.Open();
        var list = await db.FreeIssueLists.SingleAsync(l => l.Code == code);
        Assert.Equal((FreeIssueState.Issued, 3, 30_000L), (list.State, list.Count, list.TotalMinor));
    }

    /// <summary>A file with a fault is told where it is wrong; mended, it is kept.</summary>
    private static async Task<string> BringAsync(Window officer)
    {
        await officer.GoAsync(PortalUrls.FreeIssueNew);
        var purpose = officer.Page.GetByLabel(officer.T("freeIssues.purpose"));
        await purpose.FillAsync("시험 지원");
        await purpose.BlurAsync();
        await officer.ChooseFileAsync("freeIssues.file", "명단.csv", "text/csv", File($"시험 가,{FreeIssueTests.Number(70_001)},,010-7000-0001,,7000,2,"));
        await Assertions.Expect(officer.Page.Locator("tr[data-fault]")).ToHaveCountAsync(1);
        await Assertions.Expect(officer.Page.Locator("tr[data-fault]")).ToContainTextAsync("권면 금액");
        await Assertions.Expect(officer.Page.Locator("main button[type=submit]")).ToBeDisabledAsync();

        await officer.ChooseFileAsync("freeIssues.file", "명단.csv", "text/csv", File(
            $"시험 가,{FreeIssueTests.Number(70_001)},,010-7000-0001,,10000,2,", $"시험 나,{FreeIssueTests.Number(70_002)},,010-7000-0001,,10000,1,", $"시험 가,{FreeIssueTests.Number(70_001)},,,,10000,5,"));
        await Assertions.Expect(officer.Page.Locator(".note.g")).ToContainTextAsync("₩80,000");
        await officer.Page.Locator("main button[type=submit]").ClickAsync();
        await officer.Page.ReachAsync(new Regex(PortalUrls.FreeIssues + "/DEMO-F"));
        await officer.SettleAsync();
        return new Uri(officer.Page.Url).Segments[^1];
    }

    private static async Task DecideAsync(Window officer)
    {
        await Assertions.Expect(officer.Page.GetByRole(AriaRole.Button, new() { Name = officer.T("freeIssues.submit"), Exact = true })).ToBeDisabledAsync();
        await PressAsync(officer, "tr[data-row='3']", "freeIssues.keep");
        await Assertions.Expect(officer.Page.Locator("tr[data-row='3']")).ToContainTextAsync(officer.T("freeIssues.DuplicateChoice_Keep"));
        await PressAsync(officer, "tr[data-row='4']", "freeIssues.skip");
        await PressAsync(officer, "main", "freeIssues.submit");
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync(officer.T("freeIssues.FreeIssueState_Submitted"));
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync(officer.T("vouchers.own"));
    }

    /// <summary>The approver finds it among what waits, proves who he is and approves.</summary>
    private async Task ApproveAsync(string code)
    {
        await using var approver = await portal.OpenAsync(Role.VoucherApprover);
        await approver.GoAsync(PortalUrls.VoucherApprovals);
        await approver.Page.Locator($"a[href='{PortalUrls.FreeIssue(code)}']").ClickAsync();
        await approver.Page.ReachAsync(new Regex(Regex.Escape(PortalUrls.FreeIssue(code)) + "$"));
        await approver.SettleAsync();
        await approver.Page.Locator("[data-approve]").ClickAsync();
        await approver.Page.ReachAsync($"**{PortalUrls.StepUp}?for={FreeIssuing.StepUpKind}*");
        await approver.Page.Locator("input[type=password]").FillAsync(DemoPortal.SignInOf(Role.VoucherApprover).Password);
        await approver.Page.Locator("form button.btn.p").ClickAsync();
        await approver.Page.ReachAsync(new Regex(Regex.Escape(PortalUrls.FreeIssue(code)) + "$"));
        await approver.SettleAsync();
        await approver.Page.Locator("[data-approve]").ClickAsync();
        await PressAsync(approver, "dialog[open]", "vouchers.approve");
        await Assertions.Expect(approver.Page.Locator("[data-approve]")).ToHaveCountAsync(0);
        await approver.AssertAliveAsync();
    }

    private static byte[] File(params string[] rows) => Encoding.UTF8.GetBytes(string.Join("\r\n", [FreeIssueTests.Header, .. rows]));

    private static Task PressAsync(Window window, string within, string label) => window.Page.Locator(within).GetByRole(AriaRole.Button, new() { Name = window.T(label), Exact = true }).ClickAsync();
}
