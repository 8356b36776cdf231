using System.Text;

namespace Portal.Domain.Reconciliation.Statements;

/// <summary>The lines of a SWIFT file, ended by CR, LF or both, without ever holding a long one. A line that is no UTF-8 is taken as Windows-1252, of which Latin-1 is a part.</summary>
internal sealed class Mt940Lines(Stream file)
{
    private const int Longest = 8_192;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] buffer = new byte[65_536];
    private readonly byte[] line = new byte[Longest];
    private int at;
    private int filled;
    private bool afterReturn;

    /// <summary>Of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without what stands after it; null at the end of the file.</summary>
    public string? Read()
    {
        var length = 0;
        while (true)
        {
            if (at == filled && (filled = file.Read(buffer, at = 0, buffer.Length)) == 0)
                return length == 0 ? null : Text(length);
            var next = buffer[at++];
            if (next == '\n' && afterReturn)
            {
                afterReturn = false;
                continue;
            }

            afterReturn = next == '\r';
            if (next is (byte)'\r' or (byte)'\n')
                return Text(length);
            if (length == Longest)
                throw new StatementUnreadableException(StatementFaults.TooLong, Number + 1, "");
            line[length++] = next;
        }
    }

    private string Text(int length)
    {
        Number++;
        var bytes = line.AsSpan(0, length);
        if (Number == 1 && bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[3..];
        var text = Decode(bytes);
        return string.Concat(text.Where(c => !char.IsControl(c) || c == '\t')).TrimEnd();
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }
}
