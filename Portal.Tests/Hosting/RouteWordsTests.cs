using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain;
using Portal.Tests.Browser;

namespace Portal.Tests.Hosting;

/// <summary>No record can have a code that its own page's address means differently.</summary>
[Collection(DemoPortal.Collection)]
public sealed class RouteWordsTests(DemoPortal portal)
{
    [Fact]
    public void Route_WordInTheCodesPlace_IsReserved()
    {
        var routes = portal.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.PathSegments.Select(Word).ToList()).ToList();
        var places = routes.Where(r => r.Contains(null)).Select(r => r[..r.IndexOf(null)]).Where(prefix => prefix.Count > 0).Distinct(new SameWords()).ToList();
        Assert.Contains(places, p => p is ["vendors"]);
        var free = from place in places
                   where place[^1] is "vendors" or "markets" or "stalls"
                   from route in routes
                   where route.Count > place.Count && route[place.Count] is not null && route.Take(place.Count).SequenceEqual(place)
                   where !Codes.IsReserved(route[place.Count]!)
                   select string.Join('/', route);
        Assert.Empty(free.Distinct());
    }

    [Theory]
    [InlineData("new")]
    [InlineData("Merge")]
    [InlineData("EXPORT")]
    public void Code_ThatIsAWordOfTheRoutes_IsRefused(string code)
    {
        var refusals = new List<Refusal>();
        Assert.Null(Codes.OfRecord(code, "code", 20, refusals));
        Assert.IsType<CodeReserved>(Assert.Single(refusals));
        Assert.Equal("NEW-1", Codes.OfRecord("new-1", "code", 20, []));
    }

    // A parameter has no word.
    private static string? Word(RoutePatternPathSegment segment) => segment.Parts is [RoutePatternLiteralPart literal] ? literal.Content : null;

    private sealed class SameWords : IEqualityComparer<List<string?>>
    {
        public bool Equals(List<string?>? x, List<string?>? y) => x is not null && y is not null && x.SequenceEqual(y);

        public int GetHashCode(List<string?> words) => words.Count;
    }
}
