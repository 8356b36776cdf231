namespace Portal.Domain.Privacy;

/// <summary>
/// How personal data is shown to those who did not give a reason to see it. A masked text always holds at least one asterisk,
/// so that an import can tell it from a value and leave the field unchanged.
/// </summary>
public static class Mask
{
    /// <summary>Family name kept, the rest hidden: 홍길동 → 홍**, Jane Doe → J*******.</summary>
    public static string? Name(string? name) => string.IsNullOrEmpty(name) ? name : name[..FirstLength(name)] + new string('*', Math.Max(1, name.Length - FirstLength(name)));

    /// <summary>The last four digits kept: 051-123-4821 → 051-***-4821. A number of fewer than seven digits is hidden whole.</summary>
    public static string? Phone(string? phone) => Tail(phone, 4, keepHead: 3);

    /// <summary>The last four characters kept: 123-45-67890 → ***-**-*7890.</summary>
    public static string? Number(string? number) => Tail(number, 4, keepHead: 0);

    private static string? Tail(string? text, int tail, int keepHead)
    {
        if (string.IsNullOrEmpty(text))
            return text;
        var signs = text.Count(char.IsLetterOrDigit);
        if (signs < tail + 3)
            return new string('*', text.Length);
        var seen = 0;
        return string.Concat(text.Select(c =>
        {
            if (!char.IsLetterOrDigit(c))
                return c;
            seen++;
            return (seen <= keepHead && signs >= tail + keepHead + 2) || seen > signs - tail ? c : '*';
        }));
    }

    private static int FirstLength(string name) => char.IsHighSurrogate(name[0]) && name.Length > 1 ? 2 : 1;
}
