using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Portal.Domain.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Attachments;

/// <summary>Documents through the API and through the pages' own download.</summary>
[Collection(DemoPortal.Collection)]
public sealed class AttachmentApiTests(DemoPortal portal)
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<</JS (app.alert(1))>>\nendobj\n");

    [Fact]
    public async Task Document_AttachedByAKey_IsListedOpenedAndArchived_AndServedAsADownload()
    {
        using var client = portal.Host.NewClient(apiKey: await portal.Host.AddKeyAsync(Role.MarketManager, ScopeKind.Market, marketId: portal.OwnMarketId));
        using var added = await client.PostAsync("/api/v1/stalls/SB-A-003/documents", Form(Pdf, ("kind", "licence"), ("title", "도로 점용 허가"), ("validUntil", "2027-03-31")));
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var id = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        var listed = (await client.GetFromJsonAsync<JsonElement>("/api/v1/stalls/SB-A-003/documents")).GetProperty("items").EnumerateArray().Single(d => d.GetProperty("id").GetString() == id);
        Assert.Equal(("licence", "2027-03-31", "application/pdf", false), (listed.GetProperty("kind").GetString(), listed.GetProperty("validUntil").GetString(), listed.GetProperty("contentType").GetString(), listed.GetProperty("personal").GetBoolean()));
        using var opened = await client.GetAsync($"/api/v1/documents/{id}/content");
        Assert.Equal(Pdf, await opened.Content.ReadAsByteArrayAsync());
        AssertSafe(opened);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync($"/api/v1/documents/{id}/archive", new { reason = "새 허가" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/v1/documents/{id}/content")).StatusCode);
    }

    [Fact]
    public async Task Document_OfAVendor_NeedsAReason_AlsoFromThePages()
    {
        using var client = portal.Host.NewClient(apiKey: await portal.Host.AddKeyAsync(Role.MarketManager, ScopeKind.Market, marketId: portal.OwnMarketId));
        using var added = await client.PostAsync("/api/v1/vendors/V000001/documents", Form(Pdf, ("kind", "identity"), ("title", "신분증 사본")));
        var id = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.GetAsync($"/api/v1/documents/{id}/content")).StatusCode);
        using var opened = await client.GetAsync($"/api/v1/documents/{id}/content?reason=ID%20check");
        Assert.Equal(Pdf, await opened.Content.ReadAsByteArrayAsync());
        using var person = await portal.SignInAsync(Role.MarketManager);
        using var download = await person.GetAsync(PortalUrls.DocumentFile(Guid.Parse(id!), "본인 확인"));
        Assert.Equal(HttpStatusCode.OK, download.StatusCode);
        AssertSafe(download);
        using var auditor = await portal.SignInAsync(Role.Auditor);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.GetAsync(PortalUrls.DocumentFile(Guid.Parse(id!), "감사"))).StatusCode);
    }

    [Fact]
    public async Task Document_BadForm_IsRefusedAtItsField()
    {
        using var client = portal.Host.NewClient(apiKey: await portal.Host.AddKeyAsync(Role.Administrator));
        using var kind = await client.PostAsync("/api/v1/markets/SB/documents", Form(Pdf, ("kind", "7"), ("title", "x"), ("validFrom", "3월")));
        var errors = (await kind.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()).ToList();
        Assert.Equal(["kind", "validFrom"], errors);
        using var garbage = await client.PostAsync("/api/v1/markets/SB/documents", Form("MZ"u8.ToArray(), ("kind", "other"), ("title", "x")));
        Assert.Equal("document_kind_unknown", (await garbage.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Arrears_ImportedByAKey_AndUndone()
    {
        using var client = portal.Host.NewClient(apiKey: await portal.Host.AddKeyAsync(Role.MarketManager, ScopeKind.Market, marketId: portal.OwnMarketId));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("상인 코드,납부 기한,금액,비고\nV000001,2026-10-31,12345,시험\n")), "file", "arrears.csv" } };
        var imported = await (await client.PostAsync("/api/v1/arrears/import", form)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((1, 1), (imported.GetProperty("rows").GetInt32(), imported.GetProperty("created").GetInt32()));
        var mine = (await client.GetFromJsonAsync<JsonElement>("/api/v1/arrears?limit=1000")).GetProperty("items").EnumerateArray().Single(a => a.GetProperty("note").GetString() == "시험");
        Assert.Equal(12345, mine.GetProperty("amount").GetProperty("value").GetInt64());
        Assert.Contains("12345", await client.GetStringAsync("/api/v1/arrears/export?format=csv"), StringComparison.Ordinal);
        Assert.NotEmpty((await client.GetFromJsonAsync<JsonElement>("/api/v1/tenancies")).GetProperty("items").EnumerateArray());
        var undone = await (await client.PostAsync($"/api/v1/imports/{imported.GetProperty("importId").GetString()}/undo", null)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((1, 0), (undone.GetProperty("archived").GetInt32(), undone.GetProperty("refused").GetArrayLength()));
    }

    /// <summary>A browser saves it, guesses no other type, and runs nothing of it.</summary>
    private static void AssertSafe(HttpResponseMessage answer)
    {
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["default-src 'none'; sandbox"], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.True(answer.Headers.CacheControl is { NoStore: true, Private: true });
    }

    private static MultipartFormDataContent Form(byte[] file, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "서류.pdf" } };
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        return form;
    }
}
