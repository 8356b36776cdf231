using System.Globalization;
using System.Reflection;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Portal.Components.Layout;
using Portal.Resources;

namespace Portal.Tests.Components;

public sealed partial class NavigationTests
{
    private static readonly IReadOnlyList<NavigationEntry> Entries = [.. Navigation.Groups.SelectMany(g => g.Entries)];

    [Fact]
    public void Groups_EveryEntry_HasAPage()
    {
        var routes = typeof(Navigation).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template).ToHashSet();
        Assert.All(Entries, entry => Assert.Contains(entry.Url, routes));
    }

    [Fact]
    public void Groups_EveryName_IsWritten()
    {
        var keys = Navigation.Groups.Select(g => g.Key).Concat(Entries.Select(e => e.Key));
        Assert.All(keys, key => Assert.NotNull(Texts.Find(CultureInfo.GetCultureInfo("ko"), "nav." + key)));
    }

    [Fact]
    public void Icons_EveryNameInTheSource_IsDrawn()
    {
        var sprite = File.ReadAllText(Path.Combine(SourceTree.Root, "wwwroot-assets", "wwwroot", "icons.svg"));
        var drawn = Symbol().Matches(sprite).Select(m => m.Groups[1].Value).ToHashSet();
        var named = SourceTree.Files("Portal", "*.razor").SelectMany(f => Named().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).Concat(Entries.Select(e => e.Icon));
        Assert.All(named, name => Assert.Contains(name, drawn));
    }

    [Fact]
    public void Shown_PersonWithoutTheRight_SeesNeitherTheEntryNorItsEmptyGroup()
    {
        NavigationGroup[] groups = [new("open", [new("a", "today", "/a")]), new("closed", [new("b", "audit", "/b", user => user.IsInRole("auditor"))])];
        var auditor = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Role, "auditor")], "test"));
        Assert.Equal(["open"], Navigation.Shown(groups, new ClaimsPrincipal()).Select(g => g.Key));
        Assert.Equal(["open", "closed"], Navigation.Shown(groups, auditor).Select(g => g.Key));
    }

    [Theory]
    [InlineData("/", "home")]
    [InlineData("/nowhere", null)]
    public void At_Path_IsTheEntryItBelongsTo(string path, string? key) => Assert.Equal(key, Navigation.At(path)?.Entry.Key);

    [GeneratedRegex("<symbol id=\"([^\"]+)\"")]
    private static partial Regex Symbol();

    [GeneratedRegex("""<(?:Icon Name|EmptyState Icon)="([a-z-]+)["]""")]
    private static partial Regex Named();
}
