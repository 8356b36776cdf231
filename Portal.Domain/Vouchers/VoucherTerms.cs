namespace Portal.Domain.Vouchers;

/// <summary>Who buys.</summary>
public enum BuyerKind
{
    Person,
    Institution,
}

/// <summary>How a purchase is paid.</summary>
public enum PurchaseMeans
{
    Cash,
    Card,
    AccountTransfer,

    /// <summary>From what an institution paid in before.</summary>
    Deposit,

    /// <summary>Not at all: it is given away, and the funders pay.</summary>
    Given,
}

/// <summary>What a refund of a share of a voucher is reckoned on.</summary>
public enum RefundBase
{
    /// <summary>What the buyer paid for that share; what funders paid goes back to their budgets.</summary>
    Paid,

    /// <summary>The face value of that share.</summary>
    Face,
}

/// <summary>A discount on face value. The first line that fits a purchase is the one: seasons stand before what always holds.</summary>
/// <param name="BasisPoints">Hundredths of a percent of face value.</param>
/// <param name="Means">Null for every means of payment.</param>
/// <param name="From">First day of a season; null without a beginning.</param>
/// <param name="To">Its last day.</param>
public sealed record DiscountLine(BuyerKind Buyer, int BasisPoints, PurchaseMeans? Means = null, DateOnly? From = null, DateOnly? To = null)
{
    public bool Fits(BuyerKind buyer, PurchaseMeans means, DateOnly day) =>
        Buyer == buyer && (Means is null || Means == means) && (From is null || From <= day) && (To is null || To >= day);
}

/// <summary>How much a buyer may buy and hold. Minor units of face value.</summary>
/// <param name="Monthly">In a calendar month; null for no limit.</param>
/// <param name="Holding">Of what is not spent; null for no limit.</param>
/// <param name="Undiscounted">True when it limits purchases without a discount too.</param>
public sealed record CapLine(BuyerKind Buyer, long? Monthly, long? Holding, bool Undiscounted = false);

/// <summary>A funder's share of each discount.</summary>
/// <param name="BasisPoints">Of the discount; all shares come to 10,000.</param>
public sealed record FunderShare(string Funder, int BasisPoints);

/// <summary>What is given back of an expired voucher.</summary>
/// <param name="Above">For face values above this, in minor units; the line with the highest bound that fits is the one.</param>
/// <param name="BasisPoints">Hundredths of a percent.</param>
public sealed record ExpiredRate(long Above, int BasisPoints);

/// <summary>Where vouchers are good. An empty list leaves the matter open.</summary>
/// <param name="Regions">Names as markets carry them.</param>
/// <param name="Markets">Codes.</param>
/// <param name="Categories">Of vendors: one of them is enough.</param>
/// <param name="ExcludedCategories">Of vendors: one of them is too many.</param>
public sealed record ValidPlaces(IReadOnlyList<string> Regions, IReadOnlyList<string> Markets, IReadOnlyList<string> Categories, IReadOnlyList<string> ExcludedCategories)
{
    public static ValidPlaces Everywhere { get; } = new([], [], [], []);
}

/// <summary>
/// The terms of one kind of voucher. A voucher is judged by those in force on the day it was sold. The figures that are usual in Korea are those of the Fair Trade
/// Commission's standard terms for new kinds of gift vouchers (신유형 상품권 표준약관) and of the published rules of the Onnuri vouchers.
/// </summary>
public sealed record VoucherTerms
{
    /// <summary>Allowed face values in minor units.</summary>
    public IReadOnlyList<long> FaceValues { get; init; } = [];

    public IReadOnlyList<DiscountLine> Discounts { get; init; } = [];

    public IReadOnlyList<CapLine> Caps { get; init; } = [];

    public IReadOnlyList<FunderShare> Split { get; init; } = [];

    /// <summary>Months from the day of sale.</summary>
    public int ValidityMonths { get; init; } = 60;

    /// <summary>For so many days after the sale an unused voucher is taken back for what was paid; 0 on the day of sale alone.</summary>
    public int ReturnDays { get; init; } = 7;

    /// <summary>True when only the office that sold it takes it back.</summary>
    public bool ReturnAtSellerOnly { get; init; }

    /// <summary>The share of face value, in percent, that must be used before the rest is given back; null for never.</summary>
    public int? ResidualPercent { get; init; } = 60;

    /// <summary>The same for small face values.</summary>
    public int? ResidualPercentSmall { get; init; } = 80;

    /// <summary>Face values below this are small; minor units.</summary>
    public long SmallBelow { get; init; } = 10_000;

    public RefundBase Base { get; init; } = RefundBase.Paid;

    /// <summary>True for vouchers that are always spent whole; what they are worth more than the goods is handed out in cash by the vendor.</summary>
    public bool Whole { get; init; }

    /// <summary>Of a whole one, the share of face value in percent that must be bought for before the vendor gives change.</summary>
    public int ChangePercent { get; init; } = 60;

    /// <summary>After expiry the rest is given back until the end of the calendar year in which so many years since the sale are over; 0 for never.</summary>
    public int ClaimYears { get; init; } = 5;

    public IReadOnlyList<ExpiredRate> ExpiredRates { get; init; } = [];

    /// <summary>The same when it is taken in points; hundredths of a percent.</summary>
    public int ExpiredPointsBasisPoints { get; init; } = 10_000;

    /// <summary>A payment that is given back to an expired voucher can be spent for so many days more.</summary>
    public int GraceDays { get; init; } = 30;

    /// <summary>So many days before it expires the holder is told.</summary>
    public IReadOnlyList<int> NoticeDays { get; init; } = [30, 14, 10, 5, 1];

    /// <summary>A mobile voucher that is given to another wallet goes back when it is not accepted for so many days.</summary>
    public int GiftDays { get; init; } = 7;

    public ValidPlaces Places { get; init; } = ValidPlaces.Everywhere;

    /// <summary>The last day on which a voucher sold on a day can be spent.</summary>
    public DateOnly ExpiresOn(DateOnly sold) => sold.AddMonths(ValidityMonths);

    /// <summary>The last day on which anything of it is given back. Onnuri counts five years to the end of the calendar year, as its published FAQ says of the year of issue.</summary>
    public DateOnly ClaimableUntil(DateOnly sold)
    {
        var expires = ExpiresOn(sold);
        var ends = new DateOnly(sold.Year + ClaimYears, 12, 31);
        return ClaimYears > 0 && ends > expires ? ends : expires;
    }
}

/// <summary>An approval by so many people is enough up to an amount.</summary>
/// <param name="UpTo">Minor units of face value; null for any amount.</param>
public sealed record ApprovalStep(long? UpTo, int Approvals);

/// <summary>What vendors who take the vouchers must be, and how much they may bring in; and who approves an issue.</summary>
public sealed record EnrolmentTerms
{
    /// <summary>The most a vendor may have sold in a year, in minor units; null for no limit. 3,000,000,000 won for Onnuri since 2026-06-17.</summary>
    public long? SalesCeiling { get; init; }

    /// <summary>Trades that are not admitted.</summary>
    public IReadOnlyList<string> ExcludedCategories { get; init; } = [];

    /// <summary>How long an enrolment lasts.</summary>
    public int TermMonths { get; init; } = 36;

    /// <summary>What a new vendor may bring in of whole vouchers in a month; minor units.</summary>
    public long CapStart { get; init; } = 5_000_000;

    /// <summary>The most that may be asked for.</summary>
    public long CapCeiling { get; init; } = 50_000_000;

    /// <summary>The same for a day; null for no limit.</summary>
    public long? CapDaily { get; init; }

    /// <summary>From this balance on, minor units, two people freeze a voucher or a vendor.</summary>
    public long FreezeThreshold { get; init; } = 1_000_000;

    public IReadOnlyList<ApprovalStep> Approvals { get; init; } = [new(null, 1)];

    /// <summary>How many approvals an amount needs.</summary>
    public int ApprovalsFor(long amount) => Approvals.Where(s => s.UpTo is not { } most || amount <= most).Select(s => s.Approvals).DefaultIfEmpty(1).Min();
}
