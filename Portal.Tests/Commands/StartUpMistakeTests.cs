using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Portal.Tests.Commands;

/// <summary>What a person gets wrong in the configuration is told in one line that says what to do.</summary>
public sealed class StartUpMistakeTests
{
    private const string Loopback = "http://127.0.0.1:5";

    [Theory]
    [InlineData("Proxy__Networks", "10.0.0.0/99", Loopback, "networks look like 10.0.0.0/8")]
    [InlineData("Database__Provider", "oracle", Loopback, "it can be sqlite, sqlserver or postgres")]
    [InlineData("ConnectionStrings__Portal", "Farbe=rot", Loopback, "ConnectionStrings:Portal is no connection string")]
    [InlineData("ConnectionStrings__Portal", "Data Source=/proc/portal/portal.db", Loopback, "The folder of the database, /proc/portal, cannot be written")]
    [InlineData("Keys__Path", "/proc/portal/keys", Loopback, "The folder of the keys, /proc/portal/keys, cannot be read or written")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "5081", null, "http://*:5081 would serve plain HTTP to other machines")]
    [InlineData("Kestrel__Endpoints__Web__Url", "http://0.0.0.0:5081", null, "would serve plain HTTP to other machines")]
    [InlineData("Logging__LogLevel__Default", "Warning", "http://[::]:5081", "would serve plain HTTP to other machines")]
    [InlineData("Logging__LogLevel__Default", "Warning", "nonsense", "one looks like http://localhost:5080")]
    public async Task Serve_Misconfigured_SaysWhatToDoInOneLine(string name, string value, string? urls, string sentence)
    {
        await using var portal = new PortalProcess();
        portal.Set(name, value);
        AssertOneLine(sentence, await portal.RunAsync(urls is null ? ["serve"] : ["serve", "--urls", urls]));
    }

    [Theory]
    [InlineData("", "ConnectionStrings:Portal is empty; postgres needs one")]
    [InlineData("Host=127.0.0.1;Port=5;Database=portal;Username=portal", "Check that the server runs, and ConnectionStrings:Portal")]
    public async Task ServeAndCommand_DatabaseServerNotReached_SayWhatToDoInOneLine(string connection, string sentence)
    {
        await using var portal = new PortalProcess();
        portal.Set("Database__Provider", "postgres");
        portal.Set("ConnectionStrings__Portal", connection);
        AssertOneLine(sentence, await portal.RunAsync("serve", "--urls", Loopback));
        AssertOneLine(sentence, await portal.RunAsync("verify"));
    }

    [Fact]
    public async Task Serve_PortInUse_SaysSoInOneLine()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var portal = new PortalProcess();
        AssertOneLine("End the program that listens there, or choose another address with --urls", await portal.RunAsync("serve", "--urls", $"http://{other.LocalEndpoint}"));
    }

    [Fact]
    public async Task ServeAndCommand_DatabaseOfANewerProgram_LeaveItAlone()
    {
        await using var portal = new PortalProcess();
        await portal.DoAsync("migrate");
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(portal.Folder, "portal.db")};Pooling=False"))
        {
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = "insert into \"__EFMigrationsHistory\" values ('29990101000000_Later', '11.0.0')";
            await command.ExecuteNonQueryAsync();
        }

        foreach (var arguments in (string[][])[["serve", "--urls", Loopback], ["migrate"], ["seed", "demo"]])
            AssertOneLine("of a newer Portal than this one (it has the migration 29990101000000_Later)", await portal.RunAsync(arguments));
    }

    private static void AssertOneLine(string sentence, CommandResult result)
    {
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(sentence, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
