using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Vendors;
using Portal.Seeding;
using Portal.Tests.Exchange;
using Portal.Tests.Reports;

namespace Portal.Tests.Browser;

/// <summary>The main job of the portal in one go: what a market manager does between signing in and taking the files away.</summary>
[Collection(DemoPortal.Collection)]
public sealed class MainJobTests(DemoPortal portal)
{
    private static readonly string[] Headers = ["상호명", "대표자", "사업자번호", "연락처", "취급품목"];

    [BrowserTheory]
    [InlineData("ko", "첫차", 9100)]
    [InlineData("en", "막차", 9200)]
    public async Task Manager_ImportsMendsGivesAStallSuspendsAndTakesFilesAway(string language, string batch, int number)
    {
        await using var window = await portal.OpenAsync(null, new Look(language));
        var morning = new ManagersMorning(window);
        var signIn = DemoPortal.SignInOf(Role.MarketManager);
        await morning.SignInAsync(signIn.Email, signIn.Password);

        await morning.PreviewAsync(await WorkbookAsync(batch, number), batch + ".xlsx", columns: 5);
        string[][] refused = [["4", "상호명", window.T("refusals.text_missing")], ["5", "사업자번호", window.T("refusals.business_number_checksum")]];
        Assert.Equal(refused, await morning.RefusedAsync());
        await morning.ImportAsync(3);
        using (var workbook = await morning.TakeRefusedAsync(2))
            await morning.PreviewNextAsync(Mended(workbook, window, batch + "건어물", number + 3), batch + "-2.xlsx", columns: 9);
        await morning.ImportAsync(2);
        string[] all = [batch + "건어물", batch + "그릇", batch + "떡집", batch + "수산", batch + "청과"];
        Assert.Equal(all, await NamesAsync(batch));

        var stall = await morning.GiveAStallAsync(batch + "수산");
        Assert.Equal(await CodeAsync(batch + "수산"), (await portal.Host.Services.GetRequiredService<StallQueries>().GetAsync(Make.Actor(), stall)).Value.Vendor);
        await morning.FindVendorsAsync(batch, 5);
        await morning.SuspendAsync(batch + "청과", "위생 점검 거부");
        Assert.Equal("위생 점검 거부", (await portal.Host.Services.GetRequiredService<VendorQueries>().GetAsync(Make.Actor(), await CodeAsync(batch + "청과"))).Value.Suspended!.Reason);

        await morning.KeepThoseWhoMayTradeAsync(4);
        var shown = await morning.ListAsync();
        using (var workbook = await morning.ExportAsync())
            Assert.Equal(shown, workbook.Worksheet(1).RowsUsed().Select(row => string.Join('|', Enumerable.Range(1, row.LastCellUsed().Address.ColumnNumber).Select(i => row.Cell(i).GetString()))));
        await AssertCardAsync(await morning.TakeCardAsync(batch + "수산"), batch + "수산", stall);

        await morning.UndoAsync(batch + "-2.xlsx");
        Assert.Equal([batch + "그릇", batch + "수산", batch + "청과"], await NamesAsync(batch));
        await window.AssertAliveAsync();
    }

    /// <summary>A list as an association keeps it: one row has no name, one a wrong digit.</summary>
    private static Task<byte[]> WorkbookAsync(string batch, int number) => ExchangeFiles.WriteAsync(
        true, Headers, Row(batch + "수산", number, "수산"), Row(batch + "청과", number + 1, "청과"), Row("", number + 2, "건어물"),
        Row(batch + "떡집", number + 3, "떡집", wrong: true), Row(batch + "그릇", number + 4, "그릇"));

    private static ExportCell[] Row(string name, int number, string category, bool wrong = false)
    {
        var digits = SeedNumbers.Korean(number);
        if (wrong)
            digits = digits[..9] + ((digits[9] - '0' + 1) % 10);
        return [.. new[] { name, "시험대표", $"{digits[..3]}-{digits[3..5]}-{digits[5..]}", "010-0000-1234", category }.Select(ExportCell.OfText)];
    }

    /// <summary>Fills in the name and the right number where the workbook says what was wrong.</summary>
    private static byte[] Mended(XLWorkbook workbook, Window window, string name, int number)
    {
        var sheet = workbook.Worksheet(1);
        var columns = sheet.Row(1).CellsUsed().ToDictionary(c => c.GetString(), c => c.Address.ColumnNumber);
        Assert.Equal(window.T("refusals.text_missing"), sheet.Cell(2, columns[window.T("imports.reason_for", "상호명")]).GetString());
        Assert.Equal(window.T("refusals.business_number_checksum"), sheet.Cell(3, columns[window.T("imports.reason_for", "사업자번호")]).GetString());
        sheet.Cell(2, columns["상호명"]).Value = name;
        sheet.Cell(3, columns["사업자번호"]).SetValue(SeedNumbers.Korean(number));
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    /// <summary>The card holds the vendor, and every character that the screen shows can be read out of the PDF: a missing glyph could not.</summary>
    private static async Task AssertCardAsync((string Shown, byte[] Pdf) card, string name, string stall)
    {
        using var pdf = new PdfFile(card.Pdf);
        var text = await pdf.TextAsync();
        Assert.Contains(name, text, StringComparison.Ordinal);
        Assert.Contains(stall, text, StringComparison.Ordinal);
        Assert.Empty(card.Shown.Where(c => !char.IsWhiteSpace(c)).Except(text));
    }

    private async Task<List<string>> NamesAsync(string batch)
    {
        await using var db = portal.Host.Database.Open();
        return [.. (await db.Vendors.Where(v => v.ArchivedAt == null && v.TradeName.StartsWith(batch)).Select(v => v.TradeName).ToListAsync()).Order(StringComparer.Ordinal)];
    }

    private async Task<string> CodeAsync(string name)
    {
        await using var db = portal.Host.Database.Open();
        return await db.Vendors.Where(v => v.TradeName == name).Select(v => v.Code).SingleAsync();
    }
}
