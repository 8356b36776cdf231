using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Domain.Exchange.Columns;

/// <summary>
/// Dates as people and programs in the region write them, the year always first: <c>2026-03-05</c>, <c>2026. 3. 5. (목)</c>,
/// <c>2026/3/5</c>, <c>20260305</c>, <c>2026년 3월 5일</c>, <c>2026年3月5日</c>, each with a time that is dropped. A date with
/// the year last could be read in two orders, and is refused.
/// </summary>
internal static partial class CellDates
{
    public static DateOnly? Parse(string text)
    {
        var match = Written().Match(text);
        if (!match.Success)
            match = Compact().Match(text);
        if (!match.Success)
            return null;
        var (year, month, day) = (Number("y"), Number("m"), Number("d"));
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

        int Number(string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\s*(?<y>[0-9]{4})\s*(?:[-./]|년|年)\s*(?<m>[0-9]{1,2})\s*(?:[-./]|월|月)\s*(?<d>[0-9]{1,2})\s*(?:\.|일|日)?\s*(?:\([^)]{1,12}\))?(?:(?:\s+|T)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"^\s*(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Compact();
}
