using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

public enum VoucherState
{
    /// <summary>Made and not sold.</summary>
    Stock,

    /// <summary>Sold or given away: its value is on its account.</summary>
    Sold,

    /// <summary>Never to be sold or spent.</summary>
    Void,
}

/// <summary>
/// A voucher. What it is worth is its account in the ledger, <c>vouchers:&lt;programme&gt;:&lt;number&gt;</c>, which is opened when it is sold and never goes below nothing. Whoever knows its token
/// spends it; of the token only the hash is kept.
/// </summary>
public sealed class Voucher : IVersioned, Auditing.IAudited
{
    public const int HashLength = 32;
    public const int PinSaltLength = 8;
    public const int PinHashLength = 16;
    public const int ReasonLength = 200;

    /// <summary>After so many wrong PINs the voucher is spent by its token alone.</summary>
    public const int MostPinTries = 5;

    public long Id { get; set; }

    public long Version { get; set; }

    public long ProgrammeId { get; set; }

    /// <summary>Its place in the programme, from 1 and without gaps; with prefix and check character the serial number.</summary>
    public long Number { get; set; }

    public long BatchId { get; set; }

    public VoucherKind Kind { get; set; }

    /// <summary>Minor units.</summary>
    public long FaceMinor { get; set; }

    public VoucherState State { get; set; }

    /// <summary>SHA-256 of the token.</summary>
    public byte[] TokenHash { get; set; } = [];

    public byte[]? PinSalt { get; set; }

    public byte[]? PinHash { get; set; }

    /// <summary>Wrong PINs in a row.</summary>
    public int PinTries { get; set; }

    /// <summary>The drawer in which it lies while it is not sold.</summary>
    public long? DrawerId { get; set; }

    /// <summary>The hand-over in which it is offered to another drawer; meanwhile it is neither sold nor made void. Null for none.</summary>
    public long? HandOverId { get; set; }

    /// <summary>Frozen: neither sold nor spent.</summary>
    public bool Frozen { get; set; }

    /// <summary>Why it is frozen or void.</summary>
    public string? Reason { get; set; }

    /// <summary>Its account; null while it is not sold.</summary>
    public long? AccountId { get; set; }

    /// <summary>The sale; null while it is not sold.</summary>
    public long? SaleId { get; set; }

    /// <summary>The rule in force on the day of its sale.</summary>
    public long? RuleId { get; set; }

    public DateOnly? SoldOn { get; set; }

    /// <summary>The last day on which it can be spent.</summary>
    public DateOnly? ExpiresOn { get; set; }

    /// <summary>What the buyer paid for it; minor units. The rest of its face value is in its <see cref="VoucherPart"/>s.</summary>
    public long PaidMinor { get; set; }

    /// <summary>The wallet in which a mobile one lies; null for a bearer.</summary>
    public long? WalletId { get; set; }

    /// <summary>The voucher that stands in its place, when it was replaced.</summary>
    public long? ReplacedById { get; set; }

    /// <summary>Its serial number, where it was read with its programme; no column.</summary>
    public string? Serial { get; set; }

    string Auditing.IAudited.AuditCode => Serial ?? Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    long? Auditing.IAudited.AuditMarketId => null;

    /// <summary>True when a day is before that of its sale, by more than what markets' clocks are apart: the clock was set back.</summary>
    public bool IsSoldAfter(DateOnly day) => SoldOn is { } sold && day.AddDays(1) < sold;

    /// <summary>A copy that carries the next version: as a posting writes it.</summary>
    public Voucher Next()
    {
        var next = (Voucher)MemberwiseClone();
        next.Version++;
        return next;
    }
}

/// <summary>What a funder paid of a voucher when it was sold.</summary>
public sealed class VoucherPart : IInsertOnly
{
    public long VoucherId { get; init; }

    /// <summary>In the order of the rule's shares.</summary>
    public int Place { get; init; }

    public long BudgetId { get; init; }

    /// <summary>Minor units.</summary>
    public long AmountMinor { get; init; }
}

/// <summary>An office that receives, sells and takes in vouchers.</summary>
public sealed class VoucherOffice : IVersioned, Auditing.IAudited
{
    public const int CodeLength = 20;
    public const int NameLength = 100;

    public long Id { get; set; }

    public long Version { get; set; }

    public string Code { get; set; } = "";

    public string NameKo { get; set; } = "";

    public string? NameEn { get; set; }

    public string? NameZh { get; set; }

    /// <summary>The market in which it is; null for none.</summary>
    public long? MarketId { get; set; }

    /// <summary>When it was closed: nothing is sent to it or sold there any more. Null while it is open.</summary>
    public DateTime? ClosedAt { get; set; }

    string Auditing.IAudited.AuditCode => Code;

    long? Auditing.IAudited.AuditMarketId => MarketId;
}

/// <summary>What one person or service has for sale.</summary>
public sealed class VoucherDrawer : IVersioned, Auditing.IAudited
{
    public const int NameLength = 100;

    public long Id { get; set; }

    public long Version { get; set; }

    public long OfficeId { get; set; }

    /// <summary>The person, or the owner of the key.</summary>
    public long OwnerId { get; set; }

    public string OwnerName { get; set; } = "";

    string Auditing.IAudited.AuditCode => OwnerName;

    long? Auditing.IAudited.AuditMarketId => null;
}

/// <summary>Somebody who bought vouchers, known by a keyed hash of the reference that the counter gave; never by a name.</summary>
public sealed class VoucherBuyer : IVersioned
{
    public const int HashLength = 16;
    public const int ReferenceLength = 100;

    public long Id { get; set; }

    /// <summary>Raised by each sale, so that of two sales at once the second one sees the first.</summary>
    public long Version { get; set; }

    public long ProgrammeId { get; set; }

    public BuyerKind Kind { get; set; }

    public byte[] Hash { get; set; } = [];

    /// <summary>The e-mail address or telephone number to which notices go, sealed; null when none was left, and again when nothing that the buyer holds can expire any more.</summary>
    public byte[]? Contact { get; set; }

    /// <inheritdoc cref="Voucher.Next"/>
    public VoucherBuyer Next()
    {
        var next = (VoucherBuyer)MemberwiseClone();
        next.Version++;
        return next;
    }
}

/// <summary>A sale. Its id is its place in the ledger.</summary>
public sealed class VoucherSale : IInsertOnly
{
    public const int ByLength = 100;

    public long Id { get; init; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; init; }

    public long ProgrammeId { get; init; }

    public long BuyerId { get; init; }

    public BuyerKind BuyerKind { get; init; }

    public PurchaseMeans Means { get; init; }

    public long DrawerId { get; init; }

    public long OfficeId { get; init; }

    public int Count { get; init; }

    /// <summary>Minor units.</summary>
    public long FaceMinor { get; init; }

    /// <summary>What the buyer paid; minor units.</summary>
    public long PaidMinor { get; init; }

    /// <summary>Of <see cref="FaceMinor"/>, what was sold with a discount; minor units. Caps look at it.</summary>
    public long DiscountedMinor { get; init; }

    public required string By { get; init; }

    public DateOnly BusinessDate { get; init; }

    public DateTime At { get; init; }
}
