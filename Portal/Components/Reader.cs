namespace Portal.Components;

/// <summary>What a reader chose on this device: kept in cookies, read once per page load, handed to the circuit.</summary>
/// <param name="Theme">light, dark or system.</param>
/// <param name="Folded">True when the navigation shows icons only.</param>
/// <param name="Market">The code of the market chosen last; null for all markets.</param>
/// <param name="RecentMarkets">Codes of markets chosen before, newest first; at most <see cref="MaxRecent"/>.</param>
public sealed record Reader(string Theme, bool Folded, string? Market, IReadOnlyList<string> RecentMarkets)
{
    public const string ThemeCookie = "portal-theme";
    public const string NavigationCookie = "portal-nav";
    public const string MarketCookie = "portal-market";
    public const string RecentCookie = "portal-markets";
    public const int MaxRecent = 5;

    public static Reader Default { get; } = new("system", false, null, []);

    /// <summary>The themes in the order in which they are offered.</summary>
    public static IReadOnlyList<string> Themes { get; } = ["light", "dark", "system"];

    /// <summary>Reads the cookies; whatever a cookie must not hold is passed over.</summary>
    public static Reader From(IRequestCookieCollection cookies) => new(
        cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : "system",
        cookies[NavigationCookie] == "icons",
        IsCode(cookies[MarketCookie]) ? cookies[MarketCookie] : null,
        [.. (cookies[RecentCookie] ?? "").Split(' ').Where(IsCode).Take(MaxRecent)]);

    private static bool IsCode(string? text) => text is { Length: > 0 and <= 40 } && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');
}
