using Portal.Domain.Auditing;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>Whether a vendor trades. A suspended vendor keeps its stall but may not trade; a closed one has given up.</summary>
public enum VendorStatus
{
    Active,
    Suspended,
    Closed,
}

/// <summary>May this vendor trade today? Written by whoever finds a reason: suspension here, permits, inspections and tests elsewhere.</summary>
public enum TradingVerdict
{
    MayTrade,
    Warning,
    MayNotTrade,
}

/// <summary>Which register a business number is from.</summary>
public enum BusinessNumberKind
{
    /// <summary>No number; <see cref="Vendor.NoNumberReason"/> says why. Such a vendor is flagged and never paid out to.</summary>
    None,

    /// <summary>Korean business registration number, 10 digits.</summary>
    Korean,

    /// <summary>Chinese unified social credit code, 18 characters (GB 32100).</summary>
    Chinese,
}

/// <summary>Ways of paying that a vendor takes. Kept as a set in one number.</summary>
[Flags]
public enum AcceptedTenders
{
    None = 0,
    Cash = 1,
    Card = 2,
    AccountTransfer = 4,
    VoucherPaper = 8,
    VoucherCard = 16,
    VoucherQr = 32,
    Wallet = 64,
    PartnerWallet = 128,
    Transit = 256,
}

/// <summary>A trader. Belongs to one market; which stall it holds is said by its tenancies.</summary>
public sealed class Vendor : Exchange.Importing.IImported
{
    public const int CodeLength = 40;
    public const int NameLength = 100;
    public const int BusinessNumberLength = 18;
    public const int CategoryLength = 40;
    public const int CategoriesLength = 200;
    public const int AddressLength = 200;
    public const int NotesLength = 2_000;
    public const int NoNumberReasonLength = 200;
    public const int BankLength = 40;

    public long Id { get; set; }

    public Guid Uid { get; set; } = Guid.CreateVersion7();

    public long Version { get; set; }

    public long MarketId { get; set; }

    public Market? Market { get; set; }

    /// <summary>Unique over all markets; given by the portal (<c>V</c> and a number) when the source has none.</summary>
    public string Code { get; set; } = "";

    public string TradeName { get; set; } = "";

    public string? TradeNameEn { get; set; }

    public string? TradeNameZh { get; set; }

    public BusinessNumberKind NumberKind { get; set; }

    /// <summary>Only digits and capital letters; its check digit holds.</summary>
    public string? BusinessNumber { get; set; }

    public string? NoNumberReason { get; set; }

    /// <summary>The trades, each between bars: <c>|수산물|건어물|</c>, so that a filter finds one exactly.</summary>
    public string Categories { get; set; } = "";

    public AcceptedTenders Tenders { get; set; }

    public string? Address { get; set; }

    public string? Notes { get; set; }

    public VendorStatus Status { get; set; }

    public TradingVerdict Verdict { get; set; }

    public long PersonKeyId { get; set; }

    public PersonKey? PersonKey { get; set; }

    /// <summary>The owner's name, sealed.</summary>
    public byte[]? OwnerName { get; set; }

    /// <summary>Finds the owner's name by its exact text.</summary>
    public byte[]? OwnerIndex { get; set; }

    /// <summary>The main telephone number, sealed.</summary>
    public byte[]? Phone { get; set; }

    /// <summary>Its last four digits, by which people look vendors up.</summary>
    public string? PhoneTail { get; set; }

    public string? PayoutBank { get; set; }

    /// <summary>The account paid out to, sealed.</summary>
    public byte[]? PayoutAccount { get; set; }

    /// <summary>The account's holder, sealed.</summary>
    public byte[]? PayoutHolder { get; set; }

    /// <summary>Content hash of the photo among the documents.</summary>
    public string? PhotoHash { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>When the vendor gave up; null while it has not.</summary>
    public DateTime? ClosedAt { get; set; }

    /// <summary>Set when the import that made the vendor was undone, or when it was merged into another.</summary>
    public DateTime? ArchivedAt { get; set; }

    /// <summary>The vendor that this one was merged into.</summary>
    public long? MergedIntoId { get; set; }

    /// <summary>What quick search looks in: code, names and business number, folded by <see cref="Text.ForSearch"/>.</summary>
    public string SearchText { get; set; } = "";

    public List<Tenancy> Tenancies { get; } = [];

    /// <summary>Paid out only with a checked business number: a vendor without one is barred.</summary>
    public bool BarredFromPayout => NumberKind == BusinessNumberKind.None;

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => MarketId;

    public void RefreshSearchText() =>
        SearchText = Text.ForSearch(string.Join('|', Code, TradeName, TradeNameEn, TradeNameZh, BusinessNumber));
}

/// <summary>A further telephone number of a vendor.</summary>
public sealed class VendorPhone
{
    public const int LabelLength = 30;

    public long Id { get; set; }

    public long VendorId { get; set; }

    public string Label { get; set; } = "";

    /// <summary>Sealed with the vendor's person key.</summary>
    public byte[]? Number { get; set; }

    public string? Tail { get; set; }

    public DateTime? ArchivedAt { get; set; }
}

/// <summary>Somebody who works at the vendor's stall: health certificates hang on workers.</summary>
public sealed class Worker : IVersioned, IAudited
{
    public const int RoleLength = 40;

    public long Id { get; set; }

    public long Version { get; set; }

    public long VendorId { get; set; }

    public long MarketId { get; set; }

    public long PersonKeyId { get; set; }

    public PersonKey? PersonKey { get; set; }

    /// <summary>Sealed with the worker's own key.</summary>
    public byte[]? Name { get; set; }

    public string RoleName { get; set; } = "";

    public DateOnly FromDate { get; set; }

    public DateOnly? ToDate { get; set; }

    string IAudited.AuditCode => Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    long? IAudited.AuditMarketId => MarketId;
}

/// <summary>The number under which a card company or a VAN (payment network) knows the vendor.</summary>
public sealed class MerchantNumber : IAudited
{
    public const int IssuerLength = 40;
    public const int NumberLength = 30;

    public long Id { get; set; }

    public long VendorId { get; set; }

    public long MarketId { get; set; }

    /// <summary>The card company or VAN.</summary>
    public string Issuer { get; set; } = "";

    public string Number { get; set; } = "";

    /// <summary>True when the company pays the operator, who settles with the vendor; false when it pays the vendor: the Korean default.</summary>
    public bool Collected { get; set; }

    public DateTime? ArchivedAt { get; set; }

    string IAudited.AuditCode => Issuer + " " + Number;

    long? IAudited.AuditMarketId => MarketId;
}

/// <summary>A time during which a vendor may not trade, with who ordered it and why.</summary>
public sealed class Suspension : IVersioned, IAudited
{
    public const int ReasonLength = 500;

    public long Id { get; set; }

    public long Version { get; set; }

    public long VendorId { get; set; }

    public long MarketId { get; set; }

    public DateTime FromAt { get; set; }

    public string Reason { get; set; } = "";

    public string SuspendedBy { get; set; } = "";

    public DateTime? ToAt { get; set; }

    public string? LiftReason { get; set; }

    public string? LiftedBy { get; set; }

    string IAudited.AuditCode => Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    long? IAudited.AuditMarketId => MarketId;
}
