using System.Globalization;
using System.Text;
using System.Xml;
using Portal.Domain.Exchange.Reading;

namespace Portal.Domain.Exchange.Writing;

/// <summary>Texts as a workbook's XML can hold them.</summary>
internal static class XmlCellText
{
    /// <summary>
    /// The text with characters that XML cannot hold, or would change, in the form <c>_x000D_</c>; a text that looks like
    /// such a form already gets its underscore escaped. What is longer than a cell ends in an ellipsis.
    /// </summary>
    public static string Escape(string text)
    {
        if (text.Length > ExchangeLimits.WrittenCellText)
            text = text[..(ExchangeLimits.WrittenCellText - 1)] + "…";
        for (var i = 0; i < text.Length; i++)
        {
            if (NeedsEscape(text, i, out var length))
                return EscapeFrom(text, i);
            i += length - 1;
        }

        return text;
    }

    private static string EscapeFrom(string text, int first)
    {
        var escaped = new StringBuilder(text, 0, first, text.Length + 16);
        for (var i = first; i < text.Length; i++)
        {
            if (NeedsEscape(text, i, out var length))
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
            else
                escaped.Append(text, i, length);
            i += length - 1;
        }

        return escaped.ToString();
    }

    /// <param name="text">The text.</param>
    /// <param name="at">Where the character begins.</param>
    /// <param name="length">The code units of the character: 2 for a surrogate pair.</param>
    private static bool NeedsEscape(string text, int at, out int length)
    {
        var c = text[at];
        length = char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        return length == 1 && (c == '\r' || !XmlConvert.IsXmlChar(c) || (c == '_' && BeginsForm(text, at)));
    }

    /// <summary>True before <c>x</c> and four hexadecimal digits, whatever follows: what follows may itself be written with an underscore in front.</summary>
    private static bool BeginsForm(string text, int at) =>
        at + 5 < text.Length && text[at + 1] == 'x' && Enumerable.Range(at + 2, 4).All(i => char.IsAsciiHexDigit(text[i]));
}
