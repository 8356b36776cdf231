using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Markets;
using Portal.Tests.Hosting;

namespace Portal.Tests.Exchange.Importing;

/// <summary>The wizard in a real browser: a workbook with bad rows, mended and brought back, and the whole taken back.</summary>
public sealed class WizardBrowserTests
{
    [Fact]
    public async Task Manager_ImportsMendsRefusedRowsAndUndoes()
    {
        await using var host = await PortalHost.StartAsync();
        _ = (await host.Services.GetRequiredService<MarketService>().CreateAsync(Make.Actor(), new MarketEdit { Code = "SB", NameKo = "시범시장", AddressRoad = "부산광역시 중구 시험로 1" })).Value;
        var user = await host.AddUserAsync(Role.Administrator);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        var page = await (await browser.NewContextAsync(new() { Locale = "ko" })).NewPageAsync();
        await page.GotoAsync(host.Address + "import/vendors");
        await page.Locator("input[name=userName]").FillAsync(user.UserName);
        await page.Locator("input[name=password]").FillAsync(PortalHost.Password);
        await page.Locator("form button.btn.p").ClickAsync();

        await UploadAsync(page, await WorkbookAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "다음" }).ClickAsync();
        Assert.Equal("tradeName", await page.Locator("select[data-column='1']").InputValueAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "미리보기" }).ClickAsync();
        await page.Locator("table.refused tbody tr").First.WaitForAsync();
        Assert.Equal(["3", "4"], await page.Locator("table.refused tbody td:first-child").AllInnerTextsAsync());
        await ImportAsync(page, "1건 가져오기");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "거부된 2개 행 내려받기" }).ClickAsync());
        var mended = await MendAsync(download);
        await page.GotoAsync(host.Address + "import/vendors");
        await UploadAsync(page, mended);
        await page.GetByRole(AriaRole.Link, new() { Name = "다음" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "미리보기" }).ClickAsync();
        await ImportAsync(page, "2건 가져오기");
        await using var db = host.Database.Open();
        Assert.Equal(["가람수산", "나루청과", "다온식품"], await db.Vendors.Where(v => v.ArchivedAt == null).OrderBy(v => v.TradeName).Select(v => v.TradeName).ToListAsync());

        await page.ReloadAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await UntilAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "가져오기 되돌리기" }).First.ClickAsync(), () => dialog.IsVisibleAsync(), () => dialog.WaitForAsync(new() { Timeout = 1_000 }));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "가져오기 되돌리기" }).ClickAsync();
        await page.GetByText("2건을 보관 처리하고 0건을 되돌렸습니다.").WaitForAsync();
        Assert.Equal(["가람수산"], await db.Vendors.Where(v => v.ArchivedAt == null).Select(v => v.TradeName).ToListAsync());
    }

    private static async Task ImportAsync(IPage page, string button)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "다음" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await page.GetByText("가져오기를 마쳤습니다.").WaitForAsync();
    }

    private static Task UploadAsync(IPage page, byte[] workbook) => UntilAsync(
        () => page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "상인.xlsx", MimeType = XlsxTableWriter.MediaType, Buffer = workbook }),
        () => Task.FromResult(page.Url.Contains("step=2", StringComparison.Ordinal)),
        () => page.WaitForURLAsync("**step=2", new() { Timeout = 3_000 }));

    /// <summary>A page that was rendered on the server answers only once its circuit is there; so the act is repeated until it has shown its effect.</summary>
    private static async Task UntilAsync(Func<Task> act, Func<Task<bool>> done, Func<Task> wait)
    {
        for (var tries = 0; tries < 20 && !await done(); tries++)
        {
            await act();
            try
            {
                await wait();
            }
            catch (TimeoutException) when (tries < 19)
            {
                continue;
            }
        }
    }

    private static Task<byte[]> WorkbookAsync() => ExchangeFiles.WriteAsync(
        true, ["시장", "상호", "사업자등록번호", "번호 없는 사유"],
        Row("SB", "가람수산", "", "노점"), Row("SB", "", "", "노점"), Row("SB", "나루청과", "123-45-67890", ""));

    private static ExportCell[] Row(params string[] cells) => [.. cells.Select(ExportCell.OfText)];

    /// <summary>Fills in the missing name, and takes out the wrong number for a reason.</summary>
    private static async Task<byte[]> MendAsync(IDownload download)
    {
        await using var content = File.OpenRead(await download.PathAsync());
        using var workbook = new XLWorkbook(content);
        var sheet = workbook.Worksheet(1);
        var columns = sheet.Row(1).CellsUsed().ToDictionary(c => c.GetString(), c => c.Address.ColumnNumber);
        Assert.NotEmpty(sheet.Cell(2, columns["상호: 사유"]).GetString());
        Assert.NotEmpty(sheet.Cell(3, columns["사업자등록번호: 사유"]).GetString());
        sheet.Cell(2, columns["상호"]).Value = "다온식품";
        sheet.Cell(3, columns["사업자등록번호"]).Value = "";
        sheet.Cell(3, columns["번호 없는 사유"]).Value = "노점";
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }
}
