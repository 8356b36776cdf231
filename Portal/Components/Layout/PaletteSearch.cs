using System.Security.Claims;
using Portal.Domain;
using Portal.Resources;

namespace Portal.Components.Layout;

/// <summary>One thing the palette found.</summary>
/// <param name="Kind">What it is, in the reader's language: 상인, 점포.</param>
/// <param name="Text">Its name.</param>
/// <param name="Detail">What tells it from others of the name: its stall, the end of its number.</param>
/// <param name="Icon">A symbol of icons.svg.</param>
/// <param name="Url">Where it is.</param>
public sealed record PaletteResult(string Kind, string Text, string? Detail, string Icon, string Url);

/// <summary>
/// Finds records for the palette: at most eight, only such as this person may see, best first.
/// A capability registers its own: <c>services.AddScoped&lt;PaletteSource&gt;(s => s.GetRequiredService&lt;…&gt;().FindAsync)</c>.
/// </summary>
public delegate Task<IReadOnlyList<PaletteResult>> PaletteSource(ClaimsPrincipal user, string text, CancellationToken cancellation);

/// <summary>What Ctrl+K looks through: the pages of the navigation, then every registered source.</summary>
public sealed class PaletteSearch(IEnumerable<PaletteSource> sources, Texts texts, MarketChoice market)
{
    /// <summary>The longest text that is looked for.</summary>
    public const int MaxText = 80;

    /// <summary>Pages whose name holds the text (all for an empty text), then records.</summary>
    public async Task<IReadOnlyList<PaletteResult>> FindAsync(ClaimsPrincipal user, string text, CancellationToken cancellation)
    {
        text = text.Trim();
        if (text.Length > MaxText || !Text.IsAllowed(text, lines: false))
            return [];
        var wanted = Text.ForSearch(text);
        var kind = texts["palette.pages"];
        var found = Navigation.For(user)
            .SelectMany(group => group.Entries.Select(entry => new PaletteResult(kind, texts["nav." + entry.Key], texts["nav." + group.Key], entry.Icon, market.Keep(entry.Url))))
            .Where(page => Text.ForSearch(page.Text + page.Detail).Contains(wanted, StringComparison.Ordinal))
            .ToList();
        if (wanted.Length > 0)
        {
            foreach (var source in sources)
                found.AddRange(await source(user, text, cancellation));
        }

        return found;
    }
}
