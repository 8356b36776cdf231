using Portal.Domain.Fraud;

namespace Portal.Tests.Fraud;

/// <summary>Vendors with made-up redemptions, and the market they are in.</summary>
internal static class Facts
{
    public static readonly DateOnly Day = new(2026, 11, 20);

    private static long rows;

    public static VendorFacts Vendor(int redemptions = 30, long amount = 13_300, int others = 30, long otherSum = 800_000, int areaM2 = 10, int otherHour = 13)
    {
        var vendor = new VendorFacts { VendorId = ++rows, MarketId = 1, AreaCm2 = areaM2 * 10_000L };
        vendor.Others.Add(otherHour, Math.Max(0, others - 3), otherSum);
        vendor.Others.Add(18, 3, 10_000);
        for (var i = 0; i < redemptions; i++)
            vendor.Redemptions.Add(Spent(At(i % 25, 10 + (i % 7), i), amount + (i % 10 * 100)));
        return vendor;
    }

    /// <summary>A time so many days before the last.</summary>
    public static DateTime At(int daysAgo, int hour, double minute = 0) => Day.AddDays(-daysAgo).ToDateTime(new TimeOnly(hour, 0)).AddMinutes(minute);

    public static Redemption Spent(DateTime at, long amount, long? buyer = null, long? number = null, long? sale = null, int saleCount = 3, bool linked = false, RedemptionWay way = RedemptionWay.Payment, long? group = null)
    {
        var id = ++rows;
        return new Redemption(id, group ?? id, way, at, DateOnly.FromDateTime(at), amount, amount, id, 1, number ?? id * 50, sale ?? id, saleCount, DateOnly.FromDateTime(at).AddDays(-3), buyer ?? id, linked);
    }

    /// <summary>The market of forty ordinary vendors, a few of whom sell ten times as much as the rest: heavy tails that are nobody's fault.</summary>
    public static MarketBaseline Market(params VendorFacts[] also) => MarketBaseline.Of(
        [.. Enumerable.Range(0, 36).Select(i => Vendor(20 + (i % 9), 9_100 + (i * 400), 20 + i, 500_000 + (i * 23_000))), .. Enumerable.Range(0, 4).Select(_ => Vendor(300, 13_300, 320, 8_000_000, 30)), .. also], 4);
}
