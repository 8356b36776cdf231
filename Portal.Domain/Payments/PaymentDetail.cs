using Portal.Domain.Storage;

namespace Portal.Domain.Payments;

/// <summary>What was bought: one line of a payment, as the till sent it.</summary>
public sealed class PaymentLine : IInsertOnly
{
    public const int ItemLength = 100;
    public const int UnitLength = 10;
    public const int LotLength = 40;

    public long PaymentId { get; init; }

    /// <summary>From 0.</summary>
    public int Place { get; init; }

    public required string Item { get; init; }

    /// <summary>Thousandths of <see cref="Unit"/>: 1.250 kg is 1250.</summary>
    public long Quantity { get; init; }

    /// <summary>kg, g, ea, as the till writes it; null for pieces.</summary>
    public string? Unit { get; init; }

    /// <summary>Minor units a unit; null when the till does not say.</summary>
    public long? UnitPrice { get; init; }

    /// <summary>Minor units.</summary>
    public long Amount { get; init; }

    /// <summary>The lot that it was taken from.</summary>
    public string? Lot { get; init; }
}

/// <summary>What a cash receipt is for (조세특례제한법 art. 126-3).</summary>
public enum CashReceiptPurpose
{
    /// <summary>A consumer's income deduction.</summary>
    IncomeDeduction,

    /// <summary>A business's proof of expense.</summary>
    ExpenseProof,
}

/// <summary>The cash receipt that a customer asked for. The number is a phone, a card of the tax office or a business number: it is sealed.</summary>
public sealed class CashReceipt : IVersioned
{
    public const int SealedLength = 100;
    public const int MaskedLength = 20;

    /// <summary>The payment's.</summary>
    public long Id { get; init; }

    public long Version { get; set; }

    public CashReceiptPurpose Purpose { get; init; }

    /// <summary>Null once destroyed.</summary>
    public byte[]? Number { get; set; }

    /// <summary>The number as screens show it.</summary>
    public required string Masked { get; init; }
}

/// <summary>What an outside approver has said about a tender.</summary>
public enum AuthorisationState
{
    /// <summary>About to be asked, or asked and not answered: the janitor asks again.</summary>
    Unknown,

    Approved,

    Declined,
}

/// <summary>The asking of an outside approver about one tender of a payment: it exists before anyone is asked, so that no question is forgotten.</summary>
public sealed class PaymentAuthorisation : IVersioned
{
    public const int ConnectorLength = 40;

    public long Id { get; set; }

    public long Version { get; set; }

    public long PaymentId { get; init; }

    /// <summary>The tender's place in the payment.</summary>
    public int Place { get; init; }

    /// <summary>Which connector is asked.</summary>
    public required string Connector { get; init; }

    public AuthorisationState State { get; set; }

    /// <summary>The approver's number.</summary>
    public string? ApprovalNumber { get; set; }

    /// <summary>Why it was declined: a stable code.</summary>
    public string? Reason { get; set; }

    public int Tries { get; set; }

    public DateTime AskedAt { get; init; }

    public DateTime? AnsweredAt { get; set; }

    /// <summary>When the janitor asks; null when there is nothing more to ask.</summary>
    public DateTime? NextAt { get; set; }
}

/// <summary>How far a refund at the terminal is.</summary>
public enum RefundRequestState
{
    /// <summary>The terminal has not done it yet.</summary>
    Requested,

    /// <summary>The terminal reported its approval number.</summary>
    Done,

    /// <summary>Taken back before the terminal did it.</summary>
    Cancelled,
}

/// <summary>A refund that only the terminal which approved the card can do: asked for on the screen, done at the terminal.</summary>
public sealed class RefundRequest : IVersioned
{
    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>The id that the refund will have.</summary>
    public Guid Uid { get; init; }

    public long PaymentId { get; init; }

    public long MarketId { get; init; }

    public long StallId { get; init; }

    /// <summary>Minor units.</summary>
    public long Amount { get; init; }

    public string? Reason { get; init; }

    public RefundRequestState State { get; set; }

    /// <summary>The acquirer's number for the refund.</summary>
    public string? ApprovalNumber { get; set; }

    public required string RequestedBy { get; init; }

    public DateTime RequestedAt { get; init; }

    public DateTime? EndedAt { get; set; }
}
