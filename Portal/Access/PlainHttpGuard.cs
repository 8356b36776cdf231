using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

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

    private static System.Net.IPNetwork Parse(string text) => System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Proxy:Networks has '{text}'; networks look like 10.0.0.0/8 or ::1/128."));

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
