using System.Text;

namespace Portal.Domain.MerchantQr;

/// <summary>What the two-digit lengths of a payload count. The two differ only where a value holds characters beyond ASCII.</summary>
public enum QrLengthUnit
{
    /// <summary>Unicode characters (scalar values). EMVCo's rule, and what real codes with Korean, Chinese and Khmer names do.</summary>
    Characters,

    /// <summary>Bytes of UTF-8. Not the rule; some generators write it.</summary>
    Utf8Bytes,
}

/// <summary>Lengths in either unit.</summary>
internal static class QrLength
{
    /// <summary>How long a text is.</summary>
    public static int Of(ReadOnlySpan<char> text, QrLengthUnit unit)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
            length += Of(rune, unit);
        return length;
    }

    /// <summary>The index behind so many units from <paramref name="start"/>; -1 when the text ends before, or the last unit falls inside a character.</summary>
    public static int End(string text, int start, int length, int end, QrLengthUnit unit)
    {
        var at = start;
        while (length > 0 && at < end)
        {
            var rune = Rune.GetRuneAt(text, at);
            length -= Of(rune, unit);
            at += rune.Utf16SequenceLength;
        }

        return length == 0 ? at : -1;
    }

    /// <summary>The beginning of a text, not longer than so many characters.</summary>
    public static string Cut(string text, int most) =>
        End(text, 0, most, text.Length, QrLengthUnit.Characters) is var end and >= 0 ? text[..end].TrimEnd() : text;

    private static int Of(Rune rune, QrLengthUnit unit) => unit == QrLengthUnit.Characters ? 1 : rune.Utf8SequenceLength;
}
