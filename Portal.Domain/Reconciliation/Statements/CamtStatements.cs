using System.Xml;

namespace Portal.Domain.Reconciliation.Statements;

/// <summary>Goes through a camt file from statement to statement and entry to entry.</summary>
internal sealed class CamtStatements(CamtText text)
{
    private readonly CamtEntries entries = new(text);
    private readonly List<StatementPart> parts = [];
    private string? id;
    private string? account;
    private string? currency;
    private DateOnly? from;
    private DateOnly? to;
    private int depth = -1;
    private bool opened;
    private bool any;

    /// <summary>The next pieces; null at the end of the file.</summary>
    public IReadOnlyList<StatementPart>? Next()
    {
        parts.Clear();
        var xml = text.Xml;
        while (parts.Count == 0)
        {
            if (xml.NodeType == XmlNodeType.None && !xml.Read())
                return End();
            if (xml.EOF)
                return End();
            if (xml.NodeType == XmlNodeType.Element)
                Element(xml);
            else if (xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth)
                Close(xml);
            else
                xml.Read();
        }

        return parts;
    }

    private IReadOnlyList<StatementPart>? End() => any ? null : throw new StatementUnreadableException(StatementFaults.Unknown, text.Line, "");

    private void Element(XmlReader xml)
    {
        if (depth < 0)
        {
            if (xml.LocalName is "Stmt" or "Rpt" or "Ntfctn")
                Begin(xml);
            else
                Pass(xml);
            return;
        }

        switch (xml.LocalName)
        {
            case "Id":
                id = text.Read();
                break;
            case "Acct":
                text.Children(Account);
                break;
            case "FrToDt":
                text.Children(Span);
                break;
            case "Bal":
                Open();
                if (CamtBalance.Read(text) is { } balance)
                    parts.Add(balance);
                break;
            case "Ntry":
                Open();
                entries.Read(parts);
                break;
            default:
                xml.Skip();
                break;
        }
    }

    /// <summary>Outside of statements: the group header is passed over, and every message element is gone into.</summary>
    private void Pass(XmlReader xml)
    {
        any |= CamtReader.MessageOf(xml.LocalName) is not null;
        if (xml.LocalName is "GrpHdr" or "AppHdr" or "SplmtryData")
            xml.Skip();
        else
            xml.Read();
    }

    private void Begin(XmlReader xml)
    {
        (id, account, currency, from, to, opened, any) = (null, null, null, null, null, false, true);
        if (xml.IsEmptyElement)
        {
            parts.Add(new StatementOpened(null, null, null, null, null));
            parts.Add(new StatementEnded());
            xml.Read();
            return;
        }

        depth = xml.Depth;
        xml.Read();
    }

    private void Close(XmlReader xml)
    {
        Open();
        depth = -1;
        parts.Add(new StatementEnded());
        xml.Read();
    }

    /// <summary>The statement's head is told once, before the first balance or entry.</summary>
    private void Open()
    {
        if (opened)
            return;
        opened = true;
        parts.Add(new StatementOpened(id, account, currency, from, to));
    }

    private void Account(string element)
    {
        switch (element)
        {
            case "Id":
                text.Children(AccountId);
                break;
            case "Ccy":
                currency = text.Read(3);
                break;
            default:
                text.Xml.Skip();
                break;
        }
    }

    private void AccountId(string element)
    {
        switch (element)
        {
            case "IBAN":
                account = Number(text.Read(64));
                break;
            case "Othr" or "PrtryAcct":
                text.Children(other =>
                {
                    if (other == "Id")
                        account ??= Number(text.Read(64));
                    else
                        text.Xml.Skip();
                });
                break;
            default:
                text.Xml.Skip();
                break;
        }
    }

    private void Span(string element)
    {
        var known = StatementValues.TryDay(text.Peek(), out var day);
        if (known && element.StartsWith("Fr", StringComparison.Ordinal))
            from = day;
        else if (known && element.StartsWith("To", StringComparison.Ordinal))
            to = day;
    }

    internal static string? Number(string? written) => written?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
