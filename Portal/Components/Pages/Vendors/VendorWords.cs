using System.Globalization;
using Portal.Components.Shared;
using Portal.Domain;
using Portal.Domain.Vendors;
using Portal.Resources;

namespace Portal.Components.Pages.Vendors;

/// <summary>How vendors read: verdicts, ways of paying, and the values of their history.</summary>
public sealed class VendorWords(Texts texts, Formats formats)
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

    /// <summary>The name of a field of the history; the code itself where nobody gave it a name.</summary>
    public static string Field(string field) => Texts.Find(CultureInfo.CurrentUICulture, "vendors." + field) ?? field;

    /// <summary>A value of the history as its field means it.</summary>
    public string Value(string field, string? value, TimeZoneInfo zone, string currency) => value switch
    {
        null or "" => "–",
        _ when field is "status" or "verdict" or "numberKind" or "rentPeriod" => Choice(field, value),
        _ when field is "tenders" && Enum.TryParse<AcceptedTenders>(value, out var tenders) => Of(tenders) ?? "–",
        _ when field is "categories" => Categories(value) ?? "–",
        _ when field is "rent" or "deposit" or "amount" && long.TryParse(value, CultureInfo.InvariantCulture, out var amount) => formats.Money(new(currency, amount)),
        _ when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => formats.ShortDate(day),
        _ when value.EndsWith('Z') && DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant) => formats.InstantShort(instant, zone),
        "True" or "False" => texts[value == "True" ? "grid.yes" : "grid.no"],
        _ => value,
    };

    /// <summary>The refusals of an edit that was overtaken, with both values as the form writes them.</summary>
    public IReadOnlyList<Refusal> Readable(IReadOnlyList<Refusal> refusals, VendorDetail vendor) => [.. refusals.Select(r => r switch
    {
        Domain.Storage.ChangedMeanwhile { Field: null } hidden => hidden with { Mine = "***", Theirs = "***" },
        Domain.Storage.ChangedMeanwhile { Field: { } field } both => both with
        {
            Mine = Value(field, both.Mine, ZoneOf(vendor), vendor.Currency),
            Theirs = Value(field, both.Theirs, ZoneOf(vendor), vendor.Currency),
        },
        _ => r,
    })];

    private string Choice(string field, string value)
    {
        var type = field switch { "status" => nameof(VendorStatus), "verdict" => nameof(TradingVerdict), "numberKind" => nameof(BusinessNumberKind), _ => nameof(RentPeriod) };
        return Texts.Find(CultureInfo.CurrentUICulture, $"vendors.{type}_{value}") ?? value;
    }
}
