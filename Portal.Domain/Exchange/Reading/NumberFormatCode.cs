using System.Buffers;

namespace Portal.Domain.Exchange.Reading;

/// <summary>Which number formats of a workbook show dates or times (ECMA-376, part 1, 18.8.30).</summary>
internal static class NumberFormatCode
{
    private static readonly SearchValues<char> TimeLetters = SearchValues.Create("hHmMsS");

    /// <summary>Built-in formats that show dates or times, those of East Asian editions included.</summary>
    public static bool IsBuiltInDate(int id) => id is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58;

    /// <summary>True when the first section of a format code shows a part of a date or time.</summary>
    public static bool IsDate(string code)
    {
        var shows = false;
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = EndOf(code, '"', i);
                    break;
                case '[':
                    if (IsElapsed(code.AsSpan(i + 1)))
                        return false;
                    i = EndOf(code, ']', i);
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '#' or '?':
                    return false;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S':
                    shows = true;
                    break;
            }
        }

        // A format's own name for "General" differs by language; none of these is a date.
        return shows && !code.Contains("standard", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Hours beyond 24 are a duration, which stays a number.</summary>
    private static bool IsElapsed(ReadOnlySpan<char> rest) =>
        rest.IndexOf(']') is var end and > 0 && rest[..end].IndexOfAnyExcept(TimeLetters) < 0;

    private static int EndOf(string code, char close, int from)
    {
        var end = code.IndexOf(close, from + 1);
        return end < 0 ? code.Length : end;
    }
}
