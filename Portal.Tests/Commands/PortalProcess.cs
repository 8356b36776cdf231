using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Portal.Tests.Storage;

namespace Portal.Tests.Commands;

/// <summary>What a command answered.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error);

/// <summary>The executable itself, as people start it: from another folder, on a SQLite file of its own.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string> environment = [];
    private Process? server;

    public PortalProcess()
    {
        environment["Database__Provider"] = "sqlite";
        environment["ConnectionStrings__Portal"] = $"Data Source={Path.Combine(Folder, "portal.db")}";
        environment["ASPNETCORE_ENVIRONMENT"] = "Production";
    }

    /// <summary>Over a database that is there already, and stays.</summary>
    public PortalProcess(TestDatabase database)
        : this()
    {
        environment["Database__Provider"] = database.Provider.ToString().ToLowerInvariant();
        environment["ConnectionStrings__Portal"] = database.Factory.Options.ConnectionString;
        environment["Data__Path"] = database.Folder;
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("portal-test-").FullName;

    public HttpClient Http { get; private set; } = new();

    /// <summary>Sets an environment variable, as <c>Proxy__Networks</c>, for everything started from here on.</summary>
    public void Set(string name, string value) => environment[name] = value;

    /// <summary>The executable; another one may take over the folder once the server has ended.</summary>
    public string Program { get; set; } = Path.Combine(AppContext.BaseDirectory, "Portal.dll");

    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await process.WaitForExitAsync(limit.Token);
        return new CommandResult(process.ExitCode, await output, await error);
    }

    /// <summary>Runs a command that must be done.</summary>
    public async Task<string> DoAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.ExitCode} {result.Error} {result.Output}");
        return result.Output;
    }

    /// <summary>Serves on a free port, and waits until the portal says that it is ready.</summary>
    public async Task ServeAsync()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Http.Dispose();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}") };
        free.Stop();
        server?.Dispose();
        server = Start("serve", "--urls", Http.BaseAddress.GetLeftPart(UriPartial.Authority));
        var log = new System.Text.StringBuilder();
        server.OutputDataReceived += (_, line) => Note(log, line.Data);
        server.ErrorDataReceived += (_, line) => Note(log, line.Data);
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await IsReadyAsync(limit.Token))
        {
            Assert.False(server.HasExited, "The server ended: " + log);
            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>Sends SIGTERM and answers the exit code and how long the end took.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> TerminateAsync()
    {
        var clock = Stopwatch.StartNew();
        using var kill = Process.Start("kill", ["-TERM", server!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await server.WaitForExitAsync(limit.Token);
        return (server.ExitCode, clock.Elapsed);
    }

    /// <summary>Ends the server as a power cut does.</summary>
    public async Task KillAsync()
    {
        if (server is { HasExited: false })
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await KillAsync();
        server?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static void Note(System.Text.StringBuilder log, string? line)
    {
        lock (log)
            log.AppendLine(line);
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException refused) when (refused.InnerException is SocketException)
        {
            return false;
        }
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
