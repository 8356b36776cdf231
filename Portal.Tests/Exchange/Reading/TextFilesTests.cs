using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Reading;

namespace Portal.Tests.Exchange.Reading;

public sealed class TextFilesTests
{
    [Theory]
    [InlineData("a,b\n1;2,3\n", ',')]
    [InlineData("a\tb\n1,5\t3\n", '\t')]
    [InlineData("a;b\n1,5;3\n", ';')]
    [InlineData("sep=;\na;b,c\n1;3\n", ';')]
    [InlineData("\"a;b;c\",d\n1,2\n", ',')]
    [InlineData("a\n1\n", ',')]
    public void Open_Delimiter_IsTold(string text, char delimiter)
    {
        var table = ExchangeFiles.OpenText(text).Value;
        Assert.Equal(delimiter, table.Delimiter);
        Assert.DoesNotContain("sep=", table.Columns[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_QuotesAndLineEnds_AreReadAsTheyAreMeant()
    {
        var table = ExchangeFiles.OpenText("a,b,c\r\n\"1,\"\"x\"\"\n2\",b\"c,\"d\"e\r\n\r\n007,1e3,123456789012345678\r5,,\n").Value;
        Assert.Equal([["1,\"x\"\n2", "b\"c", "de"], ["007", "1e3", "123456789012345678"], ["5"]], table.Texts());
        Assert.Equal([2, 4, 5], table.Rows().Select(r => r.Number));
        Assert.All(table.FirstRow(), cell => Assert.Equal(CellKind.Text, cell.Kind));
    }

    [Fact]
    public void Rows_EveryEncoding_ReadTheSame()
    {
        foreach (var encoding in Enum.GetValues<TextEncoding>())
        {
            var table = ExchangeFiles.Open(encoding.Strict().GetBytes("상호,전화\n시장,02\n")).Value;
            Assert.Equal((encoding, "상호"), (table.Encoding, table.Columns[0]));
        }
    }

    [Fact]
    public void Rows_NulInACell_ReachesTheField() =>
        Assert.Equal("x\0y", ExchangeFiles.OpenText("name,phone\nfirst,x\0y\nsecond,010\n").Value.FirstRow()[1].Text);

    [Fact]
    public void Rows_JsonUnderAProperty_IsFlattened()
    {
        var table = ExchangeFiles.OpenText("""
            {"meta": {"tags": [{"k": 1}]}, "data": {"items": [
              {"id": "007", "n": 12.50, "big": 123456789012345678, "ok": true, "none": null, "pos": {"lat": 35.1, "lng": 129}, "pays": ["card", "qr"], "deep": [{"a": 1}]},
              {"id": "8", "later": "x"}]}}
            """).Value;
        Assert.Equal(["data.items", "meta.tags"], table.Sheets);
        Assert.Equal(["id", "n", "big", "ok", "none", "pos.lat", "pos.lng", "pays", "deep", "later"], table.Columns);
        Assert.Equal(["007", "12.50", "123456789012345678", "true", "", "35.1", "129", "card+qr", "[{\"a\": 1}]"], table.Texts()[0]);
        Assert.Equal([CellKind.Text, CellKind.Number, CellKind.Number, CellKind.Boolean, CellKind.Empty], table.FirstRow().Take(5).Select(c => c.Kind));
        Assert.Equal([1, 2], table.Rows().Select(r => r.Number));
        Assert.Equal(["k"], ExchangeFiles.OpenText("""{"meta": {"tags": [{"k": 1}]}, "items": [{"a": 1}, {"a": 2}]}""", new(Sheet: "meta.tags")).Value.Columns);
    }

    [Fact]
    public void Rows_JsonWithHalfASurrogate_ReachesTheField() =>
        Assert.Equal("a\ud800", ExchangeFiles.OpenText("""[{"name": "a\ud800"}]""").Value.FirstRow()[0].Text);

    [Fact]
    public void Rows_JsonInOtherEncodings_AreRead()
    {
        foreach (var encoding in Enum.GetValues<TextEncoding>())
            Assert.Equal("가람수산 시장", ExchangeFiles.Open(encoding.Strict().GetBytes("[{\"상호\": \"가람수산 시장\"}]")).Value.FirstRow()[0].Text);
    }

    [SharedDataFact]
    public void Open_OfficialFiles_HaveAllTheirRows()
    {
        var markets = TableFile.Open(Directory.GetFiles(SharedData.File("05_markets", "korea"), "*표준데이터.csv").Single()).Value;
        Assert.Equal((1_388, TextEncoding.Cp949, 18, 1), (markets.RowCount, markets.Encoding, markets.Columns.Count, markets.HeaderRow));
        var merchants = TableFile.Open(SharedData.File("05_markets", "korea", "onnuri_merchants_busan_3000.json")).Value;
        Assert.Equal((2_200, "items", "id"), (merchants.RowCount, merchants.Sheet, merchants.Columns[0]));
        Assert.Equal(1_450, TableFile.Open(SharedData.File("05_markets", "korea", "traditional-market_traditional_market_geocoder__raw_market_data.json")).Value.RowCount);
    }
}
