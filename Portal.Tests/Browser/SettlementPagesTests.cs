using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Settlement;

namespace Portal.Tests.Browser;

/// <summary>One person starts a settlement, another approves it, in Korean.</summary>
[Collection(DemoPortal.Collection)]
public sealed class SettlementPagesTests(DemoPortal portal)
{
    [BrowserFact]
    public async Task Settlement_IsStarted_ApprovedByAnother_AndPosted()
    {
        await using var officer = await portal.OpenAsync(Role.FinanceOfficer);
        await officer.GoAsync(PortalUrls.SettlementRuns);
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "정산 시작", Exact = true }).ClickAsync();
        var dialog = officer.Page.Locator("dialog[open]");
        await dialog.GetByRole(AriaRole.Combobox).FillAsync("SC");
        await dialog.Locator("[role=option]").Filter(new() { HasText = "시범해안시장" }).ClickAsync();
        await dialog.Locator("input[type=date]").FillAsync("2026-11-14");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "정산 시작", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("은행 영업일이어야", new() { Exact = false })).ToBeVisibleAsync();
        await dialog.Locator("input[type=date]").FillAsync("2026-11-13");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "정산 시작", Exact = true }).ClickAsync();
        await officer.Page.ReachAsync(new Regex(Regex.Escape(PortalUrls.SettlementRuns) + "/[0-9a-f-]+$"));
        await Assertions.Expect(officer.Page.Locator("main .head .tag")).ToHaveTextAsync("승인 대기");
        await Assertions.Expect(officer.Page.Locator("[data-approve]")).ToHaveCountAsync(0);
        await ApproveAsync(new Uri(officer.Page.Url).AbsolutePath);
        await officer.Page.ReloadAsync();
        await Assertions.Expect(officer.Page.Locator("main .head .tag")).ToHaveTextAsync("지급 진행");
        await officer.AssertAliveAsync();
    }

    private async Task ApproveAsync(string run)
    {
        await using var approver = await portal.OpenAsync(Role.FinanceApprover);
        await approver.GoAsync(run);
        await approver.Page.Locator("[data-approve]").ClickAsync();
        await approver.Page.ReachAsync($"**{PortalUrls.StepUp}?for={SettlementRuns.StepUpKind}*");
        await approver.Page.Locator("input[type=password]").FillAsync(DemoPortal.SignInOf(Role.FinanceApprover).Password);
        await approver.Page.Locator("form button.btn.p").ClickAsync();
        await approver.Page.ReachAsync(new Regex(Regex.Escape(run) + "$"));
        await approver.SettleAsync();
        await approver.Page.Locator("[data-approve]").ClickAsync();
        await approver.Page.Locator("dialog[open] button.btn.p").ClickAsync();
        await Assertions.Expect(approver.Page.Locator("main .head .tag")).ToHaveTextAsync("지급 진행");
    }
}
