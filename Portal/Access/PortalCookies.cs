using Microsoft.AspNetCore.Authentication.Cookies;

namespace Portal.Access;

/// <summary>
/// Names of the cookies of sign-in. Over HTTPS they carry the prefix <c>__Host-</c>, with which a browser takes them only as secure, for this
/// host alone and for all its paths; and only cookies of that name are read. Browsers refuse that prefix on plain HTTP, which is served to this
/// machine alone (<see cref="PlainHttpGuard"/>): there the prefix is left out.
/// </summary>
internal sealed class PortalCookies : ICookieManager
{
    public const string Session = "portal";
    public const string Pending = "portal-pending";
    public const string Device = "portal-device";
    public const string Xsrf = "portal-xsrf";
    private readonly ChunkingCookieManager inner = new();

    /// <summary>The name of a cookie in this request and its answer.</summary>
    public static string NameFor(HttpContext context, string name) => context.Request.IsHttps ? "__Host-" + name : name;

    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, NameFor(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        inner.AppendResponseCookie(context, NameFor(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, NameFor(context, key), options);
}
