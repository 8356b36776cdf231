using System.Globalization;
using Portal.Components.Shared;
using Portal.Domain;
using Portal.Domain.Vouchers;
using Portal.Resources;

namespace Portal.Components.Pages.Vouchers;

/// <summary>How vouchers read.</summary>
internal static class VoucherWords
{
    /// <summary>What a standing means for the reader.</summary>
    public static Meaning MeaningOf(VoucherStanding standing) => standing switch
    {
        VoucherStanding.Unused or VoucherStanding.Partial => Meaning.Good,
        VoucherStanding.Frozen or VoucherStanding.Expired => Meaning.Attention,
        VoucherStanding.Void => Meaning.Stop,
        _ => Meaning.Neutral,
    };

    /// <summary>Why a piece was refused, as a sentence.</summary>
    public static string Reason(string code, IReadOnlyDictionary<string, string>? values = null) =>
        Texts.Find(CultureInfo.CurrentUICulture, "payments.decline_" + code) is not null ? DeclineSentence.Of(CultureInfo.CurrentUICulture, code, values) : Texts.In(CultureInfo.CurrentUICulture, "refusals." + code);

    /// <summary>A line of a refund's computation: its figure in words.</summary>
    public static string Figure(RefundLine line, string currency, Formats formats, Texts texts) =>
        line.Amount is { } amount ? formats.Money(new Money(currency, amount))
        : line.Date is { } date ? formats.Date(date)
        : line is { Percent: { } reached, Needed: { } needed } ? texts["vouchers.refund_ui_share", reached, needed]
        : line.Percent is { } percent ? texts["vouchers.refund_ui_percent", percent] : "";
}
