using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Printers;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>A security printer on its pages, in Korean: registered by one, approved by another; a batch goes there, comes back in boxes, a bundle too few, and is sold.</summary>
[Collection(DemoPortal.Collection)]
public sealed class SecurityPrinterPagesTests(DemoPortal portal)
{
    private const string Printer = "KOMSCO";

    [BrowserFact]
    public async Task Batch_PrintedElsewhere_IsSoldOnceItsBoxWasCounted()
    {
        using var key = TestCertificate.Make(portal.Host.Time.GetUtcNow());
        await RegisterAsync(key.Pem());
        await ApproveAsync(key.GetCertHashString(HashAlgorithmName.SHA256));
        var desk = await DemoVoucherCounter.OfAsync(portal.Host, DemoPortal.SignInOf(Role.VoucherOfficer).Email);
        var id = await DemoPrinters.ApprovedAsync(desk, 12);
        await using var db = portal.Host.Database.Open();
        var code = await db.VoucherBatches.Where(b => b.Uid == id).Select(b => b.Code).SingleAsync();

        await using var officer = await portal.OpenAsync(Role.VoucherOfficer);
        var lines = key.Read(File.OpenRead(await OrderAsync(officer, code)));
        Assert.Equal(12, lines.Count);
        Assert.Equal(VoucherStanding.Stock, VoucherDesk.Done(await desk.Get<VoucherQueries>().LookUpAsync(desk.Officer, lines[0].Token)).Standing);
        Assert.IsType<VoucherNotReceived>((await desk.Get<VoucherSales>().SellAsync(desk.Officer, SaleOf(desk, lines[0]))).Refusal);

        // The first box as a whole; of the second a bundle that is one too few.
        await ReceiveAsync(officer, 1, [6]);
        await ReceiveAsync(officer, 2, [3, 2], byBundle: true);
        await Assertions.Expect(officer.Page.Locator("[data-progress]")).ToHaveTextAsync(officer.T("vouchers.order_progress", 4, 3, 0, 1, 0));
        await Assertions.Expect(officer.Page.Locator("[data-settle]")).ToHaveCountAsync(0);
        await SettleAsync(code, lines[10].Serial);

        VoucherDesk.Done(await desk.Get<VoucherSales>().SellAsync(desk.Officer, SaleOf(desk, lines[11])));
        Assert.IsType<VoucherNotSellable>((await desk.Get<VoucherSales>().SellAsync(desk.Officer, SaleOf(desk, lines[10]))).Refusal);
        await officer.GoAsync(PortalUrls.Voucher(lines[11].Serial));
        await Assertions.Expect(officer.Page.Locator("[data-event='Received']")).ToContainTextAsync("인쇄처에서 입고");
        await officer.AssertAliveAsync();
    }

    private static SaleRequest SaleOf(VoucherDesk desk, PrinterLine line) => desk.SaleOf([new MadeVoucher(line.Serial, line.Token, line.Face, null)]);

    private async Task RegisterAsync(byte[] certificate)
    {
        await using var officer = await portal.OpenAsync(Role.VoucherOfficer);
        await officer.GoAsync(PortalUrls.VoucherPrinters);
        await officer.Page.Locator("[data-register]").ClickAsync();
        await TypeAsync(officer, "dialog[open]", "vouchers.printer_code", Printer);
        await TypeAsync(officer, "dialog[open]", "vouchers.printer_name", "한국조폐공사");
        await officer.ChooseFileAsync("vouchers.printer_certificate", "printer.pem", "application/x-pem-file", certificate);
        await officer.Page.Locator("[data-propose]").ClickAsync();
        await officer.Page.ReachAsync(new Regex(Regex.Escape(PortalUrls.VoucherPrinter(Printer)) + "$"));
        await Assertions.Expect(officer.Page.Locator("main .head .tag")).ToHaveTextAsync("승인 대기");
        await Assertions.Expect(officer.Page.Locator("[data-approve]")).ToHaveCountAsync(0);
    }

    private async Task ApproveAsync(string fingerprint)
    {
        await using var approver = await portal.OpenAsync(Role.VoucherApprover);
        await approver.GoAsync(PortalUrls.VoucherPrinter(Printer));
        Assert.Equal(fingerprint, (await approver.Page.Locator("[data-fingerprint]").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await approver.Page.Locator("[data-approve]").ClickAsync();
        await approver.Page.ReachAsync($"**{PortalUrls.StepUp}?for={SecurityPrinters.StepUpKind}*");
        await approver.Page.Locator("input[type=password]").FillAsync(DemoPortal.SignInOf(Role.VoucherApprover).Password);
        await approver.Page.Locator("form button.btn.p").ClickAsync();
        await approver.Page.ReachAsync(new Regex(Regex.Escape(PortalUrls.VoucherPrinter(Printer)) + "$"));
        await approver.SettleAsync();
        await approver.Page.Locator("[data-approve]").ClickAsync();
        await approver.Page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Assertions.Expect(approver.Page.Locator("main .head .tag")).ToHaveTextAsync("사용 중");
    }

    /// <summary>Has the batch made for the printer, and fetches the file.</summary>
    private static async Task<string> OrderAsync(Window officer, string code)
    {
        await officer.GoAsync(PortalUrls.VoucherBatch(code));
        await officer.Page.Locator("[data-at-printer]").CheckAsync();
        await officer.Page.Locator(".decision select").SelectOptionAsync(new SelectOptionValue { Label = "한국조폐공사" });
        await TypeAsync(officer, ".decision", "vouchers.bundle_size", "3");
        await TypeAsync(officer, ".decision", "vouchers.box_size", "6");
        await officer.SettleAsync();
        await officer.Page.Locator(".decision .btn.p").ClickAsync();
        await officer.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = officer.T("vouchers.print_act"), Exact = true }).ClickAsync();
        await Assertions.Expect(officer.Page.Locator("[data-order]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var download = await officer.Page.RunAndWaitForDownloadAsync(() => officer.Page.Locator("[data-fetch]").ClickAsync());
        Assert.Equal(code + ".p7m.zip", download.SuggestedFilename);
        return await download.PathAsync();
    }

    private static async Task ReceiveAsync(Window officer, int box, int[] counts, bool byBundle = false)
    {
        var row = officer.Page.Locator($"[data-box='{box}']");
        await Assertions.Expect(row.Locator("td[data-label='있어야 할 매수']")).ToHaveTextAsync("–");
        await row.Locator("[data-receive]").ClickAsync();
        if (byBundle)
            await officer.Page.Locator("dialog[open] [data-by-bundle]").CheckAsync();
        var fields = officer.Page.Locator("dialog[open] form input");
        await Assertions.Expect(fields).ToHaveCountAsync(counts.Length);
        foreach (var (i, count) in counts.Index())
        {
            await fields.Nth(i).FillAsync(count.ToString(CultureInfo.InvariantCulture));
            await fields.Nth(i).BlurAsync();
        }

        await officer.SettleAsync();
        await officer.Page.Locator("dialog[open] [data-counted]").ClickAsync();
        await Assertions.Expect(row.Locator("[data-receive]")).ToHaveCountAsync(0);
    }

    private async Task SettleAsync(string code, string missing)
    {
        await using var approver = await portal.OpenAsync(Role.VoucherApprover);
        await approver.GoAsync(PortalUrls.VoucherBatch(code));
        await approver.Page.Locator("[data-box='2'] [data-open]").ClickAsync();
        await approver.Page.Locator("[data-bundle='2'] [data-settle]").ClickAsync();
        await TypeAsync(approver, "dialog[open]", "vouchers.settle_missing", missing);
        await TypeAsync(approver, "dialog[open]", "vouchers.settle_reason", "인쇄처가 한 장 빠뜨림");
        await approver.SettleAsync();
        await approver.Page.Locator("dialog[open] [data-settled]").ClickAsync();
        await Assertions.Expect(approver.Page.Locator("[data-bundle='2'] .tag")).ToHaveTextAsync("차이 처리됨");
        await Assertions.Expect(approver.Page.Locator(".timeline")).ToContainTextAsync(approver.T("audit.print_bundle_settled"));
    }

    private static async Task TypeAsync(Window window, string within, string label, string text)
    {
        var field = window.Page.Locator(within).GetByLabel(window.T(label)).First;
        await field.FillAsync(text);
        await field.BlurAsync();
    }
}
