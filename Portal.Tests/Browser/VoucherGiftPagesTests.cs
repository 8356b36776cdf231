using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;
using Portal.Domain.Wallets;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>A mobile voucher that is given from one wallet to another on its page, in Korean; and how it stands on the wallets' pages.</summary>
[Collection(DemoPortal.Collection)]
public sealed class VoucherGiftPagesTests(DemoPortal portal)
{
    [BrowserFact]
    public async Task Gift_OfferedReturnedAndAccepted_LiesInTheOtherWallet()
    {
        var desk = await DemoVoucherCounter.OfAsync(portal.Host, DemoPortal.SignInOf(Role.VoucherOfficer).Email);
        var (giver, receiver) = (await WalletAsync(desk, "G-1"), await WalletAsync(desk, "G-2"));
        var made = (await desk.PrintAsync(VoucherKind.Mobile, 10_000, 1))[0];
        VoucherDesk.Done(await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf([made]) with { Wallet = giver }));

        await using var window = await portal.OpenAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.Voucher(made.Serial));
        await OfferAsync(window, receiver);
        await Gifts(window).GetByRole(AriaRole.Button, new() { Name = window.T("vouchers.gift_return") }).ClickAsync();
        await window.Page.Locator("dialog[open] .btn.p").ClickAsync();
        await Assertions.Expect(window.Page.Locator("[data-waiting]")).ToHaveCountAsync(0);

        await OfferAsync(window, receiver);
        await using (var finance = await portal.OpenAsync(Role.FinanceOfficer))
        {
            await finance.GoAsync(PortalUrls.Wallet(receiver));
            await Assertions.Expect(finance.Page.Locator("[data-vouchers] .note")).ToContainTextAsync(made.Serial);
        }

        await Gifts(window).GetByRole(AriaRole.Button, new() { Name = window.T("vouchers.gift_accept") }).ClickAsync();
        var token = await window.Page.Locator("[data-new-token]").InnerTextAsync();
        await window.Page.Locator("dialog[open] .btn.p").ClickAsync();
        await Assertions.Expect(Gifts(window)).ToContainTextAsync(receiver);
        foreach (var (kind, count) in new[] { (VoucherEventKind.GiftOffered, 2), (VoucherEventKind.GiftKept, 1), (VoucherEventKind.GiftAccepted, 1) })
            await Assertions.Expect(window.Page.Locator($"[data-event={kind}]")).ToHaveCountAsync(count);
        Assert.Null((await desk.PayAsync(made with { Token = token }, 4_000)).Reason);
        await window.AssertAliveAsync();

        await using var officer = await portal.OpenAsync(Role.FinanceOfficer);
        await officer.GoAsync(PortalUrls.Wallet(receiver));
        await Assertions.Expect(officer.Page.Locator("[data-vouchers] tbody tr")).ToContainTextAsync("₩6,000");
        await officer.GoAsync(PortalUrls.Wallet(giver));
        await Assertions.Expect(officer.Page.Locator("[data-vouchers]")).ToHaveCountAsync(0);
    }

    private static ILocator Gifts(Window window) => window.Page.Locator("[data-gifts]");

    private static async Task OfferAsync(Window window, string receiver)
    {
        await Gifts(window).GetByRole(AriaRole.Button, new() { Name = window.T("vouchers.gift_offer") }).ClickAsync();
        var field = window.Page.Locator("dialog[open]").GetByLabel(window.T("vouchers.gift_to"));
        await field.FillAsync("W000");
        await field.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator("dialog[open]")).ToContainTextAsync(window.T("refusals.wallet_not_found"));
        await field.FillAsync(receiver);
        await field.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator("[data-waiting]")).ToContainTextAsync(receiver);
    }

    private static async Task<string> WalletAsync(VoucherDesk desk, string reference) =>
        VoucherDesk.Done(await desk.Get<WalletService>().OpenAsync(Make.Actor(), new NewWallet(Guid.CreateVersion7(), DemoPortal.OwnMarket, Identified: false, reference))).Wallet.Code;
}
