using System.Text.Json;
using Portal.Domain.Auditing;

namespace Portal.Tests.Commands;

public sealed class CommandLineTests
{
    /// <summary>One life of a portal, told by its commands: processes are slow to start, so the steps share one.</summary>
    [Fact]
    public async Task Commands_FromMigrateToVerify_DoWhatTheySay()
    {
        await using var portal = new PortalProcess();
        var early = await portal.RunAsync("verify");
        Assert.Equal((1, ""), (early.ExitCode, early.Output));
        Assert.Single(early.Error.TrimEnd().Split('\n'));
        Assert.Equal("", await portal.DoAsync("migrate"));

        var signIns = (await portal.DoAsync("seed", "demo")).TrimEnd().Split('\n');
        Assert.Equal(11, signIns.Length);
        Assert.Contains(signIns, line => line.StartsWith("market-manager ", StringComparison.Ordinal) && line.Contains(" manager@demo.invalid ", StringComparison.Ordinal));

        await portal.ServeAsync();
        Assert.Equal("ok", await portal.Http.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
        Assert.StartsWith("pk_", (await portal.DoAsync("api-key", "create", "--name", "시험", "--role", "terminal", "--market", "SB")).TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        await AssertVerifiesAsync(portal);
        await portal.DoAsync("backup", Path.Combine(portal.Folder, "copy.zip"));

        var (exitCode, took) = await portal.TerminateAsync();
        Assert.Equal(0, exitCode);
        Assert.True(took < TimeSpan.FromSeconds(10), $"The end took {took}.");
        var heads = Path.Combine(portal.Folder, AuditAnchor.FileName);
        Assert.NotEmpty(await AuditAnchor.ReadAsync(heads));
        await AssertVerifiesAsync(portal, "--anchor", heads);

        Assert.Equal(0, (await portal.RunAsync("user", "create", "--name", "새 관리자", "--email", "new@example.invalid", "--role", "administrator")).ExitCode);
        var refused = await portal.RunAsync("seed", "demo");
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("not the demo's", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4_096)]
    public async Task Verify_DamagedFile_Exits1AndSaysSo(int from)
    {
        await using var portal = new PortalProcess();
        await portal.DoAsync("migrate");
        await using (var file = new FileStream(Path.Combine(portal.Folder, "portal.db"), FileMode.Open))
        {
            file.Position = from;
            await file.WriteAsync(new byte[200_000]);
        }

        var result = await portal.RunAsync("verify");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("damaged", result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api-key", "create", "--name", "x", "--role", "king")]
    [InlineData("seed", "load", "--markets", "0", "--vendors", "1")]
    [InlineData("seed", "load", "--markets", "1", "--vendors", "5", "--stalls", "4")]
    [InlineData("frobnicate")]
    [InlineData("backup")]
    public async Task Run_CalledWrongly_Exits2WithOneLineOnStandardError(params string[] arguments)
    {
        await using var said = new StringWriter();
        await using var complained = new StringWriter();
        Assert.Equal(2, await Portal.Commands.CommandLine.RunAsync(arguments, said, complained));
        Assert.Equal("", said.ToString());
        Assert.Single(complained.ToString().TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(true, "serve", "--urls", "http://localhost:1")]
    [InlineData(true, "--urls", "http://localhost:1")]
    [InlineData(false, "--help")]
    [InlineData(false, "serve", "--help")]
    [InlineData(false, "verify")]
    public void IsAskedFor_Arguments_TellServingFromCommands(bool serves, params string[] arguments) =>
        Assert.Equal(serves, Portal.Commands.ServeCommand.IsAskedFor(arguments));

    private static async Task AssertVerifiesAsync(PortalProcess portal, params string[] more)
    {
        using var answer = JsonDocument.Parse(await portal.DoAsync(["verify", .. more]));
        Assert.NotEmpty(answer.RootElement.GetProperty("checks").EnumerateArray());
        Assert.All(answer.RootElement.GetProperty("checks").EnumerateArray(), c => Assert.True(c.GetProperty("ok").GetBoolean() && c.GetProperty("rows").GetInt64() >= 0));
    }
}
