using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Payments;

/// <summary>How far a dispute is.</summary>
public enum DisputeState
{
    /// <summary>The acquirer has told of it; evidence may be sent until the deadline.</summary>
    Open,

    /// <summary>Evidence was sent; the card's issuer decides.</summary>
    Answered,

    /// <summary>Decided for the vendor: what was held is given back.</summary>
    Won,

    /// <summary>Decided for the customer, and somebody bears it.</summary>
    Lost,
}

/// <summary>Who bears a lost dispute.</summary>
public enum LossBearer
{
    Vendor,
    Operator,
}

/// <summary>A payment that the customer disputes with the card's issuer, and what becomes of it. A chargeback is a dispute that was lost.</summary>
public sealed class Dispute : IVersioned, IAudited
{
    public const int CodeLength = 20;
    public const int ReferenceLength = 40;
    public const int ReasonLength = 200;

    /// <summary>The ledger order of the posting that opened it.</summary>
    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>Made by the client; the posting that opened it has the same.</summary>
    public Guid Uid { get; init; }

    public long PaymentId { get; init; }

    public long MarketId { get; init; }

    public long VendorId { get; init; }

    /// <summary>The acquirer's case number.</summary>
    public required string Reference { get; init; }

    /// <summary>Minor units; at most what was captured and not refunded.</summary>
    public long Amount { get; init; }

    /// <summary>What the customer says, in the acquirer's words.</summary>
    public required string Reason { get; init; }

    public DisputeState State { get; set; }

    /// <summary>The last day on which evidence is taken.</summary>
    public DateOnly Deadline { get; init; }

    /// <summary>The line that keeps the amount back from the vendor; null for a direct tender, whose money the operator never has.</summary>
    public long? HoldTransferId { get; init; }

    public DateTime OpenedAt { get; init; }

    public DateTime? AnsweredAt { get; set; }

    public DateTime? DecidedAt { get; set; }

    public LossBearer? Bearer { get; set; }

    public string? DecisionReason { get; set; }

    string IAudited.AuditCode => Reference;

    long? IAudited.AuditMarketId => MarketId;
}

/// <summary>Something that was sent, or noted, about a dispute.</summary>
public sealed class DisputeNote : IInsertOnly
{
    public const int TextLength = 1_000;
    public const int FileNameLength = 120;
    public const int HashLength = 64;

    public long Id { get; init; }

    public long DisputeId { get; init; }

    public required string Text { get; init; }

    /// <summary>The name of the file sent as evidence, with the ending that its content has; null without a file.</summary>
    public string? FileName { get; init; }

    /// <summary>The file's hash, by which the store of documents knows it; null without a file.</summary>
    public string? Document { get; init; }

    public required string By { get; init; }

    public DateTime At { get; init; }
}
