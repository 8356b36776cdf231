using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Markets;

namespace Portal.Domain.Vendors;

/// <summary>Tenancies in files. A tenancy is known by its stall and its first day.</summary>
public static class TenancyColumns
{
    public static IReadOnlyList<ExchangeColumn> All { get; } =
    [
        new("market", ColumnKind.Text, new("시장", "Market", "市场")) { MaxLength = Market.NameLength, Synonyms = ["시장명", "시장 코드"] },
        new("stall", ColumnKind.Text, new("점포 코드", "Stall code", "摊位编码")) { MaxLength = Stall.CodeLength, Required = true, Synonyms = ["점포", "호수", "점포번호", "stall"], Example = new("SB-A-001", "SB-A-001", "SB-A-001") },
        new("vendor", ColumnKind.Text, new("상인 코드", "Vendor code", "商户编码")) { MaxLength = Vendor.CodeLength, Required = true, Synonyms = ["상인", "상인코드", "사업자등록번호", "vendor"], Example = new("V000001", "V000001", "V000001") },
        new("from", ColumnKind.Date, new("시작일", "First day", "开始日期")) { Required = true, Synonyms = ["계약 시작일", "입점일"], Example = new("2026-01-01", "2026-01-01", "2026-01-01") },
        new("to", ColumnKind.Date, new("종료일", "Last day", "结束日期")) { Synonyms = ["계약 종료일", "만료일"] },
        new("rent", ColumnKind.Money, new("임대료", "Rent", "租金")) { Currency = null, Min = 0, Synonyms = ["월세", "사용료"], Example = new("300000", "300000", "300000") },
        new("rentPeriod", ColumnKind.Choice, new("납부 주기", "Rent period", "缴费周期"))
        {
            Synonyms = ["임대료 단위"],
            Choices = [Choice(RentPeriod.Day, new("일", "Day", "日")), Choice(RentPeriod.Month, new("월", "Month", "月")), Choice(RentPeriod.Year, new("년", "Year", "年"))],
        },
        new("deposit", ColumnKind.Money, new("보증금", "Deposit", "押金")) { Currency = null, Min = 0 },
        new("endReason", ColumnKind.Text, new("종료 사유", "Reason for the end", "结束原因")) { MaxLength = Tenancy.ReasonLength },
    ];

    /// <summary>What tells a tenancy from all others; an export holds these whatever columns were chosen.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["stall", "vendor", "from"];

    /// <summary>The cell of a tenancy in a column; it reads back as the same value.</summary>
    public static ExportCell CellOf(ExchangeColumn column, TenancyListRow row, string language) => column.Key switch
    {
        "market" => ExportCell.OfText(row.Market),
        "stall" => ExportCell.OfText(row.Stall),
        "vendor" => ExportCell.OfText(row.Vendor),
        "from" => ExportCell.OfDate(row.From),
        "to" => ExportCell.OfDate(row.To),
        "rent" => ExportCell.OfMoney(row.RentMoney),
        "rentPeriod" => column.Choice(EnumChoices.CodeOf(row.RentPeriod), language),
        "deposit" => ExportCell.OfMoney(row.DepositMoney),
        "endReason" => ExportCell.OfText(row.EndReason),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Key, "Not a column of tenancies."),
    };

    private static ColumnChoice Choice(RentPeriod value, Labels labels) => new(EnumChoices.CodeOf(value), labels);
}

/// <summary>Arrears in files. An arrear is known by its code; one without is known by tenancy, due date and note.</summary>
public static class ArrearColumns
{
    public static IReadOnlyList<ExchangeColumn> All { get; } =
    [
        new("code", ColumnKind.Text, new("체납 번호", "Arrear code", "欠费编号")) { MaxLength = 20 },
        new("market", ColumnKind.Text, new("시장", "Market", "市场")) { MaxLength = Market.NameLength, Synonyms = ["시장명", "시장 코드"] },
        new("stall", ColumnKind.Text, new("점포 코드", "Stall code", "摊位编码")) { MaxLength = Stall.CodeLength, Synonyms = ["점포", "호수", "점포번호", "stall"], Example = new("SB-A-001", "SB-A-001", "SB-A-001") },
        new("vendor", ColumnKind.Text, new("상인 코드", "Vendor code", "商户编码")) { MaxLength = Vendor.CodeLength, Synonyms = ["상인", "상인코드", "사업자등록번호", "vendor"] },
        new("dueDate", ColumnKind.Date, new("납부 기한", "Due date", "应缴日期")) { Synonyms = ["기한", "납기", "납기일", "due"], Example = new("2026-10-31", "2026-10-31", "2026-10-31") },
        new("amount", ColumnKind.Money, new("금액", "Amount", "金额")) { Currency = null, Synonyms = ["체납액", "미납액", "연체금"], Example = new("300000", "300000", "300000") },
        new("note", ColumnKind.Text, new("비고", "Note", "备注")) { MaxLength = Arrear.NoteLength, Synonyms = ["메모", "내용"] },
        new("settledDate", ColumnKind.Date, new("납부일", "Paid on", "缴清日期")) { Synonyms = ["완납일"] },
    ];

    /// <summary>What tells an arrear from all others; an export holds it whatever columns were chosen.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["code"];

    /// <summary>The cell of an arrear in a column; it reads back as the same value.</summary>
    public static ExportCell CellOf(ExchangeColumn column, ArrearListRow row, string language) => column.Key switch
    {
        "code" => ExportCell.OfText(row.Code),
        "market" => ExportCell.OfText(row.Market),
        "stall" => ExportCell.OfText(row.Stall),
        "vendor" => ExportCell.OfText(row.Vendor),
        "dueDate" => ExportCell.OfDate(row.DueDate),
        "amount" => ExportCell.OfMoney(row.Money),
        "note" => ExportCell.OfText(row.Note),
        "settledDate" => ExportCell.OfDate(row.SettledDate),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Key, "Not a column of arrears."),
    };
}
