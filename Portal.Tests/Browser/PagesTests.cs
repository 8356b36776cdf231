using Microsoft.AspNetCore.Components;

namespace Portal.Tests.Browser;

public sealed class PagesTests
{
    /// <summary>A page that is not in the list would be visited by no test.</summary>
    [Fact]
    public void List_EveryRouteOfThePortal_IsInIt()
    {
        var routes = typeof(Portal.Components.App).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes(typeof(RouteAttribute), false)).Select(r => ((RouteAttribute)r).Template).ToHashSet();
        var listed = Pages.All.Select(p => p.Route).ToHashSet();
        Assert.Empty(routes.Except(listed));
        Assert.Empty(listed.Except(routes));
    }

    [Fact]
    public void List_RightsOfPages_AreThoseThatTheyAskFor()
    {
        var wrong = from type in typeof(Portal.Components.App).Assembly.GetTypes()
                    from route in type.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>()
                    let needs = type.GetCustomAttributes(typeof(Portal.Access.NeedsAttribute), false).Cast<Portal.Access.NeedsAttribute>().SingleOrDefault()?.Right
                    from page in Pages.All.Where(p => p.Route == route.Template && p.Right != needs)
                    select $"{page.Name}: {page.Right} in the list, {needs} on the page";
        Assert.Empty(wrong);
    }
}
