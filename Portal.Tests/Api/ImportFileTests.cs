using System.Net;
using System.Text;
using System.Text.Json;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Tests.Browser;
using Portal.Tests.Hosting;

namespace Portal.Tests.Api;

/// <summary>Templates and workbooks of refused rows: what is in them, and who gets them.</summary>
[Collection(DemoPortal.Collection)]
public sealed class ImportFileTests(DemoPortal portal)
{
    [Theory]
    [InlineData(ImportKind.Markets, "zh-Hans")]
    [InlineData(ImportKind.Stalls, "en")]
    [InlineData(ImportKind.Vendors, "ko")]
    public async Task Template_AsItComes_HasItsDropDownsAndImportsNothing(ImportKind kind, string language)
    {
        using var client = await portal.SignInAsync(Role.MarketManager);
        var file = await client.GetByteArrayAsync(new Uri(PortalUrls.TemplateFor(kind, language), UriKind.Relative));
        using (var workbook = new XLWorkbook(new MemoryStream(file)))
        {
            var columns = portal.Host.Services.GetRequiredService<ImportService>().Columns(kind);
            var sheet = workbook.Worksheet(1);
            for (var i = 0; i < columns.Count; i++)
            {
                Assert.StartsWith(columns[i].Heading(language).Header, sheet.Cell(1, i + 1).GetString(), StringComparison.Ordinal);
                if (columns[i].Kind == ColumnKind.Choice && columns[i].Choices.Count > 0)
                    Assert.Equal(columns[i].Choices.Select(c => c.Labels.In(language)), DropDown(workbook, sheet, i + 1));
            }
        }

        var untouched = await ImportAsync(kind, file);
        Assert.Equal((200, 0), (untouched.Status, untouched.Answer.GetProperty("rows").GetInt32()));
        var bare = await ImportAsync(kind, Edited(file, sheet => sheet.Row(2).Clear(XLClearOptions.Contents)));
        Assert.True((422, "file_has_no_rows") == (bare.Status, bare.Answer.TryGetProperty("code", out var code) ? code.GetString() : null), bare.Answer.ToString());
    }

    [Fact]
    public async Task Template_ExampleRowWithAnotherName_IsAVendorLikeAnyOther()
    {
        using var client = await portal.SignInAsync(Role.MarketManager);
        var file = await client.GetByteArrayAsync(new Uri(PortalUrls.TemplateFor(ImportKind.Vendors, "ko"), UriKind.Relative));
        var columns = portal.Host.Services.GetRequiredService<ImportService>().Columns(ImportKind.Vendors).Select(c => c.Key).ToList();
        var (status, answer) = await ImportAsync(ImportKind.Vendors, Edited(file, sheet =>
        {
            sheet.Cell(2, columns.IndexOf("tradeName") + 1).SetValue("본보기 고친 가게");
            sheet.Cell(2, columns.IndexOf("market") + 1).SetValue(DemoPortal.OwnMarket);
            foreach (var key in (string[])["code", "stall"])
                sheet.Cell(2, columns.IndexOf(key) + 1).SetValue("");
        }));
        Assert.True((200, 1) == (status, answer.GetProperty("created").GetInt32()), answer.ToString());
    }

    [Fact]
    public async Task Template_UnknownRegistryOrWrongRole_IsRefused()
    {
        using var manager = await portal.SignInAsync(Role.MarketManager);
        foreach (var kind in (string[])["99", "nosuch", "..%2fx"])
        {
            using var unknown = await manager.GetAsync($"/import/template/{kind}");
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        }

        using var laboratory = await portal.SignInAsync(Role.Laboratory);
        using var forbidden = await laboratory.GetAsync("/import/template/vendors");
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        await AssertSignInAsync("/import/template/vendors");
    }

    [Fact]
    public async Task Refused_WorkbookOfAnother_IsNotThere()
    {
        using var owner = portal.Host.NewClient("ko", await portal.Host.AddKeyAsync(Role.MarketManager, ScopeKind.Market, marketId: portal.OwnMarketId));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("시장,상호,번호 없는 사유\nXX,갈 곳 없는 가게,노점\n")), "file", "거절.csv" } };
        using var imported = await owner.PostAsync("/api/v1/vendors/import", form);
        var uid = JsonDocument.Parse(await imported.Content.ReadAsStringAsync()).RootElement.GetProperty("importId").GetString();
        var path = $"/import/{uid}/refused.xlsx";

        await AssertSignInAsync(path);
        await using var db = portal.Host.Database.Open();
        var other = await db.Markets.Where(m => m.Code == "SC").Select(m => m.Id).SingleAsync();
        foreach (var client in (HttpClient[])
            [
                await portal.Host.SignInAsync(Role.MarketManager, ScopeKind.Market, marketId: other),
                await portal.Host.SignInAsync(Role.MarketManager, ScopeKind.Market, marketId: portal.OwnMarketId),
                await portal.Host.SignInAsync(Role.Laboratory),
            ])
        {
            using (client)
            using (var answer = await client.GetAsync(path))
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var administrator = await portal.SignInAsync(Role.Administrator);
        using var workbook = new XLWorkbook(new MemoryStream(await administrator.GetByteArrayAsync(new Uri(path, UriKind.Relative))));
        Assert.Equal("갈 곳 없는 가게", workbook.Worksheet(1).RowsUsed().Skip(1).Single().Cells().Select(c => c.GetString()).First(t => t.Contains("가게", StringComparison.Ordinal)));
    }

    private async Task AssertSignInAsync(string path)
    {
        using var stranger = portal.Host.NewClient();
        using var answer = await stranger.GetAsync(path);
        Assert.StartsWith(PortalUrls.SignIn, PortalHost.TargetOf(answer), StringComparison.Ordinal);
    }

    /// <summary>The words that the drop-down of a column offers in its first row.</summary>
    private static IEnumerable<string> DropDown(XLWorkbook workbook, IXLWorksheet sheet, int column)
    {
        var list = sheet.DataValidations.Single(v => v.AllowedValues == XLAllowedValues.List && v.Ranges.Any(r => r.Contains(sheet.Cell(2, column).AsRange()))).Value.TrimStart('=').Split('!');
        return workbook.Worksheet(list[0].Trim('\'')).Range(list[1].Replace("$", "", StringComparison.Ordinal)).Cells().Select(c => c.GetString());
    }

    private static byte[] Edited(byte[] file, Action<IXLWorksheet> edit)
    {
        using var workbook = new XLWorkbook(new MemoryStream(file));
        edit(workbook.Worksheet(1));
        using var saved = new MemoryStream();
        workbook.SaveAs(saved);
        return saved.ToArray();
    }

    private async Task<(int Status, JsonElement Answer)> ImportAsync(ImportKind kind, byte[] file)
    {
        using var client = portal.Host.NewClient("ko", await portal.Host.AddKeyAsync(Role.Administrator));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "template.xlsx" }, { new StringContent("true"), "dryRun" } };
        using var answer = await client.PostAsync($"/api/v1/{EnumChoices.CodeOf(kind)}/import", form);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
