using Microsoft.AspNetCore.WebUtilities;
using Portal.Domain;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;

namespace Portal.Api;

/// <summary>Bodies and query strings of the API as edits and queries of the registries.</summary>
internal static class RegistryEdits
{
    private const int DegreeDigits = 6;
    private const int AreaDigits = 4;
    private const int MaxCode = 100;

    /// <summary>Parameters that are not conditions of the list, and those of a page's own view of it.</summary>
    private static readonly string[] Own = ["after", "limit", "format", "reason", "page", "size", "sel", "rows"];

    private static readonly string[] OfLists = ["q", "sort", "cols"];

    /// <summary>
    /// The list's own query string (<c>q</c>, <c>f.status</c>, <c>sort</c>, <c>cols</c>). Every other parameter is short for a condition:
    /// <c>market=</c> for <c>f.market=</c>. So one that is misspelt is refused, rather than answered with rows that nobody asked for.
    /// </summary>
    public static Outcome<ListQuery> Query(HttpRequest request)
    {
        if (request.Query.TryGetValue("after", out var after) && Text.Clean(after[^1], "after", MaxCode, []) is null && after[^1] is not "")
            return new TextNotAllowed { Field = "after" };
        var kept = request.Query.Where(p => !Own.Contains(p.Key))
            .Select(p => KeyValuePair.Create(OfLists.Contains(p.Key) || p.Key.StartsWith("f.", StringComparison.Ordinal) ? p.Key : "f." + p.Key, p.Value));
        return ListQuery.Parse(QueryHelpers.AddQueryString("", kept));
    }

    public static MarketEdit Market(JsonFields fields) => new()
    {
        Code = fields.Text("code"),
        NameKo = fields.Text("nameKo"),
        NameEn = fields.Text("nameEn"),
        NameZh = fields.Text("nameZh"),
        Region = fields.Text("region"),
        AddressRoad = fields.Text("addressRoad"),
        AddressLot = fields.Text("addressLot"),
        Latitude = fields.Scaled("latitude", DegreeDigits),
        Longitude = fields.Scaled("longitude", DegreeDigits),
        Type = fields.Choice<MarketType>("type"),
        Opening = fields.Text("opening"),
        TimeZone = fields.Text("timeZone"),
        Currency = fields.Text("currency"),
        DayTurnHour = fields.Number("dayTurnHour"),
        Operator = fields.Text("operator"),
        Phone = fields.Text("phone"),
        Homepage = fields.Text("homepage"),
        Goods = fields.Text("goods"),
        Facilities = fields.Set<Facilities>("facilities"),
        OpenedYear = fields.Number("openedYear"),
        ReportedShops = fields.Number("reportedShops"),
        Status = fields.Choice<MarketStatus>("status"),
    };

    public static StallEdit Stall(JsonFields fields) => new()
    {
        Code = fields.Text("code"),
        Market = fields.Text("market"),
        Number = fields.Text("number"),
        Zone = fields.Text("zone"),
        Kind = fields.Choice<StallKind>("kind"),
        Status = fields.Choice<StallStatus>("status"),
        Area = fields.Scaled("area", AreaDigits),
        Utilities = fields.Set<Utilities>("utilities"),
        PlanX = fields.Number("planX"),
        PlanY = fields.Number("planY"),
        PlanWidth = fields.Number("planWidth"),
        PlanHeight = fields.Number("planHeight"),
    };

    public static VendorEdit Vendor(JsonFields fields) => new()
    {
        Code = fields.Text("code"),
        Market = fields.Text("market"),
        TradeName = fields.Text("tradeName"),
        TradeNameEn = fields.Text("tradeNameEn"),
        TradeNameZh = fields.Text("tradeNameZh"),
        BusinessNumber = fields.Text("businessNumber"),
        NoNumberReason = fields.Text("noNumberReason"),
        Owner = fields.Text("owner"),
        Phone = fields.Text("phone"),
        Categories = fields.TextList("categories"),
        Tenders = fields.Set<AcceptedTenders>("tenders"),
        Address = fields.Text("address"),
        Notes = fields.Text("notes"),
    };
}
