using System.Globalization;
using Portal.Components.Shared;
using Portal.Domain;
using Portal.Domain.Fraud;
using Portal.Resources;

namespace Portal.Components.Pages.Fraud;

/// <summary>How signals and cases of fraud read.</summary>
internal static class FraudWords
{
    /// <summary>Figures of explanations that are money, in the market's currency.</summary>
    private static readonly HashSet<string> Amounts = ["sum", "vouchers", "others", "median"];

    /// <summary>What a case's state means for the reader.</summary>
    public static Meaning MeaningOf(FraudCaseState state) => state switch
    {
        FraudCaseState.Frozen => Meaning.Stop,
        FraudCaseState.Open or FraudCaseState.Appealed => Meaning.Attention,
        _ => Meaning.Neutral,
    };

    /// <summary>What a freeze's state means for the reader.</summary>
    public static Meaning MeaningOf(FreezeState state) => state switch
    {
        FreezeState.Frozen => Meaning.Stop,
        FreezeState.Asked => Meaning.Attention,
        _ => Meaning.Neutral,
    };

    /// <summary>Why a signal was raised: the sentence of its kind with its figures.</summary>
    public static string Explain(FraudSignalRow signal, Formats formats)
    {
        var sentence = Texts.In(CultureInfo.CurrentUICulture, "fraud.why_" + signal.Code);
        foreach (var (name, value) in signal.Values)
            sentence = sentence.Replace("{" + name + "}", Amounts.Contains(name) ? formats.Money(new Money(signal.Currency, value)) : formats.Count(value), StringComparison.Ordinal);
        return sentence;
    }

    /// <summary>Where the record of a case's subject is; null where there is none to open.</summary>
    public static string? HrefOf(FraudSubject subject, string code) => subject switch
    {
        FraudSubject.Vendor => PortalUrls.Vendor(code),
        FraudSubject.Voucher => PortalUrls.Voucher(code),
        _ => null,
    };

    /// <summary>Where what is frozen can be seen.</summary>
    public static string HrefOf(FraudFreeze freeze) => freeze.Kind switch
    {
        FreezeKind.Voucher => PortalUrls.Voucher(freeze.Target),
        FreezeKind.Wallet => PortalUrls.Wallet(freeze.Target),
        _ => PortalUrls.Vendor(freeze.Target),
    };

    /// <summary>Where a row that a signal rests on can be seen.</summary>
    public static string HrefOf(FraudEvidenceRow row) => row.Kind switch
    {
        FraudRowKind.Payment => PortalUrls.Payment(row.Record),
        FraudRowKind.Sale => PortalUrls.PrintVoucherSale(row.Record),
        _ => PortalUrls.PrintPresentment(row.Record),
    };
}
