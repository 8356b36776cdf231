namespace Portal.Domain.Fraud;

/// <summary>How a voucher came to a vendor.</summary>
public enum RedemptionWay
{
    /// <summary>As a tender of a payment, at the minute at which it was spent.</summary>
    Payment,

    /// <summary>In a bundle that the vendor brought to a counter: its hour is that of the counter.</summary>
    Presentment,
}

/// <summary>A voucher that was spent, or part of one.</summary>
/// <param name="RowId">The payment's id, or that of the piece that was taken in.</param>
/// <param name="GroupId">The payment's id, or that of the bundle.</param>
/// <param name="At">The market's own clock.</param>
/// <param name="Day">Business date.</param>
/// <param name="Amount">What the voucher paid; minor units.</param>
/// <param name="Total">The whole payment, other tenders with it; minor units.</param>
/// <param name="Number">Its place among the serial numbers of its programme.</param>
/// <param name="SaleCount">How many vouchers were sold with it.</param>
/// <param name="Linked">True when the buyer is known by a number of the vendor's.</param>
public readonly record struct Redemption(
    long RowId, long GroupId, RedemptionWay Way, DateTime At, DateOnly Day, long Amount, long Total, long VoucherId, long ProgrammeId, long Number, long SaleId, int SaleCount, DateOnly SoldOn, long BuyerId, bool Linked);

/// <summary>A voucher that was refused at a vendor's stall or in his bundle.</summary>
/// <param name="RowId">The declined payment's id, or that of the refused piece.</param>
public readonly record struct RefusedVoucher(long RowId, RedemptionWay Way, DateTime At, string Reason);

/// <summary>What a vendor took by other tenders, by the hour of the market's clock.</summary>
public sealed class OtherSales
{
    private const int Hours = 24;

    private readonly int[] counts = new int[Hours];

    /// <summary>Minor units.</summary>
    public long Amount { get; private set; }

    public int Count { get; private set; }

    public int this[int hour] => counts[hour];

    public void Add(int hour, int count, long amount)
    {
        counts[hour] += count;
        Count += count;
        Amount += amount;
    }

    /// <summary>The share of these sales in some hours, 0 to 1; 0 where there are none.</summary>
    public double ShareOf(Func<int, bool> hours) => Count == 0 ? 0 : Enumerable.Range(0, Hours).Where(hours).Sum(h => counts[h]) / (double)Count;
}

/// <summary>What is known of one vendor in one span of days: all that signals look at.</summary>
public sealed class VendorFacts
{
    public required long VendorId { get; init; }

    public required long MarketId { get; init; }

    /// <summary>Of all his stalls; 0 where it is not known.</summary>
    public long AreaCm2 { get; init; }

    /// <summary>In the order in which they came.</summary>
    public List<Redemption> Redemptions { get; } = [];

    public List<RefusedVoucher> Refused { get; } = [];

    public OtherSales Others { get; } = new();

    /// <summary>What vouchers paid; minor units.</summary>
    public long Amount => amount ??= Redemptions.Sum(r => r.Amount);

    /// <summary>Those of payments, whose minute is that of the sale.</summary>
    public IEnumerable<Redemption> Paid => Redemptions.Where(r => r.Way == RedemptionWay.Payment);

    private long? amount;
}
