using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Domain.Lists;

namespace Portal.Components.Layout;

/// <summary>A market as the switcher shows it.</summary>
/// <param name="Code">Its code, which stands in the address.</param>
/// <param name="Name">Its name in the reader's language.</param>
/// <param name="Region">Where it is; null when unknown.</param>
public sealed record MarketOption(string Code, string Name, string? Region = null);

/// <summary>What the switcher asks for: the markets with these codes, or else those that hold the text; at most <paramref name="Take"/>.</summary>
public sealed record MarketQuestion(string Text, IReadOnlyList<string>? Codes, int Take);

/// <summary>Finds markets that this person may see. The markets' capability registers one: <c>services.AddScoped&lt;MarketSource&gt;(…)</c>.</summary>
public delegate Task<IReadOnlyList<MarketOption>> MarketSource(ClaimsPrincipal user, MarketQuestion question, CancellationToken cancellation);

/// <summary>
/// The market the reader works in. The address says it (<c>?market=code</c>), else the cookie of the last choice, else all markets;
/// who has one market is always in it. Pages read <see cref="Code"/> and follow <see cref="Changed"/>.
/// </summary>
public sealed class MarketChoice(NavigationManager navigator, AuthenticationStateProvider authentication, IEnumerable<MarketSource> sources)
{
    /// <summary>Raised when the choice became known, or another market was chosen.</summary>
    public event Action? Changed;

    /// <summary>True once the choice is known; no page is shown before.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>The chosen market; null for all markets of the reader.</summary>
    public MarketOption? Current { get; private set; }

    /// <summary>The chosen market's code; null for all markets.</summary>
    public string? Code => Current?.Code;

    /// <summary>Joins the chosen market to the conditions of a list, unless the reader asks for markets in the list itself.</summary>
    public ListQuery Within(ListQuery query) =>
        Code is null || query.FilterOf("market") is not null ? query : query.WithFilter("market", ListValues.Join([Code])) with { Page = query.Page };

    /// <summary>The columns of a list: with a market chosen, all but the market's own.</summary>
    public IReadOnlyList<ListColumn<TRow>> Within<TRow>(IReadOnlyList<ListColumn<TRow>> columns) => Code is null ? columns : [.. columns.Where(c => c.Key != "market")];

    /// <summary>True where there is more than one market to choose from.</summary>
    public bool IsFree { get; private set; } = true;

    /// <summary>Markets chosen before, newest first.</summary>
    public IReadOnlyList<MarketOption> Recent { get; private set; } = [];

    /// <summary>False until a capability can list markets.</summary>
    public bool IsOffered => sources.Any();

    /// <summary>Takes over the address and the cookies, once per circuit.</summary>
    public async Task StartAsync(Reader reader)
    {
        if (IsStarted)
            return;
        var wanted = Asked() ?? reader.Market ?? PortalUrls.AllMarkets;
        var known = await AskAsync(new("", [wanted, .. reader.RecentMarkets], Reader.MaxRecent + 1));
        Current = known.FirstOrDefault(m => m.Code == wanted);
        if (await AskAsync(new("", null, 2)) is [var only])
            (Current, IsFree) = (only, false);
        Recent = [.. reader.RecentMarkets.Select(code => known.FirstOrDefault(m => m.Code == code)).OfType<MarketOption>()];
        IsStarted = true;
        Changed?.Invoke();
    }

    /// <summary>Takes over the address after a navigation.</summary>
    public async Task FollowAsync()
    {
        if (!IsStarted || !IsFree || Asked() is not { } code || code == (Code ?? PortalUrls.AllMarkets))
            return;
        Current = code == PortalUrls.AllMarkets ? null : await AskAsync(new("", [code], 1)) is [var found, ..] ? found : null;
        if (Current is not null)
            Recent = [Current, .. Recent.Where(m => m.Code != Current.Code).Take(Reader.MaxRecent - 1)];
        Changed?.Invoke();
    }

    /// <summary>Markets whose name, code or region holds the text.</summary>
    public Task<IReadOnlyList<MarketOption>> FindAsync(string text) => AskAsync(new(text, null, 20));

    /// <summary>The address with the chosen market in it, so that it can be sent to a colleague.</summary>
    public string Keep(string url) => Current is null ? url : PortalUrls.With(url, PortalUrls.MarketKey, Current.Code);

    /// <summary>The present page's address for another market; null for all markets. Filters of the page stay, its page number goes.</summary>
    public string Switch(MarketOption? market)
    {
        var here = "/" + navigator.ToBaseRelativePath(navigator.Uri);
        return PortalUrls.With(PortalUrls.With(here, "page", null), PortalUrls.MarketKey, market?.Code ?? PortalUrls.AllMarkets);
    }

    private string? Asked() =>
        QueryHelpers.ParseQuery(navigator.ToAbsoluteUri(navigator.Uri).Query).TryGetValue(PortalUrls.MarketKey, out var value) ? value.ToString() : null;

    private async Task<IReadOnlyList<MarketOption>> AskAsync(MarketQuestion question)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return sources.FirstOrDefault() is { } source ? await source(user, question, CancellationToken.None) : [];
    }
}
