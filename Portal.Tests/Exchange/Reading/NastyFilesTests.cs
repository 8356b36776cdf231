using System.Diagnostics;
using Portal.Domain.Exchange.Reading;

namespace Portal.Tests.Exchange.Reading;

public sealed class NastyFilesTests
{
    private const long MostAllocated = 600L * 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    [SharedDataFact]
    public void Open_EveryNastyFile_EndsInRowsOrARefusal()
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.File("08_nasty_inputs"), "*", SearchOption.AllDirectories))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            var outcome = TableFile.Open(file);
            var rows = outcome.TryGet(out var table) ? table.Rows().Count() : 0;

            Assert.True(watch.Elapsed < Longest, $"{file}: {watch.Elapsed}");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostAllocated, file);
            Assert.True(outcome.Ok ? rows == table!.RowCount && rows > 0 : outcome.Refusals.Count == 1, file);
        }
    }

    [SharedDataFact]
    public void Open_OldAndForeignWorkbooks_SayWhatTheyAre()
    {
        AssertRefused("file_is_old_excel", "xls", "*.xls", but: "TestFail_Binary");
        AssertRefused("file_is_open_document", "xlsx", "*.ods");
        AssertRefused("file_is_binary_workbook", "xlsx", "*.xlsb", but: "pass_protected");
        AssertRefused("file_is_encrypted", "xlsx", "*pass_protected.xls?");
        AssertRefused("file_has_document_type", "xlsx", "*xmlbomb*");
        AssertRefused("file_has_document_type", "xml", "*xmlbomb*");
        AssertRefused("file_is_markup", "csv", "*.html");
    }

    [SharedDataFact]
    public void Open_SettlementFilesWithTitles_FindTheHeader()
    {
        var gbk = TableFile.Open(SharedData.File("06_settlement", "china", "alipay_merchant_detail_gbk.csv")).Value;
        Assert.Equal((TextEncoding.Gb18030, 5, "支付宝交易号"), (gbk.Encoding, gbk.HeaderRow, gbk.Columns[0]));
        Assert.Equal("交易时间", TableFile.Open(SharedData.File("06_settlement", "china", "deb-sig_double-entry-generator__wechat_example-wechat-records.csv")).Value.Columns[0]);
        Assert.Equal("交易时间", TableFile.Open(SharedData.File("06_settlement", "china", "deb-sig_double-entry-generator__alipay_example-alipay-records.csv")).Value.Columns[0]);
    }

    private static void AssertRefused(string code, string folder, string pattern, string but = "?")
    {
        var files = Directory.GetFiles(SharedData.File("08_nasty_inputs", folder), pattern).Where(f => !f.Contains(but, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(code, TableFile.Open(file).Refusal?.Code));
    }
}
