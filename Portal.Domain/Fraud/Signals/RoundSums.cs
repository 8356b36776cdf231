using static Portal.Domain.Fraud.RobustStatistics;

namespace Portal.Domain.Fraud.Signals;

/// <summary>
/// Large payments of round sums. Goods rarely cost a round sum; a voucher that is turned into money does. The whole payment is looked at and not the voucher's part, for a voucher that is used up leaves a round
/// part of any payment. What is large and what share is usual, the market says.
/// </summary>
public sealed class RoundSums : FraudRule
{
    private const int LeastPayments = 8;
    private const double LargeTimesMedian = 2;
    private const double FromShare = 0.12;
    private const double ToShare = 0.32;
    private const double LeastSpreads = 3;

    public override FraudCode Code => FraudCode.RoundSums;

    public override int Weight => 85;

    /// <summary>True for a payment of at least twice the middle one with one digit before the zeros, or one and a half.</summary>
    public static bool IsLargeAndRound(long amount, double medianPayment)
    {
        if (amount <= 0 || amount < LargeTimesMedian * medianPayment)
            return false;
        var unit = 1L;
        while (unit <= amount / 10)
            unit *= 10;
        return amount % Math.Max(1, unit / 2) == 0;
    }

    public override FraudFinding? Look(VendorFacts vendor, MarketBaseline market)
    {
        if (!market.IsKnown)
            return null;
        var payments = vendor.Paid.DistinctBy(r => r.GroupId).ToList();
        var round = payments.Where(r => IsLargeAndRound(r.Total, market.MedianPayment)).ToList();
        if (round.Count < LeastPayments)
            return null;
        var share = round.Count / (double)payments.Count;
        if (market.RoundShare.Above(share) < LeastSpreads)
            return null;
        return Found(
            Ramp(share - market.RoundShare.Median, FromShare, ToShare), round.Select(FraudRow.Of),
            ("payments", round.Count), ("all", payments.Count), ("percent", Percent(share)), ("usualPercent", Percent(market.RoundShare.Median)), ("sum", round.Sum(r => r.Total)));
    }
}
