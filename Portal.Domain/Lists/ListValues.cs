using System.Globalization;

namespace Portal.Domain.Lists;

/// <summary>
/// How the values of conditions are spelled: choices with commas between (a comma inside a choice has a backslash before it),
/// ranges with two dots between and either end open (<c>2026-01-01..2026-03-31</c>, <c>10..</c>), yes and no as words.
/// Numbers are whole; amounts are minor units.
/// </summary>
public static class ListValues
{
    public const int MaxLength = 2_000;
    public const int MaxChoices = 250;

    // Beyond these years no database and no time zone rule has to follow.
    private static readonly DateOnly First = new(1800, 1, 1);
    private static readonly DateOnly Last = new(2999, 12, 31);

    public static string Join(IEnumerable<string> choices) =>
        string.Join(',', choices.Select(c => c.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)));

    public static IReadOnlyList<string> Split(string value)
    {
        var choices = new List<string>();
        var current = new System.Text.StringBuilder();
        for (var i = 0; i <= value.Length; i++)
        {
            if (i == value.Length || value[i] == ',')
            {
                if (current.Length > 0)
                    choices.Add(current.ToString());
                current.Clear();
            }
            else
            {
                if (value[i] == '\\' && i + 1 < value.Length)
                    i++;
                current.Append(value[i]);
            }
        }

        return choices;
    }

    public static string YesNo(bool value) => value ? "yes" : "no";

    public static bool TryYesNo(string value, out bool result)
    {
        result = value == "yes";
        return result || value == "no";
    }

    /// <summary>The empty string when both ends are open.</summary>
    public static string Range(DateOnly? from, DateOnly? to) => Range(from?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), to?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Range(DateOnly?, DateOnly?)"/>
    public static string Range(long? from, long? to) => Range(from?.ToString(CultureInfo.InvariantCulture), to?.ToString(CultureInfo.InvariantCulture));

    /// <summary>False for what is no range of days, for both ends open and for an end before its beginning.</summary>
    public static bool TryDates(string value, out DateOnly? from, out DateOnly? to)
    {
        from = to = null;
        return Ends(value, out var left, out var right) && TryDate(left, out from) && TryDate(right, out to) && (from is null || to is null || from <= to);
    }

    /// <inheritdoc cref="TryDates"/>
    public static bool TryNumbers(string value, out long? from, out long? to)
    {
        from = to = null;
        return Ends(value, out var left, out var right) && TryNumber(left, out from) && TryNumber(right, out to) && (from is null || to is null || from <= to);
    }

    private static string Range(string? from, string? to) => from is null && to is null ? "" : from + ".." + to;

    private static bool Ends(string value, out string left, out string right)
    {
        var dots = value.IndexOf("..", StringComparison.Ordinal);
        (left, right) = dots < 0 ? (value, value) : (value[..dots], value[(dots + 2)..]);
        return left.Length + right.Length > 0;
    }

    private static bool TryDate(string text, out DateOnly? date)
    {
        date = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return text.Length == 0 || (date >= First && date <= Last);
    }

    private static bool TryNumber(string text, out long? number)
    {
        number = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null;
        return text.Length == 0 || number is not null;
    }
}
