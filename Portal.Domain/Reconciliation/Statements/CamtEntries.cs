using System.Globalization;

namespace Portal.Domain.Reconciliation.Statements;

/// <summary>Reads one entry of a camt statement with its payments.</summary>
internal sealed class CamtEntries(CamtText text)
{
    private readonly CamtDetails details = new(text);
    private int row;
    private string? currency;
    private string? amount;
    private string? side;
    private string? code;
    private string? status;
    private string? fault;
    private string? found;
    private bool reversal;
    private DateOnly? booked;
    private DateOnly? valued;
    private int payments;
    private int? announced;
    private PaymentTexts texts = new();
    private List<StatementPart> parts = [];

    /// <summary>Reads the entry at which the reader stands: its payments, then the entry itself or why it is refused.</summary>
    public void Read(List<StatementPart> into)
    {
        (parts, row, payments, announced, texts) = (into, row + 1, 0, null, new PaymentTexts());
        (currency, amount, side, code, status, fault, found, reversal, booked, valued) = (null, null, null, null, null, null, null, false, null, null);
        var before = into.Count;
        text.Children(Element);
        var entry = Entry();
        if (entry is EntryRefused)
            into.RemoveRange(before, into.Count - before);
        into.Add(entry);
    }

    /// <summary>The day within a date element; null when there is none.</summary>
    /// <param name="written">What is written there and is no day; else null.</param>
    internal static DateOnly? Day(CamtText text, out string? written)
    {
        DateOnly? day = null;
        string? wrong = null;
        text.Children(_ =>
        {
            var said = text.Peek();
            if (StatementValues.TryDay(said, out var found))
                day = found;
            else if (said.Length > 0)
                wrong = said[..Math.Min(said.Length, 40)].ToString();
        });
        written = wrong;
        return day;
    }

    private StatementPart Entry()
    {
        if (amount is null)
            return new EntryRefused(row, StatementFaults.AmountMissing, "");
        if (currency is null || CurrencyDigits.Of(currency) is not { } digits)
            return new EntryRefused(row, StatementFaults.CurrencyUnknown, currency ?? "");
        var (value, wrong) = StatementValues.Amount(amount, digits);
        if (wrong is not null)
            return new EntryRefused(row, wrong, amount);
        if (side is not ("CRDT" or "DBIT"))
            return new EntryRefused(row, StatementFaults.SideMissing, side ?? "");
        if (fault is not null)
            return new EntryRefused(row, fault, found ?? "");
        return new EntryRead(row, currency, value, side == "CRDT", reversal, status is "PDNG" or "INFO" or "FUTR", booked, valued, code, payments, announced, texts);
    }

    private void Element(string element)
    {
        switch (element)
        {
            case "Amt":
                currency = text.Xml.GetAttribute("Ccy");
                amount = text.Read(40);
                break;
            case "CdtDbtInd":
                side = text.Read(4);
                break;
            case "RvslInd":
                reversal = text.Peek() is "true" or "1";
                break;
            case "Sts":
                status = Choice();
                break;
            case "BookgDt":
                booked = DayOf();
                break;
            case "ValDt":
                valued = DayOf();
                break;
            case "AcctSvcrRef":
                texts = texts with { Bank = text.Read() };
                break;
            case "NtryRef":
                texts = texts with { EndToEnd = text.Read() };
                break;
            case "BkTxCd":
                code = CodeOf();
                break;
            case "AddtlNtryInf":
                texts = texts with { Text = text.Read() };
                break;
            case "NtryDtls" or "Btch" or "TxDtls":
                Details(element);
                break;
            default:
                text.Xml.Skip();
                break;
        }
    }

    private void Details(string element)
    {
        switch (element)
        {
            case "TxDtls":
                parts.Add(details.Read());
                payments++;
                break;
            case "NbOfTxs":
                announced = int.TryParse(text.Peek(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? (announced ?? 0) + count : announced;
                break;
            case "PmtInfId" or "MsgId":
                texts = texts with { Batch = text.Read() };
                break;
            case "NtryDtls" or "Btch":
                text.Children(Details);
                break;
            default:
                text.Xml.Skip();
                break;
        }
    }

    private DateOnly? DayOf()
    {
        var day = Day(text, out var written);
        if (written is not null)
            (fault, found) = (StatementFaults.DateMalformed, written);
        return day;
    }

    /// <summary>A text, or one within an element more, as later versions write it.</summary>
    private string? Choice()
    {
        var xml = text.Xml;
        string? said = null;
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return null;
        }

        var depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType == System.Xml.XmlNodeType.Element)
            {
                said = text.Read(35);
                continue;
            }

            if (xml.NodeType == System.Xml.XmlNodeType.Text)
                said = xml.Value.Trim();
            xml.Read();
        }

        xml.Read();
        return said;
    }

    /// <summary>Domain, family and sub-family, or the bank's own code.</summary>
    private string? CodeOf()
    {
        string? domain = null, family = null, sub = null, own = null;
        text.Children(element =>
        {
            if (element == "Domn")
                text.Children(DomainOf);
            else if (element == "Prtry")
                text.Children(inner => own = inner == "Cd" ? text.Read(35) : Skipped(own));
            else
                text.Xml.Skip();
        });
        return domain is null ? own : $"{domain}/{family}/{sub}";

        void DomainOf(string element)
        {
            if (element == "Cd")
                domain = text.Read(4);
            else
                text.Children(inner => (family, sub) = inner switch { "Cd" => (text.Read(4), sub), "SubFmlyCd" => (family, text.Read(4)), _ => (Skipped(family), sub) });
        }
    }

    private string? Skipped(string? keep)
    {
        text.Xml.Skip();
        return keep;
    }
}
