using static Portal.Domain.Fraud.RobustStatistics;

namespace Portal.Domain.Fraud.Signals;

/// <summary>
/// Vouchers that were bought under the vendor's own business number or telephone, by comparison of keyed hashes. A name is no link: many people share one. A vendor who spends one of his own now and then does
/// nothing wrong.
/// </summary>
public sealed class LinkedBuyer : FraudRule
{
    private const int LeastVisits = 5;
    private const double FromShare = 0.06;
    private const double ToShare = 0.2;

    public override FraudCode Code => FraudCode.LinkedBuyer;

    public override int Weight => 100;

    public override FraudFinding? Look(VendorFacts vendor, MarketBaseline market)
    {
        var linked = vendor.Redemptions.Where(r => r.Linked).ToList();
        // A payment of several vouchers is one visit.
        var visits = linked.Select(r => r.Way == RedemptionWay.Payment ? r.GroupId : r.RowId).Distinct().Count();
        if (visits < LeastVisits)
            return null;
        var sum = linked.Sum(r => r.Amount);
        var share = sum / (double)Math.Max(1, vendor.Amount);
        return Found(
            Ramp(share, FromShare, ToShare), linked.Select(FraudRow.Of),
            ("visits", visits), ("buyers", linked.Select(r => r.BuyerId).Distinct().Count()), ("sum", sum), ("percent", Percent(share)));
    }
}
