namespace Portal.Domain.Reconciliation.Statements;

/// <summary>A balance of a camt statement.</summary>
internal static class CamtBalance
{
    /// <summary>The balance at which the reader stands; null when it has no amount or none that can be read.</summary>
    public static BalanceRead? Read(CamtText text)
    {
        string? kind = null, currency = null, amount = null;
        DateOnly? date = null;
        var debit = false;
        text.Children(element =>
        {
            switch (element)
            {
                case "Tp":
                    text.Children(_ => kind = KindOf(text) ?? kind);
                    break;
                case "Amt":
                    currency = text.Xml.GetAttribute("Ccy");
                    amount = text.Read(40);
                    break;
                case "CdtDbtInd":
                    debit = text.Peek() is "DBIT";
                    break;
                case "Dt":
                    date = CamtEntries.Day(text, out _);
                    break;
                default:
                    text.Xml.Skip();
                    break;
            }
        });
        if (currency is null || amount is null || CurrencyDigits.Of(currency) is not { } digits || StatementValues.Amount(amount, digits) is not (var value, null))
            return null;
        return new BalanceRead(kind switch { "OPBD" or "PRCD" => BalanceKind.Opening, "CLBD" => BalanceKind.Closing, _ => BalanceKind.Other }, currency, debit ? -value : value, date);
    }

    /// <summary>Versions write the code directly, or within an element more.</summary>
    private static string? KindOf(CamtText text)
    {
        if (text.Xml.LocalName is not "CdOrPrtry")
            return text.Read(10);
        string? code = null;
        text.Children(_ => code = text.Read(10));
        return code;
    }
}
