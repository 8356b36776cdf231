using System.Globalization;
using Portal.Components.Shared;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.Vouchers;
using Portal.Notices;
using Portal.Resources;

namespace Portal.Components.Pages.Vouchers;

/// <summary>How programmes, rules, batches and vouchers read.</summary>
internal static class VoucherWords
{
    private const int HashShown = 12;

    /// <summary>What a batch's state means for the reader.</summary>
    public static Meaning MeaningOf(BatchState state) => state switch
    {
        BatchState.Submitted or BatchState.Printing or BatchState.Made => Meaning.Attention,
        BatchState.Approved or BatchState.Printed => Meaning.Good,
        _ => Meaning.Stop,
    };

    /// <summary>What a rule's state means for the reader.</summary>
    public static Meaning MeaningOf(RuleState state) => state switch
    {
        RuleState.Proposed => Meaning.Attention,
        RuleState.Approved => Meaning.Good,
        _ => Meaning.Stop,
    };

    /// <summary>The beginning of a content hash: enough to compare by eye.</summary>
    public static string Short(string hash) => hash.Length > HashShown ? hash[..HashShown] : hash;

    /// <summary>A share in basis points: 10% · 12.5%.</summary>
    public static string Percent(long basisPoints)
    {
        var bare = AmountText.Bare(basisPoints, 2);
        return (bare.Contains('.', StringComparison.Ordinal) ? bare.TrimEnd('0').TrimEnd('.') : bare) + "%";
    }

    /// <summary>How long something waits: today, or so many days.</summary>
    public static string Age(DateTime since, DateTime now, Texts texts)
    {
        var days = (int)(now - since).TotalDays;
        var hours = (int)(now - since).TotalHours;
        return days > 0 ? texts["vouchers.age_days", days] : hours > 0 ? texts["vouchers.age_hours", hours] : texts["vouchers.age_now"];
    }

    /// <summary>The name under which a term is refused, in words: <c>split</c> → 할인 부담 비율.</summary>
    public static IReadOnlyList<Refusal> Readable(IReadOnlyList<Refusal> refusals) =>
        [.. refusals.Select(r => r is TermsMalformed wrong && Texts.Find(CultureInfo.CurrentUICulture, "vouchers.term_" + wrong.What) is { } name ? wrong with { What = name } : r)];

    /// <summary>Serial numbers, from the first to the last.</summary>
    public static string? Serials(BatchRecord batch) => batch.Row is { FirstNumber: { } first, LastNumber: { } last } ? $"{SerialNumbers.Of(batch.Prefix, first)} – {SerialNumbers.Of(batch.Prefix, last)}" : null;

    /// <summary>What the state of a notice means for the reader.</summary>
    public static Meaning MeaningOf(NoticeState state) => state switch
    {
        NoticeState.Pending => Meaning.Attention,
        NoticeState.Sent => Meaning.Good,
        NoticeState.Failed => Meaning.Stop,
        _ => Meaning.Neutral,
    };

    /// <summary>Why a notice did not go: in words what the portal knows, else what the service said.</summary>
    public static string? Why(NoticeRow row, Texts texts) => row.Error == NoticeServices.NoService ? texts["vouchers.notice_no_service"] : row.Error;

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
