using System.Xml;

namespace Portal.Domain.Reconciliation.Statements;

/// <summary>Reads short texts out of XML without ever holding a long one.</summary>
internal sealed class CamtText(XmlReader xml)
{
    private readonly char[] buffer = new char[4_096];

    public XmlReader Xml { get; } = xml;

    public long Line => (Xml as IXmlLineInfo)?.LineNumber ?? 0;

    private int Position => (Xml as IXmlLineInfo)?.LinePosition ?? 0;

    /// <summary>The text of the element, cut to what is kept; the reader stands behind it. Null for none.</summary>
    public string? Read(int most = PaymentTexts.Most)
    {
        var length = Fill();
        var text = buffer.AsSpan(0, length).Trim();
        return text.Length == 0 ? null : text.Length > most ? text[..most].ToString() : text.ToString();
    }

    /// <summary>The text of the element without a string of its own; it holds until the next call.</summary>
    public ReadOnlySpan<char> Peek() => buffer.AsSpan(0, Fill()).Trim();

    /// <summary>Goes through the elements directly below this one. The reader stands on each; whoever is called reads it to its end.</summary>
    public void Children(Action<string> child)
    {
        if (Xml.IsEmptyElement)
        {
            Xml.Read();
            return;
        }

        var depth = Xml.Depth;
        Xml.Read();
        while (Xml.Depth > depth)
        {
            if (Xml.NodeType == XmlNodeType.Element)
                Go(child);
            else if (!Xml.Read())
                break;
        }

        // The end tag.
        Xml.Read();
    }

    /// <summary>Hands the element on; one that nobody wanted, and so nobody read, is passed over.</summary>
    private void Go(Action<string> child)
    {
        var at = (Line, Position);
        child(Xml.LocalName);
        if (at == (Line, Position) && Xml.NodeType == XmlNodeType.Element)
            Xml.Skip();
    }

    private int Fill()
    {
        if (Xml.IsEmptyElement)
        {
            Xml.Read();
            return 0;
        }

        var (depth, length) = (Xml.Depth, 0);
        Xml.Read();
        while (Xml.Depth > depth)
        {
            if (Xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace && length < buffer.Length)
            {
                for (int read; length < buffer.Length && (read = Xml.ReadValueChunk(buffer, length, buffer.Length - length)) > 0;)
                    length += read;
                if (length == buffer.Length)
                    throw new StatementUnreadableException(StatementFaults.TooLong, Line, new string(buffer, 0, 40));
            }
            else if (Xml.NodeType == XmlNodeType.Element)
            {
                Xml.Skip();
                continue;
            }

            if (!Xml.Read())
                break;
        }

        Xml.Read();
        return length;
    }
}
