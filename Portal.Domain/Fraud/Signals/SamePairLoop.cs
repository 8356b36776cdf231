using static Portal.Domain.Fraud.RobustStatistics;

namespace Portal.Domain.Fraud.Signals;

/// <summary>
/// The same buyers' vouchers at the same vendor again and again. A regular customer comes often and spends little each time; a pair that turns vouchers into money moves much, and is a large part of the vendor's
/// vouchers.
/// </summary>
public sealed class SamePairLoop : FraudRule
{
    private const int LeastVisits = 10;
    private const double LeastTimesPayment = 1.5;
    private const double FromShare = 0.25;
    private const double ToShare = 0.45;

    public override FraudCode Code => FraudCode.SamePairLoop;

    public override int Weight => 100;

    public override FraudFinding? Look(VendorFacts vendor, MarketBaseline market)
    {
        var loops = vendor.Paid.GroupBy(r => r.BuyerId).Select(g => new { Buyer = g.Key, Rows = g.ToList(), Visits = g.Select(r => r.GroupId).Distinct().Count(), Sum = g.Sum(r => r.Amount) })
            .Where(l => l.Visits >= LeastVisits && l.Sum >= LeastTimesPayment * market.MedianPayment * l.Visits).ToList();
        if (loops.Count == 0)
            return null;
        var sum = loops.Sum(l => l.Sum);
        var share = sum / (double)Math.Max(1, vendor.Amount);
        // Of a vendor who takes little, one customer is soon a large part.
        var size = market.MedianTakings > 0 ? Math.Min(1, sum / market.MedianTakings) : 1;
        return Found(
            (int)(Ramp(share, FromShare, ToShare) * size), loops.SelectMany(l => l.Rows).Select(FraudRow.Of),
            ("buyers", loops.Count), ("visits", loops.Max(l => l.Visits)), ("sum", sum), ("percent", Percent(share)));
    }
}
