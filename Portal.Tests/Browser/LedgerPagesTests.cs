using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Tests.Reports;

namespace Portal.Tests.Browser;

/// <summary>A finance officer follows a figure of the trial balance to its lines, has the ledger checked, and prints.</summary>
[Collection(DemoPortal.Collection)]
public sealed class LedgerPagesTests(DemoPortal portal)
{
    /// <summary>The operator of the markets' books; vouchers have one of their own.</summary>
    private const string Keeper = Seeding.DemoMarkets.OperatorPrefix + "01";

    [BrowserFact]
    public async Task TrialBalance_FigureFollowed_IsTheSumOfTheStatementAndLeadsToThePosting()
    {
        await using var window = await portal.OpenAsync(Role.FinanceOfficer);
        await window.GoAsync(PortalUrls.LedgerTrialOf(null, Keeper));
        var page = window.Page;
        var row = page.Locator(".trial tbody tr", new() { HasText = "memo:sales:cash" });
        var figure = await row.Locator("td.num a").First.InnerTextAsync();
        await row.Locator("a").First.ClickAsync();
        await page.ReachAsync("**" + PortalUrls.LedgerAccounts + "/*f.date=*");
        await window.SettleAsync();
        await Assertions.Expect(page.Locator(".grid .foot")).ToContainTextAsync($"{window.T("ledger.debit")} {figure}");
        // The first cell: in others there are links that lead elsewhere.
        await page.Locator(".grid tbody tr").First.Locator("td").First.ClickAsync();
        var panel = page.Locator(".grid-side");
        await Assertions.Expect(panel).ToContainTextAsync(window.T("ledger.moved"));
        await Assertions.Expect(panel.Locator(".entry")).ToContainTextAsync("memo:sales:cash");
        await panel.Locator("summary").ClickAsync();
        await Assertions.Expect(panel.Locator("pre")).ToContainTextAsync("\":");
    }

    [BrowserFact]
    public async Task TrialBalance_SumOfManyAccountsFollowed_IsTheSumOfItsList()
    {
        await using var window = await portal.OpenAsync(Role.FinanceOfficer);
        await window.GoAsync(PortalUrls.LedgerTrialOf(null, Keeper));
        var row = window.Page.Locator(".trial tbody tr", new() { HasText = window.T("ledger.account_direct-takings") });
        var figure = await row.Locator("td.num").Nth(1).InnerTextAsync();
        await row.Locator("a").First.ClickAsync();
        await window.Page.ReachAsync("**f.kind=direct-takings**");
        await window.SettleAsync();
        await Assertions.Expect(window.Page.Locator(".grid .foot")).ToContainTextAsync($"{window.T("ledger.credits")} {figure}");
        await window.Page.Locator(".grid tbody a[data-open]").First.ClickAsync();
        await window.Page.ReachAsync("**" + PortalUrls.LedgerAccounts + "/*");
    }

    [BrowserFact]
    public async Task Checks_StartedByThePerson_RunAndAreKept()
    {
        await using var window = await portal.OpenAsync(Role.FinanceOfficer);
        await window.GoAsync(PortalUrls.LedgerHealth);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = window.T("ledger.checks_start") }).ClickAsync();
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync(window.T("ledger.checks_good", "5/5"));
        await using var db = portal.Host.Database.Open();
        Assert.Equal("5/5", (await db.AuditEntries.FirstAsync(e => e.Action == "ledger.verified")).SubjectCode);
    }

    [BrowserFact]
    public async Task Pdf_OfTrialBalanceAndStatement_HoldsTheFiguresOfTheScreen()
    {
        using var client = await portal.SignInAsync(Role.FinanceOfficer);
        await using var db = portal.Host.Database.Open();
        var sales = await db.LedgerAccounts.SingleAsync(a => a.Code == "memo:sales:cash");
        var sum = (await db.Transfers.Where(t => t.DebitId == sales.Id).SumAsync(t => t.Amount)).ToString("N0", CultureInfo.InvariantCulture);
        var keeper = await db.Operators.Where(o => o.Id == sales.OperatorId).Select(o => o.Code).SingleAsync();
        foreach (var address in (string[])[PortalUrls.With(PortalUrls.PrintTrial, "operator", keeper), PortalUrls.PrintStatement(sales.Id)])
        {
            using var pdf = new PdfFile(await client.GetByteArrayAsync(new Uri(PortalUrls.Pdf(address), UriKind.Relative)));
            Assert.Contains(sum, await pdf.TextAsync(), StringComparison.Ordinal);
        }

        using var missing = await client.GetAsync(new Uri(PortalUrls.Pdf(PortalUrls.PrintStatement(999_999)), UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, missing.StatusCode);
    }
}
