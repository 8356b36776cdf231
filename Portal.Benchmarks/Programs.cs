using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Portal.Benchmarks;

/// <summary>Starts other programs.</summary>
internal static class Programs
{
    /// <summary>Runs to the end with our own output and error; answers the exit code.</summary>
    public static async Task<int> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Runs to the end; what it prints goes to standard error. False when it fails.</summary>
    public static async Task<bool> DoAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = Quiet(program, arguments, environment);
        using var process = Process.Start(start)!;
        Forward(process);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            Figures.Note($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
        return process.ExitCode == 0;
    }

    /// <summary>Runs to the end; answers the last line of what it prints, or null, with a note, when it fails.</summary>
    public static async Task<string?> LastLineAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        using var process = Process.Start(Quiet(program, arguments, environment))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
            return (await output).TrimEnd().Split('\n')[^1];
        Figures.Note($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}");
        return null;
    }

    /// <summary>A port of this machine that nobody listened on just now.</summary>
    public static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>A program whose output is read, started with these variables.</summary>
    public static ProcessStartInfo Quiet(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return start;
    }

    /// <summary>Passes what the program prints on to standard error.</summary>
    public static void Forward(Process process)
    {
        process.OutputDataReceived += (_, line) => Pass(line.Data);
        process.ErrorDataReceived += (_, line) => Pass(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What precedes our own arguments: our assembly when <c>dotnet</c> runs it, nothing otherwise.</summary>
    public static IReadOnlyList<string> Own() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Programs).Assembly.Location] : [];

    private static void Pass(string? line)
    {
        if (!string.IsNullOrEmpty(line))
            Figures.Note("  " + line);
    }
}
