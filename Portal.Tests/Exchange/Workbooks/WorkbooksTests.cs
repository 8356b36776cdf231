using ClosedXML.Excel;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Reading;
using Portal.Domain.Exchange.Workbooks;

namespace Portal.Tests.Exchange.Workbooks;

public sealed class WorkbooksTests
{
    private static readonly ExchangeColumn[] Columns =
    [
        new("tradeName", ColumnKind.Text, new("상호", "Trade name", "商号")) { Required = true, Example = new("가람수산", "Garam Fish", "佳蓝水产") },
        new("code", ColumnKind.Text, new("코드", "Code", "编号")) { Example = new("007", "007", "007") },
        new("kind", ColumnKind.Choice, new("유형", "Kind", "类型")) { Choices = [new("a", new("상설", "Permanent", "常设")), new("b", new("정기", "Periodic", "定期"))], Example = new("상설", "Permanent", "常设") },
        new("tenders", ColumnKind.Choices, new("결제 수단", "Tenders", "支付方式")) { Choices = [new("card", new("카드", "Card", "卡")), new("qr", new("QR", "QR", "二维码"))] },
        new("rent", ColumnKind.Money, new("임대료", "Rent", "租金")) { Example = new("120000", "120000", "120000") },
        new("from", ColumnKind.Date, new("시작일", "From", "开始日期")) { Example = new("2026-03-05", "2026-03-05", "2026-03-05") },
    ];

    private static readonly TemplateTexts Texts = new("상인", "도움말", ["첫 줄은 그대로 두십시오."], "항목", "형식", "필수", "값", "예", Enum.GetValues<ColumnKind>().ToDictionary(k => k, k => k.ToString()));

    [Theory]
    [InlineData("ko", "상호 *")]
    [InlineData("en", "Trade name *")]
    [InlineData("zh-Hans", "商号 *")]
    public void Template_InEachLanguage_IsReadBackAndItsExamplePassedOver(string language, string heading)
    {
        using var stream = new MemoryStream();
        TemplateWorkbook.Write(stream, Columns, language, Texts);
        var table = ExchangeFiles.Open(stream.ToArray()).Value;
        Assert.Equal(("상인", heading), (table.Sheet, table.Columns[0]));
        Assert.Equal(["상인", "도움말"], table.Sheets);

        var mapping = ColumnMapping.Automatic(table.Columns, Columns);
        Assert.Equal(Columns.Select(c => c.Key), mapping.Fields);
        var reader = new RowReader(Columns, mapping);
        var row = table.Rows().Single();
        Assert.True(reader.IsExample(row));
        Assert.False(reader.IsExample(row with { Cells = [Cell.OfText("다른 상인"), .. row.Cells.Skip(1)] }));
        var read = reader.Read(row);
        Assert.Empty(read.Refusals);
        Assert.Equal(("007", "a", 120_000, new DateOnly(2026, 3, 5)), (read.Text("code"), read.Text("kind"), read.Money("rent")!.Value.Value, read.Date("from")));
    }

    [Fact]
    public void Template_ChoiceColumn_HasADropDown()
    {
        using var stream = new MemoryStream();
        TemplateWorkbook.Write(stream, Columns, "ko", Texts);
        using var workbook = new XLWorkbook(stream);
        var validations = workbook.Worksheet("상인").DataValidations.ToList();
        Assert.Contains(validations, v => v.AllowedValues == XLAllowedValues.List && v.Value.Contains("lists", StringComparison.Ordinal));
        Assert.Contains(validations, v => v.InputMessage == "카드 + QR");
        Assert.Equal("@", workbook.Worksheet("상인").Cell("B9").Style.NumberFormat.Format);
        Assert.Equal(XLWorksheetVisibility.VeryHidden, workbook.Worksheet("lists").Visibility);
    }

    [Fact]
    public async Task Refused_Rows_CarryTheirCellsAndReasonsAndReadBack()
    {
        var rows = new[]
        {
            new RefusedRow(new(3, [Cell.OfText("=가람"), new(CellKind.Number, "12.5"), new(CellKind.Date, "2026-03-05")]), [new(1, "금액이 아닙니다."), new(1, "너무 큽니다.")]),
            new RefusedRow(new(9, [Cell.OfText("나루")]), [new(0, "이미 있습니다."), new(null, "시장이 없습니다.")]),
        };
        using var stream = new MemoryStream();
        await RefusedWorkbook.WriteAsync(stream, ["상호", "임대료", "시작일"], new HashSet<int> { 0, 1 }, rows.ToAsyncEnumerable(), new("거절된 행", "원래 행", "사유: {0}", "사유"));

        var table = ExchangeFiles.Open(stream.ToArray()).Value;
        Assert.Equal(["상호", "사유: 상호", "임대료", "사유: 임대료", "시작일", "사유", "원래 행"], table.Columns);
        Assert.Equal([["=가람", "", "12.5", "금액이 아닙니다. 너무 큽니다.", "2026-03-05", "", "3"], ["나루", "이미 있습니다.", "", "", "", "시장이 없습니다.", "9"]], table.Texts());
        Assert.Equal([CellKind.Number, CellKind.Date], [table.FirstRow()[2].Kind, table.FirstRow()[4].Kind]);
        Assert.Equal(["tradeName", "rent", "from"], ColumnMapping.Automatic(table.Columns, Columns).Fields);

        using var workbook = new XLWorkbook(stream);
        var sheet = workbook.Worksheet(1);
        Assert.Equal(["FFFECACA", "FFFECACA"], new[] { sheet.Cell("C2"), sheet.Cell("A3") }.Select(c => c.Style.Fill.BackgroundColor.Color.ToArgb().ToString("X8", null)));
        Assert.Equal(XLFillPatternValues.None, sheet.Cell("A2").Style.Fill.PatternType);
    }
}
