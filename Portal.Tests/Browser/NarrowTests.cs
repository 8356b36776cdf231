using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;

namespace Portal.Tests.Browser;

/// <summary>Records on a phone: every tab, with something in each table.</summary>
[Collection(DemoPortal.Walk)]
public sealed class NarrowTests(DemoPortal portal)
{
    private const int Width = 360;
    private static readonly Actor Admin = Actor.System("test");

    /// <summary>Resolves when the element has not scrolled for a tenth of a second.</summary>
    private const string StandsStill = "e => new Promise(done => { let at = e.scrollLeft, since = performance.now(); const look = now => { if (e.scrollLeft !== at) { at = e.scrollLeft; since = now; } now - since > 100 ? done() : requestAnimationFrame(look); }; requestAnimationFrame(look); })";

    public static TheoryData<string, string> Records => new()
    {
        { PortalUrls.Vendor("V000011"), "ko" },
        { PortalUrls.Vendor("V000011"), "en" },
        { PortalUrls.Market(DemoPortal.OwnMarket), "en" },
        { PortalUrls.Stall("SB-A-001"), "en" },
    };

    [BrowserTheory]
    [MemberData(nameof(Records))]
    public async Task Record_EveryTabOnAPhone_FitsAndItsTabIsInSight(string record, string language)
    {
        await FillAsync();
        await using var window = await portal.OpenAsync(Role.Administrator, new Look(language, "light", Width, 760));
        await window.GoAsync(record);
        var tabs = window.Page.Locator(".tab-row .tabs > a");
        for (var i = 0; i < await tabs.CountAsync(); i++)
        {
            // By the keyboard: the row follows.
            await tabs.Nth(i).PressAsync("Enter");
            await Assertions.Expect(tabs.Nth(i)).ToHaveAttributeAsync("aria-current", "page");
            await window.SettleAsync();
            var title = await tabs.Nth(i).InnerTextAsync();
            Assert.True(await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= Width, $"{record} {title} is wider than the window.");
            Assert.Equal(0, await window.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('.rows')].filter(r => r.scrollWidth > r.clientWidth + 1).length"));
            Assert.True(await tabs.Nth(i).EvaluateAsync<bool>("a => { const at = a.getBoundingClientRect(); return at.left >= 0 && at.right <= innerWidth; }"), $"{record} {title}: its tab is out of sight.");
        }
    }

    [BrowserFact]
    public async Task Tabs_WiderThanThePhone_SayThatThereAreMore()
    {
        await using var window = await portal.OpenAsync(Role.MarketManager, new Look("ko", "light", Width, 760));
        await window.GoAsync(PortalUrls.Vendor("V000011"));
        var row = window.Page.Locator(".tab-row");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-more", "right");
        var more = row.Locator(".tab-more.right");
        while (await more.IsVisibleAsync())
        {
            await more.ClickAsync();
            // The row glides: only when it stands does it say whether there is more.
            await row.Locator(".tabs").EvaluateAsync(StandsStill);
        }

        await Assertions.Expect(row).ToHaveAttributeAsync("data-more", "left");
        await Assertions.Expect(row.Locator("a").Last).ToBeInViewportAsync();
    }

    /// <summary>Whatever a tab can show is there: people, numbers, arrears, an account that waits, a device, a closure.</summary>
    private async Task FillAsync()
    {
        var services = portal.Host.Services;
        var day = new DateOnly(2026, 3, 5);
        if ((await services.GetRequiredService<Workers>().ListAsync(Admin, "V000011")).Count > 0)
            return;
        await services.GetRequiredService<Workers>().AddAsync(Admin, "V000011", "아르바이트하는사람", "판매 보조 및 배달", day);
        await services.GetRequiredService<MerchantNumbers>().AddAsync(Admin, "V000011", "한국시험카드주식회사", "123456789012345");
        await services.GetRequiredService<PayoutAccounts>().RequestAsync(Admin, "V000011", new PayoutAccountEdit("시험은행", "110-123-456789-01", "예금주이름이조금긴사람"));
        var tenancy = (await services.GetRequiredService<VendorQueries>().GetAsync(Admin, "V000011")).Value.Tenancies[0];
        await services.GetRequiredService<TenancyService>().AddArrearAsync(Admin, tenancy.Uid, day, 1_234_000, "두 달 치, 분할 납부 협의 중");
        await services.GetRequiredService<StallService>().AddDeviceAsync(Admin, "SB-A-001", DeviceKind.Scale, "SCALE-0000-0000-0001", "전자저울 시험형", day);
        await services.GetRequiredService<MarketService>().AddClosureAsync(Admin, DemoPortal.OwnMarket, day.AddYears(1), day.AddYears(1).AddDays(2), "시설 보수 공사");
    }
}
