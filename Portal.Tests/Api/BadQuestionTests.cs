using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Portal.Domain.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Api;

/// <summary>What cannot be meant is answered with a problem that names it; nothing answers 500, and nothing is half done.</summary>
[Collection(DemoPortal.Collection)]
public sealed class BadQuestionTests(DemoPortal portal)
{
    private const string Problem = "application/problem+json";

    [Theory]
    [InlineData("vendors?limit=1001", 400, "number_out_of_range")]
    [InlineData("vendors?limit=0", 400, "number_out_of_range")]
    [InlineData("stalls?limit=many", 400, "bad_request")]
    [InlineData("vendors?f.nosuch=1", 400, "unknown_column")]
    [InlineData("vendors?colour=red", 400, "unknown_column")]
    [InlineData("vendors?status=asleep", 400, "malformed_filter")]
    [InlineData("markets?sort=code", 400, "sort_not_here")]
    [InlineData("vendors/export?sort=nosuch", 400, "unknown_column")]
    [InlineData("vendors/export?format=pdf", 400, "format_unknown")]
    [InlineData("vendors?after=%00", 400, "text_not_allowed")]
    [InlineData("vendors?q=%00", 400, "text_not_allowed")]
    [InlineData("vendors/V999999", 404, "vendor_not_found")]
    [InlineData("nosuch", 404, "not_found")]
    public async Task Get_WhatCannotBeMeant_IsNamed(string path, int status, string code)
    {
        using var client = await KeyAsync();
        using var answer = await client.GetAsync("/api/v1/" + path);
        await AssertProblemAsync(answer, status, code);
    }

    [Fact]
    public async Task Get_ConditionInTheWordsOfTheAnswers_IsUnderstood()
    {
        using var client = await KeyAsync();
        using var answer = await client.GetAsync("/api/v1/vendors?status=suspended&verdict=mayNotTrade");
        var items = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.NotEmpty(items);
        Assert.All(items, i => Assert.Equal("suspended", i.GetProperty("status").GetString()));
    }

    [Theory]
    [InlineData("{", 400, "body_malformed")]
    [InlineData("[]", 400, "body_malformed")]
    [InlineData("", 400, "body_malformed")]
    [InlineData("""{"market":"SB","market":"SC"}""", 400, "body_malformed")]
    [InlineData("""{"\ud800":"x"}""", 400, "body_malformed")]
    [InlineData("""{"tradeName":"a\ud800b"}""", 422, "text_not_allowed")]
    [InlineData("""{"categories":["\ud800"]}""", 422, "text_not_allowed")]
    [InlineData("""{"tenders":["\ud800"]}""", 422, "field_malformed")]
    [InlineData("""{"tenders":["7"]}""", 422, "field_malformed")]
    [InlineData("""{"tradeName":{"ko":"x"}}""", 422, "field_malformed")]
    [InlineData("""{"colour":"red"}""", 422, "field_unknown")]
    public async Task PostAndPatch_BadBody_IsNamedAtItsField(string body, int status, string code)
    {
        using var client = await KeyAsync();
        foreach (var (method, path) in (IEnumerable<(HttpMethod, string)>)[(HttpMethod.Post, "/api/v1/vendors"), (HttpMethod.Patch, "/api/v1/vendors/V000001")])
        {
            using var answer = await SendAsync(client, method, path, body);
            Assert.Equal((status, Problem), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            // One of several reasons: a new record lacks more than a changed one.
            Assert.Contains($"\"code\":\"{code}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("vendors", "tradeName")]
    [InlineData("vendors", "owner")]
    [InlineData("vendors", "phone")]
    [InlineData("vendors", "notes")]
    [InlineData("markets", "nameKo")]
    [InlineData("markets", "opening")]
    [InlineData("markets", "timeZone")]
    [InlineData("stalls", "zone")]
    public async Task PostAndPatch_AMegabyteOrForbiddenCharacters_AreRefusedAtTheField(string registry, string field)
    {
        using var client = await KeyAsync();
        var code = registry switch { "vendors" => "V000001", "markets" => DemoPortal.OwnMarket, _ => "SB-A-001" };
        foreach (var text in (string[])[new string('가', 1_000_000), "a\\u0000b", "\\ud83d"])
        {
            using var created = await SendAsync(client, HttpMethod.Post, "/api/v1/" + registry, $$"""{"{{field}}":"{{text}}"}""");
            Assert.InRange((int)created.StatusCode, 400, 499);
            using var changed = await SendAsync(client, HttpMethod.Patch, $"/api/v1/{registry}/{code}", $$"""{"{{field}}":"{{text}}"}""");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, changed.StatusCode);
            Assert.Contains($"\"field\":\"{field}\"", await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Patch_AHundredThousandCategories_IsRefusedAtOnce()
    {
        using var client = await KeyAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var body = $$"""{"categories":[{{string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"c{i}\""))}}]}""";
        using var answer = await SendAsync(client, HttpMethod.Patch, "/api/v1/vendors/V000001", body, limit.Token);
        await AssertProblemAsync(answer, 422, "categories_malformed");
    }

    [Fact]
    public async Task Call_OtherMethodOrContentType_IsSaidPlainly()
    {
        using var client = await KeyAsync();
        using var deleted = await client.DeleteAsync("/api/v1/vendors/V000001");
        await AssertProblemAsync(deleted, 405, "method_not_allowed");
        using var form = new FormUrlEncodedContent([new("tradeName", "x")]);
        using var posted = await client.PostAsync("/api/v1/vendors", form);
        await AssertProblemAsync(posted, 415, "media_type_not_supported");
        using var garbage = new StringContent("garbage");
        garbage.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        using var imported = await client.PostAsync("/api/v1/vendors/import", garbage);
        await AssertProblemAsync(imported, 400, "body_malformed");
    }

    [Theory]
    [InlineData("vendors/import", "multipart/form-data; boundary=x", (20 * 1024 * 1024) + (64 * 1024) + 1)]
    [InlineData("vendors", "application/json", (8 * 1024 * 1024) + 1)]
    public async Task Post_Oversized_Answers413BeforeItIsRead(string path, string type, int length)
    {
        var key = await portal.Host.AddKeyAsync(Role.Administrator);
        using var connection = new TcpClient();
        await connection.ConnectAsync(portal.Host.Address.Host, portal.Host.Address.Port);
        await using var stream = connection.GetStream();
        // The head alone: the body is announced and never sent.
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/{path} HTTP/1.1\r\nHost: {portal.Host.Address.Authority}\r\nAuthorization: Bearer {key}\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n\r\n"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync(limit.Token));
    }

    private async Task<HttpClient> KeyAsync() => portal.Host.NewClient("ko", await portal.Host.AddKeyAsync(Role.Administrator));

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string body, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return await client.SendAsync(request, cancellation);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} {body}");
        Assert.Equal(Problem, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
    }
}
