using System.Globalization;
using Portal.Domain.Auditing;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>How often rent falls due.</summary>
public enum RentPeriod
{
    Day,
    Month,
    Year,
}

/// <summary>Who holds which stall from when to when. Two tenancies of one stall never share a day; an ended one stays as history.</summary>
public sealed class Tenancy : Exchange.Importing.IImported
{
    public const int ReasonLength = 200;

    public long Id { get; set; }

    public Guid Uid { get; set; } = Guid.CreateVersion7();

    public long Version { get; set; }

    public long MarketId { get; set; }

    public long StallId { get; set; }

    public Stall? Stall { get; set; }

    public long VendorId { get; set; }

    public Vendor? Vendor { get; set; }

    public DateOnly FromDate { get; set; }

    /// <summary>The last day, included; null while it has no end.</summary>
    public DateOnly? ToDate { get; set; }

    /// <summary>Rent per period in minor units of <see cref="Currency"/>, at least 0; null when none was agreed here.</summary>
    public long? Rent { get; set; }

    public RentPeriod RentPeriod { get; set; } = RentPeriod.Month;

    /// <summary>Deposit in minor units of <see cref="Currency"/>, at least 0.</summary>
    public long? Deposit { get; set; }

    public string Currency { get; set; } = "KRW";

    public string? EndReason { get; set; }

    /// <summary>The import that made it, so that undoing the import finds it.</summary>
    public long? ImportId { get; set; }

    /// <summary>Set when the import that made it was undone.</summary>
    public DateTime? ArchivedAt { get; set; }

    /// <summary>Rent that was not paid when due, settled or not.</summary>
    public List<Arrear> Arrears { get; } = [];

    string IAudited.AuditCode => Stall is null ? Id.ToString(CultureInfo.InvariantCulture) : CodeOf(Stall.Code, FromDate);

    long? IAudited.AuditMarketId => MarketId;

    /// <summary>What people and files call a tenancy: its stall and its first day, which no other tenancy has both of.</summary>
    public static string CodeOf(string stall, DateOnly from) => string.Create(CultureInfo.InvariantCulture, $"{stall} {from:yyyy-MM-dd}");

    /// <summary>True when the tenancy holds on the day.</summary>
    public bool Covers(DateOnly day) => FromDate <= day && (ToDate is null || day <= ToDate);

    /// <summary>True when the two periods share a day. Both ends are included; no end means for ever.</summary>
    public static bool Overlap(DateOnly from, DateOnly? to, DateOnly otherFrom, DateOnly? otherTo) =>
        (otherTo is null || from <= otherTo) && (to is null || otherFrom <= to);
}

/// <summary>Rent that was not paid when due, entered or imported.</summary>
public sealed class Arrear : Exchange.Importing.IImported
{
    public const int NoteLength = 200;

    /// <summary>The letter that codes of arrears begin with: <c>A000123</c>.</summary>
    private const char Letter = 'A';

    public long Id { get; set; }

    public long Version { get; set; }

    public long MarketId { get; set; }

    public long TenancyId { get; set; }

    public Tenancy? Tenancy { get; set; }

    public DateOnly DueDate { get; set; }

    /// <summary>Minor units of the tenancy's currency, more than 0.</summary>
    public long Amount { get; set; }

    public string? Note { get; set; }

    public DateOnly? SettledDate { get; set; }

    /// <summary>Set when the import that made it was undone: it is owed no more, and counts nowhere.</summary>
    public DateTime? ArchivedAt { get; set; }

    string IAudited.AuditCode => CodeOf(Id);

    long? IAudited.AuditMarketId => MarketId;

    /// <summary>What files call an arrear: <c>A000123</c>.</summary>
    public static string CodeOf(long id) => string.Create(CultureInfo.InvariantCulture, $"{Letter}{id:D6}");

    /// <summary>The id in a code; null when the text is no such code.</summary>
    public static long? IdOf(string code) => code is [Letter or 'a', .. var digits] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
