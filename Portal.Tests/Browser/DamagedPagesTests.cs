using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Damaged;
using Portal.Seeding;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>Half a note on its way, in Korean: refused at the counter, brought to its issuer with a photo, exchanged by another person, and told on a slip.</summary>
[Collection(DemoPortal.Collection)]
public sealed class DamagedPagesTests(DemoPortal portal)
{
    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [BrowserFact]
    public async Task HalfANote_RefusedAtTheCounter_IsExchangedByAnotherPerson()
    {
        var desk = await DemoVoucherCounter.OfAsync(portal.Host, DemoPortal.SignInOf(Role.VoucherOfficer).Email);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 1, "900606-시험");
        var stock = await desk.PrintAsync(VoucherKind.Paper, 10_000, 1);
        var bundle = VoucherDesk.Done(await desk.Get<Presentments>().OpenAsync(desk.Officer, new NewPresentment(Guid.NewGuid(), DemoVouchers.Programme, "V000001")));
        await using var officer = await portal.OpenAsync(Role.VoucherOfficer);
        var code = await OpenAsync(officer, bundle, paper[0].Serial);
        await ExchangeAsync(code, stock[0].Serial);

        await officer.GoAsync(PortalUrls.PrintDamagedSlip(code));
        var slip = officer.Page.Locator("article.paper");
        foreach (var text in new[] { code, paper[0].Serial, stock[0].Serial, "훼손 상품권 접수증", "Receipt for a damaged voucher", "교환 완료 / Exchanged", "₩10,000" })
            await Assertions.Expect(slip).ToContainTextAsync(text);
        await officer.GoAsync(PortalUrls.Voucher(paper[0].Serial));
        await Assertions.Expect(officer.Page.Locator($"main a[href='{PortalUrls.DamagedCase(code)}']")).ToHaveCountAsync(1);
        await Assertions.Expect(officer.Page.Locator("[data-event=CaseOpened]")).ToHaveCountAsync(1);
        await Assertions.Expect(officer.Page.Locator("[data-event=Replaced]")).ToHaveCountAsync(1);
        await using var db = portal.Host.Database.Open();
        var row = await db.DamagedCases.SingleAsync(c => c.Code == code);
        Assert.Equal((DamagedState.Exchanged, 50, bundle.Id), (row.State, row.LeftPercent, row.PresentmentId));
        Assert.NotEqual(row.OpenerId, row.DeciderId);
    }

    /// <summary>The counter refuses the half, and the link beside it opens the case with what is known.</summary>
    private static async Task<string> OpenAsync(Window officer, Presentment bundle, string serial)
    {
        await officer.GoAsync(PortalUrls.VoucherPresentOf(bundle.Uid));
        await officer.Page.GetByLabel(officer.T("vouchers.present_damaged")).CheckAsync();
        await officer.Page.Locator("[data-share]").SelectOptionAsync("50");
        await Assertions.Expect(officer.Page.Locator("form.scan[data-live]:not([aria-busy])")).ToHaveCountAsync(1);
        await officer.Page.Locator("input[data-scan]").FocusAsync();
        await officer.Page.Keyboard.TypeAsync(serial);
        await officer.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(officer.Page.Locator($"[data-piece='{serial}']")).ToContainTextAsync("75 % 미만");
        await officer.Page.Locator($"a[data-exchange='{serial}']").ClickAsync();
        await officer.Page.ReachAsync(new Regex(Regex.Escape(PortalUrls.DamagedNew)));
        await officer.SettleAsync();
        await Assertions.Expect(officer.Page.GetByLabel(officer.T("vouchers.present_bundle"))).ToHaveValueAsync(bundle.Code);
        await Assertions.Expect(officer.Page.GetByRole(AriaRole.Textbox, new() { Name = officer.T("vouchers.serial") })).ToHaveValueAsync(serial);
        await TypeAsync(officer, "damaged.description", "절반이 찢어져 없습니다.");
        await officer.ChooseFileAsync("damaged.photo", "훼손.png", "image/png", Photo);
        await officer.Page.Locator("main button[type=submit]").ClickAsync();
        await officer.Page.ReachAsync(new Regex(Regex.Escape(PortalUrls.DamagedPaper) + "/X"));
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync(officer.T("damaged.own"));
        await Assertions.Expect(officer.Page.Locator("[data-exchange]")).ToHaveCountAsync(0);
        await officer.AssertAliveAsync();
        return new Uri(officer.Page.Url).Segments[^1];
    }

    private async Task ExchangeAsync(string code, string serial)
    {
        await using var approver = await portal.OpenAsync(Role.VoucherApprover);
        await approver.GoAsync(PortalUrls.DamagedPaper);
        await approver.Page.Locator($"main a[href='{PortalUrls.DamagedCase(code)}']").ClickAsync();
        await approver.Page.ReachAsync(new Regex(Regex.Escape(PortalUrls.DamagedCase(code)) + "$"));
        await Assertions.Expect(approver.Page.Locator("img.damage-photo")).ToBeVisibleAsync();
        await approver.SettleAsync();
        await approver.Page.Locator("button[data-exchange]").ClickAsync();
        await approver.Page.ReachAsync($"**{PortalUrls.StepUp}?for={DamagedDecisions.StepUpKind}*");
        await approver.Page.Locator("input[type=password]").FillAsync(DemoPortal.SignInOf(Role.VoucherApprover).Password);
        await approver.Page.Locator("form button.btn.p").ClickAsync();
        await approver.Page.ReachAsync(new Regex(Regex.Escape(PortalUrls.DamagedCase(code)) + "$"));
        await approver.SettleAsync();
        await approver.Page.Locator("button[data-exchange]").ClickAsync();
        var field = approver.Page.Locator("dialog[open] input");
        await field.FillAsync(serial);
        await field.BlurAsync();
        await approver.Page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Assertions.Expect(approver.Page.Locator("[data-given]")).ToHaveTextAsync(serial);
        await Assertions.Expect(approver.Page.Locator("main")).ToContainTextAsync(approver.T("damaged.DamagedState_Exchanged"));
        await approver.AssertAliveAsync();
    }

    private static async Task TypeAsync(Window window, string label, string text)
    {
        var field = window.Page.GetByLabel(window.T(label));
        await field.FillAsync(text);
        await field.BlurAsync();
    }
}
