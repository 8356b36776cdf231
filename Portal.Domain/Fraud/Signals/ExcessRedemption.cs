using static Portal.Domain.Fraud.RobustStatistics;

namespace Portal.Domain.Fraud.Signals;

/// <summary>
/// Vouchers far above what the vendor sells otherwise, and above what his floor takes: both against the market's median, in spreads of logarithms. A popular stall sells much by other tenders too, and a small
/// stall that lives on vouchers takes little of them; neither shows in both figures.
/// </summary>
public sealed class ExcessRedemption : FraudRule
{
    private const int LeastRedemptions = 15;
    private const double LeastTimesMedian = 2.5;
    private const double LeastAreaSpreads = 1.2;
    private const double FromSpreads = 2.6;
    private const double ToSpreads = 3.7;

    public override FraudCode Code => FraudCode.ExcessRedemption;

    public override int Weight => 100;

    public override FraudFinding? Look(VendorFacts vendor, MarketBaseline market)
    {
        if (!market.IsKnown || vendor.Redemptions.Count < LeastRedemptions || vendor.Amount < LeastTimesMedian * market.MedianTakings)
            return null;
        var ratio = MarketBaseline.RatioOf(vendor);
        var area = vendor.AreaCm2 > 0 && market.PerArea.Vendors >= MarketBaseline.LeastVendors ? market.PerArea.Above(MarketBaseline.PerAreaOf(vendor)) : LeastAreaSpreads;
        if (area < LeastAreaSpreads)
            return null;
        return Found(
            Ramp(market.Ratio.Above(ratio), FromSpreads, ToSpreads), vendor.Redemptions.OrderByDescending(r => r.Amount).Select(FraudRow.Of),
            ("vouchers", vendor.Amount), ("others", vendor.Others.Amount), ("percent", Percent(Math.Exp(ratio))), ("usualPercent", Percent(Math.Exp(market.Ratio.Median))), ("areaM2", vendor.AreaCm2 / 10_000.0),
            ("median", market.MedianTakings));
    }
}
