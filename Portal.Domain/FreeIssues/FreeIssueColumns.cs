using Portal.Domain.Exchange.Columns;

namespace Portal.Domain.FreeIssues;

/// <summary>The columns of a list of beneficiaries.</summary>
public static class FreeIssueColumns
{
    /// <summary>The most vouchers that one row asks for.</summary>
    public const int MostOfARow = 1_000;

    private const long MostFace = 10_000_000;

    public static IReadOnlyList<ExchangeColumn> All { get; } =
    [
        new("name", ColumnKind.Text, new("성명", "Name", "姓名")) { MaxLength = 60, Required = true, Synonyms = ["이름", "수혜자"] },
        new("identity", ColumnKind.Text, new("주민등록번호", "Identity number", "身份号码")) { MaxLength = 20, Required = true, Synonyms = ["식별번호", "외국인등록번호"] },
        new("birth", ColumnKind.Date, new("생년월일", "Date of birth", "出生日期")),
        new("telephone", ColumnKind.Text, new("전화번호", "Telephone", "电话")) { MaxLength = 20, Synonyms = ["휴대전화", "연락처"] },
        new("email", ColumnKind.Text, new("전자우편", "E-mail", "电子邮箱")) { MaxLength = 100, Synonyms = ["이메일"] },
        new("faceValue", ColumnKind.Whole, new("권면 금액", "Face value", "面额")) { Required = true, Min = 1, Max = MostFace, Synonyms = ["권종"] },
        new("count", ColumnKind.Whole, new("매수", "Count", "张数")) { Required = true, Min = 1, Max = MostOfARow, Synonyms = ["수량"] },
        new("wallet", ColumnKind.Text, new("지갑 번호", "Wallet", "钱包编号")) { MaxLength = 40 },
    ];
}
