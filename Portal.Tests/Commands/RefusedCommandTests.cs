using Microsoft.Data.Sqlite;
using Portal.Domain.Auditing;

namespace Portal.Tests.Commands;

/// <summary>What the commands refuse: each in one line that says why, with an exit code, and without touching anything.</summary>
public sealed class RefusedCommandTests
{
    /// <summary>Processes are slow to start, so the cases share one database.</summary>
    [Fact]
    public async Task Commands_WithWhatCannotBe_SayWhyInOneLine()
    {
        await using var portal = new PortalProcess();
        await portal.DoAsync("migrate");
        await portal.DoAsync("seed", "load", "--markets", "1", "--vendors", "2");
        string[] user = ["user", "create", "--name", "새 사람", "--email", "new@example.invalid", "--role"];
        string[] key = ["api-key", "create", "--name", "시험", "--role"];
        await portal.DoAsync([.. user, "inspector", "--market", "L0001"]);

        await AssertRefusedAsync(portal, 1, "userName", [.. user, "auditor"]);
        await AssertRefusedAsync(portal, 1, "no market with the code XX", [.. user, "inspector", "--market", "XX"]);
        await AssertRefusedAsync(portal, 1, "Give --market or --region, not both", [.. user, "inspector", "--market", "L0001", "--region", "x"]);
        await AssertRefusedAsync(portal, 2, "king", [.. user, "king"]);
        await AssertRefusedAsync(portal, 2, "--role", "user", "create", "--name", "x", "--email", "x@example.invalid");
        await AssertRefusedAsync(portal, 1, "no market with the code XX", [.. key, "terminal", "--market", "XX"]);
        await AssertRefusedAsync(portal, 1, "name", "api-key", "create", "--name", " ", "--role", "terminal");
        await AssertRefusedAsync(portal, 2, "king", [.. key, "king"]);
        await AssertRefusedAsync(portal, 1, "not the demo's", "seed", "demo");

        var copy = Path.Combine(portal.Folder, "copy");
        await portal.DoAsync("backup", copy);
        await AssertRefusedAsync(portal, 1, "--force", "restore", copy);
        await AssertRefusedAsync(portal, 1, copy, "backup", copy);
        await AssertRefusedAsync(portal, 1, "nowhere", "restore", Path.Combine(portal.Folder, "nowhere"), "--force");

        var heads = Path.Combine(portal.Folder, "heads.txt");
        await File.WriteAllTextAsync(heads, "nonsense\n");
        Assert.Equal(1, (await portal.RunAsync("verify", "--anchor", heads)).ExitCode);
    }

    [Fact]
    public async Task Verify_TailCutOff_IsFoundWithTheAnchorAlone()
    {
        await using var portal = new PortalProcess();
        await portal.ServeAsync();
        await portal.DoAsync("user", "create", "--name", "첫 사람", "--email", "first@example.invalid", "--role", "administrator");
        await portal.TerminateAsync();
        var heads = Path.Combine(portal.Folder, AuditAnchor.FileName);
        await portal.DoAsync("verify", "--anchor", heads);
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(portal.Folder, "portal.db")};Pooling=False"))
        {
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = "pragma foreign_keys=off; delete from AuditSeals where Number = (select max(Number) from AuditSeals); delete from AuditEntries where Id not in (select AuditId from AuditSeals)";
            await command.ExecuteNonQueryAsync();
        }

        Assert.Equal(0, (await portal.RunAsync("verify")).ExitCode);
        var found = await portal.RunAsync("verify", "--anchor", heads);
        Assert.Equal(1, found.ExitCode);
        Assert.Contains("\"name\":\"audit-anchor\"", found.Output, StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(PortalProcess portal, int exitCode, string why, params string[] arguments)
    {
        var result = await portal.RunAsync(arguments);
        Assert.True(result.ExitCode == exitCode && result.Output.Length == 0, $"{string.Join(' ', arguments)}: {result.ExitCode} {result.Output} {result.Error}");
        Assert.Contains(why, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
