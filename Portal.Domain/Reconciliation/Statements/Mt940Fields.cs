using System.Collections.Frozen;

namespace Portal.Domain.Reconciliation.Statements;

/// <summary>A field of a SWIFT message.</summary>
/// <param name="Tag">20, 25, 28C, 60F, 61, 62F, 86…; empty for the end of a message.</param>
/// <param name="Lines">Its lines, the first without the tag.</param>
/// <param name="Line">Where it begins, from 1.</param>
internal sealed record Mt940Field(string Tag, IReadOnlyList<string> Lines, long Line)
{
    /// <summary>All lines one after another.</summary>
    public string Whole => string.Concat(Lines).Trim();
}

/// <summary>
/// Goes from field to field. A text may hold what looks like a tag or like the end of the message: a tag is only what the messages know, and a hyphen alone ends a message only where no text is being read.
/// </summary>
internal sealed class Mt940Fields(Mt940Lines lines)
{
    private const int MostLines = 400;

    private static readonly FrozenSet<string> Known = new[]
    {
        "13", "13D", "20", "21", "25", "25P", "28", "28C", "34F", "60", "60F", "60M", "61", "62", "62F", "62M", "64", "65", "65F", "86", "90C", "90D", "NS", "KO",
    }.ToFrozenSet(StringComparer.Ordinal);

    private string? next = lines.Read();

    /// <summary>The next field; null at the end of the file. What stands between messages is passed over.</summary>
    public Mt940Field? Read()
    {
        while (next is not null)
        {
            var (line, number) = (next, lines.Number);
            if (TagOf(line) is { } tag)
                return new Mt940Field(tag, Lines(line[(tag.Length + 2)..], tag), number);
            next = lines.Read();
            if (EndsMessage(line))
                return new Mt940Field("", [], number);
        }

        return null;
    }

    /// <summary>The tag with which the line begins; null for any other line.</summary>
    public static string? TagOf(string line)
    {
        if (line.Length < 4 || line[0] != ':')
            return null;
        var end = line.IndexOf(':', 1);
        return end is 3 or 4 && Known.Contains(line[1..end]) ? line[1..end] : null;
    }

    private List<string> Lines(string first, string tag)
    {
        var read = new List<string> { first };
        while ((next = lines.Read()) is not null && TagOf(next) is null && !(EndsMessage(next) && (tag is not ("61" or "86") || next != "-")) && !next.StartsWith("{1:", StringComparison.Ordinal))
        {
            if (read.Count == MostLines)
                throw new StatementUnreadableException(StatementFaults.TooLong, lines.Number, tag);
            read.Add(next);
        }

        return read;
    }

    private static bool EndsMessage(string line) => line == "-" || line.StartsWith("-}", StringComparison.Ordinal);
}
