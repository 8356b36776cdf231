using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components;
using Portal.Components.Layout;

namespace Portal.Tests.Components;

public sealed class LayoutTests : ShellContext
{
    private static readonly MarketOption[] Known = [new("SB", "시범시장", "부산"), new("JG", "중구시장", "서울")];

    [Fact]
    public async Task MarketChoice_AddressNamesAMarket_WinsOverTheCookie()
    {
        var market = Choice("vendors?market=JG");
        await market.StartAsync(Reader.Default with { Market = "SB", RecentMarkets = ["SB"] });
        Assert.Equal("JG", market.Code);
        Assert.Equal("시범시장", Assert.Single(market.Recent).Name);
        Assert.Equal("/stalls?market=JG", market.Keep("/stalls"));
    }

    [Fact]
    public async Task MarketChoice_UnknownMarket_IsAllMarkets()
    {
        var market = Choice("vendors?market=NOPE");
        await market.StartAsync(Reader.Default);
        Assert.Null(market.Code);
        Assert.Equal("/stalls", market.Keep("/stalls"));
    }

    [Fact]
    public async Task MarketChoice_OtherMarketInTheAddress_IsFollowedAndSaid()
    {
        var market = Choice("vendors?market=SB");
        await market.StartAsync(Reader.Default);
        var changed = 0;
        market.Changed += () => changed++;
        Services.GetRequiredService<NavigationManager>().NavigateTo("vendors?market=JG&page=3");
        await market.FollowAsync();
        await market.FollowAsync();
        Assert.Equal(("JG", 1), (market.Code, changed));
        Assert.Equal("/vendors?market=SB", market.Switch(Known[0]));
    }

    [Fact]
    public async Task PaletteSearch_Text_FindsPagesAndAsksEverySource()
    {
        Services.AddScoped<PaletteSource>(_ => (_, text, _) => Task.FromResult<IReadOnlyList<PaletteResult>>([new("상인", text, null, "vendor", "/v")]));
        var palette = Services.GetRequiredService<PaletteSearch>();
        Assert.Equal(["오늘", "오"], (await palette.FindAsync(new ClaimsPrincipal(), " 오 ", default)).Select(r => r.Text));
        Assert.DoesNotContain(await palette.FindAsync(new ClaimsPrincipal(), "", default), r => r.Kind == "상인");
        Assert.Empty(await palette.FindAsync(new ClaimsPrincipal(), new string('가', 1_000_000), default));
    }

    [Fact]
    public async Task JobCentre_RunningJob_CanBeStopped()
    {
        var asked = Guid.Empty;
        var feed = Services.GetRequiredService<JobFeed>();
        feed.CancelAsked += id => { asked = id; return Task.CompletedTask; };
        var centre = Render<JobCentre>();
        var job = new JobView(Guid.NewGuid(), "상인 가져오기", JobPhase.Running, 42, null, null, MayCancel: true);
        feed.Show([job]);
        centre.WaitForElement("progress");
        await centre.Find(".job button").ClickAsync(new());
        Assert.Equal(job.Id, asked);
    }

    [Fact]
    public void NavMenu_PresentPage_IsMarked()
    {
        var menu = Render<NavMenu>(p => p.AddCascadingValue(Reader.Default));
        Assert.Equal("오늘", menu.Find("a[aria-current=page] span").TextContent);
    }

    private MarketChoice Choice(string address)
    {
        Services.AddScoped<MarketSource>(_ => (_, question, _) => Task.FromResult<IReadOnlyList<MarketOption>>(
            [.. Known.Where(m => question.Codes?.Contains(m.Code) ?? m.Name.Contains(question.Text, StringComparison.Ordinal)).Take(question.Take)]));
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Services.GetRequiredService<MarketChoice>();
    }
}
