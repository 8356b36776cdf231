using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Portal.Domain;

namespace Portal.Reports;

/// <summary>No browser that prints is installed on the server.</summary>
public sealed record BrowserMissing : Refusal;

/// <summary>The browser was started and gave no PDF.</summary>
public sealed record PrintFailed : Refusal;

/// <summary>The browser did not finish in time.</summary>
/// <param name="Seconds">How long it was given.</param>
public sealed record PrintTooSlow(int Seconds) : Refusal;

/// <summary>
/// Turns a printable page into a PDF: a fresh headless Chromium for each, which opens the page at the portal's own loopback address with a pass
/// that works once. At most two run at the same time.
/// </summary>
public sealed partial class ReportPrinter(IServer server, PrintPasses passes, IConfiguration configuration, ILogger<ReportPrinter> log) : IDisposable
{
    private const int Seconds = 60;

    /// <summary>Where Linux keeps files in memory.</summary>
    private const string Memory = "/dev/shm";
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge.exe", "chrome.exe"];
    private static readonly string[] Elsewhere =
    [
        @"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
        @"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
        @"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];

    private readonly SemaphoreSlim places = new(2);

    /// <summary>The browser that prints: <c>Reports:Browser</c>, else the first that is found; null when there is none.</summary>
    public string? Browser => configuration["Reports:Browser"] is { Length: > 0 } configured
        ? File.Exists(configured) ? configured : null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).Concat(Elsewhere.Select(Environment.ExpandEnvironmentVariables)).FirstOrDefault(File.Exists);

    /// <summary>Prints the page that the pass opens.</summary>
    /// <param name="seconds">How long the browser is given.</param>
    /// <param name="secret">True when the document is worth money: where the machine can, it then lies in memory until it is read.</param>
    public async Task<Outcome<byte[]>> PrintAsync(PrintPass pass, CancellationToken cancellation, int seconds = Seconds, bool secret = false)
    {
        if (Browser is not { } browser)
            return new BrowserMissing();
        await places.WaitAsync(cancellation);
        var folder = Directory.CreateTempSubdirectory("portal-print-").FullName;
        var place = secret ? PlaceOf(folder) : folder;
        var file = Path.Combine(place, "page.pdf");
        try
        {
            var address = Loopback() + PortalUrls.With(pass.Target, PrintPasses.Key, passes.Issue(pass));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(TimeSpan.FromSeconds(seconds));
            if (!await RunAsync(browser, Arguments(folder, file, address), limit.Token))
            {
                cancellation.ThrowIfCancellationRequested();
                return new PrintTooSlow(seconds);
            }

            return File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellation) : new PrintFailed();
        }
        finally
        {
            places.Release();
            Remove(folder);
            if (place != folder)
                Remove(place);
        }
    }

    public void Dispose() => places.Dispose();

    /// <summary>The portal's own address on this machine.</summary>
    private string Loopback()
    {
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(BindingAddress.Parse)
            .OrderBy(a => a.Scheme != Uri.UriSchemeHttp).FirstOrDefault(a => !a.IsUnixPipe) ?? throw new InvalidOperationException("The portal listens on no address of this machine.");
        var host = IPAddress.TryParse(bound.Host.Trim('[', ']'), out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) ? bound.Host : "localhost";
        return $"{bound.Scheme}://{host}:{bound.Port}";
    }

    private static List<string> Arguments(string folder, string file, string address)
    {
        List<string> arguments =
        [
            "--headless=new", "--disable-gpu", "--disable-extensions", "--disable-sync", "--disable-background-networking", "--no-first-run", "--no-default-browser-check",
            "--hide-scrollbars", "--no-pdf-header-footer", "--user-data-dir=" + Path.Combine(folder, "profile"), "--print-to-pdf=" + file,
        ];
        // Chromium's sandbox refuses to run as root, as services in containers do.
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
            arguments.Add("--no-sandbox");
        // The portal's certificate names the address outside, not this machine's.
        if (address.StartsWith("https:", StringComparison.Ordinal))
            arguments.Add("--ignore-certificate-errors");
        arguments.Add(address);
        return arguments;
    }

    /// <summary>False when the time was up; the browser and its children are then ended.</summary>
    private async Task<bool> RunAsync(string browser, List<string> arguments, CancellationToken limit)
    {
        using var process = Process.Start(new ProcessStartInfo(browser, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("The browser was not started.");
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(limit);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return false;
        }

        if (process.ExitCode != 0)
            LogFailed(process.ExitCode, (await errors).Trim());
        await Task.WhenAll(errors, output);
        return true;
    }

    /// <summary>A folder in memory, of the portal's account alone; where the machine has none, the one among its temporary files.</summary>
    private static string PlaceOf(string folder) => OperatingSystem.IsWindows() || !Directory.Exists(Memory)
        ? folder
        : Directory.CreateDirectory(Path.Combine(Memory, Path.GetFileName(folder)), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

    /// <summary>The browser's last helpers may still hold a file; what stays lies among the machine's temporary files.</summary>
    private void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException error)
        {
            LogLeft(folder, error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The printing browser ended with {ExitCode}: {Errors}")]
    private partial void LogFailed(int exitCode, string errors);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Folder} was left behind: {Reason}")]
    private partial void LogLeft(string folder, string reason);
}
