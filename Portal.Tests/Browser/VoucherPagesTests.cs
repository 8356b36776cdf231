using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>A batch from its submission to its vouchers, and a change of rules that a second person approves.</summary>
[Collection(DemoPortal.Collection)]
public sealed class VoucherPagesTests(DemoPortal portal)
{
    private const string Purpose = "설 명절 판매분";

    [BrowserFact]
    public async Task Batch_SubmittedApprovedAndMade_StandsInTheList()
    {
        var code = await SubmitAsync();
        await ApproveAsync("batch-" + code, BatchService.StepUpKind, "vouchers.approved_done", code);

        await using var window = await portal.OpenAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.VoucherBatch(code));
        await PressAsync(window, ".decision", "vouchers.print");
        await PressAsync(window, "dialog[open]", "vouchers.print_act");
        // Whoever leaves the page finds the file when he comes back.
        await Assertions.Expect(window.Page.Locator("[data-file]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await window.GoAsync(PortalUrls.VoucherBatch(code));
        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.GetByRole(AriaRole.Link, new() { Name = window.T("vouchers.file_fetch") }).ClickAsync());
        Assert.Equal(code + ".zip", download.SuggestedFilename);
        using (var zip = new ZipArchive(File.OpenRead(await download.PathAsync())))
        {
            using var reader = new StreamReader(zip.GetEntry("vouchers.csv")!.Open());
            Assert.Equal(16, (await reader.ReadToEndAsync()).TrimEnd().Split('\n').Length);
        }

        await Assertions.Expect(window.Page.Locator("[data-file]")).ToHaveCountAsync(0);
        foreach (var act in (string[])["submitted", "approved", "printing", "made", "printed"])
            await Assertions.Expect(window.Page.Locator(".timeline")).ToContainTextAsync(window.T("audit.voucher_batch_" + act));

        await window.GoAsync(PortalUrls.VoucherBatches);
        await Assertions.Expect(window.Page.Locator("tr[data-row]", new() { HasText = code })).ToContainTextAsync(window.T("vouchers.BatchState_Printed"));
        await window.AssertAliveAsync();
    }

    [BrowserFact]
    public async Task Rule_Proposed_IsApprovedBySomebodyElseAlone()
    {
        var first = DateOnly.FromDateTime(portal.Host.Time.GetUtcNow().UtcDateTime).AddDays(20);
        await using (var window = await portal.OpenAsync(Role.VoucherOfficer))
        {
            await window.GoAsync(PortalUrls.VoucherRuleFor("DEMO", "paper"));
            await FillAsync(window.Page.GetByLabel(window.T("vouchers.first_day")), first.ToString("yyyy-MM-dd", null));
            await FillAsync(window.Page.GetByLabel(window.T("vouchers.term_validityMonths")), "36");
            await Assertions.Expect(window.Page.Locator(".difference tbody tr")).ToContainTextAsync(window.T("vouchers.months_from_sale", 36));
            await Assertions.Expect(window.Page.Locator("[data-kept]")).ToHaveCountAsync(1);
            await window.Page.Locator("main form button[type=submit]").ClickAsync();
            await window.Page.ReachAsync(new Regex("tab=rules"));
            await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync(window.T("vouchers.see_difference"));
            await window.GoAsync(PortalUrls.VoucherApproval("rule-" + await RuleAsync(first)));
            await Assertions.Expect(window.Page.Locator(".bench")).ToContainTextAsync(window.T("vouchers.own"));
            await Assertions.Expect(window.Page.Locator("[data-approve]")).ToHaveCountAsync(0);
            await window.AssertAliveAsync();
        }

        await ApproveAsync("rule-" + await RuleAsync(first), RuleService.StepUpKind, null, "");
        await using var db = portal.Host.Database.Open();
        Assert.Equal(RuleState.Approved, (await db.VoucherRules.SingleAsync(r => r.Subject == RuleSubject.Paper && r.From == first)).State);
    }

    private async Task<string> SubmitAsync()
    {
        await using var window = await portal.OpenAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.VoucherBatchFor("DEMO"));
        var counts = window.Page.Locator(".faces input");
        await FillAsync(counts.Nth(0), "10");
        await FillAsync(counts.Nth(1), "5");
        await FillAsync(window.Page.GetByLabel(window.T("vouchers.purpose")), Purpose);
        await Assertions.Expect(window.Page.Locator("[data-total]")).ToHaveTextAsync(window.T("vouchers.batch_total", "15", "₩100,000"));
        await Assertions.Expect(window.Page.Locator("main form")).ToContainTextAsync(window.T("vouchers.batch_needs", 1));
        await PressAsync(window, "main form", "vouchers.batch_submit");
        await window.Page.ReachAsync(new Regex("/voucher-batches/DEMO-[^/]+$"));
        await Assertions.Expect(window.Page.Locator(".decision")).ToContainTextAsync(window.T("vouchers.own"));
        await window.AssertAliveAsync();
        return new Uri(window.Page.Url).AbsolutePath.Split('/')[^1];
    }

    /// <summary>The approver proves who he is, comes back to where he was, and approves; the queue goes on without what is decided.</summary>
    private async Task ApproveAsync(string open, string stepUp, string? said, string code)
    {
        await using var window = await portal.OpenAsync(Role.VoucherApprover);
        await window.GoAsync(PortalUrls.VoucherApproval(open));
        await window.Page.Locator("[data-approve]").ClickAsync();
        await window.Page.ReachAsync($"**{PortalUrls.StepUp}?for={stepUp}*");
        await window.Page.Locator("input[type=password]").FillAsync(DemoPortal.SignInOf(Role.VoucherApprover).Password);
        await window.Page.Locator("form button.btn.p").ClickAsync();
        await window.Page.ReachAsync(new Regex($"{PortalUrls.VoucherApprovals}.*sel={Regex.Escape(open)}$"));
        await window.SettleAsync();
        await window.Page.Locator("[data-approve]").ClickAsync();
        await PressAsync(window, "dialog[open]", "vouchers.approve");
        await Assertions.Expect(window.Page.Locator(".queue [aria-current]")).ToHaveCountAsync(1);
        await Assertions.Expect(window.Page).Not.ToHaveURLAsync(new Regex("sel=" + Regex.Escape(open) + "$"));
        if (said is not null)
            await Assertions.Expect(window.Page.Locator("body")).ToContainTextAsync(window.T(said, code));
        await window.AssertAliveAsync();
    }

    private async Task<long> RuleAsync(DateOnly from)
    {
        await using var db = portal.Host.Database.Open();
        return await db.VoucherRules.Where(r => r.Subject == RuleSubject.Paper && r.From == from).Select(r => r.Id).SingleAsync();
    }

    private static Task PressAsync(Window window, string where, string key) =>
        window.Page.Locator($"{where} button:visible").Filter(new() { HasTextRegex = new Regex($"^\\s*{Regex.Escape(window.T(key))}\\s*$") }).First.ClickAsync();

    private static async Task FillAsync(ILocator field, string text)
    {
        await field.FillAsync(text);
        await field.PressAsync("Tab");
    }
}
