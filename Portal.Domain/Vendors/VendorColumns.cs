using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Markets;

namespace Portal.Domain.Vendors;

/// <summary>Vendors in files. Synonyms are headings of real workbooks and of the public directory of gift voucher merchants.</summary>
public static class VendorColumns
{
    public static IReadOnlyList<ExchangeColumn> All { get; } =
    [
        Text("code", new("상인 코드", "Vendor code", "商户编码"), Vendor.CodeLength, "id", "상인코드", "가맹점번호"),
        Text("market", new("시장", "Market", "市场"), Market.NameLength, "시장명", "시장 코드") with { Example = new("SB", "SB", "SB") },
        Text("stall", new("점포", "Stall", "摊位"), Stall.CodeLength, "점포 코드", "점포번호", "호수"),
        Text("tradeName", new("상호", "Trade name", "商户名称"), Vendor.NameLength, "name", "상호명", "가맹점명", "점포명") with { Required = true, Example = new("시범수산", "시범수산", "시범수산") },
        Text("tradeNameEn", new("상호(영문)", "Trade name (English)", "商户名称（英文）"), Vendor.NameLength),
        Text("tradeNameZh", new("상호(중문)", "Trade name (Chinese)", "商户名称（中文）"), Vendor.NameLength),
        Text("owner", new("대표자", "Owner", "负责人"), Vendor.NameLength, "대표", "대표자명", "성명") with { Personal = true },
        Text("businessNumber", new("사업자등록번호", "Business number", "统一社会信用代码"), 40, "사업자번호", "营业执照号") with { Personal = true },
        Text("noNumberReason", new("번호 없는 사유", "Reason for no number", "无证原因"), Vendor.NoNumberReasonLength) with { Example = new("노점", "Street vendor", "流动摊贩") },
        Text("phone", new("전화번호", "Phone", "电话"), 30, "연락처", "전화", "휴대전화", "tel") with { Personal = true },
        Text("categories", new("업종", "Categories", "业态"), Vendor.CategoriesLength, "cat", "category", "취급품목", "업태"),
        new("tenders", ColumnKind.Choices, new("결제 수단", "Tenders", "支付方式"))
        {
            Choices =
            [
                Choice(AcceptedTenders.Cash, new("현금", "Cash", "现金")),
                Choice(AcceptedTenders.Card, new("카드", "Card", "银行卡"), "신용카드"),
                Choice(AcceptedTenders.AccountTransfer, new("계좌 이체", "Account transfer", "转账"), "이체"),
                Choice(AcceptedTenders.VoucherPaper, new("상품권(지류)", "Voucher (paper)", "消费券（纸质）"), "온누리지류", "지류상품권"),
                Choice(AcceptedTenders.VoucherCard, new("상품권(카드)", "Voucher (card)", "消费券（卡）"), "온누리카드"),
                Choice(AcceptedTenders.VoucherQr, new("상품권(QR)", "Voucher (QR)", "消费券（二维码）"), "온누리모바일", "모바일상품권"),
                Choice(AcceptedTenders.Wallet, new("선불 지갑", "Wallet", "钱包")),
                Choice(AcceptedTenders.PartnerWallet, new("제휴 간편결제", "Partner wallet", "合作钱包"), "제휴 지갑", "알리페이", "위챗페이"),
                Choice(AcceptedTenders.Transit, new("교통 카드", "Transit card", "交通卡")),
            ],
        },
        Text("address", new("주소", "Address", "地址"), Vendor.AddressLength, "addr", "roadAddress", "도로명주소", "소재지"),
        Text("notes", new("비고", "Notes", "备注"), Vendor.NotesLength, "메모") with { Lines = true },
        new("status", ColumnKind.Choice, new("상태", "Status", "状态"))
        {
            Choices =
            [
                Choice(VendorStatus.Active, new("영업", "Active", "营业")),
                Choice(VendorStatus.Suspended, new("영업 정지", "Suspended", "停业")),
                Choice(VendorStatus.Closed, new("폐업", "Closed", "关闭")),
            ],
        },
    ];

    /// <summary>Columns that are only read: directories give each kind of voucher a yes/no column.</summary>
    public static IReadOnlyList<ExchangeColumn> ReadOnlyExtras { get; } =
    [
        new("voucherPaper", ColumnKind.Boolean, new("지류 상품권", "Takes paper vouchers", "接受纸质消费券")) { Synonyms = ["paper", "지류"] },
        new("voucherCard", ColumnKind.Boolean, new("카드 상품권", "Takes card vouchers", "接受卡式消费券")) { Synonyms = ["card", "카드형"] },
        new("voucherQr", ColumnKind.Boolean, new("QR 상품권", "Takes QR vouchers", "接受二维码消费券")) { Synonyms = ["qr", "모바일"] },
        new("voucherTypes", ColumnKind.Choices, new("상품권 종류", "Voucher types", "消费券种类"))
        {
            Synonyms = ["types"],
            Choices =
            [
                Choice(AcceptedTenders.VoucherPaper, new("지류", "paper", "纸质")),
                Choice(AcceptedTenders.VoucherCard, new("카드", "card", "卡")),
                Choice(AcceptedTenders.VoucherQr, new("모바일", "mobile", "移动"), "qr"),
            ],
        },
    ];

    /// <summary>The cell of a vendor in a column; it reads back as the same value, or as unchanged when it is masked.</summary>
    public static ExportCell CellOf(ExchangeColumn column, VendorRow row, string language) => column.Key switch
    {
        "code" => ExportCell.OfText(row.Code),
        "market" => ExportCell.OfText(row.Market),
        "stall" => ExportCell.OfText(row.Stall),
        "tradeName" => ExportCell.OfText(row.TradeName),
        "tradeNameEn" => ExportCell.OfText(row.TradeNameEn),
        "tradeNameZh" => ExportCell.OfText(row.TradeNameZh),
        "owner" => ExportCell.OfText(row.Owner),
        "businessNumber" => ExportCell.OfText(row.BusinessNumber),
        "noNumberReason" => ExportCell.OfText(row.NoNumberReason),
        "phone" => ExportCell.OfText(row.Phone),
        "categories" => ExportCell.OfText(string.Join('+', VendorRules.SplitCategories(row.Categories))),
        "tenders" => column.Choices(EnumChoices.CodesOf(row.Tenders), language),
        "address" => ExportCell.OfText(row.Address),
        "notes" => ExportCell.OfText(row.Notes),
        "status" => column.Choice(EnumChoices.CodeOf(row.Status), language),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Key, "Not a column of vendors."),
    };

    private static ExchangeColumn Text(string key, Labels labels, int max, params string[] synonyms) => new(key, ColumnKind.Text, labels) { MaxLength = max, Synonyms = synonyms };

    private static ColumnChoice Choice<TEnum>(TEnum value, Labels labels, params string[] synonyms)
        where TEnum : struct, Enum => new(EnumChoices.CodeOf(value), labels, synonyms);
}
