using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Markets;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Terminals;
using Portal.Domain.Vendors;
using Portal.Domain.Wallets;
using Portal.Tests.Hosting;

namespace Portal.Tests.Api;

/// <summary>The examples of /openapi/v1.json are true: each is sent as it stands, and answered with the status and the fields that stand beside it.</summary>
public sealed partial class ApiExampleTests
{
    private static readonly string[] ApproversAlone = ["/approvals", "/renewals", "/bans"];

    private const string Undo = "/api/v1/imports/{id}/undo";

    [Fact]
    public async Task Description_EveryExample_IsAnsweredAsItSays()
    {
        await using var host = await PortalHost.StartAsync();
        var pairing = await FillAsync(host.Services);
        using var client = host.NewClient("ko", await host.AddKeyAsync(Role.Administrator));
        using var approver = host.NewClient("ko", await host.AddKeyAsync(Role.VoucherApprover));
        var token = await FillVouchersAsync(host.Services, client, approver);
        await FillStatementsAsync(host.Services, client);
        await FillSettlementAsync(host.Services);
        using var payer = host.NewClient("ko", await host.AddKeyAsync(Role.FinanceApprover));
        var quote = "";
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (Path: p.Name, Method: o.Name, Says: o.Value)))
            .OrderBy(o => o.Path == Undo).ThenBy(o => o.Method == "post" ? 1 : 0).ToList();
        Assert.True(operations.Count >= 36, $"{operations.Count} calls are described.");
        var wrong = new List<string>();
        var imported = "";
        foreach (var (path, method, says) in operations)
        {
            var address = AddressOf(path, says).Replace("0199a1b2-0000-7000-8000-000000000001", imported, StringComparison.Ordinal).Replace(VoucherExamples.Token, token, StringComparison.Ordinal);
            foreach (var body in BodiesOf(says, pairing, quote))
            {
                using var request = new HttpRequestMessage(HttpMethod.Parse(method), address) { Content = body };
                using var answer = await (!ApproversAlone.Any(end => path.EndsWith(end, StringComparison.Ordinal)) ? client : path.Contains("/settlement", StringComparison.Ordinal) ? payer : approver).SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                if (Complaint(says, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, text) is { } complaint)
                    wrong.Add($"{method} {address}: {complaint}\n  {text}");
                if (path.EndsWith("/refund-quotes", StringComparison.Ordinal) && answer.IsSuccessStatusCode)
                    quote = JsonDocument.Parse(text).RootElement.GetProperty("quote").GetString()!;
                if (path == "/api/v1/vendors/import" && answer.IsSuccessStatusCode)
                    imported = JsonDocument.Parse(text).RootElement.GetProperty("importId").GetString()!;
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string AddressOf(string path, JsonElement says)
    {
        var query = new List<string>();
        if (says.TryGetProperty("parameters", out var parameters))
        {
            foreach (var parameter in parameters.EnumerateArray().Where(p => p.TryGetProperty("example", out _)))
            {
                var (name, value) = (parameter.GetProperty("name").GetString()!, Uri.EscapeDataString(parameter.GetProperty("example").ToString()));
                if (parameter.GetProperty("in").GetString() == "path")
                    path = path.Replace("{" + name + "}", value, StringComparison.Ordinal);
                else
                    query.Add($"{name}={value}");
            }
        }

        Assert.DoesNotContain("{", path, StringComparison.Ordinal);
        return query.Count == 0 ? path : path + "?" + string.Join('&', query);
    }

    /// <summary>The example in each of the forms that the call takes; null for a call without a body.</summary>
    private static IEnumerable<HttpContent?> BodiesOf(JsonElement says, string pairing, string quote)
    {
        if (!says.TryGetProperty("requestBody", out var body))
        {
            yield return null;
            yield break;
        }

        foreach (var media in body.GetProperty("content").EnumerateObject())
        {
            var example = media.Value.GetProperty("example");
            yield return media.Name == "multipart/form-data" ? Form(example) : new StringContent(example.GetRawText().Replace("abcd-efgh-jkmn", pairing, StringComparison.Ordinal).Replace(VoucherExamples.Quote, quote, StringComparison.Ordinal), Encoding.UTF8, media.Name);
        }
    }

    private static MultipartFormDataContent Form(JsonElement example)
    {
        var form = new MultipartFormDataContent();
        foreach (var part in example.EnumerateObject())
        {
            if (part.Name == "file")
                form.Add(new ByteArrayContent(BytesOf(part.Value.GetString()!)), "file", "example.csv");
            else
                form.Add(new StringContent(part.Value.GetString()!), part.Name);
        }

        return form;
    }

    /// <summary>A file of an example: text, or what is no text as a data URL.</summary>
    private static byte[] BytesOf(string file) => file.StartsWith("data:", StringComparison.Ordinal) ? Convert.FromBase64String(file[(file.IndexOf(',', StringComparison.Ordinal) + 1)..]) : Encoding.UTF8.GetBytes(file);

    private static string? Complaint(JsonElement says, int status, string? media, string text)
    {
        var (expected, answer) = says.GetProperty("responses").EnumerateObject().Select(r => (r.Name, r.Value)).First(r => r.Name[0] == '2');
        if (status.ToString(CultureInfo.InvariantCulture) != expected)
            return $"{status}, not {expected}";
        if (!answer.TryGetProperty("content", out var forms) || media is null || !forms.TryGetProperty(media, out var shown))
            return $"it came as {media ?? "nothing"}";
        if (media != "application/json")
            return null;
        var (wanted, had) = (Fields(shown.GetProperty("example")), Fields(JsonDocument.Parse(text).RootElement));
        return wanted.SetEquals(had) ? null : $"the example has not {string.Join(", ", had.Except(wanted))}, and the answer not {string.Join(", ", wanted.Except(had))}";
    }

    /// <summary>The paths of all fields; of a list, those of its first item.</summary>
    private static HashSet<string> Fields(JsonElement value, string at = "") => value.ValueKind switch
    {
        JsonValueKind.Object => [.. value.EnumerateObject().SelectMany(p => Fields(p.Value, at + "/" + p.Name).Append(at + "/" + p.Name))],
        JsonValueKind.Array when value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.Object => Fields(value[0], at),
        _ => [],
    };

    /// <summary>What the examples speak of; answers the code that pairs the terminal.</summary>
    private static async Task<string> FillAsync(IServiceProvider services)
    {
        var (actor, stalls) = (Make.Actor(), services.GetRequiredService<StallService>());
        _ = (await services.GetRequiredService<MarketService>().CreateAsync(actor, new MarketEdit { Code = "SB", NameKo = "시범시장", AddressRoad = "부산광역시 중구 시험로 1" })).Value;
        _ = (await stalls.CreateZoneAsync(actor, "SB", "A", "A구역", null, null)).Value;
        _ = (await stalls.CreateAsync(actor, new StallEdit { Market = "SB", Zone = "A", Number = "A-001" })).Value;
        var vendor = await services.GetRequiredService<VendorService>().CreateAsync(actor, new VendorEdit { Market = "SB", TradeName = "가온수산", NoNumberReason = "노점", Categories = new Change<IReadOnlyList<string>>(["수산물"]) });
        Assert.Equal("V000001", vendor.Value);
        await FillRentAsync(services, actor);
        await FillPaymentsAsync(services, actor);
        _ = (await services.GetRequiredService<WalletService>().OpenAsync(actor, new NewWallet(Guid.Parse("0199a1b2-0000-7000-8000-000000000031"), "SB", Identified: true, "M-001"))).Value;
        return (await services.GetRequiredService<TerminalService>().RegisterAsync(actor, new NewTerminal("SB", "SB-A-001", "S-1", null))).Value.Code;
    }

    /// <summary>A payment to be read and refunded, one to be captured, one to be voided.</summary>
    private static async Task FillPaymentsAsync(IServiceProvider services, Actor actor)
    {
        await using (var db = services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext())
        {
            (await db.Markets.SingleAsync()).Operator = new Operator { Code = "OP", Name = "시험 상인회" };
            (await db.Vendors.SingleAsync()).Tenders = AcceptedTenders.Cash | AcceptedTenders.Card;
            await db.SaveChangesAsync();
        }

        foreach (var (end, capture) in new[] { ("11", true), ("12", false), ("13", true) })
        {
            var money = new Money("KRW", 5_000);
            var paid = await services.GetRequiredService<PaymentService>().PayAsync(
                actor, new PaymentRequest(Guid.Parse("0199a1b2-0000-7000-8000-0000000000" + end), "SB-A-001", money, [new TenderRequest("tenders[0]", TenderKind.Cash, money)], capture, null, "{}"));
            Assert.Null(paid.Value.Reason);
        }
    }

    /// <summary>A tenancy with an arrear, and a document of each record; their ids are those of the examples.</summary>
    private static async Task FillRentAsync(IServiceProvider services, Actor actor)
    {
        var (tenancyId, documentId) = (Guid.Parse("0199a1b2-0000-7000-8000-000000000002"), Guid.Parse("0199a1b2-0000-7000-8000-000000000003"));
        var tenancies = services.GetRequiredService<TenancyService>();
        var tenancy = (await tenancies.AssignAsync(actor, "SB-A-001", "V000001", new TenancyTerms(new DateOnly(2026, 1, 1), null, 300_000))).Value;
        Assert.True((await tenancies.AddArrearAsync(actor, tenancy, new DateOnly(2026, 10, 31), 300_000, "10월")).Ok);
        await using var db = services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
        await db.Tenancies.ExecuteUpdateAsync(set => set.SetProperty(t => t.Uid, tenancyId));
        foreach (var to in (AttachedTo[])[new(AttachedKind.Market, "SB"), new(AttachedKind.Vendor, "V000001"), new(AttachedKind.Tenancy, tenancyId.ToString()), new(AttachedKind.Stall, "SB-A-001")])
        {
            var added = await services.GetRequiredService<AttachmentService>().AddAsync(actor, to, new AttachmentEdit(AttachmentKind.Licence, "도로 점용 허가"), new MemoryStream("%PDF-1.7"u8.ToArray()));
            Assert.True(added.Ok);
        }

        await db.Attachments.Where(a => a.StallId != null).ExecuteUpdateAsync(set => set.SetProperty(a => a.Uid, documentId));
    }
}
