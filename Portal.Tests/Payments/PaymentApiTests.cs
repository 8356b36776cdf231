using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Domain.Verification;
using Portal.Resources;
using Portal.Tests.Hosting;
using Portal.Tests.Storage;
using static Portal.Tests.Payments.Till;

namespace Portal.Tests.Payments;

/// <summary>Payments as a terminal sends them.</summary>
public sealed class PaymentApiTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Post_SameIdFiftyTimesAtOnce_IsOnePaymentWithOneAnswer(DatabaseProvider provider)
    {
        await using var host = await PayingHost.StartAsync(provider);
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        var body = Body(Guid.NewGuid(), 1_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendAsync(terminal, body)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers, a => Assert.Contains(a.Status, (HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.OK]));
        Assert.Single(answers.Select(a => a.Body.ToString()).Distinct());
        Assert.Equal("captured", answers[0].Body.GetProperty("status").GetString());
        await using var db = host.Database.Open();
        Assert.Equal(1, await db.Payments.CountAsync());
        Assert.DoesNotContain(await host.Services.GetRequiredService<Verifier>().RunAsync(), c => !c.Ok && c.Name.StartsWith("ledger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_IdUsedForSomethingElse_NamesTheFieldAndWritesNothing()
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        using var other = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        var id = Guid.NewGuid();
        await SendAsync(terminal, Body(id, 1_000));

        var reused = await SendAsync(terminal, Body(id, 2_000));
        var taken = await SendAsync(other, Body(id, 1_000));

        Assert.Equal((HttpStatusCode.Conflict, "id_reused", "amount"), (reused.Status, reused.Code, reused.Field));
        Assert.Equal((HttpStatusCode.Conflict, "id_taken"), (taken.Status, taken.Code));
        await using var db = host.Database.Open();
        Assert.Equal(1_000, await db.Payments.SumAsync(p => p.Amount));
    }

    public static TheoryData<string, string, string> BadBodies { get; } = new()
    {
        { "\"value\":0", "payment_amount_out_of_range", "amount" },
        { "\"value\":-5", "payment_amount_out_of_range", "amount" },
        { "\"value\":1.5", "payment_amount_out_of_range", "amount.value" },
        { "\"value\":9223372036854775808", "payment_amount_out_of_range", "amount.value" },
        { "\"value\":1e3000", "payment_amount_out_of_range", "amount.value" },
        { "\"value\":\"1000\"", "payment_amount_out_of_range", "amount.value" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Post_AmountThatIsNone_IsRefusedAtItsField(string value, string code, string field)
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));

        var answer = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000).Replace("\"value\":1000", value, StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code, field), (answer.Status, answer.Code, answer.Field));
        await using var db = host.Database.Open();
        Assert.Equal(0, await db.LedgerPostings.CountAsync());
    }

    [Fact]
    public async Task Post_OtherNonsense_IsRefusedByNameAndWritesNothing()
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        var good = Body(Guid.NewGuid(), 1_000);
        (string From, string To, string Code)[] bad =
        [
            ("\"id\":\"", "\"id\":\"x", "id_malformed"),
            ("KRW\",\"value\":1000},\"tenders", "XXX\",\"value\":1000},\"tenders", "payment_currency_unknown"),
            ("KRW", "CNY", "currency_not_the_markets"),
            (PayingHost.Stall, "SB-Z-999", "stall_not_found"),
            ("\"capture\":true", "\"capture\":1", "field_malformed"),
            ("\"capture\":true", "\"terminalTime\":\"2020-01-01T00:00:00Z\"", "clock_too_far"),
            ("\"capture\":true", "\"colour\":\"red\"", "field_unknown"),
            ("\"type\":\"cash\"", "\"type\":\"gold\"", "field_malformed"),
            ("\"type\":\"cash\"", "\"type\":\"card\",\"maskedPan\":\"4111111111111111\"", "card_number_refused"),
            ("\"type\":\"cash\"", "\"type\":\"card\",\"approvalNumber\":\"4111 1111 1111 1111\"", "card_number_refused"),
            ("[{\"type\":\"cash\",\"amount\":{\"currency\":\"KRW\",\"value\":1000}}]", "[{\"type\":\"cash\",\"amount\":{\"currency\":\"KRW\",\"value\":900}}]", "tenders_do_not_add_up"),
            ("[{\"type\":\"cash\",\"amount\":{\"currency\":\"KRW\",\"value\":1000}}]", "[]", "tenders_out_of_range"),
        ];
        foreach (var (from, to, code) in bad)
        {
            Assert.Contains(from, good, StringComparison.Ordinal);
            var answer = await SendAsync(terminal, good.Replace(from, to, StringComparison.Ordinal));
            Assert.True(answer.Code == code && (int)answer.Status is >= 400 and < 500, $"{to}: {(int)answer.Status} {answer.Body}");
        }

        await using var db = host.Database.Open();
        Assert.Equal(0, await db.LedgerPostings.CountAsync());
    }

    [Fact]
    public async Task Post_VendorSuspended_IsDeclinedRecordedAndSaysWhy()
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("en", await host.AddKeyAsync(Role.Terminal));
        await using (var db = host.Database.Open())
            await db.Vendors.Where(v => v.Code == "V000001").ExecuteUpdateAsync(s => s.SetProperty(v => v.Status, VendorStatus.Suspended));
        var body = Body(Guid.NewGuid(), 1_000);

        var declined = await SendAsync(terminal, body);
        await using (var db = host.Database.Open())
            await db.Vendors.Where(v => v.Code == "V000001").ExecuteUpdateAsync(s => s.SetProperty(v => v.Status, VendorStatus.Active));
        var again = await SendAsync(terminal, body);

        Assert.Equal(HttpStatusCode.Created, declined.Status);
        Assert.Equal(("declined", "vendor_suspended"), (declined.Body.GetProperty("status").GetString(), declined.Body.GetProperty("reason").GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.OK, declined.Body.ToString()), (again.Status, again.Body.ToString()));
    }

    [Fact]
    public async Task Post_AgainWhenItsClockIsTooOldAndItsStallGone_GetsTheFirstAnswer()
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        var body = Body(Guid.NewGuid(), 1_000).Replace("\"capture\":true", $"\"terminalTime\":\"{host.Time.GetUtcNow():O}\"", StringComparison.Ordinal);
        var first = await SendAsync(terminal, body);

        host.Time.Set(host.Time.GetUtcNow().UtcDateTime.AddDays(30));
        await using (var db = host.Database.Open())
            await db.Stalls.Where(s => s.Code == PayingHost.Stall).ExecuteUpdateAsync(s => s.SetProperty(x => x.ArchivedAt, host.Time.GetUtcNow().UtcDateTime));
        var again = await SendAsync(terminal, body);
        var fresh = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000));

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal((HttpStatusCode.OK, first.Body.ToString()), (again.Status, again.Body.ToString()));
        Assert.Equal("stall_not_found", fresh.Code);
    }

    [Fact]
    public void Declines_EveryCode_HasASentenceInEveryLanguage() =>
        Assert.All(Declines.All, code => Assert.All(Texts.Languages, language => Assert.NotEmpty(Texts.In(CultureInfo.GetCultureInfo(language), "payments.decline_" + code))));

    [Fact]
    public async Task Get_KeyOfAnotherMarket_FindsNothing()
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        long elsewhere;
        await using (var db = host.Database.Open())
            elsewhere = (await db.Markets.SingleAsync(m => m.Code == "SC")).Id;
        using var stranger = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal, ScopeKind.Market, marketId: elsewhere));
        var id = Guid.NewGuid();
        await SendAsync(terminal, Body(id, 1_000));

        using var own = await terminal.GetAsync($"/api/v1/payments/{id}");
        using var foreign = await stranger.GetAsync($"/api/v1/payments/{id}");
        var paid = await SendAsync(stranger, Body(Guid.NewGuid(), 1_000));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (own.StatusCode, foreign.StatusCode));
        Assert.Equal("stall_not_found", paid.Code);
    }

    [Fact]
    public async Task TrialBalance_AfterPayments_BalancesAndLeadsToTheLine()
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        using var auditor = host.NewClient("ko", await host.AddKeyAsync(Role.Auditor));
        var id = Guid.NewGuid();
        await SendAsync(terminal, Body(id, 1_234));

        var balance = await auditor.GetFromJsonAsync<JsonElement>("/api/v1/ledger/trial-balance");
        var books = balance.GetProperty("books").EnumerateArray().Single(b => b.GetProperty("memo").GetBoolean());
        var account = books.GetProperty("accounts").EnumerateArray().Single(a => a.GetProperty("code").GetString() == "memo:sales:cash");
        var lines = await auditor.GetFromJsonAsync<JsonElement>($"/api/v1/ledger/accounts/{account.GetProperty("id").GetInt64()}/lines");
        using var refused = await terminal.GetAsync("/api/v1/ledger/trial-balance");

        Assert.Equal((1_234, 1_234), (books.GetProperty("debits").GetInt64(), books.GetProperty("credits").GetInt64()));
        Assert.Equal(id, lines.GetProperty("items")[0].GetProperty("posting").GetGuid());
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
