namespace Portal.Domain.Reconciliation.Statements;

/// <summary>Reads one payment of an entry.</summary>
internal sealed class CamtDetails(CamtText text)
{
    private string? currency;
    private long? amount;
    private bool amountIsOwn;
    private bool? credit;
    private string? debtor;
    private string? creditor;
    private string? debtorAccount;
    private string? creditorAccount;
    private PaymentTexts texts = new();

    /// <summary>The payment at which the reader stands. The other side is the debtor of what came in and the creditor of what went out; where the payment does not say which, both are asked.</summary>
    public DetailRead Read()
    {
        (currency, amount, amountIsOwn, credit, texts) = (null, null, false, null, new PaymentTexts());
        (debtor, creditor, debtorAccount, creditorAccount) = (null, null, null, null);
        text.Children(Element);
        var fromDebtor = credit ?? debtor is not null;
        return new DetailRead(currency, amount, credit, texts with { Party = fromDebtor ? debtor ?? creditor : creditor ?? debtor, PartyAccount = fromDebtor ? debtorAccount ?? creditorAccount : creditorAccount ?? debtorAccount });
    }

    private void Element(string element)
    {
        switch (element)
        {
            case "Refs":
                text.Children(Reference);
                break;
            case "Amt":
                Amount(own: true);
                break;
            case "AmtDtls":
                text.Children(part => WithAmount(part == "TxAmt"));
                break;
            case "CdtDbtInd":
                credit = text.Peek() is "CRDT";
                break;
            case "RltdPties":
                text.Children(Party);
                break;
            case "RmtInf":
                text.Children(Remittance);
                break;
            case "AddtlTxInf":
                var said = text.Read();
                texts = texts with { Text = texts.Text ?? said };
                break;
            case "RtrInf":
                text.Children(Return);
                break;
            default:
                text.Xml.Skip();
                break;
        }
    }

    private void WithAmount(bool wanted)
    {
        if (!wanted)
        {
            text.Xml.Skip();
            return;
        }

        text.Children(inner =>
        {
            if (inner == "Amt")
                Amount(own: false);
            else
                text.Xml.Skip();
        });
    }

    /// <summary>The payment's own amount stands before that of its computation.</summary>
    private void Amount(bool own)
    {
        var of = text.Xml.GetAttribute("Ccy");
        var written = text.Peek();
        if ((!own && amountIsOwn) || CurrencyDigits.Of(of) is not { } digits || StatementValues.Amount(written, digits) is not (var value, null))
            return;
        (currency, amount, amountIsOwn) = (of, value, own);
    }

    private void Reference(string element)
    {
        switch (element)
        {
            case "EndToEndId":
                var said = text.Read();
                texts = texts with { EndToEnd = said is "NOTPROVIDED" ? null : said };
                break;
            case "AcctSvcrRef":
                texts = texts with { Bank = text.Read() };
                break;
            case "PmtInfId" or "MsgId":
                texts = texts with { Batch = text.Read() ?? texts.Batch };
                break;
            default:
                text.Xml.Skip();
                break;
        }
    }

    private void Party(string element)
    {
        switch (element)
        {
            case "Dbtr":
                debtor = Name() ?? debtor;
                break;
            case "Cdtr":
                creditor = Name() ?? creditor;
                break;
            case "UltmtDbtr":
                debtor ??= Name();
                break;
            case "UltmtCdtr":
                creditor ??= Name();
                break;
            case "DbtrAcct":
                debtorAccount = Account();
                break;
            case "CdtrAcct":
                creditorAccount = Account();
                break;
            default:
                text.Xml.Skip();
                break;
        }
    }

    /// <summary>The name; later versions write it within an element more.</summary>
    private string? Name()
    {
        string? name = null;
        text.Children(Inner);
        return name;

        void Inner(string element)
        {
            if (element == "Nm")
                name = text.Read();
            else if (element == "Pty")
                text.Children(Inner);
            else
                text.Xml.Skip();
        }
    }

    private string? Account()
    {
        string? account = null;
        text.Children(element =>
        {
            if (element == "Id")
                text.Children(Leaf);
            else
                text.Xml.Skip();
        });
        return CamtStatements.Number(account);

        void Leaf(string element)
        {
            if (element is "IBAN" or "Id")
                account ??= text.Read(64);
            else if (element is "Othr" or "PrtryAcct")
                text.Children(Leaf);
            else
                text.Xml.Skip();
        }
    }

    private void Remittance(string element)
    {
        switch (element)
        {
            case "Ustrd":
                var said = text.Read();
                var joined = texts.Text is null ? said : $"{texts.Text} {said}";
                texts = texts with { Text = joined is { Length: > PaymentTexts.Most } ? joined[..PaymentTexts.Most] : joined };
                break;
            case "Strd":
                text.Children(Structured);
                break;
            default:
                text.Xml.Skip();
                break;
        }
    }

    private void Structured(string element)
    {
        if (element is "CdtrRefInf")
            text.Children(Structured);
        else if (element is "Ref" or "CdtrRef")
            texts = texts with { Creditor = text.Read() ?? texts.Creditor };
        else
            text.Xml.Skip();
    }

    private void Return(string element)
    {
        if (element is "Rsn")
            text.Children(Return);
        else if (element is "Cd" or "Prtry")
            texts = texts with { ReturnReason = text.Read(35) };
        else
            text.Xml.Skip();
    }
}
