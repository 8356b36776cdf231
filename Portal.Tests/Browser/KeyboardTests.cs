using System.Globalization;
using Microsoft.Playwright;
using Portal.Domain.Access;

namespace Portal.Tests.Browser;

/// <summary>The list of vendors worked with the keyboard alone: not one click.</summary>
[Collection(DemoPortal.Collection)]
public sealed class KeyboardTests(DemoPortal portal)
{
    [BrowserFact]
    public async Task Vendors_ByKeysAlone_AreFoundTickedLookedAtAndOpened()
    {
        await using var window = await portal.OpenAsync(Role.MarketManager);
        await window.GoAsync(PortalUrls.Vendors + "?size=50");
        var keys = window.Page.Keyboard;
        var rows = window.Page.Locator(".grid tr[data-row]");
        var focused = window.Page.Locator(".grid tr[data-row]:focus");

        await keys.PressAsync("/");
        await Assertions.Expect(window.Page.Locator("main input[type=search]")).ToBeFocusedAsync();
        await keys.TypeAsync("건어물");
        await Assertions.Expect(rows).Not.ToHaveCountAsync(50);
        var last = await rows.CountAsync() - 1;
        for (var i = 0; i < 60 && await focused.CountAsync() == 0; i++)
            await keys.PressAsync("Tab");
        await Assertions.Expect(focused).ToHaveAttributeAsync("data-row", "0");
        await keys.PressAsync("End");
        await Assertions.Expect(focused).ToHaveAttributeAsync("data-row", last.ToString(CultureInfo.InvariantCulture));
        await keys.PressAsync("Home");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowUp");
        await Assertions.Expect(focused).ToHaveAttributeAsync("data-row", "1");

        await keys.PressAsync("Space");
        await Assertions.Expect(window.Page.Locator(".picked [role=status]")).ToHaveTextAsync(window.T("grid.selected", "1"));
        await Assertions.Expect(focused).ToHaveAttributeAsync("data-row", "1");
        var name = await focused.Locator("td").Nth(2).InnerTextAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator("h1")).ToContainTextAsync(name);

        await keys.PressAsync("Control+K");
        await keys.TypeAsync("SB-D-002");
        var found = window.Page.Locator("#palette [role=option][aria-selected=true]", new() { HasText = "SB-D-002" });
        var target = await found.GetAttributeAsync("href");
        await keys.PressAsync("Enter");
        await window.Page.WaitForURLAsync(url => url.Contains(target!, StringComparison.Ordinal));
        await keys.PressAsync("?");
        await Assertions.Expect(window.Page.Locator("#keys")).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Assertions.Expect(window.Page.Locator("#keys")).ToBeHiddenAsync();
    }
}
