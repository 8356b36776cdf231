namespace Portal.Tests.Browser;

/// <summary>Pictures of every page for people to look at; eng/screenshots.sh sets PORTAL_SCREENSHOTS to the folder that they go to.</summary>
[Collection(DemoPortal.Collection)]
public sealed class ScreenshotTests(DemoPortal portal)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PORTAL_SCREENSHOTS");

    private static readonly (string Name, Func<string, Look> Look)[] Looks =
    [
        ("light", language => new Look(language)),
        ("dark", language => new Look(language, "dark")),
        ("360", language => new Look(language, "light", 360, 760)),
    ];

    public static TheoryData<string> Names => Pages.Names;

    [ScreenshotTheory]
    [MemberData(nameof(Names))]
    public async Task Page_InEveryLook_IsPictured(string name)
    {
        var page = Pages.Named(name);
        foreach (var language in (string[])["ko", "en"])
        {
            foreach (var (kind, look) in Looks)
            {
                await using var window = await portal.OpenAsync(page.IsPublic ? null : page.Reader, look(language));
                await window.GoAsync(page.Url);
                var wide = await window.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth");
                await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, $"{name}.{language}.{kind}.png"), FullPage = kind == "360" });
                Assert.False(wide, $"{page.Url} ({window.Look}) is wider than the window.");
            }
        }
    }
}

/// <summary>Runs only when somebody asked for pictures.</summary>
internal sealed class ScreenshotTheoryAttribute : TheoryAttribute
{
    public ScreenshotTheoryAttribute() => Skip = Chromium.SkipReason
        ?? (Environment.GetEnvironmentVariable("PORTAL_SCREENSHOTS") is { Length: > 0 } ? null : "Pictures are taken by eng/screenshots.sh.");
}
