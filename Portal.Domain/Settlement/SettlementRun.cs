using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Settlement;

/// <summary>How far a run is.</summary>
public enum SettlementRunState
{
    /// <summary>Lines are being reckoned; nobody sees them.</summary>
    Reckoning,

    /// <summary>It waits for a second person.</summary>
    Waiting,

    /// <summary>Approved; its lines go to the ledger.</summary>
    Posting,

    /// <summary>Fees are charged and payouts are on their way.</summary>
    Posted,

    /// <summary>Nothing was posted: it was turned down, called off or broke off.</summary>
    Ended,
}

/// <summary>What a market's vendors are to be paid on a day out of one operator's books. At most one of a market and operator is open.</summary>
public sealed class SettlementRun : SettlementFigures, IVersioned, IAudited
{
    public const int NameLength = 100;
    public const int ReasonLength = 200;

    public long Id { get; set; }

    public long Version { get; set; }

    public Guid Uid { get; set; }

    public long OperatorId { get; set; }

    public long MarketId { get; set; }

    public required string Currency { get; set; }

    /// <summary>The day of settlement.</summary>
    public DateOnly On { get; set; }

    public SettlementRunState State { get; set; }

    /// <summary>Operator and market while it is open, so that a second one is refused by the index; null once posted or ended.</summary>
    public string? Open { get; set; }

    /// <summary>The run that was posted before it: what that one carried forward begins this one.</summary>
    public long? PreviousId { get; set; }

    /// <summary>The end of the ledger's order that it covers.</summary>
    public long Through { get; set; }

    public int Vendors { get; set; }

    public int Payouts { get; set; }

    /// <summary>Payments and refunds in its lines.</summary>
    public int Movements { get; set; }

    public long MakerId { get; set; }

    public string MakerName { get; set; } = "";

    public DateTime MadeAt { get; set; }

    public long? ApproverId { get; set; }

    public string? ApproverName { get; set; }

    public DateTime? DecidedAt { get; set; }

    /// <summary>Why it ended without being posted.</summary>
    public string? Reason { get; set; }

    string IAudited.AuditCode => Uid.ToString("D");

    long? IAudited.AuditMarketId => MarketId;

    /// <summary>What <see cref="Open"/> is while it is open.</summary>
    public static string OpenOf(long operatorId, long marketId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{operatorId}:{marketId}");
}

/// <summary>How a net comes about. Minor units. Opening + Sales − Refunds + Others − Fees − Tax + Rounding + Released = Net = Payout + Held + Carried.</summary>
public abstract class SettlementFigures
{
    /// <summary>Carried forward from the run before.</summary>
    public long Opening { get; set; }

    public long Sales { get; set; }

    public long Refunds { get; set; }

    /// <summary>What no tender moved: disputes, corrections, payouts that came back. Signed.</summary>
    public long Others { get; set; }

    public long Fees { get; set; }

    /// <summary>VAT on the fees.</summary>
    public long Tax { get; set; }

    /// <summary>What was cut from fees and tax, in the vendor's favour.</summary>
    public long Rounding { get; set; }

    /// <summary>Kept back in earlier runs and let go now.</summary>
    public long Released { get; set; }

    public long Payout { get; set; }

    /// <summary>Kept back now, because the vendor is suspended.</summary>
    public long Held { get; set; }

    /// <summary>Goes into the next run; negative when the vendor owes.</summary>
    public long Carried { get; set; }

    public long Net => Opening + Sales - Refunds + Others - Fees - Tax + Rounding + Released;

    public void Add(SettlementFigures other)
    {
        checked
        {
            (Opening, Sales, Refunds, Others) = (Opening + other.Opening, Sales + other.Sales, Refunds + other.Refunds, Others + other.Others);
            (Fees, Tax, Rounding, Released) = (Fees + other.Fees, Tax + other.Tax, Rounding + other.Rounding, Released + other.Released);
            (Payout, Held, Carried) = (Payout + other.Payout, Held + other.Held, Carried + other.Carried);
        }
    }
}

/// <summary>Why a vendor's net is not paid out.</summary>
public enum NotPaidReason
{
    /// <summary>The vendor owes; carried forward.</summary>
    Negative,

    /// <summary>Less than the least payout; carried forward.</summary>
    BelowMinimum,

    /// <summary>The vendor has no payout account; carried forward.</summary>
    NoAccount,

    /// <summary>A vendor without a business number is not paid out to; carried forward.</summary>
    Barred,

    /// <summary>The vendor is suspended; kept back.</summary>
    Suspended,
}

/// <summary>What one vendor gets in a run.</summary>
public sealed class SettlementLine : SettlementFigures
{
    public long Id { get; set; }

    public long RunId { get; set; }

    /// <summary>Its place in the run, from 1: lines are posted in this order, some in each posting.</summary>
    public int Number { get; set; }

    public long VendorId { get; set; }

    public int Movements { get; set; }

    /// <summary>All that is kept back of the vendor by this and earlier runs. Minor units.</summary>
    public long HeldSoFar { get; set; }

    /// <summary>Null when it is paid out, or comes to nothing.</summary>
    public NotPaidReason? NotPaid { get; set; }
}

/// <summary>What a line is made of: the movements of one kind, tender and day of sale. Its payments are found by it.</summary>
public sealed class SettlementItem
{
    public long Id { get; set; }

    public long RunId { get; set; }

    public long VendorId { get; set; }

    public SettledTender Tender { get; set; }

    /// <summary>The card acquirer or partner; null for the others.</summary>
    public string? Acquirer { get; set; }

    /// <summary>The code of the transfers.</summary>
    public Ledger.TransferCode Code { get; set; }

    /// <summary>The business date of the movements.</summary>
    public DateOnly On { get; set; }

    public int Count { get; set; }

    /// <summary>What they add to the payable; minor units, negative for what they take.</summary>
    public long Amount { get; set; }

    /// <summary>Negative when fees are given back. Minor units.</summary>
    public long Fee { get; set; }

    /// <inheritdoc cref="Fee"/>
    public long Tax { get; set; }

    /// <summary>The rule that the fee is by; null when nothing is charged.</summary>
    public long? FeeRuleId { get; set; }
}

/// <summary>How far a run goes in a tender: it covers movements of business dates up to <see cref="Through"/>, as far as the ledger was written when it was reckoned.</summary>
public sealed class SettlementReach
{
    public long RunId { get; set; }

    public SettledTender Tender { get; set; }

    /// <summary>The last business date that was due.</summary>
    public DateOnly Through { get; set; }
}
