using System.Text;

namespace Portal.Domain.Exchange.Reading;

/// <summary>
/// Cuts delimited text into records (RFC 4180, read leniently: any line end, quotes inside an unquoted field are content).
/// No field takes more memory than a cell may hold; a quote that is never closed is refused, for it would swallow rows.
/// </summary>
internal sealed class DelimitedParser(TextReader reader, char delimiter)
{
    private const int End = -1;

    private readonly char[] buffer = new char[16 * 1024];
    private readonly StringBuilder field = new();
    private int at;
    private int filled;

    /// <summary>The number of the record that was read last, from 1; blank records count, as in a spreadsheet program.</summary>
    public int Number { get; private set; }

    /// <summary>Reads one record; false at the end of the text.</summary>
    public bool Read(List<string> fields)
    {
        fields.Clear();
        if (Peek() == End)
            return false;
        Number++;
        while (ReadField(fields) == delimiter)
        {
        }

        return true;
    }

    /// <summary>Reads one field and what ends it: the delimiter, a line feed for any line end, or the end of the text.</summary>
    private int ReadField(List<string> fields)
    {
        field.Clear();
        if (Peek() == '"')
            ReadQuoted();
        var c = Next();
        for (; c != End && c != delimiter && c is not ('\r' or '\n'); c = Next())
            Append(c);
        if (c == '\r' && Peek() == '\n')
            Next();
        fields.Add(field.ToString());
        return c;
    }

    private void ReadQuoted()
    {
        Next();
        while (true)
        {
            var c = Next();
            if (c == End)
                throw new UnreadableFileException(new FileHasOpenQuote(Number));
            if (c == '"' && Peek() != '"')
                return;
            if (c == '"')
                Next();
            Append(c);
        }
    }

    private void Append(int c)
    {
        if (field.Length < ExchangeLimits.CellText)
            field.Append((char)c);
    }

    private int Next()
    {
        var c = Peek();
        at++;
        return c;
    }

    private int Peek()
    {
        if (at >= filled)
        {
            filled = reader.Read(buffer, 0, buffer.Length);
            at = 0;
        }

        return at < filled ? buffer[at] : End;
    }
}
