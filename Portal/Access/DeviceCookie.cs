using Microsoft.AspNetCore.DataProtection;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>
/// Remembers on a browser which accounts signed in there. Tries from such a browser are counted apart, so that strangers at the same address
/// cannot make its owner wait (OWASP, "device cookies"). It proves nothing and opens nothing.
/// </summary>
internal sealed class DeviceCookie(IDataProtectionProvider protection)
{
    private const int MaxAccounts = 8;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private readonly IDataProtector protector = protection.CreateProtector("Portal.Device");

    /// <summary>Under which name a try for an account is counted: the known browser, or the address.</summary>
    public string SourceOf(HttpContext context, string account) =>
        Read(context).FirstOrDefault(d => d.Account == account) is { Account: not null } known ? SignInThrottle.Device(known.Id) : ClientAddress.SourceOf(context);

    /// <summary>Notes that an account signed in on this browser.</summary>
    public void Remember(HttpContext context, string account)
    {
        var known = Read(context);
        var id = known.FirstOrDefault(d => d.Account == account) is { Account: not null } old ? old.Id : Guid.NewGuid();
        var lines = known.Where(d => d.Account != account).Take(MaxAccounts - 1).Prepend((Account: account, Id: id)).Select(d => $"{d.Id:N} {d.Account}");
        context.Response.Cookies.Append(PortalCookies.NameFor(context, PortalCookies.Device), protector.Protect(string.Join('\n', lines)), new CookieOptions
        {
            Path = "/",
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Lifetime,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
    }

    private List<(string Account, Guid Id)> Read(HttpContext context)
    {
        if (context.Request.Cookies[PortalCookies.NameFor(context, PortalCookies.Device)] is not { Length: > 0 } text)
            return [];
        try
        {
            return [.. protector.Unprotect(text).Split('\n').Select(l => (l[33..], Guid.ParseExact(l[..32], "N")))];
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return [];
        }
    }
}
