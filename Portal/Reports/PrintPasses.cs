using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Access;

namespace Portal.Reports;

/// <summary>For whom a page is printed.</summary>
/// <param name="User">The reader, with the session that the page's services ask for.</param>
/// <param name="Culture">The reader's language.</param>
/// <param name="Target">Path and query of the one page that the pass opens.</param>
/// <param name="Origin">The address under which the reader knows the portal, for QR codes.</param>
public sealed record PrintPass(ClaimsPrincipal User, CultureInfo Culture, string Target, string Origin);

/// <summary>
/// Lets the printing browser in without the reader's cookie: each pass opens one page once, within a minute, from this machine alone.
/// </summary>
public sealed class PrintPasses(TimeProvider time)
{
    /// <summary>The query parameter that carries the pass.</summary>
    public const string Key = "pass";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (PrintPass Pass, DateTimeOffset Until)> open = new(StringComparer.Ordinal);

    /// <summary>Answers the text that opens the page.</summary>
    public string Issue(PrintPass pass)
    {
        var now = time.GetUtcNow();
        foreach (var (old, _) in open.Where(p => p.Value.Until < now))
            open.TryRemove(old, out _);
        var text = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        open[text] = (pass, now + Lifetime);
        return text;
    }

    /// <summary>Takes a pass away; null when it is unknown, used, too old or for another page.</summary>
    public PrintPass? Redeem(string text, string target) =>
        open.TryRemove(text, out var found) && found.Until >= time.GetUtcNow() && found.Pass.Target == target ? found.Pass : null;
}

/// <summary>Puts the passes into the pipeline, before sign-in is asked for.</summary>
public static class PrintPassGate
{
    public static void UsePrintPasses(this WebApplication app)
    {
        var passes = app.Services.GetRequiredService<PrintPasses>();
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (!request.Path.StartsWithSegments("/print", StringComparison.Ordinal) || request.Query[PrintPasses.Key].ToString() is not { Length: > 0 } text || !IsPrinter(context))
                return next(context);
            if (passes.Redeem(text, PortalUrls.With(request.Path + request.QueryString, PrintPasses.Key, null)) is not { } pass)
                return next(context);
            context.User = pass.User;
            context.Features.Set(pass);
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (pass.Culture, pass.Culture);
            return next(context);
        });
    }

    /// <summary>The printing browser runs here, comes by no proxy and has no cookies: nobody's own browser opens another's page with a pass.</summary>
    private static bool IsPrinter(HttpContext context) =>
        ClientAddress.IsLocal(context) && !context.Request.Headers.ContainsKey("X-Forwarded-For") && context.Request.Cookies.Count == 0;
}
