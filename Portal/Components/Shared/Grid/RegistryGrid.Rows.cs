using Microsoft.JSInterop;
using Portal.Domain.Lists;

namespace Portal.Components.Shared.Grid;

// The row in the panel and the ticked rows.
public sealed partial class RegistryGrid<TRow>
{
    private Opened? opened;
    private int anchor = -1;

    private int PageTicked => rows.Count(r => Selection.Contains(CodeOf(r)));

    /// <summary>A row was clicked, or entered where records have no address.</summary>
    [JSInvokable]
    public Task OpenRowAsync(int index) => InvokeAsync(async () =>
    {
        if (index < 0 || index >= rows.Count)
            return;
        active = index;
        if (Panel is null)
        {
            StateHasChanged();
            return;
        }

        opened = new(rows[index]);
        await ReplaceAsync(query with { Selected = CodeOf(rows[index]) });
    });

    /// <summary>The keys moved to a row: the panel follows when it is open.</summary>
    [JSInvokable]
    public Task FocusedAsync(int index)
    {
        if (opened is not null)
            return OpenRowAsync(index);
        return InvokeAsync(() =>
        {
            active = Math.Clamp(index, 0, Math.Max(0, rows.Count - 1));
            StateHasChanged();
        });
    }

    [JSInvokable]
    public Task ClosePanelAsync() => InvokeAsync(() =>
    {
        opened = null;
        focusRows = true;
        return ReplaceAsync(query with { Selected = null });
    });

    // With Shift everything since the last tick is ticked like this one.
    private Task TickAsync(int index, bool range)
    {
        var on = !Selection.Contains(CodeOf(rows[index]));
        var (from, to) = range && anchor >= 0 ? (Math.Min(anchor, index), Math.Max(anchor, index)) : (index, index);
        anchor = index;
        return SelectAsync(Selection.With(rows.Skip(from).Take(to - from + 1).Select(CodeOf), on));
    }

    private Task TickPageAsync(bool on) => SelectAsync(Selection.With(rows.Select(CodeOf), on));

    private Task SelectAllAsync() => SelectAsync(ListSelection.All(query));

    private async Task SelectAsync(ListSelection next)
    {
        Selection = next;
        await SelectionChanged.InvokeAsync(next);
        StateHasChanged();
    }

    private sealed record Opened(TRow Value);
}
