using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Portal.Domain;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Reading;

namespace Portal.Tests.Exchange.Reading;

public sealed class FileLimitsTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public void Open_400MegabytesOfZeros_IsRefusedAtOnce()
    {
        var bytes = Bomb(400, new byte[Megabyte]);
        var watch = Stopwatch.StartNew();
        Assert.Equal(new FileInflatesTooFar(200), ExchangeFiles.Open(bytes).Refusal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), watch.Elapsed.ToString());
    }

    [Theory]
    [InlineData("<row><c><v>1</v></c></row>", typeof(FileInflatesTooFar), typeof(FileTooManyRows))]
    [InlineData("<row/>", typeof(FileInflatesTooFar))]
    [InlineData("a", typeof(FileNotReadable))]
    public void Open_BombThatLiesAboutItsSize_IsStoppedWhileInflating(string repeated, params Type[] refusals)
    {
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(repeated, Megabyte / repeated.Length)));
        var bytes = WithDeclaredSize(Bomb(210, block, $"<worksheet {ExchangeFiles.Main}><sheetData>"), 1_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var refusal = ExchangeFiles.Open(bytes).Refusal;
        Assert.Contains(refusal?.GetType(), refusals.Append(typeof(FileNotReadable)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 600L * Megabyte);
    }

    [Fact]
    public void Open_LongSharedStringInManyCells_IsRefused()
    {
        var cells = string.Concat(Enumerable.Repeat("<row><c t=\"s\"><v>0</v></c></row>", 20_000));
        Assert.Equal(new FileInflatesTooFar(200), ExchangeFiles.Open(ExchangeFiles.Workbook(cells, $"<si><t>{new string('x', 32_000)}</t></si>")).Refusal);
    }

    [Fact]
    public void Open_TooManyRows_IsRefused()
    {
        var rows = string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", ExchangeLimits.Rows + 1));
        Assert.Equal(new FileTooManyRows(200_000), ExchangeFiles.Open(ExchangeFiles.Workbook("<row><c t=\"str\"><v>수</v></c></row>" + rows)).Refusal);
        Assert.Equal(new FileTooManyRows(200_000), ExchangeFiles.OpenText("a\n" + string.Concat(Enumerable.Repeat("1\n", ExchangeLimits.Rows + 1))).Refusal);
        Assert.Equal(200_000, ExchangeFiles.OpenText("a\n" + string.Concat(Enumerable.Repeat("1\n", ExchangeLimits.Rows))).Value.RowCount);
    }

    [Fact]
    public void Open_TooManyColumns_IsRefused()
    {
        Assert.Equal(new FileTooManyColumns(100), ExchangeFiles.Open(ExchangeFiles.Workbook("<row><c r=\"CW1\"><v>1</v></c></row>")).Refusal);
        Assert.Equal(new FileTooManyColumns(100), ExchangeFiles.OpenText(string.Join(',', Enumerable.Range(1, 101)) + "\n1\n").Refusal);
        Assert.Equal(100, ExchangeFiles.OpenText(string.Join(',', Enumerable.Range(1, 100)) + ",,,\n1\n").Value.Columns.Count);
    }

    [Fact]
    public void Open_TooManyEntries_IsRefused() =>
        Assert.Equal(new FileTooManyEntries(200), ExchangeFiles.Open(ExchangeFiles.Workbook("", extra: [.. Enumerable.Range(0, 200).Select(i => ($"x{i}", ""))])).Refusal);

    [Fact]
    public void Open_EntryTwice_IsRefused() =>
        Assert.Equal(new FileHasDuplicateEntries("XL/Worksheets\\sheet1.xml"), ExchangeFiles.Open(ExchangeFiles.Workbook("", extra: ("XL/Worksheets\\sheet1.xml", ""))).Refusal);

    [Theory]
    [InlineData("<!DOCTYPE sst [<!ENTITY a \"b\">]><sst><si><t>&a;</t></si></sst>")]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- x --><!DOCTYPE sst SYSTEM \"file:///etc/passwd\"><sst/>")]
    public void Open_PartWithDocumentType_IsRefused(string part)
    {
        var bytes = ExchangeFiles.Workbook("", styles: "</styleSheet>");
        using var stream = new MemoryStream();
        stream.Write(bytes);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry("xl/styles.xml")!.Delete();
            using var entry = archive.CreateEntry("xl/styles.xml").Open();
            entry.Write(Encoding.UTF8.GetBytes(part));
        }

        Assert.Equal(new FileHasDocumentType(), ExchangeFiles.Open(stream.ToArray()).Refusal);
    }

    [Fact]
    public void Open_MegabyteInACell_IsCutAndStaysTooLong()
    {
        var megabyte = new string('가', Megabyte);
        foreach (var outcome in new[] { ExchangeFiles.OpenText($"a,b\n{megabyte},2\n"), ExchangeFiles.Open(ExchangeFiles.Workbook($"<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c></row><row><c t=\"str\"><v>{megabyte}</v></c><c><v>2</v></c></row>")) })
            Assert.Equal([ExchangeLimits.CellText, 1], outcome.Value.FirstRow().Select(c => c.Text.Length));
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void Open_BadFile_SaysWhatItIs(byte[] bytes, Refusal refusal) => Assert.Equal(refusal, ExchangeFiles.Open(bytes).Refusal);

    public static TheoryData<byte[], Refusal> BadFiles() => new()
    {
        { [], new FileIsEmpty() },
        { new byte[(int)ExchangeLimits.FileBytes + 1], new ImportFileTooLarge(20) },
        { " \n\n"u8.ToArray(), new FileHasNoTable() },
        { "상호,전화\n"u8.ToArray(), new FileHasNoRows() },
        { "a,b\n1,\"2\n3,4\n"u8.ToArray(), new FileHasOpenQuote(2) },
        { [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], new FileIsOldExcel() },
        { [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[100_001], .. Encoding.Unicode.GetBytes("EncryptedPackage")], new FileIsEncrypted() },
        { ExchangeFiles.Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")), new FileIsOpenDocument() },
        { ExchangeFiles.Zip(("xl/workbook.bin", "")), new FileIsBinaryWorkbook() },
        { ExchangeFiles.Zip(("readme.txt", "")), new FileIsArchive() },
        { "PK\u0003\u0004 and then nothing of the kind"u8.ToArray(), new FileNotReadable() },
        { "<html><body><table><tr><td>1</td></tr></table></body></html>"u8.ToArray(), new FileIsMarkup() },
        { "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"u8.ToArray(), new FileHasDocumentType() },
        { "{\"a\": [1, 2"u8.ToArray(), new FileNotReadable() },
        { "[1, 2, 3]"u8.ToArray(), new FileHasNoTable() },
        { "[{\"\\ud800\": 1}]"u8.ToArray(), new FileNotReadable() },
        { Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[", 100_000))), new FileNotReadable() },
    };

    [Fact]
    public void Open_ChosenEncodingThatDoesNotFit_IsRefused() =>
        Assert.Equal(new FileEncodingWrong("utf-8"), ExchangeFiles.Open(TextEncoding.Cp949.Strict().GetBytes("상호\n가람수산\n"), new(Encoding: TextEncoding.Utf8)).Refusal);

    [Fact]
    public void Open_AnyBytes_EndsInRowsOrARefusal()
    {
        var random = new Random(7);
        var workbook = ExchangeFiles.Workbook("<row><c t=\"s\"><v>0</v></c></row><row><c><v>1</v></c></row>", "<si><t>상호</t></si>");
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = workbook.ToArray();
            for (var n = random.Next(1, 20); n > 0; n--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var outcome = ExchangeFiles.Open(i % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            Assert.True(outcome.Ok ? outcome.Value.Rows().Count() == outcome.Value.RowCount : outcome.Refusals.Count > 0);
        }
    }

    private static byte[] Bomb(int blocks, byte[] block, string before = "")
    {
        using var stream = new MemoryStream();
        stream.Write(ExchangeFiles.Workbook(""));
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
            archive.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
        // Appended in create mode through a second archive, so that the bomb is never held inflated.
        using var bomb = new MemoryStream();
        using (var target = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        using (var source = new ZipArchive(stream, ZipArchiveMode.Read))
        {
            foreach (var entry in source.Entries)
            {
                using var from = entry.Open();
                using var to = target.CreateEntry(entry.FullName).Open();
                from.CopyTo(to);
            }

            using var sheet = target.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            sheet.Write(Encoding.UTF8.GetBytes(before));
            for (var i = 0; i < blocks; i++)
                sheet.Write(block);
        }

        return bomb.ToArray();
    }

    /// <summary>Overwrites the inflated size in the central directory's last entry.</summary>
    private static byte[] WithDeclaredSize(byte[] zip, int size)
    {
        var entry = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(entry + 24), size);
        return zip;
    }
}
