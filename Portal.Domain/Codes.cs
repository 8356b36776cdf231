using System.Collections.Frozen;

namespace Portal.Domain;

/// <summary>Codes that people read, print and scan: capital letters A to Z, digits and hyphens.</summary>
public static class Codes
{
    /// <summary>Words that stand in addresses where a record's code would: <c>/vendors/new</c>, <c>/api/v1/markets/export</c>. A test holds this list against the routes.</summary>
    private static readonly FrozenSet<string> Reserved = new[] { "NEW", "MERGE", "MAP", "IMPORT", "EXPORT" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for a word that no record can have as its code.</summary>
    public static bool IsReserved(string code) => Reserved.Contains(code);

    /// <summary>The code of a record that has a page of its own, in capitals, or null and a refusal on the field.</summary>
    public static string? OfRecord(string? text, string field, int max, List<Refusal> refusals)
    {
        var code = Clean(text, field, max, refusals);
        if (code is null || !IsReserved(code))
            return code;
        refusals.Add(new CodeReserved(code) { Field = field });
        return null;
    }

    /// <summary>The code in capitals, or null and a refusal on the field.</summary>
    public static string? Clean(string? text, string field, int max, List<Refusal> refusals)
    {
        var code = Text.Clean(text, field, max, refusals)?.ToUpperInvariant();
        if (code is null)
            return null;
        if (code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-') && code[0] != '-' && code[^1] != '-')
            return code;
        refusals.Add(new CodeMalformed { Field = field });
        return null;
    }
}

/// <summary>The code may hold letters A to Z, digits and hyphens, and neither begins nor ends with a hyphen.</summary>
public sealed record CodeMalformed : Refusal;

/// <summary>The word stands in addresses of the portal, so a record with this code could not be reached.</summary>
public sealed record CodeReserved(string Wanted) : Refusal;
