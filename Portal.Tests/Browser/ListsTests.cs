using Microsoft.Playwright;
using Portal.Domain.Access;

namespace Portal.Tests.Browser;

/// <summary>What all lists share, and the form that gives a user markets, in a browser.</summary>
[Collection(DemoPortal.Collection)]
public sealed class ListsTests(DemoPortal portal)
{
    public static TheoryData<string, Role> Lists => new()
    {
        { PortalUrls.Stalls, Role.MarketManager },
        { PortalUrls.Markets, Role.Inspector },
        { PortalUrls.Imports, Role.MarketManager },
        { PortalUrls.Users, Role.Administrator },
        { PortalUrls.ApiKeys, Role.Administrator },
        { PortalUrls.Audit, Role.Auditor },
        { PortalUrls.AccountDelegations, Role.FinanceApprover },
    };

    [BrowserTheory]
    [MemberData(nameof(Lists))]
    public async Task View_SavedOnAnyList_IsThereAgain(string url, Role role)
    {
        await using var window = await portal.OpenAsync(role);
        await window.GoAsync(url + "?rows=dense");
        await window.Page.Locator(".grid .tab-add").ClickAsync();
        await window.Page.Locator(".grid .tabs form input").FillAsync("촘촘한 보기");
        await window.Page.Locator(".grid .tabs form button[type=submit]").ClickAsync();
        var tab = window.Page.Locator(".grid .tabs .tab", new() { HasText = "촘촘한 보기" });
        await Assertions.Expect(tab).ToBeVisibleAsync();
        await window.GoAsync(url);
        await tab.Locator("a").ClickAsync();
        await Assertions.Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("rows=dense"));
        await tab.Locator(".chip-x").ClickAsync();
        await Assertions.Expect(tab).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task UserForm_MarketsFoundByNameAndCode_AreTheUsersMarkets()
    {
        await using var db = portal.Host.Database.Open();
        var markets = db.Markets.Where(m => m.ArchivedAt == null).OrderBy(m => m.Id).Take(2).ToList();
        await using var window = await portal.OpenAsync(Role.Administrator);
        await window.GoAsync(PortalUrls.Users);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = window.T("access.addUser") }).First.ClickAsync();
        var form = window.Page.Locator("dialog[open]");
        await form.GetByLabel(window.T("access.userName")).FillAsync("two-markets");
        await form.GetByLabel(window.T("access.displayName")).FillAsync("두 시장 담당");
        await form.GetByLabel(window.T("access.scope")).SelectOptionAsync(new SelectOptionValue { Label = window.T("access.ScopeKind_Market") });
        foreach (var typed in (string[])[markets[0].NameKo, markets[1].Code])
        {
            await form.GetByRole(AriaRole.Combobox, new() { Name = window.T("access.markets") }).FillAsync(typed);
            await form.Locator("[role=option]", new() { HasText = typed }).First.ClickAsync();
            await Assertions.Expect(form.Locator(".chosen")).ToContainTextAsync(typed);
        }

        await form.GetByRole(AriaRole.Button, new() { Name = window.T("access.addUser") }).ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
        var made = db.Users.Single(u => u.UserName == "two-markets");
        Assert.Equal(markets.Select(m => (long?)m.Id), db.UserGrants.Where(g => g.UserId == made.Id).OrderBy(g => g.Id).Select(g => g.MarketId));
    }
}
