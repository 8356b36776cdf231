using System.Xml;

namespace Portal.Domain.Reconciliation.Statements;

/// <summary>
/// ISO 20022 camt.052 (intraday report), camt.053 (statement) and camt.054 (debit and credit notification), in any version: elements are known by name, wherever a version puts them, and what is not known is
/// passed over. Half of what banks publish does not follow its schema; what is missing is missing, and only what an entry cannot do without refuses it.
/// </summary>
public static class CamtReader
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true, CloseInput = false };

    /// <summary>The message that a file is, by the first of its elements that says so: camt.052, camt.053 or camt.054 with its version; null when it is none.</summary>
    public static string? FormatOf(Stream file)
    {
        try
        {
            using var xml = XmlReader.Create(file, Settings);
            while (xml.Read() && xml.Depth < 8)
            {
                if (xml.NodeType != XmlNodeType.Element)
                    continue;
                var space = xml.NamespaceURI;
                var at = space.IndexOf("camt.05", StringComparison.Ordinal);
                if (MessageOf(xml.LocalName) is { } message)
                    return at >= 0 ? space[at..] : message;
            }
        }
        catch (XmlException)
        {
            // Whether it is none, or broken, is found when it is read.
        }

        return null;
    }

    /// <summary>What the file says, piece by piece. Throws <see cref="StatementUnreadableException"/> where it cannot be read on.</summary>
    public static IEnumerable<StatementPart> Read(Stream file)
    {
        using var xml = XmlReader.Create(file, Settings);
        var reader = new CamtStatements(new CamtText(xml));
        while (Next(xml, reader) is { } parts)
        {
            foreach (var part in parts)
                yield return part;
        }
    }

    internal static string? MessageOf(string element) => element switch
    {
        "Rpt" or "BkToCstmrAcctRpt" => "camt.052",
        "Stmt" or "BkToCstmrStmt" => "camt.053",
        "Ntfctn" or "BkToCstmrDbtCdtNtfctn" => "camt.054",
        _ => null,
    };

    /// <summary>The next pieces; null at the end of the file.</summary>
    private static IReadOnlyList<StatementPart>? Next(XmlReader xml, CamtStatements reader)
    {
        try
        {
            return reader.Next();
        }
        catch (XmlException e)
        {
            var code = e.Message.Contains("DTD", StringComparison.Ordinal) ? StatementFaults.DocumentType : StatementFaults.Malformed;
            throw new StatementUnreadableException(code, e.LineNumber > 0 ? e.LineNumber : (xml as IXmlLineInfo)?.LineNumber ?? 0, e.Message);
        }
    }
}
