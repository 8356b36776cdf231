using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Portal.Domain;
using Portal.Domain.Exchange.Reading;
using Portal.Domain.Exchange.Writing;

namespace Portal.Tests.Exchange.Writing;

public sealed class RoundTripTests
{
    private static readonly string[] Pieces = ["'", "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " ", "\u00a0", "a", "가", "1", "\"", ",", ";", "_x0041_", "_x", "&", "<", "😀", "007"];

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+82-2-123", "'+82-2-123")]
    [InlineData("-5", "'-5")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("＝1", "'＝1")]
    [InlineData(" =1", "' =1")]
    [InlineData("'=1", "''=1")]
    [InlineData("'70s", "'70s")]
    [InlineData("''", "''")]
    [InlineData("a=1", "a=1")]
    public void Neutralise_Text_ComesBack(string text, string written)
    {
        Assert.Equal(written, NeutralText.Neutralise(text));
        Assert.Equal(text, NeutralText.Restore(written));
    }

    [Fact]
    public void Neutralise_AnyText_ComesBackAndNeverStartsAFormula() => Prop.ForAll(Texts(), text =>
    {
        var written = NeutralText.Neutralise(text);
        return NeutralText.Restore(written) == text && (written.Length == 0 || !"=+-@\t\r\n＝＋－＠".Contains(written[0], StringComparison.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Write_AnyTexts_AreReadBackExactly(bool xlsx)
    {
        var texts = Texts().Generator.Where(t => !string.IsNullOrWhiteSpace(t)).Sample(400).Concat(["_x1007\r007", "_x1007\u0001", "\u0001\u0002", "a\ufffe", "long" + new string('x', 32_000)]).ToArray();
        var table = ExchangeFiles.Open(await ExchangeFiles.WriteAsync(xlsx, ["이름", "값"], [.. texts.Select(t => new[] { ExchangeCell(t), ExportCell.OfWhole(1) })])).Value;
        Assert.Equal(texts, table.Rows().Select(r => r.At(0).Text));

        static ExportCell ExchangeCell(string text) => ExportCell.OfText(text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Write_EveryKind_IsReadBack(bool xlsx)
    {
        ExportCell[] cells =
        [
            ExportCell.OfText("007"), ExportCell.OfText("123456789012345678"), ExportCell.OfWhole(-5), ExportCell.OfWhole(123_456_789_012_345), ExportCell.OfWhole(long.MinValue),
            ExportCell.OfScaled(-1_250, 3), ExportCell.OfDate(new(2026, 3, 5)), ExportCell.OfDate(new(1899, 1, 2)), ExportCell.OfMoment(new DateTime(2026, 3, 5, 9, 7, 3)),
            ExportCell.OfBoolean(true), ExportCell.OfMoney(new Money("KRW", -12_000)), ExportCell.OfMoney(new Money("CNY", 1_250)), default, ExportCell.OfText("끝"),
        ];
        var row = ExchangeFiles.Open(await ExchangeFiles.WriteAsync(xlsx, [.. cells.Select((_, i) => $"열{i}")], cells)).Value.FirstRow();
        Assert.Equal(
            ["007", "123456789012345678", "-5", "123456789012345", "-9223372036854775808", xlsx ? "-1.25" : "-1.250", "2026-03-05", "1899-01-02", "2026-03-05T09:07:03", "true", "-12000", xlsx ? "12.5" : "12.50", "", "끝"],
            row.Select(c => c.Text));
        if (xlsx)
            Assert.Equal("Text Text Number Number Text Number Date Text Date Boolean Number Number Empty Text", string.Join(' ', row.Select(c => c.Kind)));
    }

    [Fact]
    public async Task Write_Csv_HasMarkCrlfAndQuotes()
    {
        var bytes = await ExchangeFiles.WriteAsync(xlsx: false, ["상호", "수"], [ExportCell.OfText("a\"b;c"), ExportCell.OfWhole(-1)], [ExportCell.OfText("=1+1"), default]);
        Assert.Equal("\uFEFF상호,수\r\n\"a\"\"b;c\",-1\r\n\"'=1+1\",\r\n", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public async Task Write_Xlsx_OpensInAnotherReader()
    {
        var bytes = await ExchangeFiles.WriteAsync(xlsx: true, ["상호", "금액", "날짜"], [ExportCell.OfText("=cmd|' /C calc'!A0"), ExportCell.OfMoney(new Money("CNY", 1_250)), ExportCell.OfDate(new(2026, 3, 5))]);
        using var workbook = new ClosedXML.Excel.XLWorkbook(new MemoryStream(bytes));
        var sheet = workbook.Worksheet("상인");
        Assert.False(sheet.Cell("A2").HasFormula);
        Assert.Equal(("'=cmd|' /C calc'!A0", 12.5, new DateTime(2026, 3, 5)), (sheet.Cell("A2").GetString(), sheet.Cell("B2").GetDouble(), sheet.Cell("C2").GetDateTime()));
        Assert.True(sheet.Cell("A1").Style.Font.Bold);
        Assert.Equal(1, sheet.SheetView.SplitRow);
        Assert.Equal("A1:C2", sheet.AutoFilter.Range.RangeAddress.ToString());
    }

    [Fact]
    public async Task Write_ToAStreamThatOnlyWritesAsynchronously_Works()
    {
        using var kept = new MemoryStream();
        await using (var stream = new AsynchronousOnly(kept))
            await XlsxTableWriter.WriteAsync(stream, "a/b[1]", [new("상호")], Enumerable.Range(0, 50_000).Select(i => (IReadOnlyList<ExportCell>)[ExportCell.OfText("상인" + i)]).ToAsyncEnumerable());
        var table = ExchangeFiles.Open(kept.ToArray()).Value;
        Assert.Equal((50_000, "a b 1"), (table.RowCount, table.Sheet));
        using var archive = new ZipArchive(kept, ZipArchiveMode.Read);
        Assert.DoesNotContain(archive.Entries, e => e.FullName.Contains("sharedStrings", StringComparison.Ordinal));
    }

    private static Arbitrary<string> Texts() => Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary();

    /// <summary>The body of a response: no seeking, no synchronous writing.</summary>
    private sealed class AsynchronousOnly(Stream inner) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");
        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);
        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.WriteAsync(buffer, offset, count, cancellationToken);
    }
}
