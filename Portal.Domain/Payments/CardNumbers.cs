namespace Portal.Domain.Payments;

/// <summary>Finds whole card numbers where none may be: PCI DSS 4.0, requirement 3, lets the first six and last four digits be shown.</summary>
public static class CardNumbers
{
    private const int Shortest = 13;
    private const int Longest = 19;

    /// <summary>True when the text holds 13 to 19 digits, possibly parted by blanks or hyphens, whose check digit (ISO/IEC 7812-1, annex B) is right.</summary>
    public static bool IsIn(string text)
    {
        Span<int> run = stackalloc int[text.Length <= 256 ? text.Length : 0];
        if (run.Length == 0 && text.Length > 0)
            run = new int[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
                run[length++] = c - '0';
            else if (c is not (' ' or '-'))
            {
                if (Holds(run[..length]))
                    return true;
                length = 0;
            }
        }

        return Holds(run[..length]);
    }

    /// <summary>Issuers' numbers begin with 2 to 6, Korean domestic ones with 9.</summary>
    private static bool Holds(ReadOnlySpan<int> digits) => digits.Length is >= Shortest and <= Longest && (digits[0] is >= 2 and <= 6 or 9) && Luhn.Fits(digits);
}
