using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using Portal.Domain.Partners;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Tests.Hosting;
using Portal.Tests.Storage;
using static Portal.Tests.Payments.Till;

namespace Portal.Tests.Payments;

/// <summary>How much a partner wallet may owe.</summary>
public sealed class PartnerTests
{
    private const string Alipay = "\"acquirer\":\"alipay\",\"approvalNumber\":\"1\"";
    private static readonly Actor Approver = Make.Actor(Role.FinanceApprover);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Pay_ManyAtOnceUpToTheLimit_NoMoreThanItIsOwed(DatabaseProvider provider)
    {
        await using var host = await PayingHost.StartAsync(provider);
        await LimitAsync(host, 10_000);
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => SendAsync(terminal, Body(Guid.NewGuid(), 1_000, "partner-wallet", Alipay))));

        Assert.Equal(10, answers.Count(a => a.Text("status") == "captured"));
        Assert.All(answers.Where(a => a.Text("status") != "captured"), a => Assert.Equal("limit_exceeded", a.Reason));
        var row = await RowAsync(host);
        Assert.Equal((10_000, 10_000L, 100, true), (row.Owed, row.Most, row.UsedPercent, row.IsNear));
        Assert.DoesNotContain(await host.Services.GetRequiredService<Verifier>().RunAsync(), c => !c.Ok && c.Name.StartsWith("ledger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pay_OtherLettersOfTheName_AreTheSamePartner()
    {
        await using var host = await PayingHost.StartAsync();
        await LimitAsync(host, 1_500);
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));

        Assert.Equal("captured", (await SendAsync(terminal, Body(Guid.NewGuid(), 1_000, "partner-wallet", Alipay))).Text("status"));
        Assert.Equal("limit_exceeded", (await SendAsync(terminal, Body(Guid.NewGuid(), 1_000, "partner-wallet", "\"acquirer\":\"AliPay\",\"approvalNumber\":\"2\""))).Reason);
        Assert.Equal("captured", (await SendAsync(terminal, Body(Guid.NewGuid(), 9_000, "partner-wallet", "\"acquirer\":\"wechat\",\"approvalNumber\":\"3\""))).Text("status"));
    }

    [Fact]
    public async Task Pay_AuthorisedApart_CountsAgainstTheLimitUntilItIsVoided()
    {
        await using var host = await PayingHost.StartAsync();
        await LimitAsync(host, 1_500);
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        var held = Guid.NewGuid();

        Assert.Equal("authorised", (await SendAsync(terminal, Body(held, 1_000, "partner-wallet", Alipay).Replace("\"capture\":true", "\"capture\":false", StringComparison.Ordinal))).Text("status"));
        Assert.Equal("limit_exceeded", (await SendAsync(terminal, Body(Guid.NewGuid(), 1_000, "partner-wallet", Alipay))).Reason);
        Assert.Equal((0, 1_000), ((await RowAsync(host)).Owed, (await RowAsync(host)).Reserved));
        await SendAsync(terminal, $$"""{"id":"{{Guid.NewGuid()}}","reason":"취소"}""", $"{PaymentsPath}/{held}/voids");

        Assert.Equal("captured", (await SendAsync(terminal, Body(Guid.NewGuid(), 1_000, "partner-wallet", Alipay))).Text("status"));
    }

    [Fact]
    public async Task Limit_LoweredBelowWhatIsOwed_DeclinesUntilItIsLifted()
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        Assert.Equal("captured", (await SendAsync(terminal, Body(Guid.NewGuid(), 5_000, "partner-wallet", Alipay))).Text("status"));

        await LimitAsync(host, 1_000);
        Assert.Equal("limit_exceeded", (await SendAsync(terminal, Body(Guid.NewGuid(), 1, "partner-wallet", Alipay))).Reason);
        Assert.Equal(500, (await RowAsync(host)).UsedPercent);
        await LimitAsync(host, null);

        Assert.Equal("captured", (await SendAsync(terminal, Body(Guid.NewGuid(), 5_000, "partner-wallet", Alipay))).Text("status"));
        await using var db = host.Database.Open();
        Assert.Equal(2, await db.AuditEntries.CountAsync(e => e.Action == "partner_limit.set"));
    }

    [Fact]
    public async Task Limit_ByOthersOrMalformedOrOvertaken_IsRefused()
    {
        await using var host = await PayingHost.StartAsync();
        var partners = host.Services.GetRequiredService<PartnerService>();
        var (owner, wanted) = (await OwnerAsync(host), 1_000L);
        await LimitAsync(host, wanted);

        Assert.Equal("not_allowed", (await partners.LimitAsync(Make.Actor(Role.FinanceOfficer), new WantedLimit(owner, "KRW", "alipay", wanted, 1))).Refusal!.Code);
        Assert.Equal(["partner_name_malformed", "number_out_of_range", "currency_unknown"], (await partners.LimitAsync(Approver, new WantedLimit(owner, "WON", "ali pay", -1, null))).Refusals.Select(r => r.Code));
        Assert.Equal("operator_not_found", (await partners.LimitAsync(Approver, new WantedLimit("nobody", "KRW", "alipay", wanted, null))).Refusal!.Code);
        Assert.Equal("taken_meanwhile", (await partners.LimitAsync(Approver, new WantedLimit(owner, "KRW", "alipay", 2_000, null))).Refusal!.Code);
        Assert.Equal("changed_meanwhile", (await partners.LimitAsync(Approver, new WantedLimit(owner, "KRW", "alipay", 2_000, 7))).Refusal!.Code);
        Assert.Equal(wanted, (await RowAsync(host)).Most);
    }

    private static async Task LimitAsync(PortalHost host, long? most)
    {
        var rows = await host.Services.GetRequiredService<PartnerService>().PageAsync(Approver, new ListQuery());
        var version = rows.Value.Items.SingleOrDefault(r => r.Partner == "alipay")?.Version;
        var limited = await host.Services.GetRequiredService<PartnerService>().LimitAsync(Approver, new WantedLimit(await OwnerAsync(host), "KRW", "AliPay", most, version));
        Assert.True(limited.Ok, limited.Refusal?.Code);
    }

    private static async Task<PartnerRow> RowAsync(PortalHost host) =>
        (await host.Services.GetRequiredService<PartnerService>().PageAsync(Approver, new ListQuery())).Value.Items.Single(r => r.Partner == "alipay");

    private static async Task<string> OwnerAsync(PortalHost host)
    {
        await using var db = host.Database.Open();
        return await db.Stalls.Where(s => s.Code == PayingHost.Stall).Join(db.Markets, s => s.MarketId, m => m.Id, (_, m) => m.OperatorId).Join(db.Operators, id => id, o => (long?)o.Id, (_, o) => o.Code).SingleAsync();
    }
}
