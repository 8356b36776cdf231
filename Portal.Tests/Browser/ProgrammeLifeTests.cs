using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Fraud;
using Portal.Domain.Markets;
using Portal.Domain.Verification;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Reports;
using Portal.Tests.Hosting;
using Portal.Tests.MerchantQr;
using Portal.Tests.Payments;
using Portal.Tests.Reports;
using Portal.Tests.Vouchers;
using static Portal.Tests.Browser.ProgrammeOffice;

namespace Portal.Tests.Browser;

/// <summary>
/// The life of a programme on its pages, in Korean: set up with its rules, issued by four eyes, printed, sold to an institution and to people, spent, taken in, refunded, expired and accounted for to the won; and a case of fraud about the vendor
/// who brought in what one purchase bought.
/// </summary>
public sealed class ProgrammeLifeTests : IAsyncLifetime
{
    private const string Vendor = "V000001";
    private const long Face = 10_000;
    private const int Bundle = 16;
    private const int Mobile = 2;

    private readonly DemoPortal portal = new();
    private ProgrammeOffice office = null!;
    private List<PrintedVoucher> paper = [];
    private List<PrintedVoucher> mobile = [];

    public async Task InitializeAsync()
    {
        await portal.InitializeAsync();
        office = new ProgrammeOffice(portal);
    }

    public Task DisposeAsync() => portal.DisposeAsync();

    [BrowserFact]
    public async Task Programme_FromItsRulesToItsFundersStatement_PlaysThrough()
    {
        await office.SetUpAsync();
        await office.ProposeAsync(RuleSubject.Mobile, DescribeMobileAsync);
        await office.ProposeAsync(RuleSubject.Paper, DescribePaperAsync);
        await office.ProposeAsync(RuleSubject.Vendors, DescribeVendorsAsync);
        await office.ApproveAllAsync();
        portal.Host.Time.Advance(TimeSpan.FromDays(1));
        await office.EnrolAsync(Vendor);

        paper = await IssueAsync(VoucherKind.Paper, Bundle, approvals: 2);
        mobile = await IssueAsync(VoucherKind.Mobile, Mobile, approvals: 1);
        await SellToInstitutionAsync();
        await SellToPersonAsync();
        await SpendAsync();
        await PresentAsync();
        await RefundAsync();
        await AccuseAsync();
        await ExpireAsync();
        await AccountAsync();
    }

    /// <summary>Ten percent off for people, paid by two funders; what was paid for the rest comes back after 60 percent; a month's validity and no claim after it.</summary>
    private static async Task DescribeMobileAsync(Window window)
    {
        await DescribeMoneyAsync(window, "10");
        await FillAsync(window.Page.GetByLabel(window.T("vouchers.term_validityMonths")), "1");
        await FillAsync(window.Page.GetByLabel(window.T("vouchers.claim_label")), "0");
        await FillAsync(window.Page.GetByLabel(window.T("vouchers.small_below")), "5000");
    }

    private static async Task DescribePaperAsync(Window window)
    {
        await DescribeMoneyAsync(window, "5");
        await window.Page.GetByLabel(window.T("vouchers.whole_check")).CheckAsync();
        await window.Page.GetByLabel(window.T("vouchers.residual_check")).UncheckAsync();
    }

    private static async Task DescribeMoneyAsync(Window window, string percent)
    {
        var faces = Part(window, "vouchers.term_faceValues");
        await faces.GetByRole(AriaRole.Button, new() { Name = window.T("vouchers.face_add"), Exact = true }).ClickAsync();
        await FillAsync(faces.GetByLabel(window.T("vouchers.face")), Face.ToString(CultureInfo.InvariantCulture));
        var discounts = Part(window, "vouchers.term_discounts");
        await discounts.GetByRole(AriaRole.Button, new() { Name = window.T("vouchers.discount_add"), Exact = true }).ClickAsync();
        await FillAsync(discounts.GetByLabel(window.T("vouchers.rate")), percent);
        var split = Part(window, "vouchers.term_split");
        await FillAsync(split.GetByLabel(Ministry), "70");
        await FillAsync(split.GetByLabel(City), "30");
    }

    /// <summary>One approval up to 100,000 won and two above; from 100,000 won on two people freeze.</summary>
    private static async Task DescribeVendorsAsync(Window window)
    {
        var steps = Part(window, "vouchers.term_approvals");
        await steps.GetByRole(AriaRole.Button, new() { Name = window.T("vouchers.step_add"), Exact = true }).ClickAsync();
        await Assertions.Expect(steps.GetByLabel(window.T("vouchers.up_to"))).ToHaveCountAsync(2);
        await FillAsync(steps.GetByLabel(window.T("vouchers.up_to")).First, "100000");
        await FillAsync(steps.GetByLabel(window.T("vouchers.people")).Last, "2");
        await FillAsync(window.Page.GetByLabel(window.T("vouchers.freeze_label")), "100000");
    }

    /// <summary>Submitted by one, approved by others, printed by the first, whose file holds a code for each voucher that can be read back.</summary>
    private async Task<List<PrintedVoucher>> IssueAsync(VoucherKind kind, int count, int approvals)
    {
        await using var window = await office.SignInAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.VoucherBatchFor(Code));
        await window.Page.GetByLabel(window.T("vouchers.VoucherKind_" + kind), new() { Exact = true }).CheckAsync();
        await FillAsync(window.Page.Locator(".faces input").First, count.ToString(CultureInfo.InvariantCulture));
        await FillAsync(window.Page.GetByLabel(window.T("vouchers.purpose")), "첫 발행");
        await Assertions.Expect(window.Page.Locator("main form")).ToContainTextAsync(window.T("vouchers.batch_needs", approvals));
        await window.Page.Locator("main form button[type=submit]").ClickAsync();
        await window.Page.ReachAsync(new Regex($"/voucher-batches/{Code}-[^/]+$"));
        var code = new Uri(window.Page.Url).AbsolutePath.Split('/')[^1];
        for (var i = 0; i < approvals; i++)
            await office.ApproveAsync("batch-" + code, another: i > 0);

        await window.GoAsync(PortalUrls.VoucherBatch(code));
        await window.Page.Locator(".decision button.p").ClickAsync();
        await window.Page.Locator("dialog[open] button.p").ClickAsync();
        await Assertions.Expect(window.Page.Locator("[data-file]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.GetByRole(AriaRole.Link, new() { Name = window.T("vouchers.file_fetch") }).ClickAsync());
        using var zip = new ZipArchive(File.OpenRead(await download.PathAsync()));
        var made = PrintedList.Of(zip);
        Assert.Equal(count, made.Count);
        if (kind == VoucherKind.Paper)
            await ReadBackAsync(PrintedList.Bytes(zip, "labels-0001.pdf"), made);
        return made;
    }

    private static async Task ReadBackAsync(byte[] labels, List<PrintedVoucher> made)
    {
        using var pdf = new PdfFile(labels);
        var text = await pdf.TextAsync();
        Assert.All(made, m => Assert.Contains(m.Serial, text, StringComparison.Ordinal));
        // The second label: 70 mm to the right, its code 4 mm in and 5 mm down.
        var drawn = QrMatrix.Of(made[1].Token);
        Assert.Equal(drawn, QrMatrix.OfPixels(await pdf.GrayAsync(1), (74, 5, 27), drawn.IndexOf('\n', StringComparison.Ordinal)));
    }

    /// <summary>Quote, order, deposit and one delivery: the whole of it, undiscounted.</summary>
    private async Task SellToInstitutionAsync()
    {
        await using var window = await office.SignInAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.Institution("DEMO-INST-3"));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = window.T("institutions.quote_new") }).ClickAsync();
        var dialog = window.Page.Locator("dialog[open]");
        await FillAsync(dialog.GetByLabel(window.T("institutions.programme")), Code);
        await FillAsync(dialog.GetByLabel(window.T("institutions.face_n", 1)), Face.ToString(CultureInfo.InvariantCulture));
        await FillAsync(dialog.GetByLabel(window.T("institutions.count_n", 1)), Bundle.ToString(CultureInfo.InvariantCulture));
        await dialog.Locator("button[type=submit]").ClickAsync();
        await window.Page.ReachAsync(new Regex($"/institution-orders/{Code}-O"));
        foreach (var step in (string[])["Quoted", "Ordered", "Deposited"])
        {
            await Assertions.Expect(window.Page.Locator($"[data-step={step}]")).ToBeVisibleAsync();
            await window.SettleAsync();
            if (step == "Deposited")
            {
                await FillAsync(window.Page.GetByLabel(window.T("institutions.serial_from")), paper[0].Serial);
                await FillAsync(window.Page.GetByLabel(window.T("institutions.serial_to")), paper[^1].Serial);
                await FillAsync(window.Page.GetByLabel(window.T("institutions.received_by")), "시연 수령인");
            }

            await window.Page.Locator("[data-step] [data-next]").ClickAsync();
        }

        await Assertions.Expect(window.Page.Locator("main .head .tag")).ToHaveTextAsync(window.T("institutions.OrderState_Done"));
    }

    /// <summary>Two of 10,000 won for 18,000; the funders pay 1,400 and 600.</summary>
    private async Task SellToPersonAsync()
    {
        await using var window = await office.SignInAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.VoucherSell);
        await ScanAsync(window, "900101-7");
        foreach (var voucher in mobile)
            await ScanAsync(window, voucher.Serial);
        await Assertions.Expect(window.Page.Locator("[data-pay]")).ToHaveTextAsync("₩18,000");
        await window.Page.Keyboard.PressAsync("F9");
        await Assertions.Expect(window.Page.Locator("[data-sold] strong")).ToHaveTextAsync("₩18,000");
    }

    /// <summary>7,000 won of a mobile voucher and 5,000 in cash in one payment at the stall's till.</summary>
    private async Task SpendAsync()
    {
        using var till = portal.Host.NewClient("ko", await portal.Host.AddKeyAsync(Role.Terminal));
        var paid = await Till.SendAsync(till, $$"""
            {"id":"{{Guid.NewGuid()}}","stall":"SB-A-001","amount":{{Till.Won(12_000)}},"capture":true,
             "tenders":[{"type":"voucher","token":"{{mobile[0].Token}}","amount":{{Till.Won(7_000)}}},{"type":"cash","amount":{{Till.Won(5_000)}}}]}
            """);
        Assert.Equal("captured", paid.Text("status"));
    }

    private async Task PresentAsync()
    {
        await using var window = await office.SignInAsync(Role.VoucherOfficer);
        await OpenBundleAsync(window, Vendor, Bundle, Bundle * Face);
        foreach (var voucher in paper)
            await ScanAsync(window, voucher.Serial);
        await Assertions.Expect(window.Page.Locator("[data-sum]")).ToHaveTextAsync("₩160,000");
        await Assertions.Expect(window.Page.Locator("main .tag", new() { HasText = window.T("vouchers.present_agrees") })).ToBeVisibleAsync();
        await window.Page.Keyboard.PressAsync("F9");
        await window.Page.Locator("dialog[open] .btn.p").ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = window.T("vouchers.present_receipt") })).ToBeVisibleAsync();
    }

    /// <summary>Seven tenths are spent: of the rest the buyer gets back the nine tenths that he paid, and the funders the tenth that they did.</summary>
    private async Task RefundAsync()
    {
        await using var window = await office.SignInAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.VoucherRefundOf(mobile[0].Serial));
        await Assertions.Expect(window.Page.Locator("[data-amount]")).ToHaveTextAsync("₩2,700");
        await window.SettleAsync();
        await window.Page.Locator("[data-next]").ClickAsync();
        await Assertions.Expect(window.Page.Locator("[data-refunded]")).ToContainTextAsync(window.T("vouchers.refund_ui_returned", "₩300"));
    }

    /// <summary>The night finds that one purchase came in at one stall. What the vendor may take in is frozen by two, the case decided by one and appealed to another.</summary>
    private async Task AccuseAsync()
    {
        await portal.Host.Services.GetRequiredService<FraudNightly>().RunAsync(Today);
        await using var db = portal.Host.Database.Open();
        var signal = await db.FraudSignals.Where(s => s.Code == FraudCode.BulkToOneVendor && s.CaseId != null).OrderByDescending(s => s.Id).FirstAsync();
        var code = await db.FraudCases.Where(c => c.Id == signal.CaseId).Select(c => c.Code).SingleAsync();
        await using (var window = await office.SignInAsync(Role.VoucherOfficer))
            await AskForFreezeAsync(window, code);
        await using (var approver = await office.SignInAsync(Role.VoucherApprover))
        {
            await approver.GoAsync(PortalUrls.FraudCase(code));
            await approver.Page.GetByRole(AriaRole.Button, new() { Name = approver.T("fraud.freeze_confirm") }).ClickAsync();
            await Assertions.Expect(approver.Page.Locator(".frozen")).ToContainTextAsync(approver.T("fraud.FreezeState_Frozen"));
        }

        await using (var decider = await office.SignInAsync(Role.CaseDecider))
            await DecideAsync(decider, DemoPortal.SignInOf(Role.CaseDecider).Password, code, "fraud.decide");

        await using (var window = await office.SignInAsync(Role.VoucherOfficer))
        {
            await window.GoAsync(PortalUrls.FraudCase(code));
            await ConfirmAsync(window, "fraud.appeal", "상인이 단체 주문이었다고 소명함");
            await Assertions.Expect(window.Page.Locator("main .head .tag")).ToHaveTextAsync(window.T("fraud.FraudCaseState_Appealed"));
        }

        // Whoever froze decides nothing: somebody who has not touched the case.
        await using (var other = await office.SignInOtherAsync())
            await DecideAsync(other, PortalHost.Password, code, "fraud.decide_again");
        Assert.Equal(FraudCaseState.Decided, await db.FraudCases.Where(c => c.Code == code).Select(c => c.State).SingleAsync());
    }

    /// <summary>The other mobile voucher is not spent in its month: it becomes breakage, as no right outlives it.</summary>
    private async Task ExpireAsync()
    {
        portal.Host.Time.Advance(TimeSpan.FromDays(40));
        var day = await portal.Host.Services.GetRequiredService<VoucherDayEnd>().RunAsync(Today);
        Assert.Equal((1, Face), (day.Ended, day.Breakage));
        await using var window = await office.SignInAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.Voucher(mobile[1].Serial));
        await Assertions.Expect(window.Page.Locator("[data-left]")).ToHaveTextAsync("₩0");
        await Assertions.Expect(window.Page.Locator($"[data-event={VoucherEventKind.Ended}]")).ToHaveCountAsync(1);
    }

    /// <summary>Two funders granted 1,000,000 won; they paid 2,000 won of discounts and got 300 back. The page says so, and that the ledger does.</summary>
    private async Task AccountAsync()
    {
        await using var window = await office.SignInAsync(Role.FinanceOfficer);
        var ask = new ReportAsk(ReportName.FunderStatement, Code, Today.AddDays(-60), Today, ReportBy.Line);
        await window.GoAsync(PortalUrls.VoucherReport(ask));
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync(window.T("voucherReports.agrees_budgets", "₩998,300", "₩998,300"));
        foreach (var part in (string[])["₩2,000", "₩700", "₩210", "₩90"])
            await Assertions.Expect(window.Page.Locator("main table")).ToContainTextAsync(part);
        await using var db = portal.Host.Database.Open();
        var left = await db.FunderBudgets.Where(b => db.Funders.Any(f => f.Id == b.FunderId && f.NameKo == Ministry))
            .Join(db.LedgerAccounts, b => b.AccountId, a => a.Id, (b, a) => a.Credits - a.Debits).SumAsync();
        Assert.Equal(700_000 - 1_400 + 210, left);
        Assert.DoesNotContain(await portal.Host.Services.GetRequiredService<Verifier>().RunAsync(Verifier.OfLedger, null, CancellationToken.None), r => !r.Ok);
    }

    private DateOnly Today => BusinessDay.Of("Asia/Seoul", 0, portal.Host.Time.GetUtcNow().UtcDateTime);
}
