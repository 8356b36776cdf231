using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;
using Portal.Tests.Hosting;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>What the people of a voucher programme do at their desks: each step signs in anew, as the clock may have moved on since.</summary>
internal sealed class ProgrammeOffice(DemoPortal portal)
{
    public const string Code = "LIFE";
    public const string Name = "시험 한살이 상품권";
    public const string Ministry = "시험 중앙부처";
    public const string City = "시험 광역시";

    private const long Granted = 1_000_000;

    private string? second;

    /// <summary>A window of somebody who has just signed in.</summary>
    public Task<Window> SignInAsync(Role role) => SignInAsync(DemoPortal.SignInOf(role).Email, DemoPortal.SignInOf(role).Password);

    /// <summary>The same for a second approver.</summary>
    public async Task<Window> SignInOtherAsync() => await SignInAsync(second ??= (await portal.Host.AddUserAsync(Role.VoucherApprover)).UserName, PortalHost.Password);

    /// <summary>A part of a form by its title.</summary>
    public static ILocator Part(Window window, string key) => window.Page.GetByRole(AriaRole.Region, new() { Name = window.T(key), Exact = true });

    public static async Task FillAsync(ILocator field, string text)
    {
        await field.FillAsync(text);
        await field.PressAsync("Tab");
    }

    /// <summary>Chooses the option whose words hold a text.</summary>
    private static async Task ChooseAsync(ILocator field, string text) => await field.SelectOptionAsync(await field.Locator("option", new() { HasText = text }).First.GetAttributeAsync("value") ?? "");

    /// <summary>As a scanner does: letters and Enter into the field that has the focus.</summary>
    public static async Task ScanAsync(Window window, string text)
    {
        await Assertions.Expect(window.Page.Locator("form.scan[data-live]:not([aria-busy])")).ToHaveCountAsync(1);
        await Assertions.Expect(window.Page.Locator("[data-scan]")).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync(text);
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator("form.scan:not([aria-busy])")).ToHaveCountAsync(1);
    }

    /// <summary>Presses a button of the page, gives the reason in the dialog that opens, and confirms.</summary>
    public static async Task ConfirmAsync(Window window, string key, string reason)
    {
        await window.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = window.T(key), Exact = true }).First.ClickAsync();
        await FillAsync(window.Page.Locator("dialog[open] textarea"), reason);
        await window.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = window.T(key), Exact = true }).ClickAsync();
        await Assertions.Expect(window.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
    }

    /// <summary>The programme, its two funders, and a million won that they grant, seven tenths and three.</summary>
    public async Task SetUpAsync()
    {
        await using var window = await SignInAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.VoucherProgrammes);
        await window.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = window.T("vouchers.programme_new") }).First.ClickAsync();
        var dialog = window.Page.Locator("dialog[open]");
        await FillAsync(dialog.GetByLabel(window.T("vouchers.code")), Code);
        await FillAsync(dialog.GetByLabel(window.T("vouchers.prefix")), "LF");
        await FillAsync(dialog.GetByLabel(window.T("vouchers.nameKo")), Name);
        await FillAsync(dialog.GetByLabel(window.T("vouchers.issuer")), "시험재단");
        await dialog.GetByLabel(window.T("vouchers.operator")).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await dialog.Locator("button[type=submit]").ClickAsync();
        await window.Page.ReachAsync(new Regex(Code + ".*tab=rules"));

        await window.GoAsync(PortalUrls.VoucherProgramme(Code, "budgets"));
        foreach (var (code, name) in new[] { ("STATE", Ministry), ("TOWN", City) })
        {
            await window.Page.GetByRole(AriaRole.Button, new() { Name = window.T("vouchers.funder_add") }).ClickAsync();
            await FillAsync(window.Page.Locator(".add-form").GetByLabel(window.T("vouchers.code")), code);
            await FillAsync(window.Page.Locator(".add-form").GetByLabel(window.T("vouchers.nameKo")), name);
            await window.Page.Locator(".add-form button[type=submit]").ClickAsync();
            await Assertions.Expect(window.Page.Locator(".add-form")).ToHaveCountAsync(0);
        }

        await GrantAsync(window, Ministry, Granted * 7 / 10);
        await GrantAsync(window, City, Granted * 3 / 10);
    }

    /// <summary>Proposes rules that hold from tomorrow on.</summary>
    public async Task ProposeAsync(RuleSubject subject, Func<Window, Task> describe)
    {
        await using var window = await SignInAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.VoucherRuleFor(Code, subject.ToString().ToLowerInvariant()));
        var tomorrow = DateOnly.FromDateTime(portal.Host.Time.GetUtcNow().AddHours(9).UtcDateTime).AddDays(1);
        await FillAsync(window.Page.GetByLabel(window.T("vouchers.first_day")), tomorrow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await describe(window);
        await window.Page.Locator("main form button[type=submit]").ClickAsync();
        await window.Page.ReachAsync(new Regex("tab=rules"));
    }

    /// <summary>Somebody else approves each of the programme's proposed rules.</summary>
    public async Task ApproveAllAsync()
    {
        await using var db = portal.Host.Database.Open();
        var rules = await db.VoucherRules.Where(r => r.State == RuleState.Proposed && db.VoucherProgrammes.Any(p => p.Id == r.ProgrammeId && p.Code == Code)).Select(r => r.Id).ToListAsync();
        Assert.Equal(3, rules.Count);
        foreach (var rule in rules)
            await ApproveAsync(string.Create(CultureInfo.InvariantCulture, $"rule-{rule}"));
    }

    /// <summary>Approves what waits, after proving who he is.</summary>
    /// <param name="another">True for a second approver.</param>
    public async Task ApproveAsync(string open, bool another = false)
    {
        await using var window = another ? await SignInOtherAsync() : await SignInAsync(Role.VoucherApprover);
        await window.GoAsync(PortalUrls.VoucherApproval(open));
        await window.Page.Locator("[data-approve]").ClickAsync();
        await StepUpAsync(window, another ? PortalHost.Password : DemoPortal.SignInOf(Role.VoucherApprover).Password);
        await window.Page.Locator("[data-approve]").ClickAsync();
        await window.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = window.T("vouchers.approve"), Exact = true }).ClickAsync();
        await Assertions.Expect(window.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Assertions.Expect(window.Page.Locator(".toast")).ToHaveCountAsync(1);
        await window.AssertAliveAsync();
    }

    /// <summary>Lets a vendor take part; EnrolmentPagesTests play it on its pages.</summary>
    public async Task EnrolAsync(string vendor)
    {
        var desk = new VoucherDesk(portal.Host.Services, Code);
        var service = desk.Get<EnrolmentService>();
        var applied = VoucherDesk.Done(await service.ApplyAsync(desk.Officer, new EnrolmentApplication(Code, vendor, 90_000_000, Guid.NewGuid()))).Enrolment;
        VoucherDesk.Done(await service.VisitAsync(desk.Officer, applied.Id, new MemoryStream(EnrolmentPagesTests.Photo)));
        VoucherDesk.Done(await service.DecideAsync(desk.Approver, applied.Id, approve: true, null));
    }

    /// <summary>Takes a vendor's bundle in, with what his slip says.</summary>
    public static async Task OpenBundleAsync(Window window, string vendor, int count, long sum)
    {
        await window.GoAsync(PortalUrls.VoucherPresent);
        await ChooseAsync(window.Page.GetByLabel(window.T("vouchers.programme")), Name);
        await window.Page.GetByRole(AriaRole.Combobox, new() { Name = window.T("vouchers.present_vendor") }).PressSequentiallyAsync(vendor);
        await Assertions.Expect(window.Page.Locator("main .picker-list [role=option]")).ToHaveCountAsync(1);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.GetByRole(AriaRole.Textbox, new() { Name = window.T("vouchers.present_slip_count") }).FillAsync(count.ToString(CultureInfo.InvariantCulture));
        await window.Page.GetByRole(AriaRole.Textbox, new() { Name = window.T("vouchers.present_slip_sum") }).FillAsync(sum.ToString(CultureInfo.InvariantCulture));
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.ReachAsync("**/vouchers/present?bundle=*");
    }

    /// <summary>Asks that a vendor take no more of the programme's vouchers; it waits for a second person.</summary>
    public static async Task AskForFreezeAsync(Window window, string fraudCase)
    {
        await window.GoAsync(PortalUrls.FraudCase(fraudCase));
        await window.Page.Locator("main .tools").GetByRole(AriaRole.Button, new() { Name = window.T("fraud.freeze"), Exact = true }).ClickAsync();
        var dialog = window.Page.Locator("dialog[open]");
        await ChooseAsync(dialog.GetByLabel(window.T("fraud.programme")), Name);
        await FillAsync(dialog.GetByLabel(window.T("shell.reason")), "묶음 제시 확인 중");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(window.Page.Locator(".frozen")).ToContainTextAsync(window.T("fraud.freeze_waits"));
    }

    /// <summary>Decides a case as confirmed, after proving who he is.</summary>
    public static async Task DecideAsync(Window window, string password, string fraudCase, string act)
    {
        await window.GoAsync(PortalUrls.FraudCase(fraudCase));
        await window.Page.Locator("main .tools").GetByRole(AriaRole.Button, new() { Name = window.T(act), Exact = true }).ClickAsync();
        await StepUpAsync(window, password);
        await window.Page.Locator("main .tools").GetByRole(AriaRole.Button, new() { Name = window.T(act), Exact = true }).ClickAsync();
        var dialog = window.Page.Locator("dialog[open]");
        await FillAsync(dialog.Locator("textarea"), "기록과 소명을 대조함");
        await dialog.GetByRole(AriaRole.Button, new() { Name = window.T("fraud.decide"), Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(window.Page.Locator("main .head .tag")).ToHaveTextAsync(window.T("fraud.FraudCaseState_Decided"));
    }

    private static async Task StepUpAsync(Window window, string password)
    {
        await window.Page.ReachAsync($"**{PortalUrls.StepUp}?for=*");
        await window.Page.Locator("input[type=password]").FillAsync(password);
        await window.Page.Locator("form button.btn.p").ClickAsync();
        await Assertions.Expect(window.Page).Not.ToHaveURLAsync(new Regex(Regex.Escape(PortalUrls.StepUp)));
        await window.SettleAsync();
    }

    private static async Task GrantAsync(Window window, string funder, long amount)
    {
        await window.Page.Locator(".buttons").GetByRole(AriaRole.Button, new() { Name = window.T("vouchers.grant_new"), Exact = true }).ClickAsync();
        var dialog = window.Page.Locator("dialog[open]");
        await ChooseAsync(dialog.GetByLabel(window.T("vouchers.funder")), funder);
        await FillAsync(dialog.GetByLabel(window.T("vouchers.grant_amount")), amount.ToString(CultureInfo.InvariantCulture));
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(window.Page.Locator("tr", new() { HasText = funder })).ToHaveCountAsync(1);
    }

    private async Task<Window> SignInAsync(string name, string password)
    {
        var window = await portal.OpenAsync(null);
        await window.GoAsync(PortalUrls.SignIn);
        await window.Page.Locator("input[name=userName]").FillAsync(name);
        await window.Page.Locator("input[name=password]").FillAsync(password);
        await window.Page.Locator("main form button.btn.p").ClickAsync();
        await Assertions.Expect(window.Page).Not.ToHaveURLAsync(new Regex(Regex.Escape(PortalUrls.SignIn)));
        return window;
    }
}
