namespace Portal.Domain;

/// <summary>Codes that people read, print and scan: capital letters A to Z, digits and hyphens.</summary>
public static class Codes
{
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
