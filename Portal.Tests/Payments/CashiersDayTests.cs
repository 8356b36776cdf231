using System.Globalization;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Terminals;
using Portal.Tests.Browser;
using Portal.Tests.Hosting;
using static Portal.Tests.Payments.Till;

namespace Portal.Tests.Payments;

/// <summary>A cashier's day, looked at by a finance officer: payments arrive while the list is open, two are refunded, one whose reply was lost is reversed, and a figure of the trial balance leads to one of them.</summary>
[Collection(DemoPortal.Collection)]
public sealed class CashiersDayTests(DemoPortal portal)
{
    private const string Stall = "SB-A-020";
    private const int Payments = 200;

    private static readonly string[] Tenders =
        ["\"type\":\"cash\"", "\"type\":\"card\",\"acquirer\":\"bc\",\"approvalNumber\":\"30012345\",\"maskedPan\":\"943012******1234\"", "\"type\":\"transit\",\"acquirer\":\"tmoney\",\"approvalNumber\":\"7001\"",
         "\"type\":\"partner-wallet\",\"acquirer\":\"alipay\",\"approvalNumber\":\"2026112200\"", "\"type\":\"account-transfer\"", Wallet];

    /// <summary>Each of them pays by a one-time token of its own.</summary>
    private const string Wallet = "\"type\":\"wallet\"";

    [BrowserFact]
    public async Task Day_FromPairingToTheTrialBalance_PlaysThrough()
    {
        var terminals = portal.Host.Services.GetRequiredService<TerminalService>();
        var pairing = (await terminals.RegisterAsync(Make.Actor(), new NewTerminal("SB", Stall, "SN-DAY", null))).Value;
        using var nobody = portal.Host.NewClient("ko");
        using var terminal = portal.Host.NewClient("ko", (await SendAsync(nobody, $$"""{"code":"{{pairing.Code}}"}""", "/api/v1/terminals/pair")).Text("key"));
        await using var window = await portal.OpenAsync(Role.FinanceOfficer);
        var page = window.Page;
        using var issuer = portal.Host.NewClient("ko", await portal.Host.AddKeyAsync(Role.FinanceOfficer));
        var wallet = await WalletTill.OpenAsync(issuer, 100_000);
        await window.GoAsync($"{PortalUrls.Payments}?market=SB&q={pairing.Terminal}");

        // They arrive without a reload.
        var ids = Enumerable.Range(0, Payments).Select(_ => Guid.NewGuid()).ToList();
        await Parallel.ForEachAsync(ids.Index(), async (item, _) =>
        {
            var tender = Tenders[item.Index % Tenders.Length];
            var proof = tender == Wallet ? $",\"token\":\"{await WalletTill.TokenAsync(issuer, wallet)}\"" : "";
            Assert.Equal("captured", (await SendAsync(terminal, Pay(item.Item, 1_000 + item.Index, tender + proof))).Text("status"));
        });
        await Assertions.Expect(page.Locator(".head .count")).ToHaveTextAsync(window.T("payments.count", ids.Count));

        // The terminal never heard the answer to the last one, and takes it back.
        Assert.Equal("voided", (await SendAsync(terminal, $$"""{"id":"{{Guid.NewGuid()}}"}""", $"{PaymentsPath}/{ids[^1]}/reversals")).Text("status"));
        await RefundAsync(window, ids[0], 400);
        await RefundAsync(window, ids[5], null);
        var byWallet = Enumerable.Range(0, Payments).Where(i => Tenders[i % Tenders.Length] == Wallet).Sum(i => 1_000 + i);
        Assert.Equal(100_000 - byWallet + 1_005, WalletTill.Balance(await GetAsync(issuer, $"{WalletTill.Wallets}/{wallet}")));

        await FollowAsync(window, ids);
    }

    /// <summary>From the trial balance to the statement of cash sales, to one payment of the day; the statement as a workbook.</summary>
    private async Task FollowAsync(Window window, List<Guid> ids)
    {
        var page = window.Page;
        await window.GoAsync(PortalUrls.LedgerTrialOf(null, "DEMO-01"));
        await page.Locator(".trial tbody tr", new() { HasText = "memo:sales:cash" }).Locator("a").First.ClickAsync();
        await page.ReachAsync("**" + PortalUrls.LedgerAccounts + "/*");
        await window.SettleAsync();
        await page.Locator(".grid tbody tr[data-row]").First.WaitForAsync();
        await using var db = portal.Host.Database.Open();
        var sales = await db.LedgerAccounts.SingleAsync(a => a.Code == "memo:sales:cash");
        // The newest lines stand first; the last payment in cash is one of them.
        var last = ids[(Payments - 1) / Tenders.Length * Tenders.Length];
        await window.GoAsync(PortalUrls.LedgerAccount(sales.Id));
        await page.Locator($".grid tbody a[href='{PortalUrls.Payment(last)}']").First.ClickAsync();
        await page.ReachAsync("**" + PortalUrls.Payment(last));
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync("₩1,198");

        await window.GoAsync(PortalUrls.LedgerAccount(sales.Id));
        await page.GetByRole(AriaRole.Button, new() { Name = window.T("grid.export"), Exact = true }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = window.T("grid.export_xlsx"), Exact = true }).ClickAsync());
        using var workbook = new XLWorkbook(new MemoryStream(await File.ReadAllBytesAsync(await download.PathAsync())));
        Assert.True(workbook.Worksheet(1).RowsUsed().Count() > Payments / Tenders.Length);
        await window.AssertAliveAsync();
    }

    /// <summary>Gives back an amount, or all of it, from the payment's own page.</summary>
    private static async Task RefundAsync(Window window, Guid payment, long? amount)
    {
        var page = window.Page;
        await window.GoAsync(PortalUrls.Payment(payment));
        await page.Locator(".tools").GetByRole(AriaRole.Button, new() { Name = window.T("payments.refund"), Exact = true }).ClickAsync();
        var dialog = page.Locator("dialog[open]");
        if (amount is { } part)
            await dialog.Locator("input.money").FillAsync(part.ToString(CultureInfo.InvariantCulture));
        await dialog.Locator("textarea").FillAsync("상품 반품");
        await dialog.GetByRole(AriaRole.Button, new() { Name = window.T("payments.refund"), Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("main .head .tag")).ToHaveTextAsync(window.T(amount is null ? "payments.refunded_all" : "payments.refunded_part"));
    }

    private static string Pay(Guid id, long value, string tender) =>
        $$"""{"id":"{{id}}","stall":"{{Stall}}","amount":{{Won(value)}},"tenders":[{ {{tender}},"amount":{{Won(value)}} }],"capture":true}""";
}
