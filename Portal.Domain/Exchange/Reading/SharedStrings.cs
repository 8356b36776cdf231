using System.Text;
using System.Xml;

namespace Portal.Domain.Exchange.Reading;

/// <summary>The shared strings of a workbook, kept as UTF-8 in one block: a tenth of what as many string objects would take.</summary>
internal sealed class SharedStrings
{
    private readonly List<int> ends = [];
    private byte[] bytes = new byte[4096];

    public static SharedStrings Read(XmlReader? xml)
    {
        var strings = new SharedStrings();
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (xml?.Read() == true)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si")
                continue;
            if (strings.ends.Count == ExchangeLimits.SharedStrings)
                throw new UnreadableFileException(new FileNotReadable());
            XmlTexts.AppendRuns(xml, text, buffer);
            strings.Add(text.ToString());
            text.Clear();
        }

        return strings;
    }

    /// <summary>A string by its index; a workbook that points beyond its table is damaged.</summary>
    public string this[int index]
    {
        get
        {
            if ((uint)index >= (uint)ends.Count)
                throw new UnreadableFileException(new FileNotReadable());
            var start = index == 0 ? 0 : ends[index - 1];
            return XmlTexts.Unescape(Encoding.UTF8.GetString(bytes, start, ends[index] - start));
        }
    }

    private void Add(string text)
    {
        var start = ends.Count == 0 ? 0 : ends[^1];
        var needed = start + Encoding.UTF8.GetMaxByteCount(text.Length);
        if (needed > bytes.Length)
            Array.Resize(ref bytes, Math.Max(needed, bytes.Length * 2));
        ends.Add(start + Encoding.UTF8.GetBytes(text, bytes.AsSpan(start)));
    }
}
