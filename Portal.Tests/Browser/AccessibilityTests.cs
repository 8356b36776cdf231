using System.Globalization;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Portal.Resources;
using Xunit.Abstractions;

namespace Portal.Tests.Browser;

/// <summary>
/// axe on every page and everything that opens over it or in it. A run looks at each page in one language and theme, chosen by a seed that is printed
/// (PORTAL_TEST_SEED sets it), and opens forms, menus and pop-overs, which the pages have in common, on a third of them; with PORTAL_AXE_ALL=1, as eng/axe.sh sets it, in all of them and on all.
/// </summary>
public abstract class AccessibilityTests(DemoPortal portal, ITestOutputHelper output)
{
    private static readonly string[] Themes = ["light", "dark"];

    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("PORTAL_TEST_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next(10_000);

    private const int OpensOnEvery = 3;

    private static readonly bool All = Environment.GetEnvironmentVariable("PORTAL_AXE_ALL") == "1";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>The pages of one of the two portals that are walked at once.</summary>
    private protected static TheoryData<string> Half(int which) => [.. Pages.All.Index().Where(p => p.Index % 2 == which).Select(p => p.Item.Name)];

    private protected async Task WalkAsync(string name)
    {
        output.WriteLine($"PORTAL_TEST_SEED={Seed}");
        var page = Pages.Named(name);
        var turn = Seed + Pages.All.ToList().IndexOf(page);
        var theme = Themes[turn % Themes.Length];
        var problems = new List<string>();
        foreach (var language in All ? Texts.Languages : [Texts.Languages[turn / Themes.Length % Texts.Languages.Count]])
        {
            await using var window = await portal.OpenAsync(page.IsPublic ? null : page.Reader, new Look(language, theme));
            await window.GoAsync(page.Url);
            await CheckAsync("page", "html");
            var opens = All || page.Route == PortalUrls.Home || turn % OpensOnEvery == 0;
            if (!opens)
                continue;
            await PopUps.EachFormAsync(window, page.Opens, what => CheckAsync(what, "dialog[open], main:not(:has(dialog[open]))"));
            await PopUps.EachAsync(window, ofTheFrame: page.Route == PortalUrls.Home, what => CheckAsync(what, PopUps.Open));

            async Task CheckAsync(string what, string where)
            {
                problems.AddRange(await ProblemsAsync(window, $"{language}, {theme}, {what}", where));
                if (!All)
                    return;
                var other = Themes.Single(t => t != theme);
                await SetThemeAsync(window, other);
                problems.AddRange(await ProblemsAsync(window, $"{language}, {other}, {what}", where, ["color-contrast"]));
                await SetThemeAsync(window, theme);
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private protected async Task FindAsync()
    {
        await using var window = await portal.OpenAsync(null);
        await window.GoAsync(PortalUrls.SignIn);
        await window.Page.EvaluateAsync("() => document.querySelector('main').append(new Image(9, 9))");
        Assert.StartsWith("page: image-alt: img", Assert.Single(await ProblemsAsync(window, "page", "main")), StringComparison.Ordinal);
    }

    private static async Task SetThemeAsync(Window window, string theme) => await window.Page.EvaluateAsync("theme => { document.documentElement.dataset.theme = theme; }", theme);

    /// <summary>What axe has against a part of a page; with rules, against these alone. There are no frames, so it runs in the page itself, which takes half the time of the package's own way.</summary>
    private static async Task<IEnumerable<string>> ProblemsAsync(Window window, string what, string where, string[]? rules = null)
    {
        if (!await window.Page.EvaluateAsync<bool>("() => 'axe' in window"))
            await window.Page.EvaluateAsync(Axe);
        var found = await window.Page.Locator(where).First.EvaluateAsync<string>(
            "async (part, rules) => JSON.stringify((await axe.run(part, { resultTypes: ['violations'], preload: false, ...rules && { runOnly: rules } })).violations)", rules);
        return JsonSerializer.Deserialize<Violation[]>(found, JsonSerializerOptions.Web)!.Where(v => v.Impact is "serious" or "critical")
            .SelectMany(v => v.Nodes.Select(n => $"{what}: {v.Id}: {string.Join(' ', n.Target)} {n.Html[..Math.Min(n.Html.Length, 160)]} {string.Join(' ', n.Any.Select(a => a.Message))}")).Distinct();
    }

    private sealed record Violation(string Id, string? Impact, Node[] Nodes);

    private sealed record Node(JsonElement[] Target, string Html, Check[] Any);

    private sealed record Check(string Message);
}

[Collection(DemoPortal.Walk)]
public sealed class AccessibilityEvenTests(DemoPortal portal, ITestOutputHelper output) : AccessibilityTests(portal, output)
{
    public static TheoryData<string> Names => Half(0);

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public Task Page_WithEverythingThatOpensOverIt_HasNothingSerious(string name) => WalkAsync(name);

    [BrowserFact]
    public Task PictureWithoutWords_IsReported() => FindAsync();
}

[Collection(DemoPortal.SecondWalk)]
public sealed class AccessibilityOddTests(DemoPortal portal, ITestOutputHelper output) : AccessibilityTests(portal, output)
{
    public static TheoryData<string> Names => Half(1);

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public Task Page_WithEverythingThatOpensOverIt_HasNothingSerious(string name) => WalkAsync(name);
}
