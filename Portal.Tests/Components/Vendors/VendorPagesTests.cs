using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;
using Portal.Tests.Hosting;

namespace Portal.Tests.Components.Vendors;

/// <summary>The list and the record of vendors in a real browser, over the real portal.</summary>
public sealed class VendorPagesTests
{
    private static readonly Actor Admin = Actor.System("test");

    [Fact]
    public async Task Suspend_FromTheList_TakesFourActs()
    {
        await using var host = await PortalHost.StartAsync();
        var code = await VendorAsync(host);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        var page = await SignInAsync(host, browser);
        await page.GotoAsync(host.Address + "vendors");
        await WaitForCircuitAsync(page);

        await page.GetByRole(AriaRole.Checkbox, new() { Name = code }).ClickAsync();
        await page.Locator(".picked").GetByRole(AriaRole.Button, new() { Name = "영업 정지" }).ClickAsync();
        await page.Locator("dialog[open] textarea").FillAsync("위생 점검 거부");
        await page.Locator("dialog[open] .btn.s").ClickAsync();

        await Assertions.Expect(page.Locator("tbody .tag.s")).ToHaveTextAsync("영업 불가");
        var vendor = await host.Services.GetRequiredService<VendorQueries>().GetAsync(Admin, code);
        Assert.Equal("위생 점검 거부", vendor.Value.Suspended!.Reason);
    }

    [Fact]
    public async Task Record_OfASuspendedVendor_SaysWhyAndByWhom()
    {
        await using var host = await PortalHost.StartAsync();
        var code = await VendorAsync(host);
        await host.Services.GetRequiredService<VendorService>().SuspendAsync(Make.Actor(name: "정지한 사람"), code, "원산지 거짓 표시");
        using var client = await host.SignInAsync(Role.Inspector);
        var record = System.Net.WebUtility.HtmlDecode(await client.GetStringAsync("/vendors/" + code));
        Assert.Contains("원산지 거짓 표시", record, StringComparison.Ordinal);
        Assert.Contains("정지한 사람", record, StringComparison.Ordinal);
        Assert.Contains("김**", record, StringComparison.Ordinal);
        Assert.DoesNotContain("김가람", record, StringComparison.Ordinal);
        Assert.DoesNotContain("영업 재개</button>", record, StringComparison.Ordinal);
    }

    private static async Task<string> VendorAsync(PortalHost host)
    {
        await host.Services.GetRequiredService<MarketService>().CreateAsync(Admin, new MarketEdit { Code = "SB", NameKo = "시범시장", AddressRoad = "부산광역시 중구 시험로 1" });
        var made = await host.Services.GetRequiredService<VendorService>().CreateAsync(Admin, new VendorEdit { Market = "SB", TradeName = "가람수산", NoNumberReason = "노점", Owner = "김가람", Phone = "051-123-4821" });
        return made.Value;
    }

    private static async Task<IPage> SignInAsync(PortalHost host, IBrowser browser)
    {
        var user = await host.AddUserAsync(Role.MarketManager);
        var page = await (await browser.NewContextAsync(new() { Locale = "ko-KR" })).NewPageAsync();
        await page.GotoAsync(host.Address + "sign-in");
        await page.Locator("[name=userName]").FillAsync(user.UserName);
        await page.Locator("[name=password]").FillAsync(PortalHost.Password);
        await page.Locator("form:has([name=password]) button").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        return page;
    }

    // The palette's script marks itself when the page answers clicks.
    private static async Task WaitForCircuitAsync(IPage page)
    {
        await page.Locator("#palette[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator("tbody tr td").Nth(2).ClickAsync();
        await Assertions.Expect(page.Locator(".grid-side")).ToBeVisibleAsync();
    }
}
