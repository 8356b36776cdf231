using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;
using Portal.Seeding;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>A vendor's way into a programme on its pages, in Korean: application, visit with a photo, approval by another person.</summary>
[Collection(DemoPortal.Collection)]
public sealed class EnrolmentPagesTests(DemoPortal portal)
{
    private const string Vendor = "V000210";
    private const string Paper = "사업자등록증 사본";

    internal static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [BrowserFact]
    public async Task Enrolment_FromApplicationToApproval_IsWorkedByTwoPeople()
    {
        var desk = await DemoVoucherCounter.OfAsync(portal.Host, DemoPortal.SignInOf(Role.VoucherOfficer).Email);
        var before = VoucherDesk.Done(await desk.Get<EnrolmentRecords>().OfVendorAsync(desk.Officer, Vendor)).Single(r => r.Programme == DemoVouchers.Programme);
        VoucherDesk.Done(await desk.Get<EnrolmentService>().EndAsync(desk.Officer, before.Id, ban: false, "시험 해지"));
        await ApplyAsync();

        await using var approver = await portal.OpenAsync(Role.VoucherApprover);
        await approver.GoAsync(PortalUrls.Enrolments + "?f.state=Applied");
        await approver.Page.Locator($"a[href='{PortalUrls.Enrolment(before.Code)}']").First.ClickAsync();
        await approver.Page.ReachAsync(new Regex(PortalUrls.Enrolment(before.Code) + "$"));
        await approver.SettleAsync();
        await approver.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = approver.T("enrolments.admit"), Exact = true }).ClickAsync();
        await approver.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = approver.T("enrolments.admit"), Exact = true }).ClickAsync();
        await Assertions.Expect(approver.Page.Locator("main")).ToContainTextAsync(approver.T("enrolments.EnrolmentState_Approved"));
        await Assertions.Expect(approver.Page.Locator("[data-cap]")).ToContainTextAsync("₩0");
        await approver.Page.GetByRole(AriaRole.Button, new() { Name = approver.T("documents.open_what", Paper) }).ClickAsync();
        await approver.Page.Locator("dialog[open] textarea").FillAsync("가맹 심사");
        var download = await approver.Page.RunAndWaitForDownloadAsync(() => approver.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = approver.T("documents.open") }).ClickAsync());
        Assert.Equal(Paper + ".png", download.SuggestedFilename);
        await approver.AssertAliveAsync();
    }

    private async Task ApplyAsync()
    {
        await using var window = await portal.OpenAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.Enrolments);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = window.T("enrolments.apply") }).ClickAsync();
        var code = window.Page.Locator("dialog[open]").GetByLabel(window.T("enrolments.vendor_code"));
        await code.FillAsync(Vendor);
        await code.BlurAsync();
        await window.SettleAsync();
        await window.Page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await window.Page.ReachAsync(new Regex(PortalUrls.Enrolments + "/\\d+"));
        await Assertions.Expect(window.Page.Locator("[data-next-step]")).ToBeVisibleAsync();
        await window.SettleAsync();

        await window.Page.GetByText(window.T("enrolments.visit_add")).First.ClickAsync();
        await window.ChooseFileAsync("enrolments.visit_photo", "현장.png", "image/png", Photo);
        await window.Page.Locator(".add-form button[type=submit]").ClickAsync();
        await Assertions.Expect(window.Page.Locator("a[href$=visit-photo]")).ToBeVisibleAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = window.T("documents.add") }).ClickAsync();
        await window.ChooseFileAsync("documents.file", "등록증.png", "image/png", Photo);
        await window.Page.GetByLabel(window.T("documents.name")).FillAsync(Paper);
        await window.Page.Locator(".add-form button[type=submit]").ClickAsync();
        await Assertions.Expect(window.Page.Locator("tr", new() { HasText = Paper })).ToBeVisibleAsync();
    }
}
