using System.Text.Json.Serialization;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;

namespace Portal.Api;

/// <summary>One page of a list; <paramref name="Next"/> goes into <c>after</c> for the page behind it, and is null at the end.</summary>
public sealed record ApiList<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A market. Coordinates are degrees (WGS 84).</summary>
public sealed record MarketBody(
    string Code, string NameKo, string? NameEn, string? NameZh, string Region, string Type, string Opening, string Status, string? AddressRoad, string? AddressLot,
    decimal? Latitude, decimal? Longitude, string Currency, string? Operator, string? Phone, IReadOnlyList<string> Facilities, int? OpenedYear, int? ReportedShops)
{
    private const decimal Micro = 1_000_000;

    /// <summary>Only in the answer for one market, like all that follow.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TimeZone { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DayTurnHour { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Homepage { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Goods { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Stalls { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Vendors { get; init; }

    /// <summary>Given back with a change, so that another person's change is not overwritten.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Version { get; init; }

    public static MarketBody Of(MarketDetail detail) => Of(detail.Row) with
    {
        TimeZone = detail.TimeZone,
        DayTurnHour = detail.DayTurnHour,
        Homepage = detail.Homepage,
        Goods = detail.Goods,
        Stalls = detail.Stalls,
        Vendors = detail.Vendors,
        Version = detail.Version,
    };

    public static MarketBody Of(MarketRow row) => new(
        row.Code, row.NameKo, row.NameEn, row.NameZh, row.Region, EnumChoices.CodeOf(row.Type), row.Opening, EnumChoices.CodeOf(row.Status), row.AddressRoad, row.AddressLot,
        row.LatitudeE6 / Micro, row.LongitudeE6 / Micro, row.Currency, row.Operator, row.Phone, EnumChoices.CodesOf(row.Facilities), row.OpenedYear, row.ReportedShops);
}

/// <summary>A stall; <paramref name="Vendor"/> is the code of the vendor that holds it today, or null. The area is in square metres.</summary>
public sealed record StallBody(
    string Code, string Market, string Zone, string Number, string Kind, string Status, decimal? Area, IReadOnlyList<string> Utilities,
    int? PlanX, int? PlanY, int? PlanWidth, int? PlanHeight, string? Vendor, string? VendorName, string? Verdict, DateOnly? HeldFrom, DateOnly? HeldTo, long Version)
{
    private const decimal Cm2PerM2 = 10_000;

    public static StallBody Of(StallRow row) => new(
        row.Code, row.Market, row.Zone, row.Number, EnumChoices.CodeOf(row.Kind), EnumChoices.CodeOf(row.Status), row.AreaCm2 / Cm2PerM2, EnumChoices.CodesOf(row.Utilities),
        row.PlanX, row.PlanY, row.PlanWidth, row.PlanHeight, row.Vendor, row.VendorName, row.Verdict is { } verdict ? EnumChoices.CodeOf(verdict) : null, row.HeldFrom, row.HeldTo, row.Version);
}

/// <summary>A vendor. Owner, phone and business number are masked.</summary>
public sealed record VendorBody(
    string Code, string Market, string TradeName, string? TradeNameEn, string? TradeNameZh, string Status, string Verdict, string? Stall, int Stalls, string? Owner, string? Phone,
    string? BusinessNumber, string NumberKind, string? NoNumberReason, IReadOnlyList<string> Categories, IReadOnlyList<string> Tenders, string? Address, string? Notes)
{
    /// <summary>Only in the answer for one vendor. Given back with a change, so that another person's change is not overwritten.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Version { get; init; }

    /// <summary>Only in the answer for one vendor: without a checked business number it is never paid out to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? BarredFromPayout { get; init; }

    public static VendorBody Of(VendorDetail detail) => Of(detail.Row) with { Version = detail.Version, BarredFromPayout = detail.BarredFromPayout };

    public static VendorBody Of(VendorRow row) => new(
        row.Code, row.Market, row.TradeName, row.TradeNameEn, row.TradeNameZh, EnumChoices.CodeOf(row.Status), EnumChoices.CodeOf(row.Verdict), row.Stall, row.Stalls, row.Owner, row.Phone,
        row.BusinessNumber, EnumChoices.CodeOf(row.NumberKind), row.NoNumberReason, VendorRules.SplitCategories(row.Categories), EnumChoices.CodesOf(row.Tenders), row.Address, row.Notes);
}
