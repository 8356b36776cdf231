using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Portal.Components.Shared.Grid;
using Portal.Domain.Lists;
using Portal.Tests.Lists;

namespace Portal.Tests.Components.Grid;

public sealed class RegistryGridTests : GridHost
{
    [Fact]
    public void Open_AddressWithEverything_ShowsThatState()
    {
        var grid = Open("?q=rice&f.zone=S&sort=-code&size=25&cols=code:90,name&sel=X058&rows=dense");

        grid.WaitForAssertion(() => Assert.Equal("X060", Codes(grid)[0]));
        Assert.Equal(15, Codes(grid).Count);
        Assert.Equal(["code", "name"], grid.FindAll("th[data-key]").Select(th => th.GetAttribute("data-key")));
        Assert.Equal("descending", grid.Find("th[data-key=code]").GetAttribute("aria-sort"));
        Assert.Equal("X058", grid.Find("aside h2").TextContent);
        Assert.Equal("X058", grid.Find("tr[aria-current] a").TextContent);
        Assert.Contains("dense", grid.Find(".grid").ClassName, StringComparison.Ordinal);
        Assert.Contains("width:90px", grid.Find("col[data-key=code]").GetAttribute("style"), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MalformedAddress_SaysSoAndOffersTheWholeList()
    {
        var grid = Open("?page=0&tab=list");

        Assert.Equal("/booths?tab=list", grid.Find("[role=alert] a").GetAttribute("href"));
        Assert.Equal(0, Loads);
        Navigation.NavigateTo("/booths?tab=list");
        grid.WaitForAssertion(() => Assert.Equal(50, Codes(grid).Count));
    }

    [Fact]
    public void Open_UnknownCondition_Refused()
    {
        var grid = Open("?f.nothing=1");

        Assert.Contains("nothing", grid.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PageBeyondTheEnd_ShowsTheLast()
    {
        var grid = Open("?page=9");

        grid.WaitForAssertion(() => Assert.Equal(10, Codes(grid).Count));
        Assert.Equal("?page=2", Address);
    }

    [Fact]
    public void Sort_ClickThenShiftClick_SortsByBoth()
    {
        var grid = Open();

        grid.Find("th[data-key=name] .sort").Click();
        grid.Find("th[data-key=sales] .sort").Click(new MouseEventArgs { ShiftKey = true });

        grid.WaitForAssertion(() => Assert.Equal("?sort=name,sales", Address));
        Assert.Equal(["X001", "X003"], Codes(grid).Take(2));
    }

    [Fact]
    public void Sort_OwnOrder_IsShownAndTurned()
    {
        var grid = Open();

        Assert.Equal("ascending", grid.Find("th[data-key=code]").GetAttribute("aria-sort"));
        grid.Find("th[data-key=code] .sort").Click();
        grid.WaitForAssertion(() => Assert.Equal("X060", Codes(grid)[0]));
    }

    [Fact]
    public async Task Typed_Search_FindsAndReturnsToFirstPage()
    {
        var grid = Open("?page=2");

        await grid.InvokeAsync(() => grid.Instance.TypedAsync(" X01 "));

        grid.WaitForAssertion(() => Assert.Equal(10, Codes(grid).Count));
        Assert.Equal("?q=X01", Address);
    }

    [Fact]
    public async Task Typed_NulCharacter_RefusedWithoutLoad()
    {
        var grid = Open();

        await grid.InvokeAsync(() => grid.Instance.TypedAsync("a\0b"));

        Assert.NotEmpty(grid.FindAll("[role=alert]"));
        Assert.Equal(1, Loads);
    }

    [Fact]
    public void Columns_HideAndMove_ChangeTheAddressButLoadNothing()
    {
        var grid = Open();

        grid.FindAll(".bar-end > .pop > button")[^1].Click();
        grid.Find(".cols li:nth-child(2) input").Change(false);
        grid.Find(".cols li:nth-child(1) button:last-child").Click();

        Assert.Equal(["state", "code", "zone"], grid.FindAll("th[data-key]").Select(th => th.GetAttribute("data-key")!).Take(3));
        Assert.Contains("cols=state,code,zone", Uri.UnescapeDataString((string)JSInterop.Invocations["replaceUrl"][^1].Arguments[0]!), StringComparison.Ordinal);
        Assert.Equal(1, Loads);
    }

    [Fact]
    public void Columns_HeaderDroppedOnAnother_TakesItsPlace()
    {
        var grid = Open();

        grid.Find("th[data-key=sales]").DragStart();
        grid.Find("th[data-key=code]").Drop();

        Assert.Equal("sales", grid.Find("th[data-key]").GetAttribute("data-key"));
    }

    [Fact]
    public async Task Resized_OutOfBounds_IsHeldInBounds()
    {
        var grid = Open();

        await grid.InvokeAsync(() => grid.Instance.ResizedAsync(["code", "gone", "name"], [5, 100, 5_000]));

        Assert.Equal("width:48px", grid.Find("col[data-key=code]").GetAttribute("style"));
        Assert.Equal("width:900px", grid.Find("col[data-key=name]").GetAttribute("style"));
    }

    [Fact]
    public async Task Rows_ClickThenKeys_PanelFollowsAndEnterLeadsToTheRecord()
    {
        var grid = Open("?sort=-code");

        grid.Find("tr[data-row='2']").Click();
        Assert.Equal("X058", grid.Find("aside h2").TextContent);
        await grid.InvokeAsync(() => grid.Instance.FocusedAsync(3));

        Assert.Equal("X057", grid.Find("aside h2").TextContent);
        Assert.Equal("0", grid.Find("tr[data-row='3']").GetAttribute("tabindex"));
        Assert.Equal("/booths/X057?list=sort%3D-code", grid.Find("tr[data-row='3'] a[data-open]").GetAttribute("href"));
        await grid.InvokeAsync(grid.Instance.ClosePanelAsync);
        Assert.Empty(grid.FindAll("aside"));
    }

    [Fact]
    public void Export_Links_CarryConditionsOrderAndVisibleColumnsOfAllPages()
    {
        var grid = Open("?f.zone=N&sort=-code&page=2&size=25&cols=code:90,name", p => p.Add(g => g.ExportUrl, "/api/v1/booths/export"));

        grid.FindAll(".bar-end > .pop > button")[^2].Click();

        Assert.Equal("/api/v1/booths/export?format=xlsx&f.zone=N&sort=-code&cols=code,name", grid.Find(".pop-menu a").GetAttribute("href"));
    }

    [Fact]
    public void Totals_OtherPage_AreNotAskedAgain()
    {
        var asked = 0;
        var grid = Open("?f.zone=N", p => p.Add(g => g.Totals, (_, _) =>
        {
            asked++;
            return Task.FromResult<IReadOnlyList<GridTotal>>([new("Taken", "10", ListQuery.Everything.WithFilter("state", "Taken")), new("Sum", "₩1", AtEnd: true)]);
        }));

        Navigation.NavigateTo("/booths?f.zone=N&sort=-code");
        grid.WaitForAssertion(() => Assert.Equal("X030", Codes(grid)[0]));
        Assert.Equal(1, asked);
        Assert.Equal("/booths?f.state=Taken", grid.Find(".foot a").GetAttribute("href"));
        Navigation.NavigateTo("/booths?f.zone=S");
        grid.WaitForAssertion(() => Assert.Equal(2, asked));
    }

    [Fact]
    public void Empty_NoRowsAtAll_SaysWhatThePageSays()
    {
        var grid = Open("?f.name=nowhere");

        Assert.Contains("없습니다", grid.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Equal("0", grid.Find(".foot b").TextContent);
    }

    [Fact]
    public void Loading_FirstRows_ShowsTheirShape()
    {
        var never = new TaskCompletionSource<Domain.Outcome<Domain.Page<BoothRow>>>();
        var grid = Open("", load: (_, _) => never.Task);

        Assert.Equal(12, grid.FindAll("tr.skeleton").Count);
        Assert.Equal("true", grid.Find(".grid-scroll").GetAttribute("aria-busy"));
    }

    [Fact]
    public void Prerender_HandsItsRowsOver_SecondRenderLoadsNothing()
    {
        Open("?sort=-code");
        Persistent.TriggerOnPersisting();

        var second = Open("?sort=-code");

        Assert.Equal("X060", Codes(second)[0]);
        Assert.Equal(1, Loads);
    }

    [Fact]
    public void Load_OvertakenByANewer_IsNotShown()
    {
        var slow = new TaskCompletionSource<Domain.Outcome<Domain.Page<BoothRow>>>();
        BoothRow Row(string code) => new(code, code, BoothState.Free, null, null, null, DateTime.UnixEpoch, 1, new("KRW", 0), false);
        Domain.Outcome<Domain.Page<BoothRow>> Rows(string code) => new Domain.Page<BoothRow>([Row(code)], 1);
        var grid = Open("?q=slow", load: (query, _) => query.Search == "slow" ? slow.Task : Task.FromResult(Rows("new")));

        Navigation.NavigateTo("/booths?q=fast");
        grid.WaitForAssertion(() => Assert.Equal(["new"], Codes(grid)));
        slow.SetResult(Rows("old"));

        Assert.Equal(["new"], Codes(grid));
    }
}
