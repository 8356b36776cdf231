using Portal.Domain.Markets;

namespace Portal.Seeding;

/// <summary>A zone of the demo: how many stalls are held and how many stand empty, and what is sold there.</summary>
internal sealed record DemoZone(string Code, string Ko, string En, string Zh, int Held, int Vacant, StallKind Kind, string[] Trades);

/// <summary>A market of the demo region, where every name says that it is none.</summary>
internal sealed record DemoMarket(Market Market, int Operator, DemoZone[] Zones);

/// <summary>The demo region: six markets of six kinds.</summary>
internal static class DemoMarkets
{
    public const string Region = "시범광역시";
    public const string OperatorPrefix = "DEMO-";

    private static readonly string[] Seafood = ["수산", "젓갈", "건어물"];
    private static readonly string[] Produce = ["청과", "채소", "약초", "곡물"];
    private static readonly string[] Food = ["분식", "국수", "떡집", "반찬", "정육"];
    private static readonly string[] Goods = ["의류", "이불", "신발", "그릇", "잡화", "꽃집"];

    public static Operator[] Operators() =>
    [
        new() { Code = OperatorPrefix + "01", Name = "시범상인회", BusinessNumber = SeedNumbers.Korean(9001) },
        new() { Code = OperatorPrefix + "02", Name = "시범시설공단", BusinessNumber = SeedNumbers.Korean(9002) },
        new() { Code = OperatorPrefix + "03", Name = "示范农贸管理处", BusinessNumber = SeedNumbers.Chinese(90000003) },
    ];

    public static DemoMarket[] All() => [Central(), Coast(), Alley(), FiveDay(), WetMarket(), Night()];

    private static DemoMarket Central() => new(
        Market("SB", "시범시장", "Sibeom Market (demo)", "示范市场", 1, 35_160_000, 129_060_000, 1971, "종합", Facilities.Toilets | Facilities.Parking | Facilities.Arcade | Facilities.CustomerCentre | Facilities.Cctv | Facilities.FireHydrants | Facilities.StepFreeAccess),
        0,
        [
            new("A", "수산동", "Seafood hall", "水产馆", 62, 4, StallKind.Fixed, Seafood),
            new("B", "청과동", "Produce hall", "果蔬馆", 58, 4, StallKind.Fixed, Produce),
            new("C", "먹거리골목", "Food alley", "美食街", 56, 3, StallKind.Fixed, Food),
            new("D", "생활용품동", "Household hall", "日用品馆", 52, 5, StallKind.Fixed, Goods),
            new("E", "노점 구역", "Day pitches", "临时摊位区", 18, 10, StallKind.DayPitch, Produce),
        ]);

    private static DemoMarket Coast() => new(
        Market("SC", "시범해안시장", "Sibeom Coast Market (demo)", "示范海岸市场", 21, 35_090_000, 129_030_000, 1964, "수산물, 건어물", Facilities.Toilets | Facilities.Parking | Facilities.ColdStorage | Facilities.FireHydrants),
        1,
        [
            new("A", "활어동", "Live fish hall", "活鱼馆", 40, 3, StallKind.Fixed, ["수산"]),
            new("B", "건어물골목", "Dried fish alley", "干货街", 36, 3, StallKind.Fixed, ["건어물", "젓갈"]),
            new("C", "회센터", "Raw fish centre", "生鱼片中心", 34, 2, StallKind.Fixed, ["수산", "국수"]),
        ]);

    private static DemoMarket Alley() => new(
        Market("SG", "시범골목시장", "Sibeom Alley Market (demo)", "示范胡同市场", 41, 35_210_000, 129_080_000, 1983, "식료품, 생활용품", Facilities.Toilets | Facilities.Cctv),
        0,
        [new("A", "본골목", "Main alley", "主街", 30, 3, StallKind.Fixed, Food), new("B", "샛골목", "Side alley", "侧街", 16, 3, StallKind.Fixed, Goods)]);

    private static DemoMarket FiveDay()
    {
        var market = Market("SO", "시범오일장", "Sibeom Five-Day Market (demo)", "示范五日集", 61, 35_280_000, 129_180_000, 1926, "농산물, 모종, 생활용품", Facilities.Toilets | Facilities.Parking);
        market.Type = MarketType.Mixed;
        market.Opening = "dates:2,7";
        return new(market, 1, [new("A", "상설동", "Permanent row", "常设区", 18, 2, StallKind.Fixed, Food), new("B", "장터마당", "Market yard", "集市广场", 42, 6, StallKind.DayPitch, Produce)]);
    }

    private static DemoMarket WetMarket()
    {
        var market = Market("SW", "시범농무시장", "Shifan Wet Market (demo)", "示范农贸市场", 81, 36_070_000, 120_380_000, 1998, "채소, 육류, 수산물", Facilities.Toilets | Facilities.ColdStorage | Facilities.StepFreeAccess);
        market.TimeZone = "Asia/Shanghai";
        market.Currency = "CNY";
        return new(market, 2, [new("A", "채소 구역", "Vegetable section", "蔬菜区", 22, 2, StallKind.Fixed, ["채소", "청과", "곡물"]), new("B", "육류·수산 구역", "Meat and fish section", "肉类水产区", 18, 1, StallKind.Fixed, ["정육", "수산"])]);
    }

    private static DemoMarket Night()
    {
        var market = Market("SY", "시범야시장", "Sibeom Night Market (demo)", "示范夜市", 101, 35_130_000, 129_110_000, 2014, "먹거리, 수공예품", Facilities.Toilets | Facilities.Cctv);
        market.DayTurnHour = 4;
        return new(market, 1, [new("A", "먹거리거리", "Food street", "小吃街", 32, 2, StallKind.Fixed, Food), new("B", "수공예거리", "Craft street", "手工艺街", 16, 2, StallKind.Fixed, ["잡화", "꽃집", "의류"])]);
    }

    private static Market Market(string code, string ko, string en, string zh, int road, long latitude, long longitude, int year, string goods, Facilities facilities) => new()
    {
        Code = code,
        NameKo = ko,
        NameEn = en,
        NameZh = zh,
        Region = Region,
        AddressRoad = $"{Region} 시범로 {road}",
        AddressLot = $"{Region} 시범동 {road}-1",
        LatitudeE6 = latitude,
        LongitudeE6 = longitude,
        Phone = $"051-000-{road:D4}",
        OpenedYear = year,
        Goods = goods,
        Facilities = facilities,
    };
}
