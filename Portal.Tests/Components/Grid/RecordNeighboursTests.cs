using Bunit;
using Portal.Components.Shared.Grid;
using Portal.Domain.Lists;
using Portal.Tests.Lists;

namespace Portal.Tests.Components.Grid;

public sealed class RecordNeighboursTests : GridHost
{
    [Fact]
    public void FromAFilteredList_LinksToItsNeighboursAndBack()
    {
        var nav = Show("f.zone=N&sort=-code", "X030");

        Assert.Equal("/booths?f.zone=N&sort=-code&sel=X030", nav.Find(".back").GetAttribute("href"));
        Assert.Null(nav.Find("[rel=prev]").GetAttribute("href"));
        Assert.Equal("/booths/X029?list=f.zone%3DN%26sort%3D-code", nav.Find("[rel=next]").GetAttribute("href"));
    }

    [Fact]
    public void FromAMalformedList_OnlyTheWayBack()
    {
        var nav = Show("page=0", "X030");

        Assert.NotEmpty(nav.FindAll(".back"));
        Assert.Empty(nav.FindAll("[rel]"));
    }

    [Fact]
    public void FromNoList_Nothing() => Assert.Equal("", Show(null, "X030").Markup.Trim());

    private IRenderedComponent<RecordNeighbours> Show(string? list, string code) => Render<RecordNeighbours>(p => p
        .Add(n => n.Text, list).Add(n => n.Code, code).Add(n => n.List, "/booths").Add(n => n.Record, c => "/booths/" + c)
        .Add(n => n.Find, (query, wanted) => Booths.All.NeighboursAsync(query, Booths.List, wanted)));
}
