using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.Tests.Browser;

/// <summary>
/// Waits until a page stands at an address. It looks at the address again and again: the portal moves within one document, and a wait for a navigation that begins while the address changes can miss it.
/// </summary>
internal static class PageAddress
{
    /// <summary>Stars stand for anything.</summary>
    public static Task ReachAsync(this IPage page, string pattern) => page.ReachAsync(new Regex($"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$"));

    public static Task ReachAsync(this IPage page, Regex address) => Assertions.Expect(page).ToHaveURLAsync(address);
}
