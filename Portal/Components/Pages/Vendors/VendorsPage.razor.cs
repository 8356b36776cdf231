using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Components.Layout;
using Portal.Components.Shared;
using Portal.Components.Shared.Grid;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;
using Portal.Resources;

namespace Portal.Components.Pages.Vendors;

/// <summary>The vendors of the chosen market, or of all that the reader may see.</summary>
public sealed partial class VendorsPage
{
    /// <summary>How many ticked vendors one act takes.</summary>
    private const int MostAtOnce = 200;

    private readonly TimeZoneInfo korea = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");
    private RegistryGrid<VendorRow>? grid;
    private Actor? actor;
    private IReadOnlyList<ListColumn<VendorRow>> columns = [];
    private IReadOnlyList<ListSort> order = [];
    private IReadOnlyList<GridView> presets = [];
    private Dictionary<string, RenderFragment<VendorRow>> cells = [];
    private GridViews? views;
    private ListSelection selection = ListSelection.None;
    private StandingAct act;
    private IReadOnlyList<string> codes = [];
    private string whom = "";
    private bool asking;
    private int? total;

    [Inject] public required Texts T { get; set; }

    [Inject] public required Formats F { get; set; }

    [Inject] public required VendorQueries Queries { get; set; }

    [Inject] public required MarketQueries Markets { get; set; }

    [Inject] public required ReaderViews Kept { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required MarketChoice Market { get; set; }

    [Inject] public required Toasts Toasts { get; set; }

    [Inject] public required NavigationManager Navigator { get; set; }

    private bool MayAct => actor!.May(Right.SuspendVendors) || actor.May(Right.MergeVendors);

    private string ExportUrl => PortalUrls.Export("vendors", Market.Code is { } market ? "f.market=" + Uri.EscapeDataString(market) : "");

    public void Dispose() => Market.Changed -= OnMarketChanged;

    protected override async Task OnInitializedAsync()
    {
        var definition = Queries.Definition();
        order = definition.Order;
        cells = MakeCells();
        ShowColumns();
        presets =
        [
            new(T["vendors.view_check"], ListQuery.Everything.WithFilter("verdict", "Warning,MayNotTrade").ToQueryString(), Fixed: true),
            new(T["vendors.view_suspended"], ListQuery.Everything.WithFilter("status", "Suspended").ToQueryString(), Fixed: true),
            new(T["vendors.view_no_number"], ListQuery.Everything.WithFilter("numberKind", "None").ToQueryString(), Fixed: true),
        ];
        views = Kept.Of("vendors");
        Market.Changed += OnMarketChanged;
        actor = await Current.GetAsync();
    }

    private void OnMarketChanged() => _ = InvokeAsync(async () =>
    {
        ShowColumns();
        selection = ListSelection.None;
        if (grid is not null)
            await grid.RefreshAsync();
    });

    // In one market its column and its filter would only repeat the switcher.
    private void ShowColumns() => columns = [.. Market.Within(Queries.Definition().Columns).Select(c => c with { Offered = c.Offered && c.Key != "market" })];

    private async Task<Outcome<Page<VendorRow>>> LoadAsync(ListQuery query, CancellationToken cancellation) =>
        await Queries.PageAsync(await Current.GetAsync(cancellation), Market.Within(query), cancellation);

    private async Task<IReadOnlyList<GridTotal>> TotalsAsync(ListQuery query, CancellationToken cancellation)
    {
        var counts = await Queries.VerdictsAsync(await Current.GetAsync(cancellation), Market.Within(query), cancellation);
        return !counts.Ok ? [] : [.. Enum.GetValues<TradingVerdict>().Where(v => counts.Value.GetValueOrDefault(v) > 0)
            .Select(v => new GridTotal(T.Of("vendors", v), F.Count(counts.Value[v]), query.WithFilter("verdict", v.ToString())))];
    }

    private async Task<IReadOnlyList<GridChoice>> ChoicesAsync(string column)
    {
        var now = await Current.GetAsync();
        return column switch
        {
            "categories" => [.. (await Queries.CategoriesAsync(now)).Select(c => new GridChoice(c, c))],
            "market" => [.. (await Markets.NamesAsync(now)).Take(ListValues.MaxChoices).Select(m => new GridChoice(m.Code, m.NameKo))],
            _ => [],
        };
    }

    private string RecordHref(string code)
    {
        var list = ListQuery.Parse(new Uri(Navigator.Uri).Query);
        var text = list.TryGet(out var query) ? (query with { Selected = null }).ToQueryString() : "";
        return Market.Keep($"{PortalUrls.Vendor(code)}?{RecordNeighbours.Parameter}={Uri.EscapeDataString(text)}");
    }

    private void AskOne(StandingAct what, VendorRow row) => (act, codes, whom, asking) = (what, [row.Code], row.TradeName, true);

    private async Task AskManyAsync(StandingAct what, ListSelection picked)
    {
        var asked = picked.Matching is null ? picked : picked with { Matching = Market.Within(picked.Matching) };
        var found = await Queries.CodesAsync(await Current.GetAsync(), asked, MostAtOnce + 1);
        if (!found.TryGet(out var chosen) || chosen.Count is 0 or > MostAtOnce)
        {
            Toasts.Show(found.Ok ? T["vendors.too_many", MostAtOnce] : Texts.Of(CultureInfo.CurrentUICulture, found.Refusal!), Meaning.Stop);
            return;
        }

        (act, codes, whom, asking) = (what, chosen, T["vendors.count", F.Count(chosen.Count)], true);
    }

    private async Task DoneAsync()
    {
        selection = ListSelection.None;
        if (grid is not null)
            await grid.RefreshAsync();
    }
}
