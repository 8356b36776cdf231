using System.Globalization;
using Portal.Components.Shared;
using Portal.Domain;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Pages.Settlement;

/// <summary>How settlement looks and reads.</summary>
internal static class SettlementLook
{
    private const double PpmOfPercent = 10_000;

    public static Meaning MeaningOf(SettlementRunState state) => state switch
    {
        SettlementRunState.Posted => Meaning.Good,
        SettlementRunState.Waiting => Meaning.Attention,
        SettlementRunState.Ended => Meaning.Stop,
        _ => Meaning.Neutral,
    };

    public static Meaning MeaningOf(PayoutState state) => state switch
    {
        PayoutState.Paid => Meaning.Good,
        PayoutState.Rejected => Meaning.Stop,
        _ => Meaning.Neutral,
    };

    /// <summary>Why a run ended: in its own words where a person gave them.</summary>
    public static string? WhyOf(SettlementRun run, Texts texts) => run.Reason is not { } reason ? null : Texts.Find(CultureInfo.CurrentUICulture, "settlement.ended_" + reason) ?? texts["timeline.because", reason];

    /// <summary>What a fee is for: Card (bc) · Micro.</summary>
    public static string ScopeOf(FeeRule rule, Texts texts) =>
        texts.Of("settlement", rule.Tender) + (rule.Acquirer is { } acquirer ? $" ({acquirer})" : "") + (rule.Class is { } graded ? " · " + texts.Of("settlement", graded) : "");

    /// <summary>When each tender is paid: Card T+2 · Voucher T+1.</summary>
    public static string DaysOf(SettlementTerms terms, Texts texts) => string.Join(" · ", new[] { SettledTender.Card, SettledTender.PartnerWallet, SettledTender.Wallet, SettledTender.Voucher }
        .Select(t => $"{texts.Of("settlement", t)} {texts["settlement.term_days", terms.DaysOf(t)]}"));

    /// <summary>A fee rule in one line: 1.5% · at least ₩100 · VAT 10%.</summary>
    public static string RateOf(FeeRule rule, Texts texts, Formats formats)
    {
        string Percent(int ppm) => (ppm / PpmOfPercent).ToString("0.####", CultureInfo.InvariantCulture);
        string Money(long minor) => formats.Money(new Money(rule.Currency, minor));
        return string.Join(" · ", new[]
        {
            texts["settlement.rule_rate", Percent(rule.RatePpm)],
            rule.FixedMinor == 0 ? null : texts["settlement.rule_fixed", Money(rule.FixedMinor)],
            rule.MinMinor is { } min ? texts["settlement.rule_min", Money(min)] : null,
            rule.MaxMinor is { } max ? texts["settlement.rule_max", Money(max)] : null,
            rule.VatPpm == 0 ? null : texts["settlement.rule_vat", Percent(rule.VatPpm)],
        }.OfType<string>());
    }
}
