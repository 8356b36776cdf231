using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Access;

/// <summary>A manager of one market, and a key for it, with the codes of another market: never data, never a change.</summary>
[Collection(DemoPortal.Collection)]
public sealed class OtherMarketTests(DemoPortal portal)
{
    private const string Other = "SC";

    [Theory]
    [InlineData("markets")]
    [InlineData("stalls")]
    [InlineData("vendors")]
    public async Task Api_ListsAndExports_HoldNothingOfAnotherMarket(string registry)
    {
        using var client = await KeyAsync();
        var own = await client.GetFromJsonAsync<JsonElement>($"/api/v1/{registry}?limit=1000");
        Assert.NotEmpty(own.GetProperty("items").EnumerateArray());
        Assert.DoesNotContain(own.GetProperty("items").EnumerateArray(), i => (i.TryGetProperty("market", out var market) ? market : i.GetProperty("code")).GetString() != DemoPortal.OwnMarket);
        var foreign = await client.GetFromJsonAsync<JsonElement>($"/api/v1/{registry}?{(registry == "markets" ? "q" : "market")}={Other}");
        Assert.Empty(foreign.GetProperty("items").EnumerateArray());
        var csv = await client.GetStringAsync($"/api/v1/{registry}/export?format=csv");
        Assert.Contains(DemoPortal.OwnMarket, csv, StringComparison.Ordinal);
        Assert.DoesNotMatch($@"(?m)(^|,)""?{Other}(-|,|"")", csv);
    }

    [Theory]
    [InlineData("markets")]
    [InlineData("stalls")]
    [InlineData("vendors")]
    public async Task Api_RecordOfAnotherMarket_IsNeitherShownNorChanged(string registry)
    {
        var (code, name, version) = await ForeignAsync(registry);
        using var client = await KeyAsync();
        using var read = await client.GetAsync($"/api/v1/{registry}/{code}");
        await AssertRefusedAsync(read, name);
        using var change = JsonContent.Create(registry == "vendors" ? new { tradeName = "빼앗은 이름" } : registry == "markets" ? new { nameKo = "빼앗은 이름" } : (object)new { area = 1 });
        using var changed = await client.PatchAsync($"/api/v1/{registry}/{code}", change);
        await AssertRefusedAsync(changed, name);
        Assert.Equal((code, name, version), await ForeignAsync(registry));
    }

    [Fact]
    public async Task Api_RegistrationAndImportIntoAnotherMarket_AreRefused()
    {
        using var client = await KeyAsync();
        var before = await CountAsync();
        using var body = JsonContent.Create(new { market = Other, tradeName = "넘어온 가게", noNumberReason = "노점" });
        using var created = await client.PostAsync("/api/v1/vendors", body);
        Assert.InRange((int)created.StatusCode, 400, 499);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes($"\ufeff시장 코드,상호,사업자번호 없음 사유\r\n{Other},넘어온 가게,노점\r\n")), "file", "vendors.csv" },
            { new StringContent(Other), "market" },
        };
        using var imported = await client.PostAsync("/api/v1/vendors/import", form);
        Assert.True((int)imported.StatusCode is < 300 or (>= 400 and < 500), $"{imported.StatusCode}");
        if (imported.IsSuccessStatusCode)
            Assert.Equal(0, (await imported.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("created").GetInt32());
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Pages_OfAnotherMarket_ShowNothingOfIt()
    {
        var vendor = await ForeignAsync("vendors");
        using var client = await portal.SignInAsync(Role.MarketManager);
        foreach (var url in (string[])[PortalUrls.Vendor(vendor.Code), PortalUrls.Vendors + "?market=" + Other, PortalUrls.VendorMergeOf(vendor.Code, "V000001"), PortalUrls.Vendors + "?q=" + Uri.EscapeDataString(vendor.Name)])
        {
            using var answer = await client.GetAsync(url);
            Assert.True((int)answer.StatusCode < 500, $"{url}: {answer.StatusCode}");
            var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Replace($"value=\"{vendor.Name}\"", "", StringComparison.Ordinal);
            Assert.False(text.Contains(vendor.Name, StringComparison.Ordinal), $"{url} shows {vendor.Name}.");
            Assert.False(text.Contains(Other + "-A-", StringComparison.Ordinal), $"{url} shows stalls of {Other}.");
        }

        var csv = await client.GetStringAsync("/export/vendors?format=csv&f.market=" + Other);
        Assert.DoesNotContain(vendor.Code, csv, StringComparison.Ordinal);
    }

    private async Task<HttpClient> KeyAsync() => portal.Host.NewClient(apiKey: await portal.Host.AddKeyAsync(Role.MarketManager, ScopeKind.Market, marketId: portal.OwnMarketId));

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, string name)
    {
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {answer.StatusCode}");
        Assert.DoesNotContain(name, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<int> CountAsync()
    {
        await using var db = portal.Host.Database.Open();
        return await db.Vendors.CountAsync();
    }

    /// <summary>A record of the other market whose name no record of the own market has.</summary>
    private async Task<(string Code, string Name, long Version)> ForeignAsync(string registry)
    {
        await using var db = portal.Host.Database.Open();
        var found = registry switch
        {
            "markets" => await db.Markets.Where(m => m.Code == Other).Select(m => new { m.Code, Name = m.NameKo, m.Version }).SingleAsync(),
            "stalls" => await db.Stalls.Where(s => s.Market!.Code == Other).OrderBy(s => s.Code).Select(s => new { s.Code, Name = s.Zone!.NameKo, s.Version }).FirstAsync(),
            _ => await db.Vendors.Where(v => v.Market!.Code == Other && !db.Vendors.Any(o => o.Market!.Code != Other && o.TradeName.Contains(v.TradeName))).OrderBy(v => v.Code).Select(v => new { v.Code, Name = v.TradeName, v.Version }).FirstAsync(),
        };
        return (found.Code, found.Name, found.Version);
    }
}
