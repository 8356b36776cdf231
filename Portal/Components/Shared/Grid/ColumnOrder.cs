using Portal.Domain.Lists;

namespace Portal.Components.Shared.Grid;

/// <summary>The visible columns of a list and their places.</summary>
internal static class ColumnOrder
{
    /// <summary>The columns to show: those of the query that exist, or the list's own choice.</summary>
    public static List<ListColumnView> Visible<TRow>(IReadOnlyList<ListColumn<TRow>> columns, ListQuery query)
    {
        var chosen = query.Columns.Where(v => columns.Any(c => c.Key == v.Key)).ToList();
        return chosen.Count > 0 ? chosen : [.. columns.Where(c => !c.Hidden).Select(c => new ListColumnView(c.Key))];
    }

    public static List<ListColumnView> Move(IReadOnlyList<ListColumnView> columns, string key, int to)
    {
        var moved = columns.FirstOrDefault(c => c.Key == key);
        if (moved is null)
            return [.. columns];
        var rest = columns.Where(c => c.Key != key).ToList();
        rest.Insert(Math.Clamp(to, 0, rest.Count), moved);
        return rest;
    }

    /// <summary>The three facts of a narrow screen: column keys with their rank 1 to 3.</summary>
    public static Dictionary<string, int> Facts<TRow>(IReadOnlyList<ListColumn<TRow>> columns, IReadOnlyList<ListColumnView> visible)
    {
        var shown = visible.Select(v => columns.First(c => c.Key == v.Key)).ToList();
        return shown.Where(c => c.Important > 0).OrderBy(c => c.Important).Concat(shown.Where(c => c.Important == 0)).Take(3)
            .Select((c, i) => (c.Key, Rank: i + 1)).ToDictionary(f => f.Key, f => f.Rank, StringComparer.Ordinal);
    }
}
