using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>Stock on its pages, in Korean: offered by one, counted and received by the other, with the slip.</summary>
[Collection(DemoPortal.Collection)]
public sealed class StockHandOverPagesTests(DemoPortal portal)
{
    [BrowserFact]
    public async Task HandOver_OfferedAndCounted_MovesAndPrintsItsSlip()
    {
        var desk = await DemoVoucherCounter.OfAsync(portal.Host, DemoPortal.SignInOf(Role.VoucherOfficer).Email);
        var paper = await desk.PrintAsync(VoucherKind.Paper, 10_000, 3);
        var email = DemoPortal.SignInOf(Role.Administrator).Email;
        await using var db = portal.Host.Database.Open();
        var receiver = await db.Users.Where(u => u.UserName == email).Select(u => u.Id).SingleAsync();
        var drawer = VoucherDesk.Done(await desk.Get<OfficeService>().OpenDrawerAsync(desk.Officer, VoucherOffices.Head, receiver));
        await using var giver = await portal.OpenAsync(Role.VoucherOfficer);
        await giver.GoAsync(PortalUrls.HandOverNew);
        await giver.Page.GetByLabel(giver.T("stock.to_drawer")).SelectOptionAsync(new SelectOptionValue { Label = $"본부 · {drawer.OwnerName}" });
        await FillAsync(giver, giver.T("stock.serial_from_n", 1), paper[0].Serial);
        await FillAsync(giver, giver.T("stock.serial_to_n", 1), paper[2].Serial);
        await giver.Page.Locator("[data-offer]").ClickAsync();
        await giver.Page.ReachAsync(new Regex("/voucher-hand-overs/DEMO-H"));
        await Assertions.Expect(giver.Page.Locator("[data-count]")).ToHaveTextAsync("3");
        var address = new Uri(giver.Page.Url).AbsolutePath;

        await using var taker = await portal.OpenAsync(Role.Administrator);
        await taker.GoAsync(address);
        await Assertions.Expect(taker.Page.Locator("[data-receive]")).ToBeVisibleAsync();
        await Assertions.Expect(taker.Page.Locator("[data-count]")).ToHaveCountAsync(0);
        await FillAsync(taker, taker.T("stock.counted"), "3");
        await FillAsync(taker, taker.T("stock.summed"), "30000");
        await taker.Page.Locator("[data-receive]").ClickAsync();
        await Assertions.Expect(taker.Page.Locator("[data-slip]")).ToBeVisibleAsync();
        await taker.GoAsync((await taker.Page.Locator("[data-slip]").GetAttributeAsync("href"))!);
        await Assertions.Expect(taker.Page.Locator(".paper")).ToContainTextAsync(paper[2].Serial);
        Assert.Equal(3, await db.Vouchers.CountAsync(v => v.DrawerId == drawer.Id));
    }

    private static async Task FillAsync(Window window, string label, string text)
    {
        var field = window.Page.GetByLabel(label).First;
        await field.FillAsync(text);
        await field.BlurAsync();
        await window.SettleAsync();
    }
}
