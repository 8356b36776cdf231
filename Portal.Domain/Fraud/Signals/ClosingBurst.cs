using static Portal.Domain.Fraud.RobustStatistics;

namespace Portal.Domain.Fraud.Signals;

/// <summary>Crowds of voucher payments in the last hours of the market's day, in which the vendor sells little otherwise. When the day ends is learnt from the other sales of the market.</summary>
public sealed class ClosingBurst : FraudRule
{
    private const int Crowd = 4;
    private const int LeastPayments = 10;
    private const int LeastDays = 2;
    private const double FromShare = 0.1;
    private const double ToShare = 0.3;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(20);

    public override FraudCode Code => FraudCode.ClosingBurst;

    public override int Weight => 90;

    public override FraudFinding? Look(VendorFacts vendor, MarketBaseline market)
    {
        if (market.ClosingHour is not { } closing)
            return null;
        var bursts = Bursts.Of(vendor.Paid.Where(r => IsLate(r.At.Hour)), Window, Crowd);
        var days = bursts.Select(r => r.Day).Distinct().Count();
        if (bursts.Count < LeastPayments || days < LeastDays)
            return null;
        var (share, others) = (bursts.Count / (double)vendor.Paid.DistinctBy(r => r.GroupId).Count(), vendor.Others.ShareOf(IsLate));
        return Found(
            Ramp(share - others, FromShare, ToShare), bursts.Select(FraudRow.Of),
            ("payments", bursts.Count), ("days", days), ("percent", Percent(share)), ("othersPercent", Percent(others)), ("hour", closing), ("minutes", Window.TotalMinutes));

        // The close is known to the hour: the one in which the last are sold, and the one before.
        bool IsLate(int hour) => hour == closing || (hour + 1) % 24 == closing;
    }
}
