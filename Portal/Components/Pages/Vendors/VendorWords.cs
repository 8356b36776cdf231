using Portal.Components.Shared;
using Portal.Domain;
using Portal.Domain.Vendors;
using Portal.Resources;

namespace Portal.Components.Pages.Vendors;

/// <summary>How vendors read: verdicts and ways of paying.</summary>
public sealed class VendorWords(Texts texts)
{
    /// <summary>The ways of paying, each by itself.</summary>
    public static IReadOnlyList<AcceptedTenders> AllTenders { get; } = [.. Enum.GetValues<AcceptedTenders>().Where(t => t != AcceptedTenders.None)];

    public static Meaning MeaningOf(TradingVerdict verdict) => verdict switch
    {
        TradingVerdict.MayTrade => Meaning.Good,
        TradingVerdict.Warning => Meaning.Attention,
        _ => Meaning.Stop,
    };

    public static Meaning MeaningOf(VendorStatus status) => status switch
    {
        VendorStatus.Active => Meaning.Good,
        VendorStatus.Suspended => Meaning.Stop,
        _ => Meaning.Neutral,
    };

    /// <summary>The zone in which the market's clock is read.</summary>
    public static TimeZoneInfo ZoneOf(VendorDetail vendor) => TimeZoneInfo.FindSystemTimeZoneById(vendor.TimeZone);

    public string Of(TradingVerdict verdict) => texts.Of("vendors", verdict);

    public string Of(VendorStatus status) => texts.Of("vendors", status);

    /// <summary>카드 · 현금; null when the vendor takes none.</summary>
    public string? Of(AcceptedTenders tenders) => tenders == AcceptedTenders.None ? null
        : string.Join(" · ", AllTenders.Where(t => tenders.HasFlag(t)).Select(t => texts.Of("vendors", t)));

    /// <summary>수산물 · 건어물; null when there is none.</summary>
    public static string? Categories(string categories) => VendorRules.SplitCategories(categories) is { Count: > 0 } split ? string.Join(" · ", split) : null;

    /// <summary>One sentence that says whether the vendor may trade today, and why not.</summary>
    public string Readiness(VendorDetail vendor) => vendor switch
    {
        { Row.Status: VendorStatus.Closed } => texts["vendors.ready_closed"],
        { Suspended: { } suspension } => texts["vendors.ready_suspended", suspension.Reason],
        { Row.Verdict: TradingVerdict.MayNotTrade } => texts["vendors.ready_stopped"],
        { Row.Verdict: TradingVerdict.Warning } => texts["vendors.ready_warning"],
        { Row.Stall: { } stall } => texts["vendors.ready_at", stall],
        _ => texts["vendors.ready_no_stall"],
    };
}
