using System.Text;

namespace Portal.Domain.Exchange.Reading;

/// <summary>What the first bytes of a file say it is.</summary>
internal static class FileSignature
{
    private static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Why the file is not read at all; null when its content has to be looked at.</summary>
    public static Refusal? RefusalOf(Func<Stream> open)
    {
        using var stream = open();
        if (stream.Length == 0)
            return new FileIsEmpty();
        if (stream.Length > ExchangeLimits.FileBytes)
            return new ImportFileTooLarge((int)(ExchangeLimits.FileBytes >> 20));
        var head = Head(stream);
        if (head.AsSpan().StartsWith(CompoundFile))
            return Holds(stream, Encoding.Unicode.GetBytes("EncryptedPackage")) ? new FileIsEncrypted() : new FileIsOldExcel();
        if (head is [0x1F, 0x8B, ..])
            return new FileIsArchive();
        return head.AsSpan().StartsWith("%PDF"u8) ? new FileNotReadable() : null;
    }

    /// <summary>True for a ZIP archive, which a workbook is.</summary>
    public static bool IsArchive(Func<Stream> open)
    {
        using var stream = open();
        return Head(stream) is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..];
    }

    /// <summary>True when a text is a web page or XML.</summary>
    public static bool IsMarkup(string head)
    {
        var text = head.AsSpan().TrimStart();
        return text.Length > 1 && text[0] == '<' && (char.IsAsciiLetter(text[1]) || text[1] is '!' or '?');
    }

    /// <summary>True when a text begins as JSON; a header in square brackets does not.</summary>
    public static bool IsJson(string head)
    {
        var text = head.AsSpan().TrimStart();
        if (text.Length < 2 || text[0] is not ('[' or '{'))
            return false;
        var next = text[1..].TrimStart();
        return text[0] == '{' ? next is ['"' or '}', ..] : next is ['{' or '[' or ']' or '"' or '-' or (>= '0' and <= '9'), ..];
    }

    private static byte[] Head(Stream stream)
    {
        var head = new byte[8];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    private static bool Holds(Stream stream, ReadOnlySpan<byte> wanted)
    {
        var buffer = new byte[64 * 1024];
        var kept = 0;
        stream.Position = 0;
        for (int read; (read = stream.Read(buffer.AsSpan(kept))) > 0;)
        {
            var filled = buffer.AsSpan(0, kept + read);
            if (filled.IndexOf(wanted) >= 0)
                return true;
            kept = Math.Min(wanted.Length, filled.Length);
            filled[^kept..].CopyTo(buffer);
        }

        return false;
    }
}
