using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Writing;

namespace Portal.Domain.Markets;

/// <summary>
/// Markets in files. Synonyms are the headings of the Korean national standard data on traditional markets (전국전통시장표준데이터, data.go.kr).
/// </summary>
public static class MarketColumns
{
    private const int DegreeDigits = 6;

    public static IReadOnlyList<ExchangeColumn> All { get; } =
    [
        Text("code", new("시장 코드", "Market code", "市场编码"), Market.CodeLength, "시장코드"),
        Text("nameKo", new("시장명", "Name (Korean)", "韩文名称"), Market.NameLength, "name", "시장이름", "한글명") with { Required = true, Example = new("시범시장", "시범시장", "시범시장") },
        Text("nameEn", new("영문명", "Name (English)", "英文名称"), Market.NameLength),
        Text("nameZh", new("중문명", "Name (Chinese)", "中文名称"), Market.NameLength),
        Text("region", new("지역", "Region", "地区"), Market.RegionLength, "시도", "시도명"),
        Text("addressRoad", new("도로명주소", "Road address", "道路名地址"), Market.AddressLength, "소재지도로명주소", "address", "주소"),
        Text("addressLot", new("지번주소", "Lot address", "地番地址"), Market.AddressLength, "소재지지번주소"),
        new("latitude", ColumnKind.Scaled, new("위도", "Latitude", "纬度")) { Digits = DegreeDigits, Rounds = true, Synonyms = ["lat"] },
        new("longitude", ColumnKind.Scaled, new("경도", "Longitude", "经度")) { Digits = DegreeDigits, Rounds = true, Synonyms = ["lng", "lon"] },
        new("type", ColumnKind.Choice, new("시장 유형", "Type", "市场类型"))
        {
            Synonyms = ["시장유형"],
            Choices =
            [
                Choice(MarketType.Permanent, new("상설시장", "Permanent", "常设市场"), "상설장", "상설"),
                Choice(MarketType.Periodic, new("정기시장", "Periodic", "定期市场"), "5일장", "정기", "정기장"),
                Choice(MarketType.Mixed, new("상설+정기", "Mixed", "常设+定期"), "상설장+5일장", "상설+5일장"),
            ],
        },
        Text("opening", new("개시일", "Opening days", "开市日"), OpeningDays.Length, "시장개설주기", "개설주기"),
        Text("timeZone", new("시간대", "Time zone", "时区"), 50),
        Text("currency", new("통화", "Currency", "货币"), 3),
        new("dayTurnHour", ColumnKind.Whole, new("영업일 전환 시각", "Hour the day turns", "营业日切换时刻")) { Min = 0, Max = 12 },
        Text("operator", new("운영 주체 코드", "Operator code", "运营主体编码"), Operator.CodeLength),
        Text("phone", new("전화번호", "Phone", "电话"), Market.PhoneLength, "연락처"),
        Text("homepage", new("홈페이지", "Homepage", "网站"), Market.HomepageLength, "홈페이지주소"),
        Text("goods", new("취급 품목", "Goods", "经营品类"), Market.GoodsLength, "취급품목"),
        new("facilities", ColumnKind.Choices, new("편의 시설", "Facilities", "便民设施"))
        {
            Choices =
            [
                Choice(Facilities.Toilets, new("화장실", "Toilets", "卫生间")),
                Choice(Facilities.Parking, new("주차장", "Parking", "停车场")),
                Choice(Facilities.Arcade, new("아케이드", "Arcade", "拱廊")),
                Choice(Facilities.NursingRoom, new("수유실", "Nursing room", "哺乳室")),
                Choice(Facilities.Lockers, new("물품 보관함", "Lockers", "储物柜")),
                Choice(Facilities.CustomerCentre, new("고객 지원 센터", "Customer centre", "客户服务中心")),
                Choice(Facilities.FireHydrants, new("소화전", "Fire hydrants", "消火栓")),
                Choice(Facilities.Cctv, new("CCTV", "CCTV", "监控")),
                Choice(Facilities.StepFreeAccess, new("무장애 통로", "Step-free access", "无障碍通道")),
                Choice(Facilities.ColdStorage, new("저온 창고", "Cold storage", "冷库")),
            ],
        },
        new("openedYear", ColumnKind.Whole, new("개설 연도", "Opened in", "开设年份")) { Synonyms = ["개설연도"] },
        new("reportedShops", ColumnKind.Whole, new("점포 수", "Shops reported", "申报摊位数")) { Min = 0, Synonyms = ["점포수"] },
        new("status", ColumnKind.Choice, new("상태", "Status", "状态"))
        {
            Choices =
            [
                Choice(MarketStatus.Active, new("운영", "Active", "营业")),
                Choice(MarketStatus.Suspended, new("휴업", "Suspended", "停业")),
                Choice(MarketStatus.Closed, new("폐장", "Closed", "关闭")),
            ],
        },
    ];

    /// <summary>Columns that are only read: the standard data gives two facilities a yes/no column each.</summary>
    public static IReadOnlyList<ExchangeColumn> ReadOnlyExtras { get; } =
    [
        new("toilets", ColumnKind.Boolean, new("화장실 보유 여부", "Has toilets", "有卫生间")) { Synonyms = ["공중화장실보유여부"] },
        new("parking", ColumnKind.Boolean, new("주차장 보유 여부", "Has parking", "有停车场")) { Synonyms = ["주차장보유여부"] },
    ];

    /// <summary>The cell of a market in a column; it reads back as the same value.</summary>
    public static ExportCell CellOf(ExchangeColumn column, MarketExport market, string language)
    {
        var row = market.Row;
        return column.Key switch
        {
            "code" => ExportCell.OfText(row.Code),
            "nameKo" => ExportCell.OfText(row.NameKo),
            "nameEn" => ExportCell.OfText(row.NameEn),
            "nameZh" => ExportCell.OfText(row.NameZh),
            "region" => ExportCell.OfText(row.Region),
            "addressRoad" => ExportCell.OfText(row.AddressRoad),
            "addressLot" => ExportCell.OfText(row.AddressLot),
            "latitude" => ExportCell.OfScaled(row.LatitudeE6, DegreeDigits),
            "longitude" => ExportCell.OfScaled(row.LongitudeE6, DegreeDigits),
            "type" => column.Choice(EnumChoices.CodeOf(row.Type), language),
            "opening" => ExportCell.OfText(row.Opening),
            "timeZone" => ExportCell.OfText(market.TimeZone),
            "currency" => ExportCell.OfText(row.Currency),
            "dayTurnHour" => ExportCell.OfWhole(market.DayTurnHour),
            "operator" => ExportCell.OfText(row.Operator),
            "phone" => ExportCell.OfText(row.Phone),
            "homepage" => ExportCell.OfText(market.Homepage),
            "goods" => ExportCell.OfText(market.Goods),
            "facilities" => column.Choices(EnumChoices.CodesOf(row.Facilities), language),
            "openedYear" => ExportCell.OfWhole(row.OpenedYear),
            "reportedShops" => ExportCell.OfWhole(row.ReportedShops),
            "status" => column.Choice(EnumChoices.CodeOf(row.Status), language),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.Key, "Not a column of markets."),
        };
    }

    private static ExchangeColumn Text(string key, Labels labels, int max, params string[] synonyms) => new(key, ColumnKind.Text, labels) { MaxLength = max, Synonyms = synonyms };

    private static ColumnChoice Choice<TEnum>(TEnum value, Labels labels, params string[] synonyms)
        where TEnum : struct, Enum => new(EnumChoices.CodeOf(value), labels, synonyms);
}

/// <summary>A market with everything that its file has.</summary>
public sealed record MarketExport(MarketRow Row, string TimeZone, int DayTurnHour, string? Homepage, string? Goods);
