namespace Portal.Tests.Browser;

/// <summary>The browser that the tests drive: the one that is installed, never a downloaded one.</summary>
internal static class Chromium
{
    /// <summary>The first has no windows to draw and needs a quarter of the time to start.</summary>
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

    /// <summary>Where it is; null when none is installed.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    public static string? SkipReason => Path is null ? "No Chromium, Chrome or Edge is installed here; eng/test.sh installs one." : null;
}

/// <summary>A test that drives a browser; skipped where none is installed.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.SkipReason;
}

/// <summary>Cases that drive a browser; skipped where none is installed.</summary>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.SkipReason;
}
