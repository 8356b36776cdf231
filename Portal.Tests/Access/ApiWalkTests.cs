using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Portal.Domain.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Access;

/// <summary>Every call that /openapi/v1.json describes, with a key of every role.</summary>
[Collection(DemoPortal.Collection)]
public sealed class ApiWalkTests(DemoPortal portal)
{
    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Call_OfEveryRole_IsAnsweredOrForbiddenAsTheMatrixSays(Role role)
    {
        using var client = portal.Host.NewClient(apiKey: await portal.Host.AddKeyAsync(role));
        var wrong = new List<string>();
        foreach (var (method, path) in await CallsAsync())
        {
            using var request = new HttpRequestMessage(method, Filled(path)) { Content = Body(method, path) };
            using var answer = await client.SendAsync(request);
            var status = (int)answer.StatusCode;
            var allowed = RightOf(method.Method, path) is not { } right || RightsMatrix.Allows(role, right);
            if (status >= 500 || status == 401 || (status != 403) != allowed)
                wrong.Add($"{method} {path}: {status}, though {(allowed ? "allowed" : "forbidden")}");
            if (status >= 400 && answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
                wrong.Add($"{method} {path}: {status} as {answer.Content.Headers.ContentType?.MediaType}");
        }

        Assert.True(wrong.Count == 0, $"{role}: {string.Join('\n', wrong)}");
    }

    [Fact]
    public async Task Call_OfNobody_Answers401()
    {
        using var client = portal.Host.NewClient();
        // Pairing is where a terminal gets its key: it has only its code.
        foreach (var (method, path) in (await CallsAsync()).Where(c => c.Path != "/api/v1/terminals/pair"))
        {
            using var request = new HttpRequestMessage(method, Filled(path)) { Content = Body(method, path) };
            using var answer = await client.SendAsync(request);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path}: {answer.StatusCode}");
        }
    }

    private async Task<IReadOnlyList<(HttpMethod Method, string Path)>> CallsAsync()
    {
        using var client = portal.Host.NewClient();
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var calls = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(m => (HttpMethod.Parse(m.Name), path.Name)))
            .Where(c => c.Name.StartsWith("/api/", StringComparison.Ordinal)).ToList();
        Assert.True(calls.Count >= 35, $"{calls.Count} calls are described.");
        return calls;
    }

    /// <summary>What a call needs. A new call that is not here fails the walk.</summary>
    private static Right? RightOf(string method, string path) => (method, path.Split('/')) switch
    {
        ("GET", [_, _, _, "me"]) => null,
        ("GET", [_, _, _, _, _, "documents"]) or ("GET", [_, _, _, "documents", ..]) => Right.ViewDocuments,
        ("POST", [_, _, _, _, _, "documents"]) or ("POST", [_, _, _, "documents", ..]) => Right.EditDocuments,
        ("GET", [_, _, _, "ledger", ..]) => Right.ViewLedger,
        ("GET", [_, _, _, "settlement-runs", ..]) or ("POST", [_, _, _, "settlement-runs", _, "approvals"]) => Right.ViewSettlement,
        ("POST", [_, _, _, "settlement-runs"]) => Right.RunSettlement,
        ("GET", [_, _, _, "statements" or "statement-sources", ..]) => Right.ViewStatements,
        ("POST", [_, _, _, "statements" or "statement-sources"]) => Right.BringStatements,
        ("GET", [_, _, _, "payments", _]) => Right.ViewPayments,
        ("POST", [_, _, _, "payments"]) or ("POST", [_, _, _, "payments", "batch"]) or ("POST", [_, _, _, "payments", _, "captures" or "reversals"]) => Right.TakePayments,
        ("POST", [_, _, _, "terminals", "heartbeat"]) => Right.TakePayments,
        ("POST", [_, _, _, "terminals", "pair"]) => null,
        // One's own jobs alone.
        (_, [_, _, _, "jobs", ..]) => null,
        ("GET", [_, _, _, "voucher-batches", _, "print", "file"]) => Right.IssueVouchers,
        ("GET", [_, _, _, "voucher-programmes" or "voucher-batches" or "vouchers", ..]) => Right.ViewVouchers,
        ("POST", [_, _, _, "voucher-programmes", _, "rules", _, "approvals"]) => Right.ApproveVouchers,
        ("POST", [_, _, _, "voucher-programmes", ..]) => Right.ManageProgrammes,
        // Whether somebody else's delegate may approve, the batch decides.
        ("POST", [_, _, _, "voucher-batches", _, "approvals"]) => Right.ViewVouchers,
        ("POST", [_, _, _, "voucher-batches", ..]) => Right.IssueVouchers,
        ("GET", [_, _, _, "voucher-enrolments", ..]) => Right.ViewVouchers,
        // Whether somebody else's delegate may decide, the services know.
        ("POST", [_, _, _, "voucher-enrolments", _, "renewals"]) or ("POST", [_, _, _, "voucher-enrolments", _, .., "approvals"]) => Right.ViewVouchers,
        ("POST", [_, _, _, "voucher-enrolments", _, "bans"]) => Right.ApproveVouchers,
        ("POST", [_, _, _, "voucher-enrolments", ..]) => Right.EnrolVendors,
        ("POST", [_, _, _, "voucher-sales"]) => Right.SellVouchers,
        ("POST", [_, _, _, "vouchers", _, "refund-quotes" or "refunds"]) => Right.RefundVouchers,
        ("POST", [_, _, _, "vouchers", _, "gifts", ..]) => Right.SellVouchers,
        ("POST", [_, _, _, "vouchers", _, "void" or "replacements"]) => Right.IssueVouchers,
        ("POST", [_, _, _, "vouchers", _, _]) => Right.FreezeVouchers,
        ("POST", [_, _, _, "voucher-presentments"]) => Right.PresentVouchers,
        ("GET", [_, _, _, "wallets", ..]) => Right.ViewWallets,
        ("POST", [_, _, _, "wallets", ..]) => Right.ManageWallets,
        ("POST", [_, _, _, "payments", _, _]) => Right.RefundPayments,
        ("GET", [_, _, _, "tenancies" or "arrears", ..]) => Right.ViewVendors,
        ("GET", [_, _, _, "markets", ..]) => Right.ViewMarkets,
        ("GET", [_, _, _, "stalls", ..]) => Right.ViewStalls,
        ("GET", [_, _, _, "vendors", ..]) => Right.ViewVendors,
        ("POST", [_, _, _, "markets" or "stalls" or "vendors" or "tenancies" or "arrears", "import"]) => Right.Import,
        ("POST", [_, _, _, "imports", _, "undo"]) => Right.UndoImports,
        ("POST" or "PATCH", [_, _, _, "markets", ..]) => Right.EditMarkets,
        ("POST" or "PATCH", [_, _, _, "stalls", ..]) => Right.EditStalls,
        ("POST" or "PATCH", [_, _, _, "vendors", ..]) => Right.EditVendors,
        _ => throw new InvalidOperationException($"Nobody said what {method} {path} needs."),
    };

    private static string Filled(string path) => path.Replace("{id}", path.Contains("/ledger/", StringComparison.Ordinal) || path.Contains("/rules/", StringComparison.Ordinal) ? "1" : path.Contains("/voucher-enrolments/", StringComparison.Ordinal) ? "999999999" : Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{serial}", Domain.Vouchers.SerialNumbers.Of("DM", 1), StringComparison.Ordinal).Replace("{code}", path.Split('/')[3] switch
    {
        "markets" => DemoPortal.OwnMarket,
        "stalls" => "SB-A-001",
        _ => "V000001",
    }, StringComparison.Ordinal);

    private static HttpContent? Body(HttpMethod method, string path) => method == HttpMethod.Get ? null
        : path.EndsWith("/import", StringComparison.Ordinal) ? new MultipartFormDataContent { { new StringContent("true"), "dryRun" } }
        : JsonContent.Create(new { });
}
