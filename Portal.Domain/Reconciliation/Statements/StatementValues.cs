using System.Globalization;

namespace Portal.Domain.Reconciliation.Statements;

/// <summary>Amounts and dates as banks write them.</summary>
internal static class StatementValues
{
    private const int MostDigits = 18;

    /// <summary>Minor units of an amount with a point, or why it is none.</summary>
    /// <param name="digits">Decimals of the currency.</param>
    public static (long Value, string? Fault) Amount(ReadOnlySpan<char> text, int digits)
    {
        text = text.Trim();
        var negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is '-' or '+')
            text = text[1..];
        var (value, seen, point) = (0L, 0, -1);
        foreach (var c in text)
        {
            if (c == '.' && point < 0)
            {
                point = 0;
                continue;
            }

            if (!char.IsAsciiDigit(c))
                return (0, StatementFaults.AmountMalformed);
            if (point >= digits)
            {
                // Zeros behind the last unit say nothing.
                if (c != '0')
                    return (0, StatementFaults.AmountTooFine);
                continue;
            }

            if (value != 0 || c != '0')
                seen++;
            if (seen > MostDigits)
                return (0, StatementFaults.AmountTooLarge);
            value = (value * 10) + (c - '0');
            point += point < 0 ? 0 : 1;
        }

        if (text.Length == 0 || (text.Length == 1 && point >= 0))
            return (0, StatementFaults.AmountMalformed);
        for (var i = Math.Max(point, 0); i < digits; i++)
        {
            if (++seen > MostDigits && value != 0)
                return (0, StatementFaults.AmountTooLarge);
            value *= 10;
        }

        return (negative ? -value : value, null);
    }

    /// <summary>The day of an ISO date, or of a moment: as it is written, in the bank's own time.</summary>
    public static bool TryDay(ReadOnlySpan<char> text, out DateOnly day)
    {
        text = text.Trim();
        return DateOnly.TryParseExact(text.Length > 10 ? text[..10] : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
