using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Portal.Domain.Lists;
using Portal.Tests.Lists;

namespace Portal.Tests.Components.Grid;

public sealed class GridSelectionTests : GridHost
{
    [Fact]
    public void Page_ThenAllMatching_ThenOneLess_IsAQueryWithAnException()
    {
        var selection = ListSelection.None;
        var grid = Open("?f.name=e", p => p.Add(g => g.SelectionChanged, s => selection = s));

        grid.Find("thead input").Click();
        Assert.Equal(50, selection.Count(60));
        grid.Find(".picked .link").Click();
        grid.Find("tr[data-row='0'] input").Click();

        Assert.Equal(59, selection.Count(60));
        Assert.Equal(59, Booths.All.Selected(selection, Booths.List).Value.Count());
        Assert.Equal("true", grid.Find("thead input").GetAttribute("data-mixed"));
    }

    [Fact]
    public void Tick_WithShift_TicksTheRange()
    {
        var selection = ListSelection.None;
        var grid = Open("", p => p.Add(g => g.SelectionChanged, s => selection = s));

        grid.Find("tr[data-row='2'] input").Click();
        grid.Find("tr[data-row='5'] input").Click(new MouseEventArgs { ShiftKey = true });

        Assert.Equal(["X003", "X004", "X005", "X006"], selection.Codes.Order());
        Assert.Empty(grid.FindAll("aside"));
    }

    [Fact]
    public void AllMatching_OtherConditions_EndsTheSelection()
    {
        var selection = ListSelection.None;
        var grid = Open("", p => p.Add(g => g.SelectionChanged, s => selection = s));
        grid.Find("thead input").Click();
        grid.Find(".picked .link").Click();

        Navigation.NavigateTo("/booths?f.zone=N");

        grid.WaitForAssertion(() => Assert.Equal(0, selection.Count(30)));
    }

    [Fact]
    public void AllMatching_OtherPage_StaysSelected()
    {
        var grid = Open();
        grid.Find("thead input").Click();
        grid.Find(".picked .link").Click();

        Navigation.NavigateTo("/booths?page=2");

        grid.WaitForAssertion(() => Assert.Equal(10, grid.FindAll("tr.ticked").Count));
    }
}
