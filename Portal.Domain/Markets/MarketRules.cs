namespace Portal.Domain.Markets;

/// <summary>The rules of a market's fields, without database or clock.</summary>
public static class MarketRules
{
    private const long MaxLatitude = 90_000_000;
    private const long MaxLongitude = 180_000_000;
    private const int MaxDayTurnHour = 12;
    private const int FirstYear = 1000;
    private const int LastYear = 2200;
    private const int MaxShops = 1_000_000;

    /// <summary>
    /// Sets what the edit gives, the operator excepted, which needs a look-up. When a field breaks a rule its reasons are added to
    /// <paramref name="refusals"/> and the market must not be saved.
    /// </summary>
    public static void Apply(Market market, MarketEdit edit, List<Refusal> refusals)
    {
        if (edit.NameKo.Given || market.Id == 0)
            market.NameKo = Text.Require(edit.NameKo.Value, "nameKo", Market.NameLength, refusals);
        market.NameEn = Optional(edit.NameEn, market.NameEn, "nameEn", Market.NameLength, refusals);
        market.NameZh = Optional(edit.NameZh, market.NameZh, "nameZh", Market.NameLength, refusals);
        market.AddressRoad = Optional(edit.AddressRoad, market.AddressRoad, "addressRoad", Market.AddressLength, refusals);
        market.AddressLot = Optional(edit.AddressLot, market.AddressLot, "addressLot", Market.AddressLength, refusals);
        market.Phone = Optional(edit.Phone, market.Phone, "phone", Market.PhoneLength, refusals);
        market.Homepage = Optional(edit.Homepage, market.Homepage, "homepage", Market.HomepageLength, refusals);
        market.Goods = Optional(edit.Goods, market.Goods, "goods", Market.GoodsLength, refusals);
        ApplyRegion(market, edit, refusals);
        ApplyPlace(market, edit, refusals);
        ApplyDays(market, edit, refusals);
        ApplyBooks(market, edit, refusals);
        market.Type = edit.Type.Or(market.Type);
        market.Facilities = edit.Facilities.Or(market.Facilities);
        market.Status = edit.Status.Or(market.Status);
        market.OpenedYear = (int?)Within(edit.OpenedYear, market.OpenedYear, "openedYear", FirstYear, LastYear, refusals);
        market.ReportedShops = (int?)Within(edit.ReportedShops, market.ReportedShops, "reportedShops", 0, MaxShops, refusals);
        market.RefreshSearchText();
    }

    private static void ApplyRegion(Market market, MarketEdit edit, List<Refusal> refusals)
    {
        if (edit.Region.Given)
            market.Region = Text.Clean(edit.Region.Value, "region", Market.RegionLength, refusals) ?? "";
        if (market.Region.Length == 0 && (market.AddressRoad ?? market.AddressLot) is { } address)
            market.Region = address.Split(' ')[0] is { Length: <= Market.RegionLength } first ? first : "";
        if (market.Region.Length == 0 && refusals.Count == 0)
            refusals.Add(new TextMissing { Field = "region" });
    }

    private static void ApplyPlace(Market market, MarketEdit edit, List<Refusal> refusals)
    {
        market.LatitudeE6 = Within(edit.Latitude, market.LatitudeE6, "latitude", -MaxLatitude, MaxLatitude, refusals);
        market.LongitudeE6 = Within(edit.Longitude, market.LongitudeE6, "longitude", -MaxLongitude, MaxLongitude, refusals);
        if ((market.LatitudeE6 is null) != (market.LongitudeE6 is null) && !refusals.Any(r => r.Field is "latitude" or "longitude"))
            refusals.Add(new CoordinatesIncomplete { Field = market.LatitudeE6 is null ? "latitude" : "longitude" });
    }

    private static void ApplyDays(Market market, MarketEdit edit, List<Refusal> refusals)
    {
        if (edit.Opening.Given)
        {
            if (OpeningDays.TryParse(edit.Opening.Value ?? OpeningDays.AlwaysText, out var rule))
                market.Opening = rule.Text;
            else
                refusals.Add(new OpeningMalformed { Field = "opening" });
        }

        market.DayTurnHour = (int)(Within(edit.DayTurnHour, market.DayTurnHour, "dayTurnHour", 0, MaxDayTurnHour, refusals) ?? 0);
    }

    private static void ApplyBooks(Market market, MarketEdit edit, List<Refusal> refusals)
    {
        if (edit.TimeZone is { Given: true, Value: { Length: > 0 } zone })
        {
            if (zone.Length <= 50 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) && known.HasIanaId)
                market.TimeZone = known.Id;
            else
                refusals.Add(new TimeZoneUnknown(zone.Length > 50 ? zone[..50] : zone) { Field = "timeZone" });
        }

        if (edit.Currency is { Given: true, Value: { Length: > 0 } currency })
        {
            if (Iso4217.IsKnown(currency.ToUpperInvariant()))
                market.Currency = currency.ToUpperInvariant();
            else
                refusals.Add(new CurrencyUnknown(currency.Length > 3 ? currency[..3] : currency) { Field = "currency" });
        }
    }

    internal static long? Within(Change<long?> change, long? present, string field, long min, long max, List<Refusal> refusals)
    {
        if (!change.Given)
            return present;
        if (change.Value is null || (change.Value >= min && change.Value <= max))
            return change.Value;
        refusals.Add(new NumberOutOfRange(min, max) { Field = field });
        return present;
    }

    private static string? Optional(Change<string?> change, string? present, string field, int max, List<Refusal> refusals) =>
        change.Given ? Text.Clean(change.Value, field, max, refusals) : present;
}
