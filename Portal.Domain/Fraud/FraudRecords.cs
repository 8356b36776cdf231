using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Fraud;

/// <summary>The patterns that are looked for. Their explanations are the texts <c>fraud.why_&lt;code&gt;</c>, their names <c>fraud.FraudCode_&lt;name&gt;</c>.</summary>
public enum FraudCode
{
    /// <summary>Far above the vendor's other sales and what his floor takes.</summary>
    ExcessRedemption,

    /// <summary>Crowds in the last hour of the market's day.</summary>
    ClosingBurst,
    RoundSums,

    /// <summary>The same buyer and the same vendor again and again.</summary>
    SamePairLoop,

    /// <summary>Serial numbers that follow one another within minutes.</summary>
    SequentialSerials,

    /// <summary>A large purchase that comes to one vendor.</summary>
    BulkToOneVendor,

    /// <summary>Crowds at night.</summary>
    NightBurst,

    /// <summary>Bought under a number of the vendor's.</summary>
    LinkedBuyer,
    ManyRefusals,
}

/// <summary>Whom or what a signal or a case is about.</summary>
public enum FraudSubject
{
    Vendor,
    Voucher,
    Buyer,
}

/// <summary>What computed a signal.</summary>
public enum FraudSource
{
    /// <summary>The nightly run, over all facts of the days before.</summary>
    Nightly,

    /// <summary>The look at what was posted just now.</summary>
    Watch,
}

/// <summary>A signal of one day, with the figures that explain it and the rows that it rests on.</summary>
public sealed class FraudSignal : IVersioned
{
    public const int ValuesLength = 1_000;
    public const int RowsLength = 4_000;

    public long Id { get; set; }

    public long Version { get; set; }

    public FraudSubject Subject { get; set; }

    /// <summary>The vendor's, voucher's or buyer's id.</summary>
    public long SubjectId { get; set; }

    public long MarketId { get; set; }

    /// <summary>The last day of the span that it looks at.</summary>
    public DateOnly Day { get; set; }

    public FraudCode Code { get; set; }

    public FraudSource Source { get; set; }

    /// <summary>What a score of 100 would add to the points.</summary>
    public int Weight { get; set; }

    /// <summary>0 to 100.</summary>
    public int Score { get; set; }

    /// <summary>Weight times score, in hundredths: what it adds.</summary>
    public int Points { get; set; }

    /// <summary>The figures of its explanation, JSON by name.</summary>
    public string Values { get; set; } = "";

    /// <summary>The rows, JSON: kinds with their ids.</summary>
    public string Rows { get; set; } = "";

    /// <summary>The case that it belongs to; null for none.</summary>
    public long? CaseId { get; set; }

    public DateTime At { get; set; }
}

/// <summary>A run of the nightly computation: one for each date, the last one.</summary>
public sealed class FraudRun
{
    public long Id { get; set; }

    public DateOnly Day { get; set; }

    public DateTime At { get; set; }

    public int Markets { get; set; }

    public int Vendors { get; set; }

    public int Redemptions { get; set; }

    public int Signals { get; set; }

    /// <summary>Vendors whose points reach the threshold.</summary>
    public int Flagged { get; set; }

    public long Milliseconds { get; set; }
}

/// <summary>How far a case is.</summary>
public enum FraudCaseState
{
    Open,

    /// <summary>Something is frozen until it is decided.</summary>
    Frozen,
    Decided,

    /// <summary>The vendor objects to the decision: somebody else decides again.</summary>
    Appealed,
    Closed,
}

/// <summary>How a case was decided.</summary>
public enum FraudDecision
{
    Confirmed,
    Dismissed,
}

/// <summary>A suspicion that somebody looks into.</summary>
public sealed class FraudCase : IVersioned, IAudited
{
    public const int CodeLength = 16;
    public const int NameLength = 100;
    public const int SubjectLength = 40;
    public const int ReasonLength = 500;

    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>Made by the client when it is opened by hand.</summary>
    public Guid Uid { get; set; }

    public string Code { get; set; } = "";

    public FraudSubject Subject { get; set; }

    public long SubjectId { get; set; }

    /// <summary>What people call it: the vendor's code, the serial number, the buyer's number.</summary>
    public string SubjectCode { get; set; } = "";

    /// <summary>The vendor's market; null for vouchers and buyers.</summary>
    public long? MarketId { get; set; }

    /// <summary>Points of the signals that opened it; 0 when it was opened by hand.</summary>
    public int Points { get; set; }

    /// <summary>Why it was opened; null when signals did.</summary>
    public string? Reason { get; set; }

    /// <summary>0 when signals opened it.</summary>
    public long OpenerId { get; set; }

    public string OpenerName { get; set; } = "";

    public DateTime OpenedAt { get; set; }

    public long? AssigneeId { get; set; }

    public string? AssigneeName { get; set; }

    public FraudCaseState State { get; set; }

    public FraudDecision? Decision { get; set; }

    public string? DecisionReason { get; set; }

    public long? DeciderId { get; set; }

    public string? DeciderName { get; set; }

    public DateTime? DecidedAt { get; set; }

    public string? AppealReason { get; set; }

    public DateTime? AppealedAt { get; set; }

    /// <summary>Who decided about the appeal: never the one who decided first.</summary>
    public long? AppealDeciderId { get; set; }

    public string? AppealDeciderName { get; set; }

    public DateTime? ClosedAt { get; set; }

    /// <summary>What is claimed back from the vendor; minor units.</summary>
    public long ClaimedMinor { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => MarketId;

    /// <inheritdoc cref="Vouchers.Voucher.Next"/>
    public FraudCase Next()
    {
        var next = (FraudCase)MemberwiseClone();
        next.Version++;
        return next;
    }
}

/// <summary>Something that was noted in a case, and a document where there is one.</summary>
public sealed class FraudNote : IInsertOnly
{
    public const int TextLength = 2_000;
    public const int FileNameLength = 120;
    public const int HashLength = 64;

    public long Id { get; init; }

    public long CaseId { get; init; }

    public required string Text { get; init; }

    public string? FileName { get; init; }

    /// <summary>The file's hash, by which the store of documents knows it.</summary>
    public string? Document { get; init; }

    public required string By { get; init; }

    public DateTime At { get; init; }
}
