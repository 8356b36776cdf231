using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Markets;

/// <summary>How often a market is held: every day on its own ground, on market days only, or both.</summary>
public enum MarketType
{
    Permanent,
    Periodic,
    Mixed,
}

/// <summary>Whether a market is in use.</summary>
public enum MarketStatus
{
    Active,
    Suspended,
    Closed,
}

/// <summary>What a market offers its visitors. Kept as a set in one number.</summary>
[Flags]
public enum Facilities
{
    None = 0,
    Toilets = 1,
    Parking = 2,
    Arcade = 4,
    NursingRoom = 8,
    Lockers = 16,
    CustomerCentre = 32,
    FireHydrants = 64,
    Cctv = 128,
    StepFreeAccess = 256,
    ColdStorage = 512,
}

/// <summary>A traditional market: a place with zones and stalls, its own business day, and one operator whose books its money is in.</summary>
public sealed class Market : Exchange.Importing.IImported
{
    public const int CodeLength = 20;
    public const int NameLength = 100;
    public const int AddressLength = 200;
    public const int RegionLength = 40;
    public const int PhoneLength = 30;
    public const int GoodsLength = 300;
    public const int HomepageLength = 300;

    public long Id { get; set; }

    public Guid Uid { get; set; } = Guid.CreateVersion7();

    public long Version { get; set; }

    /// <summary>The short code that people read and that stall codes begin with: capital letters and digits.</summary>
    public string Code { get; set; } = "";

    public string NameKo { get; set; } = "";

    public string? NameEn { get; set; }

    public string? NameZh { get; set; }

    /// <summary>The first-level region, as the address names it: 부산광역시. Users can be scoped to it.</summary>
    public string Region { get; set; } = "";

    public string? AddressRoad { get; set; }

    public string? AddressLot { get; set; }

    /// <summary>Degrees north (WGS 84) times 1,000,000.</summary>
    public long? LatitudeE6 { get; set; }

    /// <summary>Degrees east (WGS 84) times 1,000,000.</summary>
    public long? LongitudeE6 { get; set; }

    public MarketType Type { get; set; }

    /// <summary>The opening days in the form that <see cref="OpeningDays"/> reads: <c>always</c>, <c>dates:2,7</c>, <c>weekdays:mon,thu</c>.</summary>
    public string Opening { get; set; } = OpeningDays.AlwaysText;

    /// <summary>IANA time zone, for example Asia/Seoul.</summary>
    public string TimeZone { get; set; } = "Asia/Seoul";

    public string Currency { get; set; } = "KRW";

    /// <summary>The hour, 0 to 12, at which the business day turns: at 4, a sale at 02:00 belongs to the day before.</summary>
    public int DayTurnHour { get; set; }

    public long? OperatorId { get; set; }

    public Operator? Operator { get; set; }

    public string? Phone { get; set; }

    public string? Homepage { get; set; }

    public string? Goods { get; set; }

    public Facilities Facilities { get; set; }

    public int? OpenedYear { get; set; }

    /// <summary>The number of shops that the public register gives; the stalls kept here are counted apart.</summary>
    public int? ReportedShops { get; set; }

    public MarketStatus Status { get; set; }

    /// <summary>Set when an import that made the market was undone: it no longer appears in lists.</summary>
    public DateTime? ArchivedAt { get; set; }

    /// <summary>What quick search looks in: code, names and address, folded by <see cref="Text.ForSearch"/>.</summary>
    public string SearchText { get; set; } = "";

    public List<Zone> Zones { get; } = [];

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => Id;

    public void RefreshSearchText() =>
        SearchText = Text.ForSearch(string.Join('|', Code, NameKo, NameEn, NameZh, AddressRoad ?? AddressLot));
}

/// <summary>The legal person whose books a market's money is in: an association, a foundation, a city.</summary>
public sealed class Operator : IVersioned, IAudited
{
    public const int CodeLength = 20;
    public const int NameLength = 100;
    public const int BusinessNumberLength = 18;

    public long Id { get; set; }

    public long Version { get; set; }

    public string Code { get; set; } = "";

    public string Name { get; set; } = "";

    public string? BusinessNumber { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;
}

/// <summary>Days on which a market is shut although its rule says open: holidays, works, an accident.</summary>
public sealed class MarketClosure : IAudited
{
    public const int ReasonLength = 200;

    public long Id { get; set; }

    public long MarketId { get; set; }

    public DateOnly FromDate { get; set; }

    /// <summary>The last day, included.</summary>
    public DateOnly ToDate { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>Set when the closure was called off; it stays in the history.</summary>
    public DateTime? CancelledAt { get; set; }

    string IAudited.AuditCode => FromDate.ToString("O", null);

    long? IAudited.AuditMarketId => MarketId;
}
