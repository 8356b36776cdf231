using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.JSInterop;
using Portal.Domain.Lists;

namespace Portal.Components.Shared.Grid;

// The address is the state: what changes the rows navigates, the rest only replaces the text of the address.
public sealed partial class RegistryGrid<TRow>
{
    private static readonly string[] Mine = ["q", "sort", "page", "size", "cols", "sel", "rows"];

    private ListQuery RowsQuery => query.WithoutPage() with { Columns = [.. visible.Select(v => new ListColumnView(v.Key))] };

    private IReadOnlyList<ListSort> EffectiveSorts => query.Sorts.Count > 0 ? query.Sorts : Order;

    [JSInvokable]
    public Task TypedAsync(string text) => InvokeAsync(() =>
    {
        var cleaned = ListQuery.Parse(QueryString.Create("q", text).Value);
        return cleaned.TryGet(out var parsed) ? ChangeAsync(query with { Search = parsed.Search, Page = 1 }) : RefuseAsync(cleaned.Refusals);
    });

    [JSInvokable]
    public Task ResizedAsync(string[] keys, int[] widths) => InvokeAsync(() =>
    {
        var chosen = keys.Zip(widths).DistinctBy(c => c.First)
            .ToDictionary(c => c.First, c => Math.Clamp(c.Second, ListColumn.MinWidth, ListColumn.MaxWidth), StringComparer.Ordinal);
        return ShowColumns([.. visible.Select(v => chosen.TryGetValue(v.Key, out var width) ? v with { Width = width } : v)]);
    });

    private void ReadAddress(string uri)
    {
        var address = new Uri(uri);
        path = address.AbsolutePath;
        others = string.Concat(QueryHelpers.ParseQuery(address.Query).Where(p => !Mine.Contains(p.Key) && !p.Key.StartsWith("f.", StringComparison.Ordinal))
            .SelectMany(p => p.Value.Select(v => $"&{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(v ?? "")}")));
        var parsed = ListQuery.Parse(address.Query);
        refusals = parsed.Refusals;
        Take(parsed.TryGet(out var read) ? read : ListQuery.Everything);
    }

    private void Take(ListQuery next)
    {
        query = next;
        visible = ColumnOrder.Visible(Columns, query);
        facts = ColumnOrder.Facts(Columns, visible);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(() => MovedAsync(e.Location));

    private async Task MovedAsync(string location)
    {
        if (gone.IsCancellationRequested || new Uri(location).AbsolutePath != path)
            return;
        var before = query;
        var refused = refusals.Count > 0;
        ReadAddress(location);
        setSearch = before.Search != query.Search;
        if (before.WithoutPage().ForRows() != query.WithoutPage().ForRows() && Selection.Matching is not null)
            await SelectAsync(ListSelection.None);
        if (refused || refusals.Count > 0 || before.ForRows() != query.ForRows())
            await LoadAsync();
        else
            Place();
        StateHasChanged();
    }

    private Task ChangeAsync(ListQuery next) => ChangeAsync(next, replace: false);

    private Task ChangeAsync(ListQuery next, bool replace)
    {
        if (next.ForRows() != query.ForRows())
            next = next with { Selected = null };
        Navigation.NavigateTo(Href(next), new NavigationOptions { ReplaceHistoryEntry = replace });
        return Task.CompletedTask;
    }

    private Task RefuseAsync(IReadOnlyList<Domain.Refusal> reasons)
    {
        refusals = reasons;
        StateHasChanged();
        return Task.CompletedTask;
    }

    private Task SortAsync((string Key, bool Add) click) => ChangeAsync((query with { Sorts = EffectiveSorts }).SortedBy(click.Key, click.Add));

    private Task ShowColumns(IReadOnlyList<ListColumnView> columns) => ReplaceAsync(query with { Columns = columns });

    // On a touch screen rows are high unless somebody said otherwise; there the first press makes them low.
    private Task ToggleDensity() => ReplaceAsync(query with { Dense = query.Dense == false });

    private async Task ReplaceAsync(ListQuery next)
    {
        Take(next);
        StateHasChanged();
        if (script is not null)
            await script.CallAsync("replaceUrl", Href(query));
    }

    private string Href(ListQuery target) => HrefOfView(target.ToQueryString());

    private string HrefOfView(string queryString) => (queryString + others).TrimStart('&') is { Length: > 0 } text ? $"{path}?{text}" : path;

    private string RecordHref(string code) => AddTo(Record!(code), RecordNeighbours.Parameter + "=" + Uri.EscapeDataString((query with { Selected = null }).ToQueryString()));

    private string ExportHref(string format) => WithQuery(AddTo(ExportUrl!, "format=" + format), RowsQuery);

    private string? TotalHref(GridTotal figure) => figure.Rows is { } target ? Href(target with { Columns = query.Columns, Dense = query.Dense, Size = query.Size }) : figure.Href;

    private static string WithQuery(string url, ListQuery target) => AddTo(url, target.ToQueryString());

    private static string AddTo(string url, string text) => text.Length == 0 ? url : url + (url.Contains('?', StringComparison.Ordinal) ? '&' : '?') + text;

    private async Task SaveViewAsync(string name)
    {
        var view = new GridView(name, query.AsView().ToQueryString());
        await Views!.SaveAsync(view);
        views = await Views.LoadAsync();
    }

    private async Task DeleteViewAsync(string name)
    {
        if (Views is null)
            return;
        await Views.DeleteAsync(name);
        views = await Views.LoadAsync();
    }
}
