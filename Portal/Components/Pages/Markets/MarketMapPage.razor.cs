using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.Access;
using Portal.Components.Shared;
using Portal.Domain.Markets;
using Portal.Resources;

namespace Portal.Components.Pages.Markets;

/// <summary>All markets on a projection of our own: window, types, region and open market stand in the address.</summary>
public sealed partial class MarketMapPage
{
    private IReadOnlyList<MarketPlace>? places;
    private MapView view = MapView.Fit([]);
    private ElementReference area;
    private DotNetObjectReference<MarketMapPage>? self;
    private IJSObjectReference? module;
    private bool attached;

    [Inject] public required Texts T { get; set; }

    [Inject] public required Formats F { get; set; }

    [Inject] public required MarketQueries Markets { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required NavigationManager Navigator { get; set; }

    [Inject] public required IJSRuntime Script { get; set; }

    [SupplyParameterFromQuery(Name = "sel")] public string? Selected { get; set; }

    [SupplyParameterFromQuery(Name = "at")] public string? At { get; set; }

    [SupplyParameterFromQuery(Name = "region")] public string? Region { get; set; }

    /// <summary>The types that are hidden, with commas between.</summary>
    [SupplyParameterFromQuery(Name = "hide")] public string? Hidden { get; set; }

    [SupplyParameterFromQuery(Name = "table")] public string? Table { get; set; }

    private IReadOnlyList<MarketPlace> All => places ?? [];

    private IReadOnlyList<MarketPlace> Shown => [.. All.Where(p => IsShown(p.Type) && (Region is null || p.Region == Region))];

    private IReadOnlyList<MarketPlace> InView => At is null ? Shown : [.. view.Clusters(Shown).SelectMany(c => c.Markets)];

    protected override async Task OnParametersSetAsync()
    {
        places ??= await Markets.MapAsync(await Current.GetAsync());
        view = MapView.Parse(At) ?? (places.FirstOrDefault(p => p.Code == Selected) is { } one && At is null && Region is null
            ? new MapView(one.LatitudeE6 / 1e6, one.LongitudeE6 / 1e6, 12) : MapView.Fit(Shown));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var drawn = places is { Count: > 0 } && Table is null;
        if (attached == drawn)
            return;
        attached = drawn;
        if (!drawn)
            return;
        self ??= DotNetObjectReference.Create(this);
        module ??= await Script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/map.js"]);
        await module.InvokeVoidAsync("attach", area, self);
    }

    public async ValueTask DisposeAsync()
    {
        self?.Dispose();
        await module.ReleaseAsync();
    }

    /// <summary>The reader let go of the map, so many units from where it was taken.</summary>
    [JSInvokable]
    public Task PushedAsync(double dx, double dy) => InvokeAsync(() => Show(view.Pushed(dx, dy)));

    /// <summary>The reader has zoomed around a point.</summary>
    [JSInvokable]
    public Task ZoomedAsync(double factor, double x, double y) => InvokeAsync(() => Show(double.IsFinite(factor) && factor > 0 ? view.Zoomed(factor, x, y) : view));

    private void Show(MapView next) => Navigator.NavigateTo(Url("at", next.ToText()), replace: true);

    /// <summary>A market opens beside the map; a cluster comes closer, and the table lists what no zoom can part.</summary>
    private void Open(MapCluster cluster)
    {
        if (cluster.IsOne)
            Navigator.NavigateTo(PortalUrls.With(Url("sel", cluster.Markets[0].Code), "at", view.ToText()), replace: Selected is not null);
        else if (view.Zoom >= MapView.MaxZoom - 1)
            Navigator.NavigateTo(PortalUrls.With(Url("table", "1"), "at", view.ToText()));
        else
            Show(view.Zoomed(4, cluster.At.X, cluster.At.Y).Pushed((MapView.Width / 2) - cluster.At.X, (MapView.Height / 2) - cluster.At.Y));
    }

    private void Close() => Navigator.NavigateTo(PortalUrls.With(Url("sel", null), "at", view.ToText()), replace: true);

    private bool IsShown(MarketType type) => Hidden?.Split(',').Contains(type.ToString()) != true;

    private void Toggle(MarketType type)
    {
        var hidden = Enum.GetValues<MarketType>().Where(t => t == type ? IsShown(t) : !IsShown(t));
        Navigator.NavigateTo(Url("hide", string.Join(',', hidden)), replace: true);
    }

    private void ChooseRegion(ChangeEventArgs e) => Navigator.NavigateTo(PortalUrls.With(PortalUrls.With(Url("region", e.Value as string), "at", null), "sel", null), replace: true);

    private string Url(string key, string? value) => PortalUrls.With("/" + Navigator.ToBaseRelativePath(Navigator.Uri), key, value);

    private string NameOf(MapCluster cluster) => cluster.IsOne ? $"{cluster.Markets[0].Local()}, {T.Of("markets", cluster.Markets[0].Type)}" : T["markets.clusterOf", F.Count(cluster.Markets.Count)];

    /// <summary>Every type has its own shape, so that nobody has to know its colour.</summary>
    private static string Shape(MarketType type) => type switch
    {
        MarketType.Periodic => "M-5 -5H5V5H-5Z",
        MarketType.Mixed => "M0 -6.5L6.5 0L0 6.5L-6.5 0Z",
        _ => "M-5.5 0A5.5 5.5 0 1 1 5.5 0A5.5 5.5 0 1 1 -5.5 0Z",
    };

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
