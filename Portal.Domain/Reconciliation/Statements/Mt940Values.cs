using System.Globalization;

namespace Portal.Domain.Reconciliation.Statements;

/// <summary>An entry's line (:61:) as it was read, or why it cannot be.</summary>
/// <param name="Fault">A stable code; null when it was read.</param>
/// <param name="Value">Null for a day that its month does not have: some banks count thirty days to every month.</param>
internal sealed record Mt940Entry(string? Fault, string Found, DateOnly? Value = null, DateOnly? Booked = null, bool Credit = false, bool Reversal = false, long Amount = 0, string? Code = null, string? Reference = null, string? Bank = null);

/// <summary>Amounts, dates and entries as SWIFT messages write them.</summary>
internal static class Mt940Values
{
    private const int DayLength = 6;
    private const int ShortDayLength = 4;
    private const int CodeLength = 4;

    /// <summary>A balance: side, day, currency, amount. Null when it is none.</summary>
    public static (bool Debit, DateOnly? Day, string Currency, long Amount)? Balance(string text)
    {
        if (text.Length < 11 || text[0] is not ('C' or 'D'))
            return null;
        var currency = text[7..10];
        if (CurrencyDigits.Of(currency) is not { } digits || Amount(text[10..], digits) is not (var amount, null))
            return null;
        return (text[0] == 'D', Day(text.AsSpan(1, DayLength)), currency, amount);
    }

    /// <summary>Minor units of an amount with a comma or a point, of which it may have neither, and points between its thousands.</summary>
    public static (long Value, string? Fault) Amount(string text, int digits)
    {
        text = text.Trim();
        text = text.Contains(',', StringComparison.Ordinal) ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text;
        return StatementValues.Amount(text.EndsWith('.') && text.Length > 1 ? text[..^1] : text, digits);
    }

    /// <summary>A day of two digits of the year, month and day: 80 to 99 are of the last century.</summary>
    public static DateOnly? Day(ReadOnlySpan<char> text)
    {
        if (text.Length < DayLength || !int.TryParse(text[..DayLength], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        return DayOf(year + (year < 80 ? 2_000 : 1_900), month, day);
    }

    /// <summary>The last day of a month, where a day beyond it is named: 30 February.</summary>
    private static DateOnly? MonthEnd(string text) => text.Length >= DayLength && int.TryParse(text.AsSpan(DayLength - 2, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 29 and <= 31
        && Day(text[..(DayLength - 2)] + "01") is { } first ? first.AddMonths(1).AddDays(-1) : null;

    /// <summary>The line of an entry; its second line, where there is one, holds what the first had no room for.</summary>
    public static Mt940Entry Entry(IReadOnlyList<string> lines, string? currency)
    {
        var text = lines[0];
        var value = Day(text);
        if ((value ?? MonthEnd(text)) is not { } near)
            return new Mt940Entry(StatementFaults.DateMalformed, text[..Math.Min(DayLength, text.Length)]);
        var at = DayLength;
        var booked = value;
        if (text.Length >= at + ShortDayLength && text.AsSpan(at, ShortDayLength) is var month && (month.IsWhiteSpace() || int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            if (!month.IsWhiteSpace() && (booked = Beside(near, month)) is null)
                return new Mt940Entry(StatementFaults.DateMalformed, month.ToString());
            at += ShortDayLength;
        }

        if (Side(text, ref at) is not var (credit, reversal))
            return new Mt940Entry(StatementFaults.SideMissing, text);
        var end = at;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is ',' or '.'))
            end++;
        if (end == at)
            return new Mt940Entry(StatementFaults.AmountMissing, text);
        if (CurrencyDigits.Of(currency) is not { } digits)
            return new Mt940Entry(StatementFaults.CurrencyUnknown, currency ?? "");
        var (amount, fault) = Amount(text[at..end], digits);
        if (fault is not null)
            return new Mt940Entry(fault, text[at..end]);
        var (code, reference, bank) = References(text[end..], lines);
        return new Mt940Entry(null, value is null ? text[..DayLength] : "", value, booked, credit, reversal, amount, code, reference, bank);
    }

    /// <summary>C and D, taken back as RC and RD; expected as EC and ED. A letter of the currency may follow.</summary>
    private static (bool Credit, bool Reversal)? Side(string text, ref int at)
    {
        var reversal = at < text.Length && text[at] == 'R';
        if (reversal || (at < text.Length && text[at] == 'E'))
            at++;
        if (at >= text.Length || text[at] is not ('C' or 'D'))
            return null;
        var credit = text[at++] == 'C';
        if (at < text.Length && char.IsAsciiLetter(text[at]))
            at++;
        // Taking a debit back brings money in.
        return (credit != reversal, reversal);
    }

    private static (string? Code, string? Reference, string? Bank) References(string text, IReadOnlyList<string> lines)
    {
        text = text.TrimStart();
        var code = text.Length == 0 ? null : text[..Math.Min(CodeLength, text.Length)].TrimEnd();
        var rest = text.Length <= CodeLength ? "" : text[CodeLength..];
        // The bank's reference may have gone to the next line.
        if (!rest.Contains("//", StringComparison.Ordinal) && lines.Count > 1 && lines[1].StartsWith("//", StringComparison.Ordinal))
            rest += lines[1];
        var cut = rest.IndexOf("//", StringComparison.Ordinal);
        return (code, Meant(cut < 0 ? rest : rest[..cut]), cut < 0 ? null : Meant(rest[(cut + 2)..]));
    }

    private static string? Meant(string reference) => reference.Trim() is { Length: > 0 } text && text is not ("NONREF" or "NOREF" or "NONE") ? text : null;

    /// <summary>Month and day of booking: in the year that brings it nearest to the day of value.</summary>
    private static DateOnly? Beside(DateOnly value, ReadOnlySpan<char> text)
    {
        var number = int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        return Enumerable.Range(value.Year - 1, 3).Select(year => DayOf(year, number / 100, number % 100)).OfType<DateOnly>().OrderBy(day => Math.Abs(day.DayNumber - value.DayNumber)).Select(day => (DateOnly?)day).FirstOrDefault();
    }

    private static DateOnly? DayOf(int year, int month, int day) => month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
}
