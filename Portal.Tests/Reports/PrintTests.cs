using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Resources;
using Portal.Tests.Browser;
using Portal.Tests.Hosting;

namespace Portal.Tests.Reports;

/// <summary>The stall list and the labels as PDF, and what there is without a browser that prints.</summary>
[Collection(DemoPortal.Collection)]
public sealed class PrintTests(DemoPortal portal)
{
    [BrowserTheory]
    [InlineData("ko", "시범시장")]
    [InlineData("zh-Hans", "示范市场")]
    public async Task StallList_AsPdf_HasEveryStallOnceAndItsFontsInIt(string language, string market)
    {
        using var client = await ReaderAsync(language);
        using var pdf = new PdfFile(await client.GetByteArrayAsync(new Uri(PortalUrls.Pdf(PortalUrls.PrintStallsOf(DemoPortal.OwnMarket)), UriKind.Relative)));
        var text = await pdf.TextAsync();
        Assert.Contains(market, text, StringComparison.Ordinal);
        var stalls = await StallsAsync();
        Assert.All(stalls, s => Assert.Single(Regex.Matches(text, $@"(?m)^\s*{s.Number}\s")));
        foreach (var (zone, held) in stalls.GroupBy(s => s.ZoneKo).Select(g => (g.Key, g.Count())))
            Assert.True(language != "ko" || text.Contains(zone, StringComparison.Ordinal), $"{zone} with {held} stalls has no heading.");
        Assert.Contains("가온수산", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', text);
        Assert.InRange(await pdf.PagesAsync(), 5, 12);
        var fonts = await pdf.FontsAsync();
        Assert.NotEmpty(fonts);
        Assert.All(fonts, f => Assert.True(f.Embedded, f.Name));
    }

    [BrowserFact]
    public async Task Labels_AsPdf_HaveEveryStallOfTheZoneOnceWithItsCode()
    {
        using var client = await ReaderAsync("ko");
        var address = PortalUrls.PrintLabelsOf(DemoPortal.OwnMarket, "A");
        var stalls = (await StallsAsync()).Where(s => s.Zone == "A").ToList();
        var page = await client.GetStringAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(stalls.Count, Regex.Count(page, "<li>.*?<svg", RegexOptions.Singleline));
        using var pdf = new PdfFile(await client.GetByteArrayAsync(new Uri(PortalUrls.Pdf(address), UriKind.Relative)));
        var text = await pdf.TextAsync();
        Assert.All(stalls, s => Assert.Single(Regex.Matches(text, $@"\b{s.Code}\b")));
        Assert.DoesNotMatch(@"\bSB-B-\d", text);
        Assert.Contains("시범시장", text, StringComparison.Ordinal);
        Assert.InRange(await pdf.PagesAsync(), 1, stalls.Count);
        Assert.All(await pdf.FontsAsync(), f => Assert.True(f.Embedded, f.Name));
    }

    [BrowserTheory]
    [InlineData("SB", "A", "시범시장", "받는 결제 수단", "")]
    [InlineData("SW", "A", "示范农贸市场", "支持的支付方式", "&paper=a6")]
    public async Task Posters_AsPdf_HaveAPageForEveryStallInTheMarketsLanguageWithItsCode(string market, string zone, string name, string tenders, string paper)
    {
        using var client = await portal.SignInAsync(Role.Administrator);
        await ChooseAsync(client, "en");
        var address = PortalUrls.PrintPostersOf(market, zone) + paper;
        await using var db = portal.Host.Database.Open();
        var codes = await db.Stalls.Where(s => s.Market!.Code == market && s.Zone!.Code == zone && s.ArchivedAt == null).Select(s => s.Code).ToListAsync();
        var page = await client.GetStringAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(codes.Count, Regex.Count(page, "<article class=\"poster\".*?<svg", RegexOptions.Singleline));
        using var pdf = new PdfFile(await client.GetByteArrayAsync(new Uri(PortalUrls.Pdf(address), UriKind.Relative)));
        var text = await pdf.TextAsync();
        Assert.Equal(codes.Count, await pdf.PagesAsync());
        Assert.Equal(paper.Length == 0 ? (595, 842) : (298, 420), await pdf.PointsAsync());
        Assert.All(codes, c => Assert.Single(Regex.Matches(text, $@"\b{c}\b(?!-)")));
        Assert.Equal(codes.Count, Regex.Count(text, name));
        Assert.Contains(tenders, text, StringComparison.Ordinal);
        Assert.Contains("Scan to pay", text, StringComparison.Ordinal);
        Assert.All(await pdf.FontsAsync(), f => Assert.True(f.Embedded, f.Name));
    }

    [Fact]
    public async Task Posters_OfTickedStalls_AreThoseAndHoldNothingPersonal()
    {
        using var client = await ReaderAsync("ko");
        var ticked = new ListSelection { Codes = new HashSet<string> { "SB-A-003", "SB-A-001", "SC-A-001" } };
        var page = WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(PortalUrls.PrintPostersOf(ticked), UriKind.Relative)));
        // A stall of another market is none of the reader's.
        Assert.Equal(["SB-A-001", "SB-A-003"], Regex.Matches(page, "<p class=\"poster-code\">(.*?)</p>").Select(m => m.Groups[1].Value));
        Assert.DoesNotMatch(@"01\d-|\*\*\*", page);

        var all = ListSelection.All(ListQuery.Everything.WithFilter("zone", "A")) with { Codes = new HashSet<string> { "SB-A-001" } };
        var rest = await client.GetStringAsync(new Uri(PortalUrls.PrintPostersOf(all), UriKind.Relative));
        var stalls = (await StallsAsync()).Where(s => s.Zone == "A").Select(s => s.Code).Except(["SB-A-001"]).Order(StringComparer.Ordinal);
        Assert.Equal(stalls, Regex.Matches(rest, "<p class=\"poster-code\">(.*?)</p>").Select(m => m.Groups[1].Value));
    }

    [Theory]
    [InlineData("/print/stalls.pdf?market=XX")]
    [InlineData("/print/posters.pdf?market=XX")]
    [InlineData("/print/posters.pdf?market=SC")]
    [InlineData("/print/posters.pdf?stalls=SC-A-001")]
    [InlineData("/print/posters.pdf?f.nosuch=1")]
    [InlineData("/print/labels.pdf")]
    [InlineData("/print/vendors/V999999.pdf")]
    [InlineData("/print/vendors/..%2fV000001.pdf")]
    [InlineData("/print/stalls.pdf?market=%00")]
    [InlineData("/print/stalls.pdf?market=SC")]
    public async Task Pdf_OfWhatTheReaderDoesNotSee_IsNotThere(string address)
    {
        using var client = await portal.SignInAsync(Role.MarketManager);
        using var answer = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Pdf_NoBrowserInstalled_SaysWhatToInstallAndThePageStillPrints()
    {
        await using var host = await PortalHost.StartAsync(settings: ("Reports:Browser", "/nowhere/chromium"));
        _ = (await host.Services.GetRequiredService<MarketService>().CreateAsync(Make.Actor(), new MarketEdit { Code = "SB", NameKo = "시범시장", AddressRoad = "부산광역시 중구 시험로 1" })).Value;
        using var client = await host.SignInAsync(Role.Administrator);
        foreach (var language in Texts.Languages)
        {
            await ChooseAsync(client, language);
            using var answer = await client.GetAsync(PortalUrls.Pdf(PortalUrls.PrintStallsOf("SB")));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            using var page = await client.GetAsync(PortalHost.TargetOf(answer));
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
            Assert.Contains($"<html lang=\"{language}\"", html, StringComparison.Ordinal);
            Assert.Contains(Texts.Of(System.Globalization.CultureInfo.GetCultureInfo(language), new Portal.Reports.BrowserMissing()), html, StringComparison.Ordinal);
            Assert.Contains("data-print", html, StringComparison.Ordinal);
        }
    }

    private async Task<HttpClient> ReaderAsync(string language)
    {
        var client = await portal.SignInAsync(Role.MarketManager);
        await ChooseAsync(client, language);
        return client;
    }

    private static async Task ChooseAsync(HttpClient client, string language)
    {
        using var form = new FormUrlEncodedContent([new("to", language), new("return", "/")]);
        using var switched = await client.PostAsync(PortalUrls.SetLanguage, form);
        Assert.Equal(HttpStatusCode.Redirect, switched.StatusCode);
    }

    private async Task<IReadOnlyList<(string Code, string Number, string Zone, string ZoneKo)>> StallsAsync()
    {
        await using var db = portal.Host.Database.Open();
        var stalls = await db.Stalls.Where(s => s.Market!.Code == DemoPortal.OwnMarket && s.ArchivedAt == null).Select(s => new { s.Code, s.Number, Zone = s.Zone!.Code, s.Zone.NameKo }).ToListAsync();
        Assert.True(stalls.Count > 200, $"{stalls.Count} stalls");
        return [.. stalls.Select(s => (s.Code, s.Number, s.Zone, s.NameKo))];
    }
}
