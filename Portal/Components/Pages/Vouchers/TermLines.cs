using Portal.Domain;
using Portal.Domain.Vouchers;
using Portal.Resources;

namespace Portal.Components.Pages.Vouchers;

/// <summary>One part of a version of rules as people read it.</summary>
/// <param name="Key">As refusals name it: <c>discounts</c>, <c>split</c>…</param>
public sealed record TermLine(string Key, string Label, IReadOnlyList<string> Values)
{
    public bool Says(TermLine? other) => other is not null && Values.SequenceEqual(other.Values);
}

/// <summary>The terms of a rule in plain words and figures; what two versions say differently is their difference.</summary>
/// <param name="currency">Of the programme.</param>
/// <param name="funders">Names of funders by code.</param>
internal sealed class TermLines(Texts T, Formats F, string currency, IReadOnlyDictionary<string, string> funders)
{
    public IReadOnlyList<TermLine> Of(RuleRow rule) => rule.Terms is { } terms ? Of(terms) : rule.Enrolment is { } enrolment ? Of(enrolment) : rule.ExpiredPaper is { } expired ? Of(expired) : [];

    public IReadOnlyList<TermLine> Of(VoucherTerms terms) =>
    [
        Line("faceValues", string.Join(" · ", terms.FaceValues.Order().Select(Won))),
        Line("discounts", terms.Discounts.Select(Discount), T["vouchers.no_discount"]),
        Line("caps", terms.Caps.Select(Cap), T["vouchers.no_cap"]),
        Line("split", Split(terms.Split), T["vouchers.no_split"]),
        Line("validityMonths", T["vouchers.months_from_sale", terms.ValidityMonths]),
        Line("returnDays", T[terms.ReturnDays == 0 ? "vouchers.return_same_day" : "vouchers.return_days", terms.ReturnDays] + (terms.ReturnAtSellerOnly ? T["vouchers.return_seller"] : "")),
        Line("residualPercent", Residual(terms)),
        Line("base", T.Of("vouchers", terms.Base)),
        Line("whole", terms.Whole ? T["vouchers.spent_whole", terms.ChangePercent] : T["vouchers.spent_parts"]),
        Line("expiredRates", Expired(terms), T["vouchers.expired_none"]),
        Line("graceDays", T["vouchers.grace", terms.GraceDays]),
        Line("giftDays", T["vouchers.gift_days", terms.GiftDays]),
        Line("noticeDays", terms.NoticeDays.Count == 0 ? T["vouchers.no_notices"] : T["vouchers.notices", string.Join(", ", terms.NoticeDays.OrderDescending())]),
        Line("places", Places(terms.Places), T["vouchers.everywhere"]),
    ];

    public IReadOnlyList<TermLine> Of(EnrolmentTerms terms) =>
    [
        Line("approvals", terms.Approvals.OrderBy(a => a.UpTo ?? long.MaxValue).Select(a => a.UpTo is { } most ? T["vouchers.approvals_to", Won(most), a.Approvals] : T[terms.Approvals.Count == 1 ? "vouchers.approvals_always" : "vouchers.approvals_above", a.Approvals])),
        Line("salesCeiling", terms.SalesCeiling is { } ceiling ? T["vouchers.sales_up_to", Won(ceiling)] : T["vouchers.no_limit"]),
        Line("excludedCategories", terms.ExcludedCategories.Count == 0 ? T["vouchers.none_excluded"] : string.Join(" · ", terms.ExcludedCategories)),
        Line("termMonths", T["vouchers.months", terms.TermMonths]),
        Line("capStart", T["vouchers.cap_from_to", Won(terms.CapStart), Won(terms.CapCeiling)]),
        Line("capDaily", terms.CapDaily is { } daily ? Won(daily) : T["vouchers.no_limit"]),
        Line("freezeThreshold", T["vouchers.freeze_two", Won(terms.FreezeThreshold)]),
    ];

    public IReadOnlyList<TermLine> Of(ExpiredPaperTerms terms) =>
    [
        Line("expiredSince", terms.ExpiredSince is { } since ? T["vouchers.expired_since", F.Date(since)] : T["vouchers.expired_all"]),
        Line("acceptedUntil", terms.AcceptedUntil == default ? "" : F.Date(terms.AcceptedUntil)),
        Line("notice", terms.Notice),
    ];

    private TermLine Line(string key, string value) => new(key, T["vouchers.term_" + key], [value]);

    private TermLine Line(string key, IEnumerable<string> values, string? none = null)
    {
        var all = values.ToList();
        return new(key, T["vouchers.term_" + key], all.Count == 0 && none is not null ? [none] : all);
    }

    private string Discount(DiscountLine line)
    {
        var season = (line.From, line.To) switch
        {
            (null, null) => "",
            ({ } from, null) => T["vouchers.season_from", F.ShortDate(from)],
            (null, { } to) => T["vouchers.season_to", F.ShortDate(to)],
            ({ } from, { } to) => T["vouchers.season", F.ShortDate(from), F.ShortDate(to)],
        };
        var means = line.Means is { } only ? T.Of("vouchers", only) : T["vouchers.any_means"];
        return T["vouchers.discount_line", T.Of("vouchers", line.Buyer), means, VoucherWords.Percent(line.BasisPoints)] + season;
    }

    private string Cap(CapLine line) => T[
        line.Undiscounted ? "vouchers.cap_line_all" : "vouchers.cap_line", T.Of("vouchers", line.Buyer),
        line.Monthly is { } monthly ? Won(monthly) : T["vouchers.no_limit"], line.Holding is { } holding ? Won(holding) : T["vouchers.no_limit"]];

    private IEnumerable<string> Split(IReadOnlyList<FunderShare> split)
    {
        if (split.Count == 0)
            yield break;
        yield return string.Join(" · ", split.Select(s => $"{NameOf(s.Funder)} {VoucherWords.Percent(s.BasisPoints)}"));
        if (split.Count > 1)
            yield return T["vouchers.odd_won", NameOf(split[0].Funder)];
    }

    private string Residual(VoucherTerms terms) => terms.ResidualPercent is not { } percent ? T["vouchers.residual_never"]
        : terms.ResidualPercentSmall is { } small && small != percent && terms.SmallBelow > 0 ? T["vouchers.residual_two", percent, Won(terms.SmallBelow), small] : T["vouchers.residual", percent];

    private IEnumerable<string> Expired(VoucherTerms terms)
    {
        if (terms.ClaimYears == 0 || terms.ExpiredRates.Count == 0)
            yield break;
        yield return T["vouchers.claim_years", terms.ClaimYears];
        foreach (var rate in terms.ExpiredRates.OrderBy(r => r.Above))
            yield return rate.Above == 0 ? T["vouchers.expired_rate", VoucherWords.Percent(rate.BasisPoints)] : T["vouchers.expired_rate_above", Won(rate.Above), VoucherWords.Percent(rate.BasisPoints)];
        yield return T["vouchers.expired_points", VoucherWords.Percent(terms.ExpiredPointsBasisPoints)];
    }

    private IEnumerable<string> Places(ValidPlaces places) =>
        new (string Key, IReadOnlyList<string> Values)[] { ("regions", places.Regions), ("markets", places.Markets), ("categories", places.Categories), ("excluded", places.ExcludedCategories) }
            .Where(p => p.Values.Count > 0).Select(p => T["vouchers.places_" + p.Key, string.Join(" · ", p.Values)]);

    private string NameOf(string funder) => funders.GetValueOrDefault(funder, funder);

    private string Won(long amount) => F.Money(new Money(currency, amount));
}
