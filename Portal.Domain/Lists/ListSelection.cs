namespace Portal.Domain.Lists;

/// <summary>
/// The rows somebody ticked: some codes, or everything that matches a query except some codes. "All 12,000 matching rows" is
/// therefore a few words, not 12,000 codes, and <see cref="ListQueries.Selected"/> turns either into a WHERE.
/// </summary>
public sealed record ListSelection
{
    public static ListSelection None { get; } = new();

    /// <summary>When set, the selection is everything that matches, minus <see cref="Codes"/>.</summary>
    public ListQuery? Matching { get; init; }

    /// <summary>The ticked codes, or the exceptions.</summary>
    public IReadOnlySet<string> Codes { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public static ListSelection All(ListQuery query) => new() { Matching = query with { Page = 1, Selected = null, Columns = [], Dense = null } };

    public bool Contains(string code) => Codes.Contains(code) == (Matching is null);

    /// <summary>How many rows are selected, given how many the query matches.</summary>
    public int Count(int total) => Matching is null ? Codes.Count : Math.Max(0, total - Codes.Count);

    public ListSelection With(IEnumerable<string> codes, bool selected)
    {
        var set = new HashSet<string>(Codes, StringComparer.Ordinal);
        if (selected == (Matching is null))
            set.UnionWith(codes);
        else
            set.ExceptWith(codes);
        return this with { Codes = set };
    }
}
