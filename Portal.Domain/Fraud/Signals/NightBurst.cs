using static Portal.Domain.Fraud.RobustStatistics;

namespace Portal.Domain.Fraud.Signals;

/// <summary>Crowds of voucher payments at night, at a stall that does not sell at night otherwise. One that is open at night sells by other tenders in the same hours.</summary>
public sealed class NightBurst : FraudRule
{
    private const int FirstHour = 23;
    private const int LastHour = 4;
    private const int Crowd = 4;
    private const int LeastPayments = 8;
    private const double FromShare = 0.12;
    private const double ToShare = 0.3;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    public override FraudCode Code => FraudCode.NightBurst;

    public override int Weight => 90;

    public override FraudFinding? Look(VendorFacts vendor, MarketBaseline market)
    {
        var bursts = Bursts.Of(vendor.Paid.Where(r => IsNight(r.At.Hour)), Window, Crowd);
        if (bursts.Count < LeastPayments)
            return null;
        var (share, others) = (bursts.Count / (double)vendor.Paid.DistinctBy(r => r.GroupId).Count(), vendor.Others.ShareOf(IsNight));
        return Found(
            Ramp(share - others, FromShare, ToShare), bursts.Select(FraudRow.Of),
            ("payments", bursts.Count), ("nights", bursts.Select(r => r.Day).Distinct().Count()), ("percent", Percent(share)), ("othersPercent", Percent(others)), ("from", FirstHour), ("to", LastHour + 1));
    }

    private static bool IsNight(int hour) => hour is >= FirstHour or <= LastHour;
}
