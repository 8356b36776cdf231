using Portal.Domain;
using Portal.Domain.Markets;

namespace Portal.Components.Pages.Markets;

/// <summary>What a form of a market holds until it is saved.</summary>
public sealed class MarketDraft
{
    public string? Code { get; set; }

    public string? NameKo { get; set; }

    public string? NameEn { get; set; }

    public string? NameZh { get; set; }

    public string? Region { get; set; }

    public string? AddressRoad { get; set; }

    public string? AddressLot { get; set; }

    public long? Latitude { get; set; }

    public long? Longitude { get; set; }

    public MarketType Type { get; set; }

    public string Opening { get; set; } = OpeningDays.AlwaysText;

    public MarketStatus Status { get; set; }

    public OperatorName? Operator { get; set; }

    public string? TimeZone { get; set; } = "Asia/Seoul";

    public string? Currency { get; set; } = "KRW";

    public long? DayTurnHour { get; set; }

    public string? Phone { get; set; }

    public string? Homepage { get; set; }

    public string? Goods { get; set; }

    public IReadOnlyList<Facilities>? Facilities { get; set; }

    public long? OpenedYear { get; set; }

    public static MarketDraft From(MarketDetail market) => new()
    {
        NameKo = market.Row.NameKo,
        NameEn = market.Row.NameEn,
        NameZh = market.Row.NameZh,
        Region = market.Row.Region,
        AddressRoad = market.Row.AddressRoad,
        AddressLot = market.Row.AddressLot,
        Latitude = market.Row.LatitudeE6,
        Longitude = market.Row.LongitudeE6,
        Type = market.Row.Type,
        Opening = market.Row.Opening,
        Status = market.Row.Status,
        Operator = market.Row.Operator is { } code ? new OperatorName(code, market.OperatorName ?? code) : null,
        TimeZone = market.TimeZone,
        Currency = market.Row.Currency,
        DayTurnHour = market.DayTurnHour,
        Phone = market.Row.Phone,
        Homepage = market.Homepage,
        Goods = market.Goods,
        Facilities = FlagNames.Set(market.Row.Facilities),
        OpenedYear = market.Row.OpenedYear,
    };

    public MarketEdit Names() => new() { NameKo = NameKo, NameEn = NameEn, NameZh = NameZh, Type = Type, Status = Status, Operator = Operator?.Code, Phone = Phone, Homepage = Homepage, Goods = Goods, Facilities = FlagNames.Join(Facilities), OpenedYear = OpenedYear };

    public MarketEdit Place() => new() { Region = Region, AddressRoad = AddressRoad, AddressLot = AddressLot, Latitude = Latitude, Longitude = Longitude };

    public MarketEdit Days() => new() { Opening = Opening, TimeZone = TimeZone, Currency = Currency, DayTurnHour = DayTurnHour };

    public MarketEdit All() => Names() with
    {
        Code = Code,
        Region = Region,
        AddressRoad = AddressRoad,
        AddressLot = AddressLot,
        Latitude = Latitude,
        Longitude = Longitude,
        Opening = Opening,
        TimeZone = TimeZone,
        Currency = Currency,
        DayTurnHour = DayTurnHour,
    };
}
