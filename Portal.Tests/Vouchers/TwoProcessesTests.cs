using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Portal.Domain.Storage;
using Portal.Seeding;
using Portal.Tests.Commands;
using Portal.Tests.Payments;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>Two processes of the executable serve one database on PostgreSQL: one voucher is presented fifty times at once through both.</summary>
public sealed class TwoProcessesTests
{
    private const int Times = 50;
    private const string Stall = "SB-A-001";
    private const string Vendor = "V000001";

    [PostgresFact]
    public async Task Voucher_PresentedFiftyTimesThroughTwoProcesses_IsSpentOnce()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres, Template.Demo);
        await using var first = new PortalProcess(database);
        await using var second = new PortalProcess(database);
        await first.DoAsync("seed", "demo");
        await Task.WhenAll(first.ServeAsync(), second.ServeAsync());
        await PlayAsync(first, second);
        await first.DoAsync("verify");
    }

    private static async Task PlayAsync(PortalProcess first, PortalProcess second)
    {
        var (officer, approver, terminal) = (await KeyAsync(first, "voucher-officer"), await KeyAsync(first, "voucher-approver"), await KeyAsync(first, "terminal"));
        var (mobile, paper) = (await SoldAsync(first, officer, approver, "mobile"), await SoldAsync(first, officer, approver, "paper"));
        PortalProcess[] both = [first, second];
        var payments = await Task.WhenAll(Enumerable.Range(0, Times).Select(i => SendAsync(
            both[i % 2], terminal, "payments",
            $$"""{"id":"{{Guid.NewGuid()}}","stall":"{{Stall}}","amount":{{Till.Won(10_000)}},"capture":true,"tenders":[{"type":"voucher","token":"{{mobile.GetProperty("token").GetString()}}","amount":{{Till.Won(10_000)}}}]}""")));
        Assert.Equal(1, payments.Count(p => p.GetProperty("status").GetString() == "captured"));
        var bundles = await Task.WhenAll(Enumerable.Range(0, Times).Select(i => SendAsync(
            both[i % 2], officer, "voucher-presentments", $$"""{"id":"{{Guid.NewGuid()}}","programme":"{{DemoVouchers.Programme}}","vendor":"{{Vendor}}","serials":["{{paper.GetProperty("serial").GetString()}}"]}""")));
        Assert.Equal(1, bundles.Sum(b => b.GetProperty("count").GetInt32()));
        foreach (var (serial, portal) in new[] { (mobile, first), (paper, second) })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/vouchers/{serial.GetProperty("serial").GetString()}") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", officer) } };
            using var answer = await portal.Http.SendAsync(asked);
            using var voucher = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Equal(0, voucher.RootElement.GetProperty("balance").GetProperty("value").GetInt64());
        }
    }

    /// <summary>A voucher of 10,000 won that was issued by two people and sold.</summary>
    private static async Task<JsonElement> SoldAsync(PortalProcess portal, string officer, string approver, string kind)
    {
        var batch = Guid.NewGuid();
        await SendAsync(portal, officer, "voucher-batches", $$"""{"id":"{{batch}}","programme":"{{DemoVouchers.Programme}}","kind":"{{kind}}","items":[{"faceValue":{{Till.Won(10_000)}},"count":1}]}""");
        await SendAsync(portal, approver, $"voucher-batches/{batch}/approvals", """{"decision":"approve"}""");
        var made = (await SendAsync(portal, officer, $"voucher-batches/{batch}/print", $$"""{"id":"{{Guid.NewGuid()}}"}""")).GetProperty("vouchers")[0];
        await SendAsync(
            portal, officer, "voucher-sales",
            $$"""{"id":"{{Guid.NewGuid()}}","programme":"{{DemoVouchers.Programme}}","buyer":{"type":"person","reference":"{{kind}}"},"items":[{"serial":"{{made.GetProperty("serial").GetString()}}"}],"payment":{"type":"cash"} }""");
        return made;
    }

    private static async Task<JsonElement> SendAsync(PortalProcess portal, string key, string path, string body)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        using var answer = await portal.Http.SendAsync(asked);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, string.Create(CultureInfo.InvariantCulture, $"{path}: {(int)answer.StatusCode} {text}"));
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<string> KeyAsync(PortalProcess portal, string role) => (await portal.DoAsync("api-key", "create", "--name", role, "--role", role)).TrimEnd().Split('\n')[^1];
}
