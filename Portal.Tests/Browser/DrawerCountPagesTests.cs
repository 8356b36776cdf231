using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Counts;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>A drawer is counted at the close, in Korean: once wrong, without being shown the book, then right; a difference is noted by a second person.</summary>
[Collection(DemoPortal.Collection)]
public sealed class DrawerCountPagesTests(DemoPortal portal)
{
    [BrowserFact]
    public async Task Drawer_CountedWrongThenRight_IsDone_AndADifferenceIsNotedByAnother()
    {
        var desk = await DemoVoucherCounter.OfAsync(portal.Host, DemoPortal.SignInOf(Role.VoucherOfficer).Email);
        await desk.PrintAsync(VoucherKind.Paper, 10_000, 3);
        var drawer = VoucherDesk.Done(await desk.Get<DrawerCountQueries>().TodayAsync(desk.Officer)).Single(d => d.OwnerId == desk.Officer.OwnerId);
        await using var officer = await portal.OpenAsync(Role.VoucherOfficer);
        await officer.GoAsync(PortalUrls.DrawerCounts);
        await officer.Page.Locator($"[data-drawer='{drawer.DrawerId}'] [data-count]").ClickAsync();
        await FillAsync(officer, _ => 0);
        await officer.Page.ReachAsync(new Regex("/voucher-counts/C"));
        await Assertions.Expect(officer.Page.Locator("main .head .tag")).ToHaveTextAsync("불일치");
        await using var db = portal.Host.Database.Open();
        await Assertions.Expect(officer.Page.Locator("main table td[data-label='장부 매수']").First).ToHaveTextAsync("–");

        var book = await DrawerBook.ReadAsync(db, db.VoucherDrawers.Where(d => d.Id == drawer.DrawerId), drawer.Day, CancellationToken.None);
        await officer.Page.Locator("[data-count]").ClickAsync();
        await FillAsync(officer, i => book[i].Pieces);
        await Assertions.Expect(officer.Page.Locator("main .head .tag")).ToHaveTextAsync("일치");

        await using var approver = await portal.OpenAsync(Role.VoucherApprover);
        await approver.GoAsync(PortalUrls.DrawerCount(Pages.Count));
        await Assertions.Expect(approver.Page.Locator("main")).ToContainTextAsync("한 장을 찾는 중입니다");
        await approver.Page.Locator("[data-confirm]").ClickAsync();
        await approver.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "차이 확인", Exact = true }).ClickAsync();
        await Assertions.Expect(approver.Page.Locator("main .head .tag")).ToHaveTextAsync("차이 확인됨");
    }

    /// <summary>Fills the open sheet, line by line, and saves it.</summary>
    private static async Task FillAsync(Window window, Func<int, int> pieces)
    {
        var fields = window.Page.Locator("dialog[open] form input");
        await Assertions.Expect(fields.First).ToBeVisibleAsync();
        for (var (i, count) = (0, await fields.CountAsync()); i < count; i++)
        {
            await fields.Nth(i).FillAsync(pieces(i).ToString(CultureInfo.InvariantCulture));
            await fields.Nth(i).BlurAsync();
        }

        await window.SettleAsync();
        await window.Page.Locator("dialog[open] [data-counted]").ClickAsync();
    }
}
