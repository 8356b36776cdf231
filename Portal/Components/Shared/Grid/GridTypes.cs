using Portal.Domain.Lists;

namespace Portal.Components.Shared.Grid;

/// <summary>One choice of a filter: its code in the URL and its name for people.</summary>
public sealed record GridChoice(string Code, string Name);

/// <summary>A figure over all matching rows, with the query of exactly its rows when they can be shown in the same list, or any other address.</summary>
/// <param name="AtEnd">Stands at the right: sums of money.</param>
public sealed record GridTotal(string Name, string Figure, ListQuery? Rows = null, string? Href = null, bool AtEnd = false);

/// <summary>A list somebody named: shown as a tab. A fixed one belongs to the page and cannot be deleted.</summary>
public sealed record GridView(string Name, string Query, bool Fixed = false);

/// <summary>Where a reader's saved views live. The grid neither knows nor cares.</summary>
public sealed class GridViews(Func<Task<IReadOnlyList<GridView>>> load, Func<GridView, Task> save, Func<string, Task> delete)
{
    public const int MaxName = 40;

    public Task<IReadOnlyList<GridView>> LoadAsync() => load();

    /// <summary>Saves a view under its name; one of the same name is replaced.</summary>
    public Task SaveAsync(GridView view) => save(view);

    public Task DeleteAsync(string name) => delete(name);
}
