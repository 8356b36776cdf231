namespace Portal.Domain.Fraud;

/// <summary>Figures that a few extreme rows do not move.</summary>
public static class RobustStatistics
{
    /// <summary>What the median absolute deviation of a normal distribution is multiplied with to give its standard deviation.</summary>
    private const double NormalConsistency = 1.4826;

    /// <summary>The middle value; 0 of nothing.</summary>
    public static double Median(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            return 0;
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The spread about the median, on the scale of a standard deviation.</summary>
    public static double Spread(IReadOnlyCollection<double> values, double median) => NormalConsistency * Median([.. values.Select(v => Math.Abs(v - median))]);

    /// <summary>0 up to <paramref name="from"/>, 100 from <paramref name="to"/> on, straight between them.</summary>
    public static int Ramp(double value, double from, double to) => (int)Math.Round(Math.Clamp((value - from) / (to - from), 0, 1) * 100);
}

/// <summary>What is usual among the vendors of a market: a median and the spread about it.</summary>
/// <param name="Vendors">How many it was taken from.</param>
public sealed record Usual(double Median, double Spread, int Vendors)
{
    public static Usual Of(IEnumerable<double> values, double leastSpread)
    {
        var all = values.ToList();
        var median = RobustStatistics.Median(all);
        return new Usual(median, Math.Max(leastSpread, RobustStatistics.Spread(all, median)), all.Count);
    }

    /// <summary>How many spreads a value lies above the median.</summary>
    public double Above(double value) => (value - Median) / Spread;
}

/// <summary>The market that a vendor is compared with.</summary>
public sealed class MarketBaseline
{
    /// <summary>A vendor with fewer redemptions says nothing about what is usual.</summary>
    public const int LeastRedemptions = 8;

    /// <summary>A market with fewer such vendors has no baseline.</summary>
    public const int LeastVendors = 8;

    /// <summary>Spreads of logarithms are at least this, so that a market in which all are alike does not raise everyone who is a little different.</summary>
    private const double LeastLogSpread = 0.4;

    private const double LeastShareSpread = 0.05;

    /// <summary>By this share of a vendor's sales his day is over.</summary>
    private const double DayDone = 0.97;

    private const int Hours = 24;

    private MarketBaseline()
    {
    }

    /// <summary>Voucher takings to other sales, as a natural logarithm.</summary>
    public required Usual Ratio { get; init; }

    /// <summary>Voucher takings of a square metre, as a natural logarithm.</summary>
    public required Usual PerArea { get; init; }

    /// <summary>The share of refused vouchers among all that were brought.</summary>
    public required Usual RefusedShare { get; init; }

    /// <summary>The share of large round payments.</summary>
    public required Usual RoundShare { get; init; }

    /// <summary>The middle payment by voucher of the middle vendor, minor units: one who puts through thousands of large ones counts once.</summary>
    public required double MedianPayment { get; init; }

    /// <summary>What the middle vendor takes in vouchers, minor units.</summary>
    public required double MedianTakings { get; init; }

    /// <summary>The hour in which the middle vendor sells his last; null where too few sell anything else.</summary>
    public required int? ClosingHour { get; init; }

    /// <summary>True when there are enough vendors to compare with.</summary>
    public bool IsKnown => Ratio.Vendors >= LeastVendors;

    /// <param name="dayTurnHour">When the market's day turns.</param>
    public static MarketBaseline Of(IReadOnlyCollection<VendorFacts> vendors, int dayTurnHour)
    {
        var usual = vendors.Where(v => v.Redemptions.Count >= LeastRedemptions).ToList();
        var payment = RobustStatistics.Median([.. usual.Select(MedianPaymentOf).Where(p => p > 0)]);
        var closing = vendors.Select(v => ClosingHourOf(v.Others, dayTurnHour)).OfType<int>().Select(h => (double)((h - dayTurnHour + Hours) % Hours)).ToList();
        return new MarketBaseline
        {
            Ratio = Usual.Of(usual.Select(RatioOf), LeastLogSpread),
            PerArea = Usual.Of(usual.Where(v => v.AreaCm2 > 0).Select(PerAreaOf), LeastLogSpread),
            RefusedShare = Usual.Of(vendors.Where(v => v.Redemptions.Count + v.Refused.Count >= LeastRedemptions).Select(RefusedShareOf), LeastShareSpread),
            RoundShare = Usual.Of(usual.Select(v => RoundShareOf(v, payment)), LeastShareSpread),
            MedianPayment = payment,
            MedianTakings = RobustStatistics.Median([.. usual.Select(v => (double)v.Amount)]),
            ClosingHour = closing.Count >= LeastVendors ? ((int)RobustStatistics.Median(closing) + dayTurnHour) % Hours : null,
        };
    }

    /// <summary>Voucher takings to other sales, as a logarithm. One of each is added, so that nothing is divided by nothing.</summary>
    public static double RatioOf(VendorFacts vendor) => Math.Log((vendor.Amount + 1.0) / (vendor.Others.Amount + 1.0));

    private static double MedianPaymentOf(VendorFacts vendor) => RobustStatistics.Median([.. vendor.Paid.DistinctBy(r => r.GroupId).Select(r => (double)r.Total)]);

    public static double PerAreaOf(VendorFacts vendor) => Math.Log((vendor.Amount + 1.0) / Math.Max(1, vendor.AreaCm2));

    public static double RefusedShareOf(VendorFacts vendor) => vendor.Refused.Count / (double)(vendor.Refused.Count + vendor.Redemptions.Count);

    /// <summary>The share of payments that are large and round, among the vendor's payments by voucher.</summary>
    public static double RoundShareOf(VendorFacts vendor, double medianPayment)
    {
        var payments = vendor.Paid.DistinctBy(r => r.GroupId).ToList();
        return payments.Count == 0 ? 0 : payments.Count(r => Signals.RoundSums.IsLargeAndRound(r.Total, medianPayment)) / (double)payments.Count;
    }

    private static int? ClosingHourOf(OtherSales sales, int dayTurnHour)
    {
        if (sales.Count < LeastRedemptions)
            return null;
        var done = 0;
        for (var i = 0; i < Hours; i++)
        {
            var hour = (dayTurnHour + i) % Hours;
            done += sales[hour];
            if (done >= DayDone * sales.Count)
                return hour;
        }

        return (dayTurnHour + Hours - 1) % Hours;
    }
}
