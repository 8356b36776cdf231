namespace Portal.Domain.Markets;

/// <summary>What is to be set on a market; fields left out stay as they are. Names are those of the API and of import columns.</summary>
public sealed record MarketEdit
{
    /// <summary>Only for a new market; empty asks the portal for one.</summary>
    public Change<string?> Code { get; init; }

    public Change<string?> NameKo { get; init; }

    public Change<string?> NameEn { get; init; }

    public Change<string?> NameZh { get; init; }

    /// <summary>Empty takes the first word of the address.</summary>
    public Change<string?> Region { get; init; }

    public Change<string?> AddressRoad { get; init; }

    public Change<string?> AddressLot { get; init; }

    /// <summary>Degrees times 1,000,000.</summary>
    public Change<long?> Latitude { get; init; }

    /// <summary>Degrees times 1,000,000.</summary>
    public Change<long?> Longitude { get; init; }

    public Change<MarketType> Type { get; init; }

    public Change<string?> Opening { get; init; }

    public Change<string?> TimeZone { get; init; }

    public Change<string?> Currency { get; init; }

    public Change<long?> DayTurnHour { get; init; }

    /// <summary>The operator's code.</summary>
    public Change<string?> Operator { get; init; }

    public Change<string?> Phone { get; init; }

    public Change<string?> Homepage { get; init; }

    public Change<string?> Goods { get; init; }

    public Change<Facilities> Facilities { get; init; }

    public Change<long?> OpenedYear { get; init; }

    public Change<long?> ReportedShops { get; init; }

    public Change<MarketStatus> Status { get; init; }
}
