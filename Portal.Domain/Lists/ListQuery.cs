using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Portal.Domain.Lists;

/// <summary>One condition on a column, as the URL spells it: <c>f.status=open,closed</c>. <see cref="ListValues"/> reads and writes the value.</summary>
public sealed record ListFilter(string Key, string Value);

/// <summary>One column to sort by.</summary>
public sealed record ListSort(string Key, bool Descending = false);

/// <summary>A visible column at its place, with its width in pixels when somebody chose one.</summary>
public sealed record ListColumnView(string Key, int? Width = null);

/// <summary>The page number, page size or width is not one a list has.</summary>
public sealed record MalformedPaging : Refusal;

/// <summary>More conditions, sort columns or values than a list takes.</summary>
/// <param name="Max">How many are taken.</param>
public sealed record TooManyConditions(int Max) : Refusal;

/// <summary>
/// What a list shows: search, conditions, order, page and columns. It is parsed from and written to the query string, so the
/// page, the export and the API mean the same rows: <c>?q=&amp;f.status=a,b&amp;sort=-name&amp;page=3&amp;size=50&amp;cols=a,b:120&amp;sel=CODE</c>.
/// Two queries are equal when their query strings are.
/// </summary>
public sealed record ListQuery
{
    public const int MaxSearch = 200;
    public const int MaxFilters = 20;
    public const int MaxSorts = 5;
    public const int MaxColumns = 100;
    public const int MaxPage = 1_000_000;
    public const int DefaultSize = 50;

    /// <summary>The page sizes a list offers.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [25, 50, 100];

    public static ListQuery Everything { get; } = new();

    /// <summary>The words of the quick search; every word must be found.</summary>
    public string Search { get; init; } = "";

    /// <summary>At most one condition per column.</summary>
    public IReadOnlyList<ListFilter> Filters { get; init; } = [];

    /// <summary>Empty: the list's own order.</summary>
    public IReadOnlyList<ListSort> Sorts { get; init; } = [];

    /// <summary>Counted from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Rows per page.</summary>
    public int Size { get; init; } = DefaultSize;

    /// <summary>Visible columns in their order; empty: the list's own choice.</summary>
    public IReadOnlyList<ListColumnView> Columns { get; init; } = [];

    /// <summary>The code of the record open in the side panel.</summary>
    public string? Selected { get; init; }

    /// <summary>Low rows (true), high rows (false) or as the device asks (null).</summary>
    public bool? Dense { get; init; }

    public int Skip => (Page - 1) * Size;

    public int Take => Size;

    public bool HasConditions => Search.Length > 0 || Filters.Count > 0;

    /// <summary>The value of the condition on a column; null when there is none.</summary>
    public string? FilterOf(string key) => Filters.FirstOrDefault(f => f.Key == key)?.Value;

    /// <summary>The query with the condition on one column replaced, or removed when the value is empty, on its first page.</summary>
    public ListQuery WithFilter(string key, string? value) => this with
    {
        Filters = string.IsNullOrEmpty(value)
            ? [.. Filters.Where(f => f.Key != key)]
            : Filters.Any(f => f.Key == key) ? [.. Filters.Select(f => f.Key == key ? new(key, value) : f)] : [.. Filters, new(key, value)],
        Page = 1,
    };

    /// <summary>The query without search and conditions, on its first page.</summary>
    public ListQuery WithoutConditions() => this with { Search = "", Filters = [], Page = 1 };

    /// <summary>
    /// Sorting by a column turns ascending, descending, then the list's own order. With <paramref name="add"/> the column joins
    /// the ones already there instead of replacing them.
    /// </summary>
    public ListQuery SortedBy(string key, bool add)
    {
        var now = Sorts.FirstOrDefault(s => s.Key == key);
        ListSort? next = now switch { null => new(key), { Descending: false } => new(key, true), _ => null };
        IReadOnlyList<ListSort> sorts = !add
            ? next is null ? [] : [next]
            : now is null ? [.. Sorts, next!] : next is null ? [.. Sorts.Where(s => s.Key != key)] : [.. Sorts.Select(s => s.Key == key ? next : s)];
        return this with { Sorts = sorts.Count > MaxSorts ? [.. sorts.TakeLast(MaxSorts)] : sorts, Page = 1 };
    }

    /// <summary>What a saved view keeps: all but the page and the open record.</summary>
    public ListQuery AsView() => this with { Page = 1, Selected = null };

    /// <summary>What decides which rows are loaded: columns, density and the open record do not.</summary>
    public ListQuery ForRows() => this with { Columns = [], Dense = null, Selected = null };

    /// <summary>All pages together: what is counted, exported and selected.</summary>
    public ListQuery WithoutPage() => this with { Page = 1, Size = DefaultSize, Selected = null, Dense = null };

    /// <summary>Reads a query string, with or without its question mark; parameters of others are passed over.</summary>
    public static Outcome<ListQuery> Parse(string? queryString) => ListQueryReader.Read(QueryHelpers.ParseQuery(queryString));

    /// <summary>The query string without question mark; what is as usual is left out, so the usual list has the empty string.</summary>
    public string ToQueryString()
    {
        var text = new StringBuilder();
        void Add(string name, string value) => text.Append(text.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=')
            .Append(Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal));

        if (Search.Length > 0)
            Add("q", Search);
        foreach (var filter in Filters)
            Add("f." + filter.Key, filter.Value);
        if (Sorts.Count > 0)
            Add("sort", string.Join(',', Sorts.Select(s => (s.Descending ? "-" : "") + s.Key)));
        if (Page > 1)
            Add("page", Page.ToString(CultureInfo.InvariantCulture));
        if (Size != DefaultSize)
            Add("size", Size.ToString(CultureInfo.InvariantCulture));
        if (Columns.Count > 0)
            Add("cols", string.Join(',', Columns.Select(c => c.Width is { } w ? string.Create(CultureInfo.InvariantCulture, $"{c.Key}:{w}") : c.Key)));
        if (Dense is { } dense)
            Add("rows", dense ? "dense" : "roomy");
        if (Selected is not null)
            Add("sel", Selected);
        return text.ToString();
    }

    public bool Equals(ListQuery? other) => other is not null && ToQueryString() == other.ToQueryString();

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToQueryString());
}
