using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Settlement;

/// <summary>
/// The class by which a vendor's card fees are graded: yearly sales of at most 300 million won (micro), 500 million, 1 billion and 3 billion won (small 1 to 3); others are general. Korea grades anew each half-year
/// (Specialized Credit Finance Business Act, article 18-3; thresholds of the enforcement decree, article 6-13).
/// </summary>
public enum FeeClass
{
    General,
    Micro,
    Small1,
    Small2,
    Small3,
}

/// <summary>Which class a vendor is in from a day on.</summary>
public sealed class VendorFeeClass
{
    public long Id { get; set; }

    public long VendorId { get; set; }

    public DateOnly From { get; set; }

    public FeeClass Class { get; set; }
}

/// <summary>What the operator keeps of a tender's payments, from a day of sale on: made by one person, in force once another has approved it.</summary>
public sealed class FeeRule : IVersioned, IAudited, IApprovedRule
{
    public const int AcquirerLength = 40;

    /// <summary>Parts per million that are the whole.</summary>
    public const int Whole = 1_000_000;

    public long Id { get; set; }

    public long Version { get; set; }

    public Guid Uid { get; set; } = Guid.CreateVersion7();

    /// <summary>Whose income it is.</summary>
    public long OperatorId { get; set; }

    /// <summary>Null: all markets of the operator.</summary>
    public long? MarketId { get; set; }

    public SettledTender Tender { get; set; }

    /// <summary>Null: all acquirers, or partners, of the tender.</summary>
    public string? Acquirer { get; set; }

    /// <summary>Null: all vendors.</summary>
    public FeeClass? Class { get; set; }

    public required string Currency { get; set; }

    /// <summary>The first day of sale that it holds for.</summary>
    public DateOnly From { get; set; }

    /// <summary>Of each payment, in parts per million: 15,000 is 1.5 %.</summary>
    public int RatePpm { get; set; }

    /// <summary>For each payment, beside the rate. Minor units.</summary>
    public long FixedMinor { get; set; }

    /// <summary>The least and the most of each payment's fee. Minor units; null for no bound.</summary>
    public long? MinMinor { get; set; }

    /// <inheritdoc cref="MinMinor"/>
    public long? MaxMinor { get; set; }

    /// <summary>Value added tax on the fee, in parts per million: 100,000 is 10 %.</summary>
    public int VatPpm { get; set; }

    /// <summary>True when a refund gives the rate's part of the fee back; the fixed part and the least are kept.</summary>
    public bool ReturnsOnRefund { get; set; } = true;

    public long MakerId { get; set; }

    public string MakerName { get; set; } = "";

    public DateTime MadeAt { get; set; }

    public long? ApproverId { get; set; }

    public string? ApproverName { get; set; }

    public DateTime? ApprovedAt { get; set; }

    public DateTime? RejectedAt { get; set; }

    string IAudited.AuditCode => Uid.ToString("D");

    long? IAudited.AuditMarketId => MarketId;

    /// <summary>The fee of one payment, rounded half away from zero; minor units.</summary>
    /// <param name="amount">What was paid; minor units, positive.</param>
    public long FeeOf(long amount) => Math.Max(MinMinor ?? 0, Math.Min(MaxMinor ?? long.MaxValue, checked(Part(amount, RatePpm) + FixedMinor)));

    /// <summary>What a refund gives back of the fee; minor units.</summary>
    /// <param name="amount">What was given back; minor units, positive.</param>
    public long ReturnOf(long amount) => ReturnsOnRefund ? Math.Min(MaxMinor ?? long.MaxValue, Part(amount, RatePpm)) : 0;

    /// <summary>The tax on a sum of fees, rounded half away from zero; negative for fees given back.</summary>
    public long VatOf(long fees) => fees < 0 ? -Part(-fees, VatPpm) : Part(fees, VatPpm);

    private static long Part(long amount, int ppm) => (long)(((Int128)amount * ppm + (Whole / 2)) / Whole);
}

/// <summary>The rules in force, and which of them holds for a payment. For one market; not for two threads.</summary>
public sealed class FeeBook
{
    private readonly List<FeeRule> rules;
    private readonly ILookup<long, VendorFeeClass> classes;
    private readonly Dictionary<(SettledTender, string?, FeeClass, DateOnly), FeeRule?> chosen = [];

    /// <param name="rules">Approved ones of the operator and currency; those of other markets are passed over.</param>
    public FeeBook(long marketId, IEnumerable<FeeRule> rules, IEnumerable<VendorFeeClass> classes)
    {
        this.rules = [.. rules.Where(r => r.MarketId is null || r.MarketId == marketId).OrderByDescending(Weight).ThenByDescending(r => r.From).ThenByDescending(r => r.Id)];
        this.classes = classes.OrderByDescending(c => c.From).ToLookup(c => c.VendorId);
    }

    /// <summary>The most particular rule (market before acquirer before class), of these the latest; null when nothing is charged.</summary>
    public FeeRule? RuleOf(long vendorId, SettledTender tender, string? acquirer, DateOnly sold)
    {
        var graded = classes[vendorId].FirstOrDefault(c => c.From <= sold)?.Class ?? FeeClass.General;
        if (!chosen.TryGetValue((tender, acquirer, graded, sold), out var rule))
            chosen[(tender, acquirer, graded, sold)] = rule = rules.Find(r => r.Tender == tender && r.From <= sold && (r.Acquirer is null || r.Acquirer == acquirer) && (r.Class is null || r.Class == graded));
        return rule;
    }

    private static int Weight(FeeRule rule) => (rule.MarketId is null ? 0 : 4) + (rule.Acquirer is null ? 0 : 2) + (rule.Class is null ? 0 : 1);
}
