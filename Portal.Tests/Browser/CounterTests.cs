using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Wallets;

namespace Portal.Tests.Browser;

/// <summary>A day at the counter: a wallet is opened, topped up, found again by its code, frozen, paid out and closed; a terminal is registered.</summary>
[Collection(DemoPortal.Collection)]
public sealed class CounterTests(DemoPortal portal)
{
    [BrowserTheory]
    [InlineData(1440)]
    [InlineData(360)]
    public async Task Wallet_OpenedAndToppedUp_IsFoundByItsCodeFrozenAndClosed(int width)
    {
        await using var window = await portal.OpenAsync(Role.MarketManager, new Look(Width: width));
        await window.GoAsync(PortalUrls.Wallets);
        await PressAsync(window, "main", "wallets.open_title");
        await FieldAsync(window, "wallets.reference", "M-2002");
        await PressAsync(window, "dialog[open]", "wallets.open_act");
        await window.Page.ReachAsync("**/wallets/W*");
        var code = new Uri(window.Page.Url).Segments[^1];
        Assert.True(WalletCodes.IsValid(code));

        await PressAsync(window, "main", "wallets.top_up");
        await window.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "₩30,000" }).ClickAsync();
        await Assertions.Expect(window.Page.Locator("dialog[open] .after b")).ToHaveTextAsync("₩30,000");
        // A second press of somebody in a hurry tops up once.
        await window.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = window.T("wallets.top_up_act") }).DblClickAsync();
        await Assertions.Expect(window.Page.Locator("[data-balance]")).ToHaveTextAsync("₩30,000");
        await Assertions.Expect(window.Page.GetByText(window.T("wallets.topped_up", "₩30,000", "₩30,000"))).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.Locator("tbody tr", new() { HasText = "+₩30,000" })).ToHaveCountAsync(1);

        await window.GoAsync(PortalUrls.Wallets);
        var scan = window.Page.GetByRole(AriaRole.Textbox, new() { Name = window.T("wallets.scan") });
        await Assertions.Expect(scan).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync("W00000000000");
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator(".scan .said")).ToContainTextAsync(window.T("refusals.wallet_not_found"));
        await Assertions.Expect(scan).ToBeFocusedAsync();
        await Assertions.Expect(scan).ToHaveValueAsync("");
        await window.Page.Keyboard.TypeAsync(code.ToLowerInvariant());
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.ReachAsync("**/wallets/" + code + "*");

        await PressAsync(window, "main", "wallets.freeze");
        await window.Page.Locator("dialog[open] textarea").FillAsync("분실 신고");
        await PressAsync(window, "dialog[open]", "wallets.freeze_act");
        await Assertions.Expect(window.Page.GetByText(window.T("wallets.frozen_because", "분실 신고"))).ToBeVisibleAsync();
        await Assertions.Expect(Button(window, "main", "wallets.top_up")).ToHaveCountAsync(0);

        await PressAsync(window, "main", "wallets.unfreeze");
        await window.Page.Locator("dialog[open] textarea").FillAsync("본인 확인");
        await PressAsync(window, "dialog[open]", "wallets.unfreeze_act");
        await CloseAsync(window);
        Assert.True(await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, "The wallet is wider than the window.");
        await window.AssertAliveAsync();
    }

    [BrowserFact]
    public async Task Terminal_Registered_ShowsItsCodeOnceAndStandsInTheList()
    {
        await using var window = await portal.OpenAsync(Role.MarketManager);
        await window.GoAsync(PortalUrls.Terminals);
        await PressAsync(window, "main", "terminals.register");
        await FieldAsync(window, "terminals.serial", "SN-0777");
        await PressAsync(window, "dialog[open]", "terminals.register_act");
        await Assertions.Expect(window.Page.Locator("dialog[open]")).ToContainTextAsync(window.T("refusals.text_missing"));
        await window.Page.GetByLabel(window.T("terminals.serve_all")).CheckAsync();
        await PressAsync(window, "dialog[open]", "terminals.register_act");

        await Assertions.Expect(window.Page.Locator("[data-shown-once]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[A-Z0-9]{4}(-[A-Z0-9]{4}){2}$"));
        await Assertions.Expect(window.Page.Locator("tr[data-row]", new() { HasText = "SN-0777" })).ToContainTextAsync(window.T("terminals.TerminalState_Unpaired"));
        await window.Page.ReloadAsync();
        await window.SettleAsync();
        await Assertions.Expect(window.Page.Locator("[data-shown-once]")).ToHaveCountAsync(0);
        await window.AssertAliveAsync();
    }

    /// <summary>A part is paid out, then the rest, which closes the wallet.</summary>
    private static async Task CloseAsync(Window window)
    {
        await PressAsync(window, "main", "wallets.pay_out");
        await window.Page.Locator("dialog[open] input.money").FillAsync("10000");
        await window.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(window.Page.Locator("dialog[open] .after b")).ToHaveTextAsync("₩20,000");
        await PressAsync(window, "dialog[open]", "wallets.pay_out_act");
        await Assertions.Expect(window.Page.Locator("[data-balance]")).ToHaveTextAsync("₩20,000");

        await PressAsync(window, "main", "wallets.close");
        await Assertions.Expect(window.Page.Locator("dialog[open] [data-rest]")).ToHaveTextAsync("₩20,000");
        await window.Page.Locator("dialog[open]").GetByLabel(window.T("wallets.PayOutWay_BankTransfer")).CheckAsync();
        await window.Page.Locator("dialog[open] textarea").FillAsync("회원 탈퇴");
        await window.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = window.T("wallets.close_act_paid", "₩20,000") }).DblClickAsync();
        await Assertions.Expect(window.Page.Locator("main .head .tag")).ToHaveTextAsync(window.T("wallets.WalletState_Closed"));
        await Assertions.Expect(window.Page.Locator("[data-balance]")).ToHaveTextAsync("₩0");
        await Assertions.Expect(window.Page.GetByText(window.T("wallets.closed_because", "회원 탈퇴"))).ToBeVisibleAsync();
        await Assertions.Expect(Button(window, "main", "wallets.top_up")).ToHaveCountAsync(0);
    }

    private static Task PressAsync(Window window, string where, string key) => Button(window, where, key).First.ClickAsync();

    private static ILocator Button(Window window, string where, string key) => window.Page.Locator($"{where} button:visible").Filter(new() { HasTextRegex = new($"^\\s*{window.T(key)}\\s*$") });

    private static Task FieldAsync(Window window, string key, string text) =>
        window.Page.Locator("dialog[open]").GetByRole(AriaRole.Textbox, new() { Name = window.T(key) }).FillAsync(text);
}
