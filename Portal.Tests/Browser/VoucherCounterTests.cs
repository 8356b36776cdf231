using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>A day at the voucher counter, by the keyboard alone: vouchers are sold, looked up, refunded, and taken in from a vendor.</summary>
[Collection(DemoPortal.Collection)]
public sealed class VoucherCounterTests(DemoPortal portal)
{
    [BrowserFact]
    public async Task Card_SoldLookedUpAndSpent_GivesItsRestBack()
    {
        var desk = await DeskAsync();
        var cards = await desk.PrintAsync(VoucherKind.Card, 10_000, 2);
        await using var window = await portal.OpenAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.VoucherSell);
        await ScanAsync(window, "900101-1");
        await ScanAsync(window, cards[0].Serial);
        // A scanner at a Korean keyboard types jamo where letters stand.
        await ScanAsync(window, cards[1].Serial.Replace("DM", "ㅇㅡ", StringComparison.Ordinal));
        await Assertions.Expect(window.Page.Locator("[data-count]")).ToHaveTextAsync("2");
        await Assertions.Expect(window.Page.Locator("[data-pay]")).ToHaveTextAsync("₩18,000");
        await ScanAsync(window, cards[1].Serial);
        await Assertions.Expect(Said(window)).ToContainTextAsync(window.T("vouchers.sale_twice", cards[1].Serial));
        await window.Page.Keyboard.PressAsync("F9");
        await Assertions.Expect(window.Page.Locator("[data-sold] strong")).ToHaveTextAsync("₩18,000");

        await window.GoAsync(PortalUrls.VoucherCounter);
        await ScanAsync(window, cards[0].Token);
        await Assertions.Expect(window.Page.Locator("[data-left]")).ToHaveTextAsync("₩10,000");
        await ScanAsync(window, "DM-000000001-0");
        await Assertions.Expect(Said(window)).ToContainTextAsync(window.T("refusals.voucher_not_found"));

        Assert.Null((await desk.PayAsync(cards[0], 7_000)).Reason);
        await ScanAsync(window, cards[0].Token);
        await Assertions.Expect(window.Page.Locator("[data-left]")).ToHaveTextAsync("₩3,000");
        await window.Page.Keyboard.PressAsync("F9");
        await window.Page.ReachAsync("**/vouchers/refund?*");
        // What was paid of the rest: nine tenths.
        await Assertions.Expect(window.Page.Locator("[data-amount]")).ToHaveTextAsync("₩2,700");
        await Assertions.Expect(window.Page.Locator(".sums")).ToContainTextAsync(window.T("vouchers.line_returned"));
        await window.SettleAsync();
        await window.Page.Keyboard.PressAsync("F9");
        await Assertions.Expect(window.Page.Locator("[data-refunded] strong")).ToHaveTextAsync("₩2,700");

        await window.GoAsync(PortalUrls.Voucher(cards[0].Serial));
        await Assertions.Expect(window.Page.Locator("[data-left]")).ToHaveTextAsync("₩0");
        foreach (var kind in (VoucherEventKind[])[VoucherEventKind.Made, VoucherEventKind.Sold, VoucherEventKind.Spent, VoucherEventKind.Refunded])
            await Assertions.Expect(window.Page.Locator($"[data-event={kind}]")).ToHaveCountAsync(1);
        await window.AssertAliveAsync();
    }

    [BrowserFact]
    public async Task Camera_BeforeAQrCode_ScansIt_AndIsNotOfferedWhereTheBrowserReadsNone()
    {
        var card = (await (await DeskAsync()).PrintAsync(VoucherKind.Card, 10_000, 1))[0];
        await using var without = await portal.OpenAsync(Role.VoucherOfficer);
        await without.GoAsync(PortalUrls.VoucherCounter);
        await Assertions.Expect(without.Page.Locator("form.scan[data-live]")).ToBeVisibleAsync();
        await Assertions.Expect(without.Page.Locator("[data-camera]")).ToBeHiddenAsync();

        await using var window = await portal.OpenAsync(Role.VoucherOfficer);
        // What a telephone brings: a camera, here one that films an empty canvas, and a reader of codes, here one that always sees the card.
        await window.Page.AddInitScriptAsync($$"""
            window.BarcodeDetector = class { detect() { return Promise.resolve([{ rawValue: '{{card.Token}}' }]); } };
            Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: () => Promise.resolve(document.createElement('canvas').captureStream(5)) } });
            HTMLMediaElement.prototype.play = () => Promise.resolve();
            """);
        await window.GoAsync(PortalUrls.VoucherCounter);
        await window.Page.Locator("[data-camera]").ClickAsync();
        await Assertions.Expect(window.Page.Locator($"[data-voucher='{card.Serial}']")).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.Locator("[data-view]")).ToBeVisibleAsync();
        await window.Page.Locator("[data-camera]").ClickAsync();
        await Assertions.Expect(window.Page.Locator("[data-view]")).ToBeHiddenAsync();
        await window.AssertAliveAsync();
    }

    [BrowserFact]
    public async Task Range_OfPaper_IsSoldInFourActs()
    {
        var paper = await (await DeskAsync()).PrintAsync(VoucherKind.Paper, 10_000, 5);
        await using var window = await portal.OpenAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.VoucherSellRange);
        await ScanAsync(window, "900101-2");
        await ScanAsync(window, paper[0].Serial);
        await ScanAsync(window, paper[4].Token);
        await window.Page.Keyboard.PressAsync("F9");
        await Assertions.Expect(window.Page.Locator("[data-sold] strong")).ToHaveTextAsync("₩47,500");
        await window.Page.Keyboard.PressAsync("F9");
        await Assertions.Expect(Field(window)).ToBeFocusedAsync();
        await window.AssertAliveAsync();
    }

    [BrowserFact]
    public async Task Bundle_WithABadPiece_GoesOnAfterReloadAndIsClosed()
    {
        var desk = await DeskAsync();
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 3, "900101-3");
        var unsold = await desk.PrintAsync(VoucherKind.Paper, 10_000, 1);
        await using var window = await portal.OpenAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.VoucherPresent);
        await window.Page.GetByRole(AriaRole.Combobox, new() { Name = window.T("vouchers.present_vendor") }).PressSequentiallyAsync("V000003");
        await Assertions.Expect(window.Page.Locator("main .picker-list [role=option]")).ToHaveCountAsync(1);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.GetByRole(AriaRole.Textbox, new() { Name = window.T("vouchers.present_slip_count") }).FillAsync("3");
        await window.Page.GetByRole(AriaRole.Textbox, new() { Name = window.T("vouchers.present_slip_sum") }).FillAsync("30000");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.ReachAsync("**/vouchers/present?bundle=*");

        await ScanAsync(window, paper[0].Serial);
        await ScanAsync(window, unsold[0].Serial);
        await ScanAsync(window, paper[1].Token);
        await Assertions.Expect(window.Page.Locator("[data-count]")).ToHaveTextAsync("2");
        await Assertions.Expect(window.Page.Locator($"[data-piece='{unsold[0].Serial}']")).ToContainTextAsync(window.T("payments.decline_" + VoucherDeclinesNotSold));
        await window.Page.ReloadAsync();
        await window.SettleAsync();
        await Assertions.Expect(window.Page.Locator("[data-sum]")).ToHaveTextAsync("₩20,000");
        await Assertions.Expect(window.Page.Locator("[data-refused]")).ToHaveTextAsync("1");

        await ScanAsync(window, paper[1].Serial);
        await Assertions.Expect(Said(window)).ToContainTextAsync(window.T("vouchers.present_again"));
        await window.Page.GetByLabel(window.T("vouchers.present_damaged")).CheckAsync();
        await ScanAsync(window, paper[2].Serial);
        await Assertions.Expect(window.Page.Locator($"[data-piece='{paper[2].Serial}']")).ToContainTextAsync(window.T("vouchers.present_is_damaged"));
        await Assertions.Expect(window.Page.Locator("main .tag", new() { HasText = window.T("vouchers.present_agrees") })).ToBeVisibleAsync();
        await window.Page.Keyboard.PressAsync("F9");
        await window.Page.Locator("dialog[open] .btn.p").ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = window.T("vouchers.present_receipt") })).ToBeVisibleAsync();
        await Assertions.Expect(Field(window)).ToHaveCountAsync(0);
        await window.AssertAliveAsync();
    }

    private const string VoucherDeclinesNotSold = Domain.Payments.VoucherDeclines.NotSold;

    private static ILocator Field(Window window) => window.Page.Locator("[data-scan]");

    private static ILocator Said(Window window) => window.Page.Locator("[data-said]");

    private async Task<VoucherDesk> DeskAsync() => await DemoVoucherCounter.OfAsync(portal.Host, DemoPortal.SignInOf(Role.VoucherOfficer).Email);

    /// <summary>As a scanner does: letters and Enter into the field that has the focus.</summary>
    private static async Task ScanAsync(Window window, string text)
    {
        await Assertions.Expect(window.Page.Locator("form.scan[data-live]:not([aria-busy])")).ToHaveCountAsync(1);
        await Assertions.Expect(Field(window)).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync(text);
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator("form.scan:not([aria-busy])")).ToHaveCountAsync(1);
    }
}
