using Microsoft.AspNetCore.WebUtilities;
using Portal.Domain;
using Portal.Domain.Lists;

namespace Portal.Reports;

/// <summary>
/// Which stalls an address of posters asks for: <c>stalls=</c> some by their codes; otherwise all that the list's own conditions match, within <c>market=</c> and
/// <c>zone=</c>, but for those in <c>not=</c>.
/// </summary>
internal static class PosterSelection
{
    /// <summary>Most codes that an address may name: more than one page of the list has, and less than an address can hold.</summary>
    private const int MostCodes = 500;

    public static Outcome<ListSelection> Read(string queryString)
    {
        var values = QueryHelpers.ParseQuery(queryString);
        if (CodesOf("stalls") is { Count: > 0 } stalls)
            return new ListSelection { Codes = stalls };
        if (!ListQuery.Parse(queryString).TryGet(out var query))
            return ListQuery.Parse(queryString).Refusals.ToList();
        foreach (var key in (string[])[PortalUrls.MarketKey, "zone"])
            query = values.TryGetValue(key, out var value) && value.ToString() is { Length: > 0 and <= ListValues.MaxLength } code ? query.WithFilter(key, ListValues.Join([code])) : query;
        return ListSelection.All(query) with { Codes = CodesOf("not") };

        HashSet<string> CodesOf(string name) => values.TryGetValue(name, out var value)
            ? value.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostCodes).ToHashSet(StringComparer.Ordinal) : [];
    }
}
