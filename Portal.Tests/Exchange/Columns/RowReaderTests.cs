using Portal.Domain;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Reading;

namespace Portal.Tests.Exchange.Columns;

public sealed class RowReaderTests
{
    private static readonly ColumnChoice[] Days =
    [
        new("always", new("상설장", "Always", "常设")), new("periodic", new("오일장", "Periodic", "定期"), "5일장"), new("mart", new("마트·슈퍼", "Mart/Super", "超市")),
    ];

    [Theory]
    [InlineData("2026-03-05")]
    [InlineData("2026. 3. 5.")]
    [InlineData("2026. 3. 5. (목)")]
    [InlineData("2026.3.5")]
    [InlineData("2026/3/5")]
    [InlineData("20260305")]
    [InlineData("2026년 3월 5일")]
    [InlineData("2026年3月5日")]
    [InlineData("2026-03-05T18:30:00")]
    [InlineData("2026-03-05 09:00")]
    public void Read_Date_InEveryForm(string text) => Assert.Equal(new DateOnly(2026, 3, 5), Read(ColumnKind.Date, text).Date("f"));

    [Theory]
    [InlineData("5/3/2026")]
    [InlineData("2026-02-30")]
    [InlineData("26-03-05")]
    [InlineData("2026-3")]
    [InlineData("0000-01-01")]
    [InlineData("어제")]
    public void Read_NoDate_IsRefused(string text) => AssertRefused<CellNotDate>(Read(ColumnKind.Date, text));

    [Theory]
    [InlineData("Y", true)]
    [InlineData("예", true)]
    [InlineData("是", true)]
    [InlineData("O", true)]
    [InlineData("TRUE", true)]
    [InlineData("1", true)]
    [InlineData("Ｙ", true)]
    [InlineData("n", false)]
    [InlineData("아니오", false)]
    [InlineData("否", false)]
    [InlineData("X", false)]
    [InlineData("0", false)]
    public void Read_YesOrNo_InEveryForm(string text, bool expected) => Assert.Equal(expected, Read(ColumnKind.Boolean, text).YesNo("f"));

    [Theory]
    [InlineData("1,234", 1234)]
    [InlineData("-5", -5)]
    [InlineData("276.0", 276)]
    [InlineData("１２", 12)]
    public void Read_WholeNumber_AsPeopleWriteIt(string text, long expected) => Assert.Equal(expected, Read(ColumnKind.Whole, text).Number64("f"));

    [Theory]
    [InlineData("12,5")]
    [InlineData("1e3")]
    [InlineData("1.5")]
    [InlineData("0x10")]
    [InlineData("9223372036854775808")]
    [InlineData("많음")]
    public void Read_NoWholeNumber_IsRefused(string text) => AssertRefused<CellNotWhole>(Read(ColumnKind.Whole, text));

    [Fact]
    public void Read_ScaledNumber_IsRefusedOrRoundedBeyondItsDigits()
    {
        Assert.Equal(3_775_402, Read(Column(ColumnKind.Scaled) with { Digits = 5, Rounds = true }, "37.75401611").Number64("f"));
        Assert.Equal(-1_250, Read(Column(ColumnKind.Scaled) with { Digits = 2 }, "-12.5").Number64("f"));
        AssertRefused<CellTooManyDigits>(Read(Column(ColumnKind.Scaled) with { Digits = 2 }, "1.234"));
        Assert.Equal(new CellOutOfRange("0.00", "10.00") { Field = "f" }, Assert.Single(Read(Column(ColumnKind.Scaled) with { Digits = 2, Min = 0, Max = 1_000 }, "-1").Refusals));
    }

    [Theory]
    [InlineData("₩12,000", "KRW", 12_000)]
    [InlineData("12000원", "KRW", 12_000)]
    [InlineData("-₩500", "KRW", -500)]
    [InlineData("12.5", "CNY", 1_250)]
    [InlineData("¥12.50", "CNY", 1_250)]
    public void Read_Money_InMinorUnits(string text, string currency, long minor) =>
        Assert.Equal(new Money(currency, minor), Read(Column(ColumnKind.Money) with { Currency = currency }, text).Money("f"));

    [Fact]
    public void Read_MoneyOfAnotherKind_IsRefused()
    {
        AssertRefused<CellNotAmount>(Read(ColumnKind.Money, "$12"));
        AssertRefused<CellTooManyDigits>(Read(ColumnKind.Money, "12.5"));
    }

    [Fact]
    public void Read_Choices_ByCodeLabelOrSynonymInAnyLanguage()
    {
        Assert.Equal("periodic", Read(Column(ColumnKind.Choice) with { Choices = Days }, "5 일장").Text("f"));
        Assert.Equal(["always", "mart"], Read(Column(ColumnKind.Choices) with { Choices = Days }, "常设+마트·슈퍼+ALWAYS").Choices("f"));
        Assert.Equal(["always", "periodic"], Read(Column(ColumnKind.Choices) with { Choices = Days }, "상설장, 오일장").Choices("f"));
        Assert.Equal(new CellNotChoice("야시장") { Field = "f" }, Assert.Single(Read(Column(ColumnKind.Choices) with { Choices = Days }, "상설장/야시장").Refusals));
    }

    [Theory]
    [InlineData("007")]
    [InlineData("1e3")]
    [InlineData("123456789012345678")]
    public void Read_Text_StaysText(string text) => Assert.Equal(text, Read(ColumnKind.Text, text).Text("f"));

    [Fact]
    public void Read_TextThatCannotBe_IsRefusedAtItsField()
    {
        AssertRefused<TextTooLong>(Read(ColumnKind.Text, new string('가', 32_768)));
        AssertRefused<TextNotAllowed>(Read(ColumnKind.Text, "a\0b"));
        AssertRefused<TextNotAllowed>(Read(ColumnKind.Text, "a\ud800"));
        AssertRefused<CellLostDigits>(Read(Column(ColumnKind.Text), new Cell(CellKind.Number, "1.2345678901234566E+17")));
        AssertRefused<CellLostDigits>(Read(ColumnKind.Text, "1.23457E+17"));
        AssertRefused<CellHasError>(Read(Column(ColumnKind.Text), new Cell(CellKind.Error, "#REF!")));
        AssertRefused<CellNotYesOrNo>(Read(ColumnKind.Boolean, "\ud800"));
    }

    [Fact]
    public void Read_EmptyAbsentAndMasked_AreThreeThings()
    {
        ExchangeColumn[] columns = [new("a", ColumnKind.Text, new("가", "A", "A")), new("b", ColumnKind.Text, new("나", "B", "B")) { Personal = true }, new("c", ColumnKind.Text, new("다", "C", "C"))];
        var row = new RowReader(columns, ColumnMapping.Automatic(["가", "나"], columns)).Read(new(7, [Cell.OfText(" "), Cell.OfText("010-****-5678")]));
        Assert.Equal((7, true, null, false, false), (row.Number, row.Has("a"), row.Text("a"), row.Has("b"), row.Has("c")));
        Assert.Empty(row.Refusals);
    }

    [Fact]
    public void Read_RequiredAndEmpty_IsRefused()
    {
        var row = Read(Column(ColumnKind.Text) with { Required = true }, "");
        AssertRefused<TextMissing>(row);
        Assert.False(row.Has("f"));
    }

    private static readonly Labels Any = new("값", "Value", "值");

    private static ExchangeColumn Column(ColumnKind kind) => new("f", kind, Any);

    private static ImportedRow Read(ColumnKind kind, string text) => Read(Column(kind), text);

    private static ImportedRow Read(ExchangeColumn column, string text) => Read(column, Cell.OfText(text));

    private static ImportedRow Read(ExchangeColumn column, Cell cell) =>
        new RowReader([column], ColumnMapping.Automatic(["값"], [column])).Read(new(2, [cell]));

    private static void AssertRefused<T>(ImportedRow row)
        where T : Refusal
    {
        var refusal = Assert.IsType<T>(Assert.Single(row.Refusals));
        Assert.Equal("f", refusal.Field);
        Assert.False(row.Has("f"));
    }
}
