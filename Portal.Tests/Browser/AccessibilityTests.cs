using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Xunit.Abstractions;

namespace Portal.Tests.Browser;

/// <summary>
/// axe on every page and everything that opens over it. A run looks at each page in one language and theme, chosen by a seed that is printed
/// (PORTAL_TEST_SEED sets it); with PORTAL_AXE_ALL=1, as eng/axe.sh sets it, in all of them.
/// </summary>
[Collection(DemoPortal.Collection)]
public sealed class AccessibilityTests(DemoPortal portal, ITestOutputHelper output)
{
    private static readonly Look[] Looks = [.. from language in Portal.Resources.Texts.Languages from theme in (string[])["light", "dark"] select new Look(language, theme)];

    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("PORTAL_TEST_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next(10_000);

    private static readonly bool All = Environment.GetEnvironmentVariable("PORTAL_AXE_ALL") == "1";

    public static TheoryData<string> Names => Pages.Names;

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public async Task Page_WithEverythingThatOpensOverIt_HasNothingSerious(string name)
    {
        output.WriteLine($"PORTAL_TEST_SEED={Seed}");
        var page = Pages.Named(name);
        var index = Pages.All.ToList().IndexOf(page);
        var problems = new List<string>();
        foreach (var look in All ? Looks : [Looks[(Seed + index) % Looks.Length]])
        {
            output.WriteLine(look.ToString());
            await using var window = await portal.OpenAsync(page.IsPublic ? null : page.Reader, look);
            await window.GoAsync(page.Url);
            problems.AddRange(await ProblemsAsync(window, look.ToString()));
            await PopUps.EachAsync(window, ofTheFrame: false, async what => problems.AddRange(await ProblemsAsync(window, $"{look}, {what}")));
            if (page.Route == PortalUrls.Home)
                await PopUps.EachAsync(window, ofTheFrame: true, async what => problems.AddRange(await ProblemsAsync(window, $"{look}, {what}")));
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static async Task<IEnumerable<string>> ProblemsAsync(Window window, string where)
    {
        var result = await window.Page.RunAxe();
        return result.Violations.Where(v => v.Impact is "serious" or "critical")
            .SelectMany(v => v.Nodes.Select(n => $"{where}: {v.Id}: {n.Target} {n.Html[..Math.Min(n.Html.Length, 160)]} {string.Join(' ', n.Any.Select(a => a.Message))}")).Distinct();
    }
}
