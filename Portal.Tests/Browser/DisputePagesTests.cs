using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Payments;

namespace Portal.Tests.Browser;

/// <summary>A card payment is disputed, answered with a receipt, found in the list and lost to the vendor.</summary>
[Collection(DemoPortal.Collection)]
public sealed class DisputePagesTests(DemoPortal portal)
{
    private const string Reference = "BC-2026-7731";

    private static readonly byte[] Receipt = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"u8.ToArray();

    [BrowserTheory]
    [InlineData(1440)]
    [InlineData(360)]
    public async Task Dispute_OpenedAnsweredAndLost_ShowsItsFileStateAndLines(int width)
    {
        var (payment, reference) = (await PayAsync(), $"{Reference}-{width}");
        await using var window = await portal.OpenAsync(Role.FinanceOfficer, new Look(Width: width));
        await window.GoAsync(PortalUrls.Payment(payment));
        await Assertions.Expect(Lines(window)).ToHaveCountAsync(1);
        await OpenAsync(window, reference);
        await Assertions.Expect(Dispute(window)).ToContainTextAsync(window.T("payments.DisputeState_Open"));
        await Assertions.Expect(Lines(window)).ToHaveCountAsync(2);

        await PressAsync(window, ".dispute", "payments.dispute_answer");
        await window.Page.Locator("dialog[open] textarea").FillAsync("영수증 사본을 보냈습니다.");
        await window.ChooseFileAsync("payments.dispute_file", "영수증.pdf", "application/pdf", "MZ"u8.ToArray());
        await PressAsync(window, "dialog[open]", "payments.dispute_answer");
        await Assertions.Expect(window.Page.Locator("dialog[open]")).ToContainTextAsync(window.T("refusals.evidence_kind_unknown"));
        await window.ChooseFileAsync("payments.dispute_file", "영수증.pdf", "application/pdf", Receipt);
        await PressAsync(window, "dialog[open]", "payments.dispute_answer");
        await Assertions.Expect(Dispute(window)).ToContainTextAsync(window.T("payments.DisputeState_Answered"));
        await DownloadAsync(window);

        await DecideAsync(payment, reference, width);
        await window.Page.ReloadAsync();
        await window.SettleAsync();
        await Assertions.Expect(Dispute(window)).ToContainTextAsync(window.T("payments.DisputeState_Lost"));
        await Assertions.Expect(Lines(window)).ToHaveCountAsync(3);
        await Assertions.Expect(Lines(window).Last).ToContainTextAsync(window.T("ledger.account_acquirer"));
        Assert.True(await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, "The payment is wider than the window.");
        await window.AssertAliveAsync();
    }

    private static async Task OpenAsync(Window window, string reference)
    {
        await PressAsync(window, "main", "payments.dispute_open");
        await FieldAsync(window, "payments.dispute_reference", reference);
        await FieldAsync(window, "payments.amount", "8,000");
        await FieldAsync(window, "payments.deadline", DateTime.Today.AddDays(20).ToString("yyyy-MM-dd", null));
        await FieldAsync(window, "payments.dispute_reason", "물품을 받지 못함");
        await window.Page.Locator(".add-form button[type=submit]").ClickAsync();
    }

    private static async Task DownloadAsync(Window window)
    {
        var download = await window.Page.RunAndWaitForDownloadAsync(() => Dispute(window).GetByText("영수증.pdf").ClickAsync());
        Assert.Equal("영수증.pdf", download.SuggestedFilename);
        await using var content = await download.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        Assert.Equal(Receipt, bytes.ToArray());
    }

    /// <summary>The decider finds it among what is to be done, goes to the payment from there, and enters the decision.</summary>
    private async Task DecideAsync(Guid payment, string reference, int width)
    {
        await using var window = await portal.OpenAsync(Role.CaseDecider, new Look(Width: width));
        await window.GoAsync(PortalUrls.Disputes);
        await window.Page.GetByRole(AriaRole.Searchbox).Or(window.Page.Locator("main input[type=search]")).First.FillAsync(reference);
        var row = window.Page.Locator("tr[data-row]", new() { HasText = reference });
        await Assertions.Expect(window.Page.Locator("tr[data-row]")).ToHaveCountAsync(1);
        await Assertions.Expect(row).ToContainTextAsync(window.T("payments.DisputeState_Answered"));
        await row.GetByText(reference).ClickAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = window.T("payments.open") }).ClickAsync();
        await window.Page.ReachAsync($"**/payments/{payment}*");
        await window.SettleAsync();
        await PressAsync(window, ".dispute", "payments.dispute_decide");
        await window.Page.Locator("dialog[open] select").SelectOptionAsync(new SelectOptionValue { Label = window.T("payments.end_vendor") });
        await window.Page.Locator("dialog[open] textarea").FillAsync("발급사 결정 통지");
        await PressAsync(window, "dialog[open]", "payments.dispute_decide");
        await Assertions.Expect(Dispute(window)).ToContainTextAsync(window.T("payments.DisputeState_Lost"));
        await window.AssertAliveAsync();
    }

    /// <summary>A payment at a stall whose vendor's card company pays the operator.</summary>
    private async Task<Guid> PayAsync()
    {
        await using (var db = portal.Host.Database.Open())
        {
            var vendor = await db.Tenancies.Where(t => t.Stall!.Code == "SB-A-005" && t.ToDate == null).Select(t => t.Vendor!).SingleAsync();
            if (!await db.MerchantNumbers.AnyAsync(n => n.VendorId == vendor.Id && n.Collected))
            {
                db.MerchantNumbers.Add(new() { VendorId = vendor.Id, MarketId = vendor.MarketId, Issuer = "BC", Number = "700000002", Collected = true });
                await db.SaveChangesAsync();
            }
        }

        var (id, won) = (Guid.NewGuid(), new Money("KRW", 20_000));
        var request = new PaymentRequest(id, "SB-A-005", won, [new TenderRequest("tenders[0]", TenderKind.Card, won, "bc", "00007731")], Capture: true, null, $$"""{"stall":"SB-A-005","id":"{{id}}"}""");
        Assert.Equal(PaymentStatus.Captured, (await portal.Host.Services.GetRequiredService<PaymentService>().PayAsync(Make.Actor(), request)).Value.Status);
        return id;
    }

    private static ILocator Dispute(Window window) => window.Page.Locator(".dispute");

    private static ILocator Lines(Window window) => window.Page.GetByRole(AriaRole.Region, new() { Name = window.T("payments.ledger"), Exact = true }).Locator("tbody tr");

    private static Task PressAsync(Window window, string where, string key) =>
        window.Page.Locator($"{where} button:visible").Filter(new() { HasTextRegex = new Regex($"^\\s*{window.T(key)}\\s*$") }).First.ClickAsync();

    private static async Task FieldAsync(Window window, string key, string text)
    {
        var field = window.Page.Locator(".add-form").GetByLabel(new Regex("^" + Regex.Escape(window.T(key)))).First;
        await field.FillAsync(text);
        await field.PressAsync("Tab");
    }
}
