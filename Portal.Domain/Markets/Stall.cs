using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Markets;

/// <summary>A part of a market with a floor plan of its own: a hall, an alley, a floor.</summary>
public sealed class Zone : IVersioned, IAudited
{
    public const int CodeLength = 12;
    public const int NameLength = 60;

    public long Id { get; set; }

    public long Version { get; set; }

    public long MarketId { get; set; }

    public Market? Market { get; set; }

    /// <summary>Unique within the market.</summary>
    public string Code { get; set; } = "";

    public string NameKo { get; set; } = "";

    public string? NameEn { get; set; }

    public string? NameZh { get; set; }

    /// <summary>Place in lists and on the plan, ascending.</summary>
    public int SortOrder { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => MarketId;
}

/// <summary>Whether a stall is a fixed place or a pitch for one day.</summary>
public enum StallKind
{
    Fixed,

    /// <summary>A place that casual vendors take by the day.</summary>
    DayPitch,
}

/// <summary>Whether a stall can be given to a vendor.</summary>
public enum StallStatus
{
    Active,
    OutOfUse,
    Closed,
}

/// <summary>What is laid on to a stall. Kept as a set in one number.</summary>
[Flags]
public enum Utilities
{
    None = 0,
    Electricity = 1,
    Water = 2,
    Gas = 4,
    Drainage = 8,
    Refrigeration = 16,
    Ventilation = 32,
    Internet = 64,
}

/// <summary>A place to sell from. Who holds it and from when to when is said by tenancies.</summary>
public sealed class Stall : Exchange.Importing.IImported
{
    public const int NumberLength = 16;
    public const int CodeLength = Market.CodeLength + 1 + NumberLength;

    public long Id { get; set; }

    public Guid Uid { get; set; } = Guid.CreateVersion7();

    public long Version { get; set; }

    public long MarketId { get; set; }

    public Market? Market { get; set; }

    public long ZoneId { get; set; }

    public Zone? Zone { get; set; }

    /// <summary>The number within the market, for example A-012.</summary>
    public string Number { get; set; } = "";

    /// <summary><c>&lt;market&gt;-&lt;number&gt;</c>: unique over all markets, printed and scanned.</summary>
    public string Code { get; set; } = "";

    public StallKind Kind { get; set; }

    public StallStatus Status { get; set; }

    /// <summary>Area in square centimetres, at least 0: 3.3 m² is 33000.</summary>
    public long? AreaCm2 { get; set; }

    public Utilities Utilities { get; set; }

    /// <summary>Position and size on the zone's floor plan, in decimetres from its upper left corner; null when not drawn yet.</summary>
    public int? PlanX { get; set; }

    public int? PlanY { get; set; }

    public int? PlanWidth { get; set; }

    public int? PlanHeight { get; set; }

    public DateTime? ArchivedAt { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => MarketId;
}

/// <summary>What a device at a stall is.</summary>
public enum DeviceKind
{
    Scale,
    Terminal,
}

/// <summary>A scale or a payment terminal that stands, or stood, at a stall.</summary>
public sealed class StallDevice : IVersioned, IAudited
{
    public const int SerialLength = 40;
    public const int ModelLength = 60;

    public long Id { get; set; }

    public long Version { get; set; }

    public long MarketId { get; set; }

    public long StallId { get; set; }

    public DeviceKind Kind { get; set; }

    public string Serial { get; set; } = "";

    public string? Model { get; set; }

    public DateOnly FromDate { get; set; }

    public DateOnly? ToDate { get; set; }

    string IAudited.AuditCode => Serial;

    long? IAudited.AuditMarketId => MarketId;
}
