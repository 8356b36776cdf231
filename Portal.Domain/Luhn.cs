namespace Portal.Domain;

/// <summary>The check digit of card numbers (ISO/IEC 7812-1, annex B).</summary>
public static class Luhn
{
    /// <summary>True when the last digit fits the ones before it.</summary>
    public static bool Fits(ReadOnlySpan<int> digits) => Sum(digits, last: 0) % 10 == 0;

    /// <summary>The digit that is to follow these.</summary>
    public static char CheckDigitOf(string digits)
    {
        Span<int> values = stackalloc int[digits.Length];
        for (var i = 0; i < digits.Length; i++)
            values[i] = digits[i] - '0';
        return (char)('0' + ((10 - (Sum(values, last: 1) % 10)) % 10));
    }

    /// <param name="last">The place of the last digit, counted from the right: 0 for the check digit itself.</param>
    private static int Sum(ReadOnlySpan<int> digits, int last)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)];
            sum += (i + last) % 2 == 0 ? digit : digit > 4 ? (2 * digit) - 9 : 2 * digit;
        }

        return sum;
    }
}
