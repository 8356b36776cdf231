using Bunit;
using Portal.Components.Shared.Grid;
using Portal.Domain.Lists;

namespace Portal.Tests.Components.Grid;

public sealed class GridConditionsTests : GridHost
{
    [Fact]
    public void Choice_TwoTickedAndApplied_FiltersAndBecomesAChip()
    {
        var grid = Open();

        grid.Find(".chips button").Click();
        grid.FindAll(".cond-list input")[1].Change(true);
        Assert.Equal("", Address);
        grid.Find(".cond").Submit();

        grid.WaitForAssertion(() => Assert.Equal("?f.state=Taken", Address));
        Assert.Empty(grid.FindAll(".pop-box"));
        Assert.Contains("Taken", grid.Find(".chip.on").TextContent, StringComparison.Ordinal);
        grid.Find(".chip-x").Click();
        grid.WaitForAssertion(() => Assert.Equal("", Address));
    }

    [Theory]
    [InlineData("opened", "2026-01-01", "", "?f.opened=2026-01-01..")]
    [InlineData("area", "1,000", "2000", "?f.area=1000..2000")]
    [InlineData("sales", "", "₩12,000", "?f.sales=..12000")]
    public void Range_FromTheMenu_FiltersByIt(string key, string from, string to, string address)
    {
        var grid = Open();

        Edit(grid, key, from, to);

        grid.WaitForAssertion(() => Assert.Equal(address, Address));
    }

    [Theory]
    [InlineData("area", "12,5", "")]
    [InlineData("area", "9", "3")]
    [InlineData("opened", "2026-02-01", "2026-01-01")]
    public void Range_ThatMeansNothing_IsSaidAndNotApplied(string key, string from, string to)
    {
        var grid = Open();

        Edit(grid, key, from, to);

        Assert.NotEmpty(grid.FindAll(".cond-bad"));
        Assert.Equal("", Address);
    }

    [Fact]
    public void ClearAll_SearchAndConditions_AreGoneTheOrderStays()
    {
        var grid = Open("?q=X0&f.zone=N&f.card=no&sort=-code");

        grid.Find(".bar .link").Click();

        grid.WaitForAssertion(() => Assert.Equal("?sort=-code", Address));
    }

    [Fact]
    public void DataChoices_AreAskedOnceAndNamed()
    {
        var grid = Open("?f.zone=N", p => p.Add(g => g.Choices, _ => Task.FromResult<IReadOnlyList<GridChoice>>([new("N", "North"), new("S", "South")])));

        Assert.Contains("North", grid.Find(".chip.on").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void SavedView_SavedThenDeleted_IsATabInBetween()
    {
        var saved = new List<GridView>();
        var views = new GridViews(() => Task.FromResult<IReadOnlyList<GridView>>([.. saved]), v => { saved.Add(v); return Task.CompletedTask; }, n => { saved.RemoveAll(v => v.Name == n); return Task.CompletedTask; });
        var grid = Open("?f.zone=N&page=1&sel=X001", p => p.Add(g => g.Views, views));

        grid.Find(".tab-add").Click();
        grid.Find(".tabs input").Change("North");
        grid.Find(".tabs form").Submit();

        Assert.Equal([new("North", "f.zone=N")], saved);
        Assert.Equal("/booths?f.zone=N", grid.Find(".tab a").GetAttribute("href"));
        Assert.Equal("page", grid.Find(".tab a").GetAttribute("aria-current"));
        grid.Find(".tab .chip-x").Click();
        Assert.Empty(saved);
        Assert.Empty(grid.FindAll(".tab"));
    }

    [Fact]
    public void Pager_SizeAndPage_KeepTheFirstRowInSight()
    {
        var grid = Open("?size=25&page=3");

        grid.Find(".pager select").Change("50");

        grid.WaitForAssertion(() => Assert.Equal("?page=2", Address));
        grid.Find(".pager-page").Change("99");
        Assert.Equal("?page=2", Address);
        Assert.Equal("true", grid.Find("a[rel=next]").GetAttribute("aria-disabled"));
        Assert.Equal("/booths", grid.Find("a[rel=prev]").GetAttribute("href"));
    }

    private static void Edit(IRenderedComponent<RegistryGrid<Lists.BoothRow>> grid, string key, string from, string to)
    {
        var rest = Lists.Booths.List.Columns.Where(c => c.CanFilter && !c.Offered).ToList();
        grid.Find(".chip.add").Click();
        grid.FindAll(".pop-menu button")[rest.FindIndex(c => c.Key == key)].Click();
        grid.FindAll(".cond-range input")[0].Change(from);
        grid.FindAll(".cond-range input")[1].Change(to);
        grid.Find(".cond").Submit();
    }
}
