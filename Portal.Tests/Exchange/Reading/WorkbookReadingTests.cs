using System.Globalization;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Reading;

namespace Portal.Tests.Exchange.Reading;

public sealed class WorkbookReadingTests
{
    private const string Header = "<row r=\"1\"><c t=\"inlineStr\"><is><t>상호</t></is></c><c t=\"inlineStr\"><is><t>값</t></is></c></row>";
    private const string Dates = "<numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;년&quot; m&quot;월&quot;\"/><numFmt numFmtId=\"171\" formatCode=\"#,##0&quot; days&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/><xf numFmtId=\"20\"/></cellXfs>";

    [Theory]
    [InlineData("<c t=\"s\"><v>0</v></c>", CellKind.Text, "007")]
    [InlineData("<c t=\"s\"><v>1</v></c>", CellKind.Text, "가람 수산")]
    [InlineData("<c t=\"str\"><f>A1</f><v>1e3</v></c>", CellKind.Text, "1e3")]
    [InlineData("<c t=\"inlineStr\"><is><r><t>가</t></r><r><t>나</t></r></is></c>", CellKind.Text, "가나")]
    [InlineData("<c t=\"inlineStr\"><is><t>줄_x000D_끝_x005F_x0041_</t></is></c>", CellKind.Text, "줄\r끝_x0041_")]
    [InlineData("<c><v>123456789012345</v></c>", CellKind.Number, "123456789012345")]
    [InlineData("<c><v>1.2345678901234566E+17</v></c>", CellKind.Number, "1.2345678901234566E+17")]
    [InlineData("<c><v>0.30000000000000004</v></c>", CellKind.Number, "0.3")]
    [InlineData("<c><v>-12.50</v></c>", CellKind.Number, "-12.5")]
    [InlineData("<c><f>1+1</f><v>2</v></c>", CellKind.Number, "2")]
    [InlineData("<c t=\"b\"><v>1</v></c>", CellKind.Boolean, "true")]
    [InlineData("<c t=\"e\"><v>#N/A</v></c>", CellKind.Error, "#N/A")]
    [InlineData("<c t=\"d\"><v>2026-03-05T00:00:00</v></c>", CellKind.Date, "2026-03-05")]
    [InlineData("<c s=\"1\"><v>46086</v></c>", CellKind.Date, "2026-03-05")]
    [InlineData("<c s=\"2\"><v>46086.75</v></c>", CellKind.Date, "2026-03-05T18:00:00")]
    [InlineData("<c s=\"1\"><v>1</v></c>", CellKind.Date, "1900-01-01")]
    [InlineData("<c s=\"1\"><v>60</v></c>", CellKind.Number, "60")]
    [InlineData("<c s=\"1\"><v>-5</v></c>", CellKind.Number, "-5")]
    [InlineData("<c s=\"3\"><v>46086</v></c>", CellKind.Number, "46086")]
    [InlineData("<c s=\"4\"><v>0.375</v></c>", CellKind.Date, "09:00")]
    public void Rows_Cell_KeepsItsKindAndText(string cell, CellKind kind, string text)
    {
        var bytes = ExchangeFiles.Workbook(Header + $"<row r=\"2\">{cell}</row>", "<si><t>007</t></si><si><r><t>가람</t></r><rPh><t>garam</t></rPh><r><t xml:space=\"preserve\"> 수산</t></r></si>", Dates);
        Assert.Equal(new Cell(kind, text), ExchangeFiles.Open(bytes).Value.FirstRow()[0]);
    }

    [Fact]
    public void Rows_WorkbookFrom1904_CountsFromThere()
    {
        var bytes = ExchangeFiles.Workbook(Header + "<row><c s=\"1\"><v>44624</v></c></row>", styles: Dates, workbookPr: "<workbookPr date1904=\"1\"/>");
        Assert.Equal("2026-03-05", ExchangeFiles.Open(bytes).Value.FirstRow()[0].Text);
    }

    [Fact]
    public void Open_HiddenSheetFirst_IsPassedOver()
    {
        var hidden = $"<worksheet {ExchangeFiles.Main}><sheetData>{Header}<row><c><v>1</v></c></row></sheetData></worksheet>";
        var bytes = ExchangeFiles.Workbook(Header + "<row r=\"9\"><c r=\"B9\"><v>2</v></c></row>", otherSheets: "<sheet name=\"숨김\" sheetId=\"2\" state=\"hidden\" r:id=\"s2\"/>", extra: ("xl/worksheets/sheet2.xml", hidden));
        var table = ExchangeFiles.Open(bytes).Value;
        Assert.Equal(["점포"], table.Sheets);
        Assert.Equal(9, table.Rows().Single().Number);
        Assert.Equal([Cell.Empty, new Cell(CellKind.Number, "2")], table.FirstRow());
    }

    [Fact]
    public void Open_TitleAndMergedHeader_JoinsGroupAndColumn()
    {
        var rows = Row(1, "A1", "2026년 시장 현황") + Row(3, "A3", "시장명", "B3", "주소", "D3", "비고") + Row(4, "B4", "도로명", "C4", "지번") + Row(5, "A5", "중앙시장", "B5", "금성로 21", "C5", "성남동 50", "D5", "-");
        var bytes = ExchangeFiles.Workbook(rows, after: "<mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"B3:C3\"/><mergeCell ref=\"D3:D4\"/></mergeCells>");
        var table = ExchangeFiles.Open(bytes).Value;
        Assert.Equal(["시장명", "주소 도로명", "주소 지번", "비고"], table.Columns);
        Assert.Equal((4, 1), (table.HeaderRow, table.RowCount));
    }

    [Fact]
    public void Open_HeaderRowChosen_IsTaken()
    {
        var bytes = ExchangeFiles.Workbook(Row(1, "A1", "가", "B1", "나") + Row(2, "A2", "다", "B2", "다") + Row(3, "A3", "라", "B3", "마"));
        Assert.Equal(["다", "다 (2)"], ExchangeFiles.Open(bytes, new(HeaderRow: 2)).Value.Columns);
        Assert.Equal(new HeaderRowNotFound(7), ExchangeFiles.Open(bytes, new(HeaderRow: 7)).Refusal);
        Assert.Equal(new SheetNotFound("없음"), ExchangeFiles.Open(bytes, new(Sheet: "없음")).Refusal);
    }

    [Fact]
    public void Open_FormattedButEmptyRowsAndColumns_DoNotCount()
    {
        var empty = string.Concat(Enumerable.Range(3, 300_000).Select(r => $"<row r=\"{r.ToString(CultureInfo.InvariantCulture)}\"><c r=\"XFD{r}\" s=\"1\"/></row>"));
        Assert.Equal(1, ExchangeFiles.Open(ExchangeFiles.Workbook(Header + "<row r=\"2\"><c><v>1</v></c></row>" + empty)).Value.RowCount);
    }

    private static string Row(int number, params string[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Chunk(2).Select(c => $"<c r=\"{c[0]}\" t=\"inlineStr\"><is><t>{c[1]}</t></is></c>"))}</row>";
}
