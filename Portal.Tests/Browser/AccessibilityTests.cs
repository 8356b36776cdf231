using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Portal.Resources;
using Xunit.Abstractions;

namespace Portal.Tests.Browser;

/// <summary>
/// axe on every page and everything that opens over it or in it. A run looks at each page in one language and theme, chosen by a seed that is printed
/// (PORTAL_TEST_SEED sets it), and opens menus and pop-overs, which the lists have in common, on a third of the pages; with PORTAL_AXE_ALL=1, as eng/axe.sh sets it, in all of them and on all.
/// </summary>
public abstract class AccessibilityTests(DemoPortal portal, ITestOutputHelper output)
{
    private static readonly string[] Themes = ["light", "dark"];

    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("PORTAL_TEST_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next(10_000);

    private const int PopUpsOnEvery = 3;

    private static readonly bool All = Environment.GetEnvironmentVariable("PORTAL_AXE_ALL") == "1";

    private static readonly AxeRunOptions Everything = new() { ResultTypes = new HashSet<ResultType> { ResultType.Violations } };

    /// <summary>A theme changes colours and nothing else.</summary>
    private static readonly AxeRunOptions Colours = new() { ResultTypes = new HashSet<ResultType> { ResultType.Violations }, RunOnly = RunOnlyOptions.Rules("color-contrast") };

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
            await PopUps.EachFormAsync(window, page.Opens, what => CheckAsync(what, "dialog[open], main:not(:has(dialog[open]))"));
            if (All || page.Route == PortalUrls.Home || turn % PopUpsOnEvery == 0)
                await PopUps.EachAsync(window, ofTheFrame: page.Route == PortalUrls.Home, what => CheckAsync(what, PopUps.Open));

            async Task CheckAsync(string what, string where)
            {
                problems.AddRange(await ProblemsAsync(window, $"{language}, {theme}, {what}", where, Everything));
                if (!All)
                    return;
                var other = Themes.Single(t => t != theme);
                await SetThemeAsync(window, other);
                problems.AddRange(await ProblemsAsync(window, $"{language}, {other}, {what}", where, Colours));
                await SetThemeAsync(window, theme);
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static async Task SetThemeAsync(Window window, string theme) => await window.Page.EvaluateAsync("theme => { document.documentElement.dataset.theme = theme; }", theme);

    private static async Task<IEnumerable<string>> ProblemsAsync(Window window, string what, string where, AxeRunOptions options)
    {
        var result = await window.Page.Locator(where).First.RunAxe(options);
        return result.Violations.Where(v => v.Impact is "serious" or "critical")
            .SelectMany(v => v.Nodes.Select(n => $"{what}: {v.Id}: {n.Target} {n.Html[..Math.Min(n.Html.Length, 160)]} {string.Join(' ', n.Any.Select(a => a.Message))}")).Distinct();
    }
}

[Collection(DemoPortal.Walk)]
public sealed class AccessibilityEvenTests(DemoPortal portal, ITestOutputHelper output) : AccessibilityTests(portal, output)
{
    public static TheoryData<string> Names => Half(0);

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public Task Page_WithEverythingThatOpensOverIt_HasNothingSerious(string name) => WalkAsync(name);
}

[Collection(DemoPortal.SecondWalk)]
public sealed class AccessibilityOddTests(DemoPortal portal, ITestOutputHelper output) : AccessibilityTests(portal, output)
{
    public static TheoryData<string> Names => Half(1);

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public Task Page_WithEverythingThatOpensOverIt_HasNothingSerious(string name) => WalkAsync(name);
}
