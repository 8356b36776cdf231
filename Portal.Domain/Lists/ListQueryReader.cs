using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Portal.Domain.Lists;

/// <summary>Reads a <see cref="ListQuery"/> from the parameters of a URL. What cannot be meant is refused, never guessed.</summary>
internal static class ListQueryReader
{
    private const int MaxKey = 60;

    public static Outcome<ListQuery> Read(IReadOnlyDictionary<string, StringValues> parameters)
    {
        var refusals = new List<Refusal>();
        var query = new ListQuery
        {
            Search = Text.Clean(Last(parameters, "q"), "q", ListQuery.MaxSearch, refusals) ?? "",
            Filters = Filters(parameters, refusals),
            Sorts = Sorts(Last(parameters, "sort"), refusals),
            Page = Number(Last(parameters, "page"), "page", 1, ListQuery.MaxPage, 1, refusals),
            Size = Number(Last(parameters, "size"), "size", ListQuery.Sizes[0], ListQuery.Sizes[^1], ListQuery.DefaultSize, refusals),
            Columns = Columns(Last(parameters, "cols"), refusals),
            Selected = Text.Clean(Last(parameters, "sel"), "sel", MaxKey, refusals),
            Dense = Last(parameters, "rows") switch { "dense" => true, "roomy" => false, _ => null },
        };
        if (!ListQuery.Sizes.Contains(query.Size))
            refusals.Add(new MalformedPaging { Field = "size" });
        return refusals.Count > 0 ? refusals : query;
    }

    private static string? Last(IReadOnlyDictionary<string, StringValues> parameters, string name) =>
        parameters.TryGetValue(name, out var values) ? values[^1] : null;

    private static List<ListFilter> Filters(IReadOnlyDictionary<string, StringValues> parameters, List<Refusal> refusals)
    {
        var filters = new List<ListFilter>();
        foreach (var (name, values) in parameters.Where(p => p.Key.StartsWith("f.", StringComparison.Ordinal)))
        {
            var value = Text.Clean(values[^1], name, ListValues.MaxLength, refusals);
            if (value is not null)
                filters.Add(new(Key(name[2..], name, refusals), value));
        }

        if (filters.Count > ListQuery.MaxFilters)
            refusals.Add(new TooManyConditions(ListQuery.MaxFilters) { Field = "f" });
        return filters;
    }

    private static List<ListSort> Sorts(string? text, List<Refusal> refusals)
    {
        var sorts = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(s => s.StartsWith('-') ? new ListSort(Key(s[1..], "sort", refusals), true) : new ListSort(Key(s, "sort", refusals)))
            .DistinctBy(s => s.Key).Take(ListQuery.MaxSorts + 1).ToList();
        if (sorts.Count > ListQuery.MaxSorts)
            refusals.Add(new TooManyConditions(ListQuery.MaxSorts) { Field = "sort" });
        return sorts;
    }

    private static List<ListColumnView> Columns(string? text, List<Refusal> refusals)
    {
        var columns = new List<ListColumnView>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(ListQuery.MaxColumns))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            var key = Key(colon < 0 ? part : part[..colon], "cols", refusals);
            int? width = colon < 0 ? null : Number(part[(colon + 1)..], "cols", ListColumn.MinWidth, ListColumn.MaxWidth, ListColumn.MinWidth, refusals);
            if (columns.TrueForAll(c => c.Key != key))
                columns.Add(new(key, width));
        }

        return columns;
    }

    private static string Key(string key, string field, List<Refusal> refusals)
    {
        if (key.Length is > 0 and <= MaxKey && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            return key;
        refusals.Add(new UnknownColumn(key.Length > MaxKey || !Text.IsAllowed(key, false) ? "?" : key) { Field = field });
        return "";
    }

    private static int Number(string? text, string field, int min, int max, int usual, List<Refusal> refusals)
    {
        if (string.IsNullOrEmpty(text))
            return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        refusals.Add(new MalformedPaging { Field = field });
        return usual;
    }
}
