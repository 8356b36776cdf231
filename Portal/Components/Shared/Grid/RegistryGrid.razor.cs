using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using Portal.Domain;
using Portal.Domain.Lists;
using Portal.Resources;

namespace Portal.Components.Shared.Grid;

/// <summary>
/// One list for every registry: paged, sorted and filtered by the server, its whole state in the address. A page gives it the
/// columns of a <see cref="ListDefinition{TEntity, TRow}"/> and delegates; it knows no service.
/// </summary>
public sealed partial class RegistryGrid<TRow> : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource gone = new();
    private ListQuery query = ListQuery.Everything;
    private List<ListColumnView> visible = [];
    private Dictionary<string, int> facts = [];
    private IReadOnlyList<TRow> rows = [];
    private IReadOnlyList<GridTotal> totals = [];
    private IReadOnlyList<GridView> views = [];
    private IReadOnlyList<Refusal> refusals = [];
    private Dictionary<string, IReadOnlyList<GridChoice>> choices = [];
    private CancellationTokenSource? underWay;
    private PersistingComponentStateSubscription persisting;
    private GridScript? script;
    private DotNetObjectReference<RegistryGrid<TRow>>? self;
    private ElementReference root;
    private ElementReference search;
    private ListQuery? totalsOf;
    private string firstSearch = "";
    private string path = "";
    private string others = "";
    private int total;
    private int active;
    private bool loading = true;
    private bool focusRows;
    private bool setSearch;

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required Texts T { get; init; }

    [Inject] public required Formats F { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required PersistentComponentState Persistent { get; init; }

    /// <summary>What the table is called by screen readers.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<ListColumn<TRow>> Columns { get; set; }

    [Parameter, EditorRequired] public required Func<TRow, string> CodeOf { get; set; }

    /// <summary>Loads a page; usually a service's list method, which answers by <see cref="ListQueries.ToPageAsync"/>.</summary>
    [Parameter, EditorRequired] public required Func<ListQuery, CancellationToken, Task<Outcome<Page<TRow>>>> Load { get; set; }

    /// <summary>Figures over all matching rows; asked again only when search or conditions change.</summary>
    [Parameter] public Func<ListQuery, CancellationToken, Task<IReadOnlyList<GridTotal>>>? Totals { get; set; }

    /// <summary>The choices of columns whose choices are data (zones, categories), by column key.</summary>
    [Parameter] public Func<string, Task<IReadOnlyList<GridChoice>>>? Choices { get; set; }

    /// <summary>The list's own order, shown in the header while nobody chose another.</summary>
    [Parameter] public IReadOnlyList<ListSort> Order { get; set; } = [];

    /// <summary>Templates of cells by column key; other cells are written by their kind.</summary>
    [Parameter] public IReadOnlyDictionary<string, RenderFragment<TRow>>? Cells { get; set; }

    /// <summary>The side panel of a row.</summary>
    [Parameter] public RenderFragment<TRow>? Panel { get; set; }

    /// <summary>The address of a record by its code; the list's query is added, so that the record knows its neighbours.</summary>
    [Parameter] public Func<string, string>? Record { get; set; }

    /// <summary>Says what the quick search looks at; without it there is no search box.</summary>
    [Parameter] public string? SearchHint { get; set; }

    /// <summary>Address of the export; format, conditions, order and visible columns are added.</summary>
    [Parameter] public string? ExportUrl { get; set; }

    /// <summary>Address of the printable list.</summary>
    [Parameter] public string? PrintUrl { get; set; }

    [Parameter] public GridViews? Views { get; set; }

    /// <summary>Views that the page offers to everyone.</summary>
    [Parameter] public IReadOnlyList<GridView> Presets { get; set; } = [];

    [Parameter] public bool Selectable { get; set; }

    [Parameter] public ListSelection Selection { get; set; } = ListSelection.None;

    [Parameter] public EventCallback<ListSelection> SelectionChanged { get; set; }

    /// <summary>What can be done with the selected rows.</summary>
    [Parameter] public RenderFragment<ListSelection>? Actions { get; set; }

    /// <summary>What an empty registry says and offers.</summary>
    [Parameter] public RenderFragment? Empty { get; set; }

    /// <summary>The number of matching rows, for the page's title.</summary>
    [Parameter] public EventCallback<int> TotalChanged { get; set; }

    /// <summary>The zone in which instants are shown.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    /// <summary>Distinguishes two lists of one page.</summary>
    [Parameter] public string StateKey { get; set; } = "grid";

    /// <summary>Loads the page again, after something in it was changed.</summary>
    public Task RefreshAsync()
    {
        totalsOf = null;
        return LoadAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        ReadAddress(Navigation.Uri);
        firstSearch = query.Search;
        Navigation.LocationChanged += OnLocationChanged;
        persisting = Persistent.RegisterOnPersisting(PersistAsync);
        if (Persistent.TryTakeFromJson<GridSnapshot<TRow>>(PersistKey, out var snapshot) && snapshot is not null)
        {
            (rows, total, totals, views, choices, loading) = (snapshot.Rows, snapshot.Total, snapshot.Totals, snapshot.Views, snapshot.Choices, false);
            totalsOf = Conditions;
            Place();
            await TotalChanged.InvokeAsync(total);
            return;
        }

        foreach (var column in Columns.Where(c => Choices is not null && c is { Kind: ListKind.Choice, CanFilter: true, Choices.Count: 0 }))
            choices[column.Key] = await Choices!(column.Key);
        if (Views is not null)
            views = await Views.LoadAsync();
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        script ??= new(Js, "./js/grid.js");
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            await script.CallAsync("attach", root, self);
            if (SearchHint is not null)
                await script.CallAsync("watch", search, self, query.Search);
        }

        await script.CallAsync("sync", root);
        if (setSearch && SearchHint is not null)
        {
            setSearch = false;
            await script.CallAsync("set", search, query.Search);
        }

        if (focusRows)
        {
            focusRows = false;
            await script.CallAsync("focusRow", root, active);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        persisting.Dispose();
        await gone.CancelAsync();
        gone.Dispose();
        underWay?.Dispose();
        self?.Dispose();
        if (script is not null)
            await script.DisposeAsync();
    }

    private ListQuery Conditions => query.ForRows().WithoutPage() with { Sorts = [] };

    private async Task LoadAsync()
    {
        if (gone.IsCancellationRequested)
            return;
        if (underWay is not null)
            await underWay.CancelAsync();
        underWay = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        var cancel = underWay.Token;
        loading = true;
        StateHasChanged();
        try
        {
            await LoadAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // A newer load, or nobody is looking any more.
            return;
        }

        StateHasChanged();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        if (refusals.Count > 0)
        {
            loading = false;
            return;
        }

        var page = await Load(query, cancel);
        cancel.ThrowIfCancellationRequested();
        refusals = page.Refusals;
        if (page.TryGet(out var loaded))
        {
            // Rows went away: show the last page there is.
            if (loaded is { Items.Count: 0, Total: > 0 } && query.Page > 1)
            {
                await ChangeAsync(query with { Page = (loaded.Total + query.Size - 1) / query.Size }, replace: true);
                return;
            }

            (rows, total) = (loaded.Items, loaded.Total);
            Place();
            if (Totals is not null && totalsOf != Conditions)
                totals = await Totals(query, cancel);
            totalsOf = Conditions;
            await TotalChanged.InvokeAsync(total);
        }

        loading = false;
    }

    // The active row is the one in the panel, or the first.
    private void Place()
    {
        var at = query.Selected is { } code ? rows.ToList().FindIndex(r => CodeOf(r) == code) : -1;
        opened = at >= 0 && Panel is not null ? new(rows[at]) : null;
        active = Math.Max(0, at);
        anchor = -1;
    }

    private Task PersistAsync()
    {
        if (!loading && refusals.Count == 0)
            Persistent.PersistAsJson(PersistKey, new GridSnapshot<TRow>([.. rows], total, [.. totals], [.. views], choices));
        return Task.CompletedTask;
    }

    private string PersistKey => $"{StateKey}:{path}?{query.ToQueryString()}";

    private IReadOnlyList<GridChoice> ChoicesOf(ListColumn<TRow> column) => column.Choices.Count > 0
        ? [.. column.Choices.Select(c => new GridChoice(c, column.ChoiceText is null ? c : T[column.ChoiceText + c]))]
        : choices.GetValueOrDefault(column.Key) ?? [];
}

/// <summary>What the first render hands over to the circuit, so that nothing is loaded twice.</summary>
internal sealed record GridSnapshot<TRow>(List<TRow> Rows, int Total, List<GridTotal> Totals, List<GridView> Views, Dictionary<string, IReadOnlyList<GridChoice>> Choices);
