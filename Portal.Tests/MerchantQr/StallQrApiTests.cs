using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.MerchantQr;
using Portal.Domain.Vendors;
using Portal.Tests.Browser;

namespace Portal.Tests.MerchantQr;

/// <summary>The code of a stall over the API and for people who are signed in.</summary>
[Collection(DemoPortal.Collection)]
public sealed class StallQrApiTests(DemoPortal portal)
{
    [Theory]
    [InlineData("")]
    [InlineData("?amount=12000")]
    public async Task Get_EveryForm_HoldsTheVerySamePayload(string amount)
    {
        using var client = await KeyAsync(Role.Auditor);
        var text = await client.GetStringAsync($"/api/v1/stalls/SB-A-001/qr.txt{amount}");
        Assert.True(QrPayload.Parse(text).Ok);
        using var svg = await client.GetAsync($"/api/v1/stalls/SB-A-001/qr.svg{amount}");
        using var png = await client.GetAsync($"/api/v1/stalls/SB-A-001/qr.png{amount}");
        Assert.Equal(("image/svg+xml", "image/png"), (svg.Content.Headers.ContentType?.MediaType, png.Content.Headers.ContentType?.MediaType));
        var expected = QrMatrix.Of(text);
        Assert.Equal(expected, QrMatrix.OfSvg(await svg.Content.ReadAsStringAsync()));
        Assert.Equal(expected, QrMatrix.OfPng(await png.Content.ReadAsByteArrayAsync()));
        Assert.NotEqual(expected, QrMatrix.Of(text.Replace("6304", "6305", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Get_HeldStall_NamesItsHolderAndMerchantNumbers()
    {
        await using var db = portal.Host.Database.Open();
        var today = DateOnly.FromDateTime(portal.Host.Time.GetUtcNow().UtcDateTime.AddHours(9));
        var held = await db.Tenancies.Where(t => t.Stall!.Code == "SB-A-001" && t.FromDate <= today && (t.ToDate == null || t.ToDate >= today)).Select(t => new { t.Vendor!.Code, t.Vendor.TradeName }).SingleAsync();
        var numbers = portal.Host.Services.GetRequiredService<MerchantNumbers>();
        var added = await numbers.AddAsync(Make.Actor(), held.Code, "시험 카드", "77001234");
        using var client = await KeyAsync(Role.MarketManager);
        var payload = QrPayload.Parse(await client.GetStringAsync("/api/v1/stalls/SB-A-001/qr.txt?amount=12000")).Value;
        Assert.Equal(("12000", "410", "KR", held.TradeName), (payload.Find("54")!.Value, payload.Find("53")!.Value, payload.Find("58")!.Value, payload.Find("64")!.Part("01")!.Value));
        Assert.Equal(("kr.portal.market", "SB-A-001"), (payload.Find("26")!.Part("00")!.Value, payload.Find("26")!.Part("01")!.Value));
        Assert.Equal("77001234", NumberOf(payload));

        Assert.True((await numbers.ArchiveAsync(Make.Actor(), held.Code, added.Value)).Ok);
        Assert.Null(NumberOf(QrPayload.Parse(await client.GetStringAsync("/api/v1/stalls/SB-A-001/qr.txt")).Value));
    }

    private static string? NumberOf(QrPayload payload) => payload.Fields.SingleOrDefault(f => f.Part("00")?.Value == StallQrRules.Usual.NetworkOf("시험 카드"))?.Part("01")!.Value;

    [Fact]
    public async Task Get_StallOfAChineseMarket_IsInYuan()
    {
        using var client = await KeyAsync(Role.Auditor);
        await using var db = portal.Host.Database.Open();
        var code = await db.Stalls.Where(s => s.Market!.Code == "SW").OrderBy(s => s.Code).Select(s => s.Code).FirstAsync();
        var payload = QrPayload.Parse(await client.GetStringAsync($"/api/v1/stalls/{code}/qr.txt?amount=1250")).Value;
        Assert.Equal(("12.50", "156", "CN", "zh"), (payload.Find("54")!.Value, payload.Find("53")!.Value, payload.Find("58")!.Value, payload.Find("64")!.Part("00")!.Value));
    }

    [Theory]
    [InlineData("SB-A-001/qr.txt?amount=", 400, "number_malformed")]
    [InlineData("SB-A-001/qr.svg?amount=many", 400, "number_malformed")]
    [InlineData("SB-A-001/qr.png?amount=12.5", 400, "number_malformed")]
    [InlineData("SB-A-001/qr.png?amount=1,000", 400, "number_malformed")]
    [InlineData("SB-A-001/qr.txt?amount=99999999999999999999", 400, "number_malformed")]
    [InlineData("SB-A-001/qr.txt?amount=0", 400, "number_out_of_range")]
    [InlineData("SB-A-001/qr.svg?amount=-100", 400, "number_out_of_range")]
    [InlineData("SB-A-001/qr.txt?amount=10000000000000", 400, "number_out_of_range")]
    [InlineData("SB-Z-999/qr.png", 404, "stall_not_found")]
    [InlineData("SB-A-001/qr.pdf", 404, "not_found")]
    public async Task Get_WhatCannotBeMeant_IsNamed(string path, int status, string code)
    {
        using var client = await KeyAsync(Role.Administrator);
        using var answer = await client.GetAsync("/api/v1/stalls/" + path);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} {body}");
        Assert.Equal(code, JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
        if (status == 400)
            Assert.Equal("amount", JsonDocument.Parse(body).RootElement.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Get_StallOfAnotherMarket_IsNotThere()
    {
        await using var db = portal.Host.Database.Open();
        var foreign = await db.Stalls.Where(s => s.Market!.Code == "SC").OrderBy(s => s.Code).Select(s => s.Code).FirstAsync();
        using var key = portal.Host.NewClient(apiKey: await portal.Host.AddKeyAsync(Role.MarketManager, ScopeKind.Market, marketId: portal.OwnMarketId));
        using var answer = await key.GetAsync($"/api/v1/stalls/{foreign}/qr.txt");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var person = await portal.SignInAsync(Role.MarketManager);
        using var file = await person.GetAsync(PortalUrls.StallQr(foreign, "svg"));
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
    }

    [Fact]
    public async Task Download_OfAPersonSignedIn_IsTheSameAsTheApis()
    {
        using var key = await KeyAsync(Role.MarketManager);
        using var person = await portal.SignInAsync(Role.MarketManager);
        var text = await person.GetStringAsync(PortalUrls.StallQr("SB-A-001", "txt", 5_000));
        Assert.Equal(await key.GetStringAsync("/api/v1/stalls/SB-A-001/qr.txt?amount=5000"), text);
        Assert.Equal(Encoding.UTF8.GetByteCount(text), (await person.GetByteArrayAsync(PortalUrls.StallQr("SB-A-001", "txt", 5_000))).Length);
    }

    private async Task<HttpClient> KeyAsync(Role role) => portal.Host.NewClient("ko", await portal.Host.AddKeyAsync(role));
}
