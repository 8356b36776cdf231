using System.Globalization;
using System.Text;
using System.Xml;

namespace Portal.Domain.Exchange.Reading;

/// <summary>Reads texts out of a workbook's XML without ever holding more of one than a cell may have.</summary>
internal static class XmlTexts
{
    /// <summary>The characters directly inside the current element, cut to the length of a cell. The reader ends on its end tag.</summary>
    public static void AppendContent(XmlReader xml, StringBuilder text, char[] buffer)
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
                continue;
            while (text.Length < ExchangeLimits.CellText && xml.ReadValueChunk(buffer, 0, buffer.Length) is var count and > 0)
                text.Append(buffer, 0, count);
        }
    }

    /// <summary>The runs of a plain or rich text, one after the other, without the readings (furigana) above them. The reader ends on its end tag.</summary>
    public static void AppendRuns(XmlReader xml, StringBuilder text, char[] buffer)
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        var phonetic = int.MaxValue;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.Depth <= phonetic)
                phonetic = int.MaxValue;
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "rPh" && !xml.IsEmptyElement)
                phonetic = xml.Depth;
            else if (xml.LocalName == "t" && phonetic == int.MaxValue)
                AppendContent(xml, text, buffer);
        }
    }

    /// <summary>Resolves <c>_x000D_</c> and its like, the form in which a workbook holds characters that XML cannot (ECMA-376, part 1, 22.9.2.19).</summary>
    public static string Unescape(string text)
    {
        var at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0)
            return text;
        var plain = new StringBuilder(text.Length);
        for (var from = 0; ; at = text.IndexOf("_x", from, StringComparison.Ordinal))
        {
            if (at < 0)
                return plain.Append(text, from, text.Length - from).ToString();
            plain.Append(text, from, at - from);
            if (CodeAt(text, at) is { } code)
            {
                plain.Append((char)code);
                from = at + 7;
            }
            else
            {
                plain.Append("_x");
                from = at + 2;
            }
        }
    }

    /// <summary>The code unit that an escape at this place stands for; null when there is none.</summary>
    public static int? CodeAt(string text, int at) =>
        at + 6 < text.Length && text[at] == '_' && text[at + 1] == 'x' && text[at + 6] == '_'
        && int.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code : null;
}
