using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Portal.Tests.Hosting;

namespace Portal.Tests.Commands;

/// <summary>The script without which a page loads and never comes to life: its bytes, from the built and from the published app, started from another folder.</summary>
public sealed partial class BrowserScriptTests
{
    private const int LeastBytes = 100_000;

    /// <summary>Every kind of page names the script; what stands at the address that it names is read.</summary>
    [Fact]
    public async Task BuiltAndPublishedApp_ServeTheScriptThatTheirPagesName()
    {
        await using var portal = new PortalProcess();
        await portal.DoAsync("migrate");
        var manager = (await portal.DoAsync("seed", "demo")).Split('\n').Single(line => line.StartsWith("market-manager ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var program in (string[])[Built(), await PublishAsync(Path.Combine(portal.Folder, "published"))])
        {
            portal.Program = program;
            await portal.ServeAsync();
            foreach (var url in (string[])[PortalUrls.SignIn, PortalUrls.Error, PortalUrls.PublicStall("SB-A-001")])
                await AssertScriptAsync(portal.Http, url);
            using var answer = await PortalHost.PostAsync(portal.Http, PortalUrls.SignIn, ("userName", manager[1]), ("password", manager[2]));
            foreach (var url in (string[])[PortalUrls.Home, PortalUrls.Vendors, PortalUrls.PrintVendor("V000001")])
                await AssertScriptAsync(portal.Http, url);
            await portal.TerminateAsync();
        }
    }

    private static string Built() => Directory.GetFiles(Path.Combine(SourceTree.Root, "Portal", "bin"), "Portal.dll", SearchOption.AllDirectories)
        .Where(f => !f.Contains("publish", StringComparison.Ordinal)).MaxBy(File.GetLastWriteTimeUtc)!;

    private static async Task<string> PublishAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["publish", "Portal", "--no-restore", "--no-build", "-o", folder, "-v", "q", "--nologo", "-c", Configuration()]) { WorkingDirectory = SourceTree.Root, RedirectStandardOutput = true };
        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, said);
        return Path.Combine(folder, "Portal.dll");
    }

    private static async Task AssertScriptAsync(HttpClient client, string url)
    {
        using var page = await client.GetAsync(new Uri(url, UriKind.Relative));
        Assert.Equal(url, page.RequestMessage!.RequestUri!.AbsolutePath);
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("<base href=\"/\"", html, StringComparison.Ordinal);
        var source = Assert.Single(Source().Matches(html)).Groups[1].Value;
        using var answer = await client.GetAsync(new Uri("/" + source, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(bytes.Length > LeastBytes, $"{url} names {source}, which has {bytes.Length} bytes.");
    }

    [GeneratedRegex("<script src=\"(_framework/blazor\\.web\\.[^\"]*js)\"")]
    private static partial Regex Source();

    private static string Configuration() => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
}
