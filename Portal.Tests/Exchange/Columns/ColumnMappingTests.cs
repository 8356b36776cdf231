using Portal.Domain;
using Portal.Domain.Exchange.Columns;

namespace Portal.Tests.Exchange.Columns;

public sealed class ColumnMappingTests
{
    private static readonly ExchangeColumn[] Columns =
    [
        new("code", ColumnKind.Text, new("코드", "Code", "编号")) { Required = true },
        new("tradeName", ColumnKind.Text, new("상호", "Trade name", "商号")) { Synonyms = ["업소명"] },
        new("name", ColumnKind.Text, new("이름", "Name", "姓名")),
        new("phone", ColumnKind.Text, new("전화번호", "Phone", "电话")),
    ];

    [Theory]
    [InlineData("상호")]
    [InlineData("Trade  NAME")]
    [InlineData("trade_name")]
    [InlineData("商号")]
    [InlineData("업소명")]
    [InlineData("tradeName")]
    [InlineData("상호 *")]
    [InlineData("ＴＲＡＤＥ name")]
    [InlineData("\u1109\u1161\u11bc\u1112\u1169")]
    public void Automatic_HeadingInAnyForm_IsRecognised(string heading)
    {
        var mapping = ColumnMapping.Automatic(["x", heading], Columns);
        Assert.Equal((1, "tradeName", (string?)null), (mapping.ColumnOf("tradeName"), mapping.FieldOf(1), mapping.FieldOf(0)));
        Assert.Equal(["x"], mapping.Unmapped);
        Assert.Equal("code", Assert.Single(mapping.Missing(Columns)).Key);
    }

    [Fact]
    public void Automatic_TwoHeadingsForOneField_TakesTheFirst() =>
        Assert.Equal(0, ColumnMapping.Automatic(["상호", "업소명"], Columns).ColumnOf("tradeName"));

    [Theory]
    [InlineData("""{"가게":"tradeName","번호":"code"}""", 0, 1)]
    [InlineData("""{"tradeName":"가게","code":"번호"}""", 0, 1)]
    [InlineData("""{"name":"tradeName"}""", 2, -1)]
    [InlineData("""{"tradeName":"name"}""", 2, -1)]
    [InlineData("""{"TRADENAME":"가게"}""", 0, -1)]
    [InlineData("""{"가 게":"tradeName"}""", 0, -1)]
    public void FromJson_EitherDirection_IsTold(string json, int tradeName, int code)
    {
        var mapping = ColumnMapping.FromJson(json, ["가게", "번호", "name", "전화번호"], Columns).Value;
        Assert.Equal((tradeName, code < 0 ? null : code), (mapping.ColumnOf("tradeName"), mapping.ColumnOf("code")));
        Assert.Equal(3, mapping.ColumnOf("phone"));
    }

    [Fact]
    public void FromJson_NothingGiven_IsAutomatic() =>
        Assert.Equal(["phone"], ColumnMapping.FromJson(" ", ["전화번호"], Columns).Value.Fields);

    [Theory]
    [InlineData("""{"전화번호":null}""")]
    [InlineData("""{"전화번호":""}""")]
    [InlineData("""{"phone":""}""")]
    public void FromJson_LeftOut_IsNotMapped(string json) =>
        Assert.Equal(["code"], ColumnMapping.FromJson(json, ["코드", "전화번호"], Columns).Value.Fields);

    [Theory]
    [MemberData(nameof(Bad))]
    public void FromJson_BadMapping_SaysWhy(string json, Refusal refusal) =>
        Assert.Equal(refusal with { Field = refusal is MappingNotReadable ? null : "mapping" }, ColumnMapping.FromJson(json, ["가게", "번호"], Columns).Refusal);

    public static TheoryData<string, Refusal> Bad() => new()
    {
        { "[1]", new MappingNotReadable() },
        { "{", new MappingNotReadable() },
        { """{"가게":{"a":1}}""", new MappingNotReadable() },
        { """{"가게":"shopName"}""", new MappingFieldUnknown("shopName") },
        { """{"상점":"tradeName"}""", new MappingHeaderUnknown("상점") },
        { """{"가게":"tradeName","번호":"tradeName"}""", new MappingTwice("번호") },
        { """{"가게":"tradeName","name":"번호"}""", new MappingFieldUnknown("번호") },
        { """{"가게":null}""", new MappingEmpty() },
    };

    [Fact]
    public void ToJson_Mapping_ComesBack()
    {
        string[] headers = ["가게", "전화번호", "코드"];
        var mapping = ColumnMapping.FromJson("""{"가게":"tradeName","전화번호":null}""", headers, Columns).Value;
        Assert.Equal("""{"가게":"tradeName","전화번호":null,"코드":"code"}""", mapping.ToJson());
        Assert.Equal(mapping.ToJson(), ColumnMapping.FromJson(mapping.ToJson(), headers, Columns).Value.ToJson());
    }
}
