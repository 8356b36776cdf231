using System.Diagnostics;

namespace Portal.Tests.Commands;

/// <summary>The script without which a page loads and never comes to life: its bytes, from the built and from the published app, started from another folder.</summary>
public sealed class BrowserScriptTests
{
    private const int LeastBytes = 100_000;

    [Fact]
    public Task BuiltApp_ServesTheScript() =>
        AssertServedAsync(Directory.GetFiles(Path.Combine(SourceTree.Root, "Portal", "bin"), "Portal.dll", SearchOption.AllDirectories)
            .Where(f => !f.Contains("publish", StringComparison.Ordinal)).MaxBy(File.GetLastWriteTimeUtc)!);

    [Fact]
    public async Task PublishedApp_ServesTheScript()
    {
        var folder = Directory.CreateTempSubdirectory("portal-test-").FullName;
        var start = new ProcessStartInfo("dotnet", ["publish", "Portal", "--no-restore", "--no-build", "-o", folder, "-v", "q", "--nologo", "-c", Configuration()]) { WorkingDirectory = SourceTree.Root, RedirectStandardOutput = true };
        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, said);
        await AssertServedAsync(Path.Combine(folder, "Portal.dll"));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task AssertServedAsync(string program)
    {
        await using var portal = new PortalProcess(program);
        await portal.ServeAsync();
        var bytes = await portal.Http.GetByteArrayAsync(new Uri("/_framework/blazor.web.js", UriKind.Relative));
        Assert.True(bytes.Length > LeastBytes, $"The script has {bytes.Length} bytes.");
    }

    private static string Configuration() => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
}
