using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Portal.Commands;

namespace Portal.Access;

/// <summary>
/// Plain HTTP is served to this machine alone. Others come by HTTPS, to the portal itself or to a proxy in one of <c>Proxy:Networks</c>
/// (comma-separated, as 10.0.0.0/8), whose X-Forwarded headers are then believed.
/// </summary>
internal static class PlainHttpGuard
{
    /// <summary>Reads <c>Proxy:Networks</c>; throws with a plain sentence when it makes no sense.</summary>
    public static IReadOnlyList<System.Net.IPNetwork> Read(IConfiguration configuration) =>
        [.. (configuration["Proxy:Networks"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    public static void UsePlainHttpGuard(this WebApplication app)
    {
        var networks = Read(app.Configuration);
        if (networks.Count > 0)
        {
            var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in networks)
                options.KnownIPNetworks.Add(network);
            app.UseForwardedHeaders(options);
        }

        app.Use((context, next) => IsRefused(context, networks.Count > 0) ? RefuseAsync(context) : next(context));
        app.UseHsts();
    }

    /// <summary>Throws when an address to listen on would give plain HTTP to other machines and no proxy is named.</summary>
    public static void RefuseOpenAddresses(IConfiguration configuration)
    {
        if (Read(configuration).Count > 0)
            return;
        if (Addresses(configuration).FirstOrDefault(IsOpen) is { } open)
            throw new ConfigurationException($"{open} would serve plain HTTP to other machines. Use https, or an address of this machine alone, or name your proxy's network in Proxy:Networks.");
    }

    /// <summary>Where the portal is told to listen, as Kestrel reads it: its own endpoints, else <c>urls</c>, else <c>http_ports</c>.</summary>
    private static IEnumerable<string> Addresses(IConfiguration configuration)
    {
        const StringSplitOptions Parts = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0)
            return endpoints;
        return configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls ? urls.Split(';', Parts)
            : (configuration[WebHostDefaults.HttpPortsKey] ?? "").Split(';', Parts).Select(port => "http://*:" + port);
    }

    private static bool IsOpen(string address)
    {
        try
        {
            var bound = BindingAddress.Parse(address);
            return bound.Scheme == Uri.UriSchemeHttp && !bound.IsUnixPipe && !bound.IsNamedPipe && bound.Host != "localhost"
                && !(IPAddress.TryParse(bound.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
        }
        catch (FormatException)
        {
            throw new ConfigurationException($"'{address}' is no address to listen on; one looks like http://localhost:5080.");
        }
    }

    private static System.Net.IPNetwork Parse(string text) => System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new ConfigurationException(string.Create(CultureInfo.InvariantCulture, $"Proxy:Networks has '{text}'; networks look like 10.0.0.0/8 or ::1/128."));

    /// <summary>A header of a proxy that nobody configured means that "this machine" is somebody else behind it.</summary>
    private static bool IsRefused(HttpContext context, bool proxied) => !context.Request.IsHttps
        && !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && (!ClientAddress.IsLocal(context) || (!proxied && context.Request.Headers.ContainsKey("X-Forwarded-For")));

    private static Task RefuseAsync(HttpContext context)
    {
        const string Sentence = "Plain HTTP is served to this machine alone. Use HTTPS, or name your proxy in Proxy:Networks.";
        if (ApiProblem.IsApi(context.Request.Path))
            return ApiProblem.WriteAsync(context, StatusCodes.Status403Forbidden, "https_needed", Sentence);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(Sentence, context.RequestAborted);
    }
}
