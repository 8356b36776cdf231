using System.Text;

namespace Portal.Domain.Exchange.Reading;

/// <summary>Opens text files strictly, and tells their delimiter.</summary>
internal static class TextContent
{
    private const int SampleCharacters = 64 * 1024;
    private const int SampleRecords = 50;

    /// <summary>The delimiters that are told apart; the first wins a tie.</summary>
    private static readonly char[] Delimiters = [',', '\t', ';'];

    /// <summary>A reader behind the byte order mark; it throws <see cref="DecoderFallbackException"/> on bytes that are not of the encoding.</summary>
    public static StreamReader Reader(Stream stream, TextEncoding encoding)
    {
        Span<byte> head = stackalloc byte[3];
        var length = stream.ReadAtLeast(head, 3, throwOnEndOfStream: false);
        ReadOnlySpan<byte> mark = encoding switch
        {
            TextEncoding.Utf8 => [0xEF, 0xBB, 0xBF],
            TextEncoding.Utf16LittleEndian => [0xFF, 0xFE],
            TextEncoding.Utf16BigEndian => [0xFE, 0xFF],
            _ => [],
        };
        stream.Position = head[..length].StartsWith(mark) ? mark.Length : 0;
        return new StreamReader(stream, encoding.Strict(), detectEncodingFromByteOrderMarks: false, bufferSize: 32 * 1024);
    }

    /// <summary>The first characters of a text.</summary>
    public static string Head(Stream stream, TextEncoding encoding)
    {
        using var reader = Reader(stream, encoding);
        var buffer = new char[SampleCharacters];
        return new string(buffer, 0, reader.ReadBlock(buffer));
    }

    /// <summary>The delimiter that cuts the first records most evenly into most fields; the comma when nothing is cut.</summary>
    public static char Delimiter(string head)
    {
        if (head.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && head.Length > 4 && Delimiters.Contains(head[4]))
            return head[4];
        var records = CountPerRecord(head);
        return Delimiters.Select((delimiter, i) => (delimiter, evenness: Evenness([.. records.Select(r => r[i])])))
            .MaxBy(candidate => candidate.evenness).delimiter;
    }

    private static double Evenness(int[] counts)
    {
        if (counts.Length == 0)
            return 0;
        var usual = counts.GroupBy(n => n).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First();
        return usual.Key * (double)usual.Count() / counts.Length;
    }

    /// <summary>How often each delimiter stands outside quotes, record by record; blank records are left out.</summary>
    private static List<int[]> CountPerRecord(string head)
    {
        var records = new List<int[]>();
        var counts = new int[Delimiters.Length];
        bool quoted = false, blank = true;
        foreach (var c in head)
        {
            if (c == '"')
                quoted = !quoted;
            var delimiter = quoted ? -1 : Array.IndexOf(Delimiters, c);
            if (delimiter >= 0)
                counts[delimiter]++;
            if (quoted || c is not ('\r' or '\n'))
            {
                blank = false;
                continue;
            }

            if (!blank)
                records.Add(counts);
            if (records.Count == SampleRecords)
                return records;
            (counts, blank) = (new int[Delimiters.Length], true);
        }

        if (!blank)
            records.Add(counts);
        return records;
    }
}
