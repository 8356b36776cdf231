using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Portal.Access;
using Portal.Components.Layout;
using Portal.Components.Shared;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;
using Portal.Resources;

namespace Portal.Components.Pages.Markets;

/// <summary>The floor plan of a market: market, zone and open stall stand in the address; what is being redrawn stands here until it is saved.</summary>
public sealed partial class PlanPage
{
    private const int NewWidth = 30;
    private const int NewHeight = 26;
    private const int Gap = 10;
    private readonly Dictionary<string, PlanStall> places = new(StringComparer.Ordinal);
    private Plan? plan;
    private ZoneRow? zone;
    private IReadOnlyList<Refusal> refusals = [];
    private bool mayEdit;
    private bool editing;
    private bool saving;
    private bool table;
    private int generation;

    [Inject] public required Texts T { get; set; }

    [Inject] public required Formats F { get; set; }

    [Inject] public required StallQueries Queries { get; set; }

    [Inject] public required StallService Service { get; set; }

    [Inject] public required MarketQueries Markets { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required MarketChoice Market { get; set; }

    [Inject] public required NavigationManager Navigator { get; set; }

    [Inject] public required Toasts Toasts { get; set; }

    [SupplyParameterFromQuery(Name = "zone")] public string? ZoneCode { get; set; }

    [SupplyParameterFromQuery(Name = "stall")] public string? Stall { get; set; }

    [SupplyParameterFromQuery(Name = "table")] public string? Table { get; set; }

    private IReadOnlyList<StallRow> InZone => plan is null || zone is null ? [] : [.. plan.Stalls.Where(s => s.Zone == zone.Code)];

    private IReadOnlyList<PlanStall> Drawn => [.. InZone.Select(s => places.GetValueOrDefault(s.Code)).OfType<PlanStall>()];

    private IReadOnlyList<StallRow> Undrawn => [.. InZone.Where(s => !places.ContainsKey(s.Code))];

    private List<PlanStall> Moved => [.. places.Values.Where(p => p.IsMoved)];

    protected override void OnInitialized() => Market.Changed += OnMarketChanged;

    protected override async Task OnParametersSetAsync()
    {
        table = Table is not null;
        if (plan?.Market != Market.Code)
            await LoadAsync();
        Choose();
    }

    public void Dispose() => Market.Changed -= OnMarketChanged;

    private async Task LoadAsync()
    {
        if (Market.Code is not { } market)
        {
            plan = null;
            return;
        }

        var actor = await Current.GetAsync();
        plan = new Plan(market, await Queries.ZonesAsync(actor, market), await Queries.PlanAsync(actor, market));
        mayEdit = await Markets.GetAsync(actor, market) is { Ok: true } found && found.Value.MayEditStalls;
        Restore();
        Choose();
    }

    private void Choose() => zone = plan?.Zones.FirstOrDefault(z => z.Code == ZoneCode)
        ?? plan?.Zones.FirstOrDefault(z => z.Code == plan.Stalls.FirstOrDefault(s => s.Code == Stall)?.Zone)
        ?? (plan is { Zones: [var first, ..] } ? first : null);

    /// <summary>What is stored, again.</summary>
    private void Restore()
    {
        places.Clear();
        foreach (var stall in plan?.Stalls.Select(PlanStall.Of).OfType<PlanStall>() ?? [])
            places[stall.Code] = stall;
        generation++;
    }

    private void StartEdit() => (editing, refusals) = (true, []);

    private void CancelEdit()
    {
        (editing, refusals) = (false, []);
        Restore();
    }

    private async Task SaveAsync()
    {
        saving = true;
        try
        {
            var moved = Moved;
            var done = await Service.PlaceAsync(await Current.GetAsync(), plan!.Market, [.. moved.Select(m => m.Place)]);
            refusals = done.Refusals;
            if (!done.Ok)
                return;
            editing = false;
            await LoadAsync();
            Toasts.Show(T["plan.saved", F.Count(moved.Count)]);
        }
        finally
        {
            saving = false;
        }
    }

    private void Move(PlanPlace to)
    {
        if (editing && places.TryGetValue(to.Stall, out var stall))
            places[to.Stall] = stall with { X = to.X, Y = to.Y, Width = to.Width, Height = to.Height };
    }

    /// <summary>A stall without a place gets one below the others; outside of editing its panel opens.</summary>
    private void PutOrOpen(StallRow row)
    {
        if (!editing)
        {
            Open(row.Code);
            return;
        }

        var last = Drawn.LastOrDefault(p => p.Row.PlanX is null);
        var y = last?.Y ?? Drawn.Select(p => p.Y + p.Height + (2 * Gap)).DefaultIfEmpty(Gap).Max();
        places[row.Code] = new PlanStall(row, last is null ? Gap : last.X + last.Width, y, NewWidth, NewHeight);
    }

    private void Open(string code)
    {
        if (!editing)
            Navigator.NavigateTo(PortalUrls.PlanOf(plan!.Market, zone?.Code, code), replace: Stall is not null);
    }

    private void Close() => Navigator.NavigateTo(Url("stall", null), replace: true);

    private string Url(string key, string? value) => PortalUrls.With("/" + Navigator.ToBaseRelativePath(Navigator.Uri), key, value);

    /// <summary>Drawing that was not saved keeps the reader here; cancelling is one click away.</summary>
    private void Hold(LocationChangingContext context)
    {
        if (!editing || Moved.Count == 0)
            return;
        context.PreventNavigation();
        Toasts.Show(T["plan.unsaved"], Meaning.Attention);
    }

    private void OnMarketChanged() => _ = InvokeAsync(async () =>
    {
        editing = false;
        await LoadAsync();
        StateHasChanged();
    });

    private sealed record Plan(string Market, IReadOnlyList<ZoneRow> Zones, IReadOnlyList<StallRow> Stalls);
}
