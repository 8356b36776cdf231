using System.Text;
using Portal.Domain;
using Portal.Domain.MerchantQr;

namespace Portal.Tests.MerchantQr;

/// <summary>What is wrong with a payload is said: which rule, which id, where.</summary>
public sealed class QrPayloadTests
{
    private static string Good(string? body = null) => Sealed(body ?? Plain);

    private static string Plain => "000201" + "010211" + "26110001A0102B1" + "52045499" + "5303410" + "5802KR" + "5904Shop" + "6005Seoul";

    [Fact]
    public void Crc16_CheckValueOfTheAlgorithm_Is29B1() => Assert.Equal(0x29B1, Crc16.Of("123456789"u8));

    [Fact]
    public void Parse_Canonical_IsReadAndWrittenAlike()
    {
        var parsed = QrPayload.Parse(Good());
        Assert.True(parsed.Ok, Codes(parsed.Refusals));
        Assert.Equal(Good(), parsed.Value.Text);
        Assert.Equal("B1", parsed.Value.Find("26")!.Part("01")!.Value);
        Assert.False(parsed.Value.IsDynamic);
    }

    [Fact]
    public void Parse_ChecksumInSmallLetters_IsReadAndWrittenInCapitals()
    {
        var small = Enumerable.Range(0, 200).Select(i => Good(Plain.Replace("Shop", $"S{i:D3}", StringComparison.Ordinal))).First(p => p[^4..].Any(char.IsAsciiLetter));
        Assert.Equal(small, QrPayload.Parse(small[..^4] + small[^4..].ToLowerInvariant()).Value.Text);
    }

    [Theory]
    [InlineData("010211", "", "")] // 01 may be left out
    [InlineData("000201", "", "qr_format_not_first,qr_id_missing")]
    [InlineData("000201", "000202", "qr_value_malformed")]
    [InlineData("010211", "010213", "qr_value_malformed")]
    [InlineData("26110001A0102B1", "", "qr_account_missing")]
    [InlineData("26110001A0102B1", "02041234", "")]
    [InlineData("26110001A0102B1", "26060102B1", "qr_id_missing")]
    [InlineData("26110001A0102B1", "26110001A0109B1", "qr_field_cut_short")]
    [InlineData("26110001A0102B1", "26110001A01x2B1", "qr_field_unreadable")]
    [InlineData("26110001A0102B1", "26110001A0002B1", "qr_id_repeated")]
    [InlineData("52045499", "", "qr_id_missing")]
    [InlineData("52045499", "520454x9", "qr_value_malformed")]
    [InlineData("5303410", "5303KRW", "qr_value_malformed")]
    [InlineData("5303410", "5303410540512000", "")]
    [InlineData("5303410", "53034105407120.000", "")]
    [InlineData("5303410", "53034105406120.50", "qr_amount_malformed")]
    [InlineData("5303410", "530315654041.25", "")]
    [InlineData("5303410", "530315654051.255", "qr_amount_malformed")]
    [InlineData("5303410", "53034105403098", "")]
    [InlineData("5303410", "530341054010", "qr_amount_malformed")]
    [InlineData("5303410", "53034105405-1200", "qr_amount_malformed")]
    [InlineData("5303410", "53034105406１２0000", "qr_amount_malformed")]
    [InlineData("5303410", "530341054051,200", "qr_amount_malformed")]
    [InlineData("5303410", "5303410541412345678901234", "qr_value_too_long")]
    [InlineData("5303410", "5303410550201", "")]
    [InlineData("5303410", "5303410550202", "qr_id_missing")]
    [InlineData("5303410", "53034105502025603500", "")]
    [InlineData("5303410", "530341055020357042.50", "")]
    [InlineData("5303410", "5303410550204", "qr_value_malformed")]
    [InlineData("5802KR", "5802kr", "qr_value_malformed")]
    [InlineData("5904Shop", "5900", "qr_value_empty")]
    [InlineData("5904Shop", "5926abcdefghijklmnopqrstuvwxyz", "qr_value_too_long")]
    [InlineData("6005Seoul", "6005Seoul5904Shop", "qr_id_repeated")]
    [InlineData("6005Seoul", "6005Seoul62070303A-1", "")]
    [InlineData("6005Seoul", "6005Seoul6205abcde", "qr_field_unreadable")]
    [InlineData("6005Seoul", "6005Seoul64060002ko", "qr_id_missing")]
    [InlineData("6005Seoul", "6005Seoul64120002ko0102가게", "")]
    [InlineData("6005Seoul", "6005Seoul7003abc8105plain", "")]
    public void Parse_OneThingWrong_IsNamed(string of, string becomes, string expected)
    {
        Assert.Contains(of, Plain, StringComparison.Ordinal);
        var reading = QrReading.Of(Sealed(Plain.Replace(of, becomes, StringComparison.Ordinal)));
        Assert.Equal(expected, Codes(reading.Refusals.Where(r => r is not QrCrcWrong).ToList()));
    }

    [Fact]
    public void Parse_Damaged_SaysExpectedAndFoundChecksum()
    {
        var refusal = Assert.IsType<QrCrcWrong>(QrPayload.Parse(Good().Replace("Shop", "Shup", StringComparison.Ordinal)).Refusal);
        Assert.Equal(Good(Plain.Replace("Shop", "Shup", StringComparison.Ordinal))[^4..], refusal.Expected);
        Assert.Equal(Good()[^4..], refusal.Found);
    }

    [Fact]
    public void Parse_TextBehindTheChecksum_IsNamed()
    {
        Assert.Equal(new QrTextBehindCrc(Good().Length + 1) { Field = "63" }, QrPayload.Parse(Good() + "x").Refusal);
        Assert.Equal(new QrCrcNotLast(Good().Length - 7) { Field = "63" }, QrPayload.Parse(Good() + "6402ab").Refusal);
        Assert.IsType<QrCrcMissing>(Assert.Single(QrPayload.Parse(Plain).Refusals));
        Assert.Equal("qr_field_cut_short,qr_crc_missing", Codes(QrPayload.Parse(Good()[..^2]).Refusals));
    }

    [Fact]
    public void Parse_PlaceOfAFault_IsCountedInCharacters()
    {
        var fault = Assert.IsType<QrIdRepeated>(QrPayload.Parse(Good(Plain + "64120002ko0102가게" + "5904Shop")).Refusal);
        Assert.Equal(("59", Plain.Length + "64120002ko0102가게".Length + 1), (fault.Id, fault.Position));
        var inside = Assert.IsType<QrFieldUnreadable>(QrPayload.Parse(Good(Plain + "62090303A-1zz")).Refusals[0]);
        Assert.Equal((Plain.Length + 12, "zz", "62"), (inside.Position, inside.Found, inside.Field));
    }

    [Theory]
    [InlineData("64120002ko0102가게", QrLengthUnit.Characters)]
    [InlineData("64160002ko0106가게", QrLengthUnit.Utf8Bytes)]
    [InlineData("64110002ko0101𠮷", QrLengthUnit.Characters)]
    public void Parse_LengthsInEitherUnit_AreReadAndWrittenAlike(string language, QrLengthUnit unit)
    {
        var parsed = QrPayload.Parse(Good(Plain + language));
        Assert.True(parsed.Ok, Codes(parsed.Refusals));
        Assert.Equal((unit, Good(Plain + language)), (parsed.Value.Unit, parsed.Value.Text));
        Assert.Equal(language.Contains('가', StringComparison.Ordinal) ? "가게" : "𠮷", parsed.Value.Find("64")!.Part("01")!.Value);
    }

    [Fact]
    public void Parse_NeitherUnitFits_IsSaidInCharacters()
    {
        var refusal = Assert.IsType<QrFieldCutShort>(QrPayload.Parse(Good(Plain + "64990002ko0102가게")).Refusals[0]);
        Assert.Equal(("64", 99, "0002ko0102가게".Length + 8), (refusal.Id, refusal.Length, refusal.Left));
    }

    [Fact]
    public void Parse_LongerThan512_IsRefused()
    {
        var filler = string.Concat(Enumerable.Range(65, 5).Select(id => $"{id}90{new string('x', 90)}"));
        Assert.Equal(new QrTooLong(Good(Plain + filler).Length, 512), QrPayload.Parse(Good(Plain + filler)).Refusal);
        Assert.IsType<QrTooLong>(QrPayload.Parse(new string('0', 1_000_000)).Refusal);
    }

    [Theory]
    [InlineData("", "text_missing")]
    [InlineData("https://qr.alipay.com/x", "qr_field_unreadable,qr_crc_missing")]
    [InlineData("0\0", "text_not_allowed")]
    public void Parse_NoPayloadAtAll_IsRefused(string text, string expected) => Assert.Equal(expected, Codes(QrPayload.Parse(text).Refusals));

    [Fact]
    public void Parse_HalfOfASurrogatePair_IsRefused() => Assert.Equal("text_not_allowed", Codes(QrPayload.Parse("0002" + (char)0xD83D + "1").Refusals));

    [Theory]
    [InlineData("8012" + "0300" + "abcdefgh")]
    [InlineData("8008" + "01020102")]
    [InlineData("62085004" + "0300")]
    public void Parse_ValueOfItsOwnersThatLooksLikeATemplateByChance_IsAPlainValue(string open)
    {
        var parsed = QrPayload.Parse(Good(Plain + open));
        Assert.True(parsed.Ok, Codes(parsed.Refusals));
        Assert.Empty(parsed.Value.Fields[^2].Walk().Last().Field.Parts);
    }

    [Fact]
    public void Make_ValueThatTwoDigitsCannotSay_IsRefused() =>
        Assert.Equal(new QrValueTooLong("26.01", 0, 99) { Field = "26.01" }, QrPayload.Make([QrField.Of("26", [QrField.Of("00", "A"), QrField.Of("01", new string('9', 100))])]).Refusals.First(r => r.Field == "26.01"));

    private static string Codes(IReadOnlyList<Refusal> refusals) => string.Join(',', refusals.Select(r => r.Code));

    private static string Sealed(string body) => body + "6304" + Crc16.Of(Encoding.UTF8.GetBytes(body + "6304")).ToString("X4", System.Globalization.CultureInfo.InvariantCulture);
}
