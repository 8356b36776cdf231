using System.Net;

namespace Portal.Commands;

/// <summary>The configuration makes no sense; the message says what to change.</summary>
public sealed class ConfigurationException(string message) : Exception(message);

/// <summary>
/// Passwords and keys do not travel unencrypted: an http address beyond loopback is refused unless <c>Proxy:Networks</c> names the reverse
/// proxies that speak https for the portal.
/// </summary>
internal static class PlainHttp
{
    private static readonly char[] Separators = [';', ','];

    /// <summary>Throws when the portal would listen where it must not.</summary>
    public static void Refuse(IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration["Proxy:Networks"]))
            return;
        if (Addresses(configuration).FirstOrDefault(a => !IsSafe(a)) is { } open)
            throw new ConfigurationException($"{open} would take passwords over plain HTTP from other machines. Use https, listen on localhost, or name your reverse proxy in Proxy:Networks.");
    }

    private static IEnumerable<string> Addresses(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0)
            return endpoints;
        if (configuration["urls"] is { Length: > 0 } urls)
            return urls.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (configuration["http_ports"] ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => $"http://*:{p}");
    }

    private static bool IsSafe(string address)
    {
        if (!address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return true;
        var host = BindingAddress.Parse(address).Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip)) || BindingAddress.Parse(address).IsUnixPipe;
    }
}
