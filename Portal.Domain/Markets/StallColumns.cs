using Portal.Domain.Exchange.Columns;

namespace Portal.Domain.Markets;

/// <summary>Stalls in files.</summary>
public static class StallColumns
{
    /// <summary>Square metres with two digits are whole numbers of 100 cm².</summary>
    public const int AreaDigits = 2;

    /// <summary>Square centimetres in one hundredth of a square metre.</summary>
    public const long Cm2PerAreaUnit = 100;

    public static IReadOnlyList<ExchangeColumn> All { get; } =
    [
        new("code", ColumnKind.Text, new("점포 코드", "Stall code", "摊位编码")) { MaxLength = Stall.CodeLength, Synonyms = ["점포코드"], Example = new("SB-A-001", "SB-A-001", "SB-A-001") },
        new("market", ColumnKind.Text, new("시장", "Market", "市场")) { MaxLength = Market.NameLength, Synonyms = ["시장 코드", "market code"] },
        new("zone", ColumnKind.Text, new("구역", "Zone", "区域")) { MaxLength = Zone.CodeLength, Example = new("A", "A", "A") },
        new("number", ColumnKind.Text, new("점포 번호", "Number", "摊位号")) { MaxLength = Stall.NumberLength, Synonyms = ["호수", "점포번호"], Example = new("A-001", "A-001", "A-001") },
        new("kind", ColumnKind.Choice, new("구분", "Kind", "类别"))
        {
            Choices = [Choice(StallKind.Fixed, new("고정 점포", "Fixed stall", "固定摊位")), Choice(StallKind.DayPitch, new("일일 좌판", "Day pitch", "临时摊位"))],
        },
        new("status", ColumnKind.Choice, new("상태", "Status", "状态"))
        {
            Choices =
            [
                Choice(StallStatus.Active, new("사용", "In use", "使用中")),
                Choice(StallStatus.OutOfUse, new("사용 중지", "Out of use", "停用")),
                Choice(StallStatus.Closed, new("폐쇄", "Closed", "关闭")),
            ],
        },
        new("area", ColumnKind.Scaled, new("면적(㎡)", "Area (m²)", "面积（㎡）")) { Digits = AreaDigits, Rounds = true, Min = 0, Max = StallRules.MaxAreaCm2 / Cm2PerAreaUnit, Synonyms = ["면적", "area"] },
        new("utilities", ColumnKind.Choices, new("설비", "Utilities", "设施"))
        {
            Choices =
            [
                Choice(Utilities.Electricity, new("전기", "Electricity", "电")),
                Choice(Utilities.Water, new("수도", "Water", "水")),
                Choice(Utilities.Gas, new("가스", "Gas", "燃气")),
                Choice(Utilities.Drainage, new("배수", "Drainage", "排水")),
                Choice(Utilities.Refrigeration, new("냉장", "Refrigeration", "冷藏")),
                Choice(Utilities.Ventilation, new("환기", "Ventilation", "通风")),
                Choice(Utilities.Internet, new("인터넷", "Internet", "网络")),
            ],
        },
        new("planX", ColumnKind.Whole, new("배치도 X", "Plan X", "平面图 X")) { Min = 0, Max = StallRules.MaxPlan },
        new("planY", ColumnKind.Whole, new("배치도 Y", "Plan Y", "平面图 Y")) { Min = 0, Max = StallRules.MaxPlan },
        new("planWidth", ColumnKind.Whole, new("배치도 너비", "Plan width", "平面图宽")) { Min = 1, Max = StallRules.MaxPlan },
        new("planHeight", ColumnKind.Whole, new("배치도 높이", "Plan height", "平面图高")) { Min = 1, Max = StallRules.MaxPlan },
    ];

    private static ColumnChoice Choice<TEnum>(TEnum value, Labels labels, params string[] synonyms)
        where TEnum : struct, Enum => new(EnumChoices.CodeOf(value), labels, synonyms);
}
