using Portal.Components.Pages.Markets;
using Portal.Domain.Markets;

namespace Portal.Tests.Markets;

public sealed class MapViewTests
{
    [Fact]
    public void Fit_AllPlaces_LieInTheDrawing()
    {
        var places = new[] { Place("A", 33.2, 126.2), Place("B", 38.2, 128.6), Place("C", 35.1, 129.0) };
        var view = MapView.Fit(places);
        Assert.All(places, p =>
        {
            var at = view.ToDrawing(p.LatitudeE6 / 1e6, p.LongitudeE6 / 1e6);
            Assert.InRange(at.X, 0, MapView.Width);
            Assert.InRange(at.Y, 0, MapView.Height);
        });
    }

    [Fact]
    public void Zoomed_AroundAPoint_LeavesItWhereItIs()
    {
        var view = new MapView(36, 128, 7);
        var (latitude, longitude) = view.ToDegrees(300, 200);
        var at = view.Zoomed(4, 300, 200).ToDrawing(latitude, longitude);
        Assert.Equal(300, at.X, 6);
        Assert.Equal(200, at.Y, 6);
    }

    [Fact]
    public void Clusters_CloseTogether_AreOneUntilZoomed()
    {
        var places = new[] { Place("A", 35.1001, 129.0001), Place("B", 35.1002, 129.0002) };
        Assert.Single(new MapView(35.1, 129, 6).Clusters(places));
        Assert.Equal(2, new MapView(35.10015, 129.00015, 18).Clusters(places).Count);
    }

    [Fact]
    public void Clusters_OfManyMarkets_NeverCoverEachOther()
    {
        var places = Enumerable.Range(0, 1_400).Select(i => Place("M" + i, 34 + (i * 37 % 421 / 100.0), 126.3 + (i * 53 % 307 / 100.0))).ToList();
        foreach (var zoom in (double[])[6, 7.3, 9, 11])
        {
            var clusters = new MapView(36.2, 127.8, zoom).Clusters(places);
            Assert.DoesNotContain(clusters, a => clusters.Any(b => a != b && a.Meets(b)));
        }
    }

    [Fact]
    public void Fit_OneOfManyFarOff_DoesNotDecide()
    {
        var places = Enumerable.Range(0, 200).Select(i => Place("M" + i, 35 + (i / 100.0), 127 + (i % 20 / 10.0))).ToList();
        var usual = MapView.Fit(places);
        Assert.Equal(usual, MapView.Fit([.. places, Place("WRONG", 35, 12)]));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("95,0,7")]
    [InlineData("36,127,99")]
    [InlineData(null)]
    public void Parse_NoWindow_IsNull(string? text) => Assert.Null(MapView.Parse(text));

    private static MarketPlace Place(string code, double latitude, double longitude) =>
        new(code, code, null, null, "R", MarketType.Permanent, MarketStatus.Active, (long)(latitude * 1e6), (long)(longitude * 1e6));
}
