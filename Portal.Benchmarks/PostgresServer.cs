using System.Diagnostics;
using Npgsql;

namespace Portal.Benchmarks;

/// <summary>A PostgreSQL server of our own: its data in a temporary folder, on a free port, ended with the benchmark.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly string folder;

    private PostgresServer(Process process, string folder, int port)
    {
        (this.process, this.folder) = (process, folder);
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=portal";
    }

    /// <summary>The database need not exist: migrating makes it.</summary>
    public string ConnectionString { get; }

    /// <summary>Null, with a note, when PostgreSQL is not installed or does not start.</summary>
    public static async Task<PostgresServer?> StartAsync()
    {
        if (BinFolder() is not { } bin)
        {
            Figures.Note("PostgreSQL's server programs were not found: its figures are not measured.");
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("portal-bench-pg-").FullName;
        var data = Path.Combine(folder, "data");
        var port = Programs.FreePort();
        // PostgreSQL refuses to run as root.
        string[] other = Environment.UserName == "root" ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] : [];
        if (other.Length > 0)
            await Programs.DoAsync("chown", ["postgres", folder]);
        string[] init = [.. other, Path.Combine(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"];
        if (!await Programs.DoAsync(init[0], init[1..]))
            return null;
        string[] run = [.. other, Path.Combine(bin, "postgres"), "-D", data, "-p", $"{port}", "-k", folder, "-h", "127.0.0.1", "-c", "log_min_messages=fatal"];
        var process = Process.Start(Programs.Quiet(run[0], run[1..]))!;
        Programs.Forward(process);
        var server = new PostgresServer(process, folder, port);
        if (await server.AnswersAsync())
            return server;
        await server.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (!process.HasExited)
        {
            // SIGINT is PostgreSQL's fast shutdown; setpriv has become the server, so the id is the server's own.
            await Programs.DoAsync("kill", ["-INT", $"{process.Id}"]);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        var probe = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < StartTime && !process.HasExited; await Task.Delay(100))
        {
            try
            {
                await using var connection = new NpgsqlConnection(probe);
                await connection.OpenAsync();
                return true;
            }
            catch (NpgsqlException starting)
            {
                Figures.Note("  " + starting.Message);
            }
        }

        return false;
    }

    private static string? BinFolder()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian).OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var v) ? v : 0).Select(d => Path.Combine(d, "bin")) : [];
        return versions.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)).Concat(["/usr/local/bin", "/opt/homebrew/bin"])
            .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")));
    }
}
