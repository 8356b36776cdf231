namespace Portal.Components.Shared;

/// <summary>Reads from a user agent what people call their browser and device.</summary>
internal static class Browsers
{
    private static readonly (string Mark, string Name)[] Programs =
        [("Whale/", "Whale"), ("SamsungBrowser/", "Samsung Internet"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary><c>Chrome · Windows</c>; the user agent itself, cut, when nothing is known of it.</summary>
    public static string NameOf(string userAgent)
    {
        var parts = new[] { Find(Programs, userAgent), Find(Systems, userAgent) }.OfType<string>().ToList();
        return parts.Count > 0 ? string.Join(" · ", parts) : userAgent.Length <= 40 ? userAgent : userAgent[..40] + "…";
    }

    private static string? Find((string Mark, string Name)[] known, string text) =>
        known.Where(k => text.Contains(k.Mark, StringComparison.Ordinal)).Select(k => k.Name).FirstOrDefault();
}
