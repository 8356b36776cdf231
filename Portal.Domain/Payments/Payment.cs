using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Payments;

/// <summary>What money is paid with.</summary>
public enum TenderKind
{
    Cash,
    Card,

    /// <summary>A card of public transport.</summary>
    Transit,

    /// <summary>Alipay, WeChat Pay, UnionPay: the acquirer advances, and is reimbursed by the partner.</summary>
    PartnerWallet,

    AccountTransfer,

    /// <summary>A prepaid wallet of the portal.</summary>
    Wallet,

    /// <summary>A gift voucher of a programme of the portal.</summary>
    Voucher,
}

/// <summary>What has become of a payment.</summary>
public enum PaymentStatus
{
    /// <summary>The customer has paid.</summary>
    Captured,

    /// <summary>The amount is reserved and may be captured.</summary>
    Authorised,

    /// <summary>Nothing was paid; the reason is a stable code.</summary>
    Declined,

    /// <summary>What was reserved is released, or what was captured was taken back as if it had not been.</summary>
    Voided,

    /// <summary>Whoever has to approve has not answered yet.</summary>
    Pending,
}

/// <summary>
/// A payment at a stall: one amount, paid by one or more tenders. Its id is its place in the ledger; the client's UUID is that of its posting.
/// A declined one is kept too: it is an outcome.
/// </summary>
public sealed class Payment : IVersioned
{
    /// <summary>Minor units: 10 to the 12th, more than any till.</summary>
    public const long MostAmount = 1_000_000_000_000;

    public const int ReasonLength = 40;
    public const int ReasonValuesLength = 300;
    public const int ReceiptLength = 22;

    /// <summary>The ledger order of its posting.</summary>
    public long Id { get; init; }

    public long Version { get; set; }

    /// <summary>Made by the device.</summary>
    public Guid Uid { get; init; }

    public long MarketId { get; init; }

    public long StallId { get; init; }

    /// <summary>Who held the stall on the business date; null when nobody did.</summary>
    public long? VendorId { get; init; }

    /// <summary>ISO 4217; the market's.</summary>
    public required string Currency { get; init; }

    /// <summary>Minor units; positive.</summary>
    public long Amount { get; init; }

    public PaymentStatus Status { get; set; }

    /// <summary>Why it was declined: a stable code. Null otherwise.</summary>
    public string? Reason { get; set; }

    /// <summary>The figures of the sentence that says why it was declined, in JSON; null where it has none.</summary>
    public string? ReasonValues { get; set; }

    /// <summary>Of <see cref="Amount"/>, what was captured. Minor units.</summary>
    public long Captured { get; set; }

    /// <summary>Of <see cref="Captured"/>, what was given back. Minor units.</summary>
    public long Refunded { get; set; }

    public DateOnly BusinessDate { get; init; }

    /// <summary>When the portal decided it.</summary>
    public DateTime At { get; init; }

    /// <summary>When the device says it was; null when it did not say.</summary>
    public DateTime? TerminalTime { get; init; }

    /// <summary>The key that sent it; null when a person entered it.</summary>
    public long? ApiKeyId { get; init; }

    /// <summary>The terminal that sent it; null when its key belongs to none.</summary>
    public long? TerminalId { get; init; }

    /// <summary>The unguessable end of its receipt's address.</summary>
    public required string Receipt { get; init; }
}

/// <summary>A part of a payment, by one tender.</summary>
public sealed class PaymentTender : IInsertOnly
{
    public const int AcquirerLength = 40;
    public const int ApprovalLength = 40;
    public const int PanLength = 19;

    public long PaymentId { get; init; }

    /// <summary>From 0.</summary>
    public int Place { get; init; }

    public TenderKind Kind { get; init; }

    /// <summary>Minor units; positive.</summary>
    public long Amount { get; init; }

    /// <summary>True when the money reaches the operator and is owed to the vendor; false when the vendor gets it directly.</summary>
    public bool Collected { get; init; }

    /// <summary>The card acquirer or the partner; null for the others.</summary>
    public string? Acquirer { get; init; }

    /// <summary>The acquirer's approval, brought by the terminal.</summary>
    public string? ApprovalNumber { get; init; }

    /// <summary>First six and last four digits; never more.</summary>
    public string? MaskedPan { get; init; }

    /// <summary>The wallet that paid; null for other tenders.</summary>
    public long? WalletId { get; init; }

    /// <summary>The voucher that paid; null for other tenders.</summary>
    public long? VoucherId { get; init; }

    /// <summary>What the voucher lost beyond <see cref="Amount"/>: a paper one is spent whole, and the vendor hands out the change in cash. Minor units.</summary>
    public long ChangeMinor { get; init; }

    /// <summary>How many lines of the payment's posting count it against caps. Those of all tenders stand behind the lines that moved them, in the order of the tenders.</summary>
    public int Counts { get; init; }

    /// <summary>The line that moved or reserved it; null while declined.</summary>
    public long? TransferId { get; init; }
}

/// <summary>What was done to a payment after it was taken.</summary>
public enum PaymentEventKind
{
    Capture,
    Void,
    Refund,
}

/// <summary>Something that was done to a payment after it was taken: written once, under an id of its own.</summary>
public sealed class PaymentEvent : IInsertOnly
{
    public const int ReasonLength = 200;
    public const int ByLength = 100;

    /// <summary>The ledger order of its posting.</summary>
    public long Id { get; init; }

    public long PaymentId { get; init; }

    /// <summary>The client-made id.</summary>
    public Guid Uid { get; init; }

    public PaymentEventKind Kind { get; init; }

    /// <summary>Minor units; of a void, what it released or took back.</summary>
    public long Amount { get; init; }

    public string? Reason { get; init; }

    /// <summary>Who did it: a person's or a key's name.</summary>
    public required string By { get; init; }

    /// <summary>The acquirer's number for a refund that the terminal did.</summary>
    public string? ApprovalNumber { get; init; }

    public DateOnly BusinessDate { get; init; }

    public DateTime At { get; init; }

    /// <summary>An actor's name as it is kept with what he did: its beginning, when it is longer than the column.</summary>
    internal static string NameOf(Actor actor) => actor.Name.Length > ByLength ? actor.Name[..ByLength] : actor.Name;
}

/// <summary>What an event did to one of the payment's tenders.</summary>
public sealed class PaymentPart : IInsertOnly
{
    public long EventId { get; init; }

    /// <summary>The tender's place in the payment.</summary>
    public int Place { get; init; }

    public long PaymentId { get; init; }

    public PaymentEventKind Kind { get; init; }

    /// <summary>Minor units.</summary>
    public long Amount { get; init; }

    public long TransferId { get; init; }
}
