using static Portal.Domain.Fraud.RobustStatistics;

namespace Portal.Domain.Fraud.Signals;

/// <summary>Many refused vouchers: far more than is usual in the market, and more than chance gives to one who brings as many.</summary>
public sealed class ManyRefusals : FraudRule
{
    private const int LeastRefused = 8;
    private const double LeastShareAbove = 0.12;
    private const double FromDeviations = 4;
    private const double ToDeviations = 6.5;

    public override FraudCode Code => FraudCode.ManyRefusals;

    public override int Weight => 85;

    public override FraudFinding? Look(VendorFacts vendor, MarketBaseline market)
    {
        var (refused, all) = (vendor.Refused.Count, vendor.Refused.Count + vendor.Redemptions.Count);
        if (refused < LeastRefused)
            return null;
        var (share, usual) = (refused / (double)all, Math.Clamp(market.RefusedShare.Median, 0.02, 0.5));
        if (share - usual < LeastShareAbove)
            return null;
        // The usual share is itself not the same everywhere: its spread in the market counts beside chance.
        var deviation = Math.Sqrt((all * usual * (1 - usual)) + Math.Pow(all * market.RefusedShare.Spread / 2, 2));
        return Found(
            Ramp((refused - (all * usual)) / Math.Max(1, deviation), FromDeviations, ToDeviations), vendor.Refused.Select(FraudRow.Of),
            ("refused", refused), ("all", all), ("percent", Percent(share)), ("usualPercent", Percent(usual)));
    }
}
