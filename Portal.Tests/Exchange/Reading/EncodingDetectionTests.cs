using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Exchange.Reading;

namespace Portal.Tests.Exchange.Reading;

public sealed class EncodingDetectionTests
{
    private static readonly string[] KoreanWords = ["시장", "상인", "점포", "전화번호", "주소", "부산광역시", "수산물", "김가람", "이름", "대표자", "농산물", "가야시장", "해운대구", "반찬", "떡볶이", "신발", "개설연도", "상설장"];
    private static readonly string[] ChineseWords = ["市场", "商户", "摊位", "电话号码", "地址", "北京市", "水产", "李明", "姓名", "负责人", "农产品", "朝阳区", "蔬菜", "服装", "成立日期", "营业执照", "王芳", "面条"];

    [Theory]
    [InlineData("이름,전화", TextEncoding.Cp949)]
    [InlineData("시장명", TextEncoding.Cp949)]
    [InlineData("상호,대표자\n가람수산,김가람\n", TextEncoding.Cp949)]
    [InlineData("가", TextEncoding.Cp949)]
    [InlineData("홍길동 02-123-4567", TextEncoding.Cp949)]
    [InlineData("名称,电话", TextEncoding.Gb18030)]
    [InlineData("商户", TextEncoding.Gb18030)]
    [InlineData("商户名称,负责人\n海鲜店,王芳\n", TextEncoding.Gb18030)]
    [InlineData("姓名;地址\n李明;北京市朝阳区\n", TextEncoding.Gb18030)]
    [InlineData("名称\t상호\n蔬菜\t채소\n", TextEncoding.Gb18030)]
    [InlineData("이름,전화", TextEncoding.Utf8)]
    [InlineData("商户", TextEncoding.Utf8)]
    [InlineData("café,naïve", TextEncoding.Utf8)]
    [InlineData("이름,전화\n김가람,010\n", TextEncoding.Utf16LittleEndian)]
    [InlineData("이름,전화\n김가람,010\n", TextEncoding.Utf16BigEndian)]
    [InlineData("name,phone\nA,010\n", TextEncoding.Utf16LittleEndian)]
    [InlineData("name,phone\nA,010\n", TextEncoding.Utf16BigEndian)]
    public void Detect_TextWithoutMark_FindsItsEncoding(string text, TextEncoding encoding)
    {
        var guess = EncodingDetection.Detect(encoding.Strict().GetBytes(text).AsSpan())!;
        Assert.Equal(encoding, guess.Encoding);
        Assert.Equal(guess.Encoding, guess.Candidates[0].Encoding);
        Assert.StartsWith(text.Split('\n')[0], guess.Candidates[0].Sample, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TextEncoding.Utf8, new byte[] { 0xEF, 0xBB, 0xBF })]
    [InlineData(TextEncoding.Utf16LittleEndian, new byte[] { 0xFF, 0xFE })]
    [InlineData(TextEncoding.Utf16BigEndian, new byte[] { 0xFE, 0xFF })]
    public void Detect_ByteOrderMark_IsCertain(TextEncoding encoding, byte[] mark)
    {
        var guess = EncodingDetection.Detect([.. mark, .. encoding.Strict().GetBytes("이름")])!;
        Assert.Equal((encoding, EncodingConfidence.Certain, "이름"), (guess.Encoding, guess.Confidence, guess.Candidates[0].Sample));
    }

    [Fact]
    public void Detect_Ascii_IsUtf8AndCertain() =>
        Assert.Equal((TextEncoding.Utf8, EncodingConfidence.Certain), Detect("id,name\n1,A\n"u8.ToArray()));

    [Fact]
    public void Detect_FirstKoreanFarDown_IsFound()
    {
        var text = string.Concat(Enumerable.Repeat("1,abcdefgh\n", 60_000)) + "2,가람수산 김가람\n";
        using var stream = new MemoryStream(TextEncoding.Cp949.Strict().GetBytes(text));
        Assert.Equal(TextEncoding.Cp949, EncodingDetection.Detect(stream)!.Encoding);
        Assert.Equal(0, stream.Position);
    }

    [Fact]
    public void Detect_RandomBytes_IsNothing()
    {
        var bytes = new byte[5_000];
        new System.Random(1).NextBytes(bytes);
        Assert.Null(EncodingDetection.Detect(bytes.AsSpan()));
    }

    [Fact]
    public void Detect_RowsOfWords_FindsTheirEncoding()
    {
        Prop.ForAll(Rows(KoreanWords), text => Detect(TextEncoding.Cp949.Strict().GetBytes(text)).Encoding == TextEncoding.Cp949).QuickCheckThrowOnFailure();
        Prop.ForAll(Rows(ChineseWords), text => Detect(TextEncoding.Gb18030.Strict().GetBytes(text)).Encoding == TextEncoding.Gb18030).QuickCheckThrowOnFailure();
        Prop.ForAll(Rows([.. KoreanWords, .. ChineseWords]), text => Detect(Encoding.UTF8.GetBytes(text)).Encoding == TextEncoding.Utf8).QuickCheckThrowOnFailure();
    }

    [SharedDataFact]
    public void Detect_OfficialKoreanFiles_AreCp949()
    {
        foreach (var file in Directory.GetFiles(SharedData.File("05_markets", "korea"), "*표준데이터.csv"))
        {
            using var stream = File.OpenRead(file);
            var guess = EncodingDetection.Detect(stream)!;
            Assert.Equal((TextEncoding.Cp949, EncodingConfidence.Likely), (guess.Encoding, guess.Confidence));
            Assert.StartsWith("시장명,시장유형", guess.Candidates[0].Sample, StringComparison.Ordinal);
            Assert.Contains(guess.Candidates, c => c.Encoding == TextEncoding.Gb18030);
        }
    }

    private static (TextEncoding Encoding, EncodingConfidence Confidence) Detect(byte[] bytes)
    {
        var guess = EncodingDetection.Detect(bytes.AsSpan())!;
        return (guess.Encoding, guess.Confidence);
    }

    private static Arbitrary<string> Rows(string[] words) =>
        Gen.Elements(words).NonEmptyListOf().Select(row => string.Join(',', row) + "\n").ToArbitrary();
}
