using Portal.Domain.Auditing;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Domain.Institutions;

public enum OrderState
{
    /// <summary>Offered to the institution, until a day.</summary>
    Quoted,

    /// <summary>The institution has ordered; its deposit is awaited.</summary>
    Ordered,

    /// <summary>The whole price was paid in: it can be delivered.</summary>
    Deposited,

    /// <summary>A part was delivered.</summary>
    Delivering,

    /// <summary>Delivered, and what was not claimed is paid back.</summary>
    Done,

    /// <summary>Ended before anything was delivered; what had been paid in is paid back.</summary>
    Withdrawn,
}

/// <summary>
/// An institution's order of vouchers, from quote to certificate. The money is the account <c>institutions:&lt;id&gt;:deposit</c>; these figures say which order it belongs to, and each posting is bound
/// to the version of this row, so that of two deliveries at once the second one sees the first.
/// </summary>
public sealed class InstitutionOrder : IVersioned, IAudited
{
    public const int CodeLength = 32;
    public const int NoteLength = 200;
    public const int NameLength = 100;

    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; set; }

    /// <summary>What people call it: programme, O, year and a running number.</summary>
    public string Code { get; set; } = "";

    public long InstitutionId { get; set; }

    public long ProgrammeId { get; set; }

    public VoucherKind Kind { get; set; }

    public OrderState State { get; set; }

    /// <summary>The last day on which the quote can be ordered.</summary>
    public DateOnly ValidUntil { get; set; }

    public int Count { get; set; }

    /// <summary>Minor units.</summary>
    public long FaceMinor { get; set; }

    /// <summary>What the institution pays for all of it, by the rule of the day of the quote; minor units.</summary>
    public long PriceMinor { get; set; }

    /// <summary>Paid in so far; minor units.</summary>
    public long DepositedMinor { get; set; }

    /// <summary>Of what was paid in, what vouchers were delivered for; minor units.</summary>
    public long DeliveredMinor { get; set; }

    public int DeliveredCount { get; set; }

    /// <summary>Of what was paid in, what was paid back; minor units.</summary>
    public long ReturnedMinor { get; set; }

    /// <summary>The number of the institution's own order document.</summary>
    public string? Reference { get; set; }

    public string? Note { get; set; }

    public string MakerName { get; set; } = "";

    public DateTime QuotedAt { get; set; }

    public DateTime? OrderedAt { get; set; }

    public DateTime? DepositedAt { get; set; }

    /// <summary>When it was done or withdrawn.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>Still to be paid in; minor units.</summary>
    public long MissingMinor => PriceMinor - DepositedMinor;

    /// <summary>Paid in, and neither delivered nor paid back; minor units.</summary>
    public long LeftMinor => DepositedMinor - DeliveredMinor - ReturnedMinor;

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;

    /// <inheritdoc cref="Voucher.Next"/>
    public InstitutionOrder Next()
    {
        var next = (InstitutionOrder)MemberwiseClone();
        next.Version++;
        return next;
    }
}

/// <summary>So many vouchers of one value in an order.</summary>
public sealed class InstitutionOrderItem : IInsertOnly
{
    public long OrderId { get; init; }

    public int Place { get; init; }

    /// <summary>Minor units.</summary>
    public long FaceMinor { get; init; }

    public int Count { get; init; }

    /// <summary>The price of one, as quoted; minor units.</summary>
    public long PriceMinor { get; init; }
}

/// <summary>A part of an order that was handed over: a sale that the deposit paid. Its id is the sale's.</summary>
public sealed class InstitutionDelivery : IInsertOnly
{
    public const int NameLength = 100;

    public long Id { get; init; }

    /// <summary>The client-made id of the sale.</summary>
    public Guid Uid { get; init; }

    public long OrderId { get; init; }

    /// <summary>From 1, in the order of deliveries.</summary>
    public int Place { get; init; }

    /// <summary>Who took it for the institution, as he signed.</summary>
    public required string ReceivedBy { get; init; }

    public int Count { get; init; }

    /// <summary>Minor units.</summary>
    public long FaceMinor { get; init; }

    /// <summary>Minor units of the deposit that it used.</summary>
    public long PaidMinor { get; init; }

    public required string By { get; init; }

    public DateTime At { get; init; }
}

/// <summary>Which way money of an order went.</summary>
public enum OrderMoney
{
    Deposit,
    Return,
}

/// <summary>Money that an institution paid in for an order, or was paid back. Its id is its place in the ledger.</summary>
public sealed class InstitutionPayment : IInsertOnly
{
    public long Id { get; init; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; init; }

    public long OrderId { get; init; }

    public OrderMoney Way { get; init; }

    /// <summary>Minor units.</summary>
    public long AmountMinor { get; init; }

    public PurchaseMeans Means { get; init; }

    /// <summary>Why it was paid back.</summary>
    public string? Reason { get; init; }

    public required string By { get; init; }

    public DateOnly BusinessDate { get; init; }

    public DateTime At { get; init; }
}
