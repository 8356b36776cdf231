using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Domain.Wallets;
using Portal.Tests.Hosting;
using Portal.Tests.Storage;
using static Portal.Tests.Payments.Till;
using static Portal.Tests.Payments.WalletTill;

namespace Portal.Tests.Payments;

/// <summary>Prepaid wallets, from opening to paying with them.</summary>
public sealed class WalletTests
{
    [Theory]
    [InlineData("W20000000016", "W20000000016")]
    [InlineData("w2000-0000 016", "W20000000016")]
    [InlineData("20000000016", "W20000000016")]
    [InlineData("ㅈ20000000016", "W20000000016")]
    [InlineData("W20000000017", "W20000000017")]
    [InlineData("aB-cd_ㅈ2", "aB-cd_ㅈ2")]
    [InlineData("", "")]
    public void Fold_CodeAsScannersAndPeopleWriteIt_IsTheCode(string scanned, string folded) => Assert.Equal(folded, WalletCodes.Fold(scanned));

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Wallet_ToppedUp_PaysByTokenOnceAndNeverBelowNothing(DatabaseProvider provider)
    {
        await using var host = await PayingHost.StartAsync(provider);
        var (issuer, terminal) = (host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer)), host.NewClient("ko", await host.AddKeyAsync(Role.Terminal)));
        var wallet = await OpenAsync(issuer, 50_000);
        var token = await TokenAsync(issuer, wallet);

        var paid = await SendAsync(terminal, Pay(30_000, token));
        var again = await SendAsync(terminal, Pay(1_000, token));
        var tooMuch = await SendAsync(terminal, Pay(20_001, await TokenAsync(issuer, wallet)));
        var rest = await SendAsync(terminal, Pay(20_000, await TokenAsync(issuer, wallet)));

        Assert.Equal(["captured", "declined", "declined", "captured"], new[] { paid, again, tooMuch, rest }.Select(a => a.Text("status")));
        Assert.Equal([null, "token_used", "insufficient_funds", null], new[] { paid, again, tooMuch, rest }.Select(a => a.Reason));
        Assert.Equal(0, Balance(await GetAsync(issuer, $"{Wallets}/{wallet}")));
        await using var db = host.Database.Open();
        Assert.Equal(50_000, await db.AccountTotals.Where(t => db.LedgerAccounts.Any(a => a.Id == t.AccountId && a.Code.EndsWith(":payable"))).SumAsync(t => t.Credits - t.Debits));
        Assert.DoesNotContain(await host.Services.GetRequiredService<Verifier>().RunAsync(), c => !c.Ok && c.Name.StartsWith("ledger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Token_UsedByTwentyPaymentsAtOnce_PaysOne()
    {
        await using var host = await PayingHost.StartAsync();
        var (issuer, terminal) = (host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer)), host.NewClient("ko", await host.AddKeyAsync(Role.Terminal)));
        var wallet = await OpenAsync(issuer, 50_000);
        var token = await TokenAsync(issuer, wallet);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(terminal, Pay(100, token))));

        Assert.Single(answers, a => a.Text("status") == "captured");
        Assert.All(answers.Where(a => a.Text("status") != "captured"), a => Assert.Equal("token_used", a.Reason));
        Assert.Equal(49_900, Balance(await GetAsync(issuer, $"{Wallets}/{wallet}")));
    }

    [Fact]
    public async Task Token_OlderThanAMinuteOrMadeUp_IsDeclined()
    {
        await using var host = await PayingHost.StartAsync();
        var (issuer, terminal) = (host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer)), host.NewClient("ko", await host.AddKeyAsync(Role.Terminal)));
        var token = await TokenAsync(issuer, await OpenAsync(issuer, 1_000));

        host.Time.Advance(WalletToken.Life);
        var late = await SendAsync(terminal, Pay(100, token));
        var madeUp = await SendAsync(terminal, Pay(100, "nothing"));
        var without = await SendAsync(terminal, Body(Guid.NewGuid(), 100, "wallet"));

        Assert.Equal(("token_expired", "token_unknown"), (late.Reason, madeUp.Reason));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "wallet_proof_unfit", "tenders[0].token"), (without.Status, without.Code, without.Field));
    }

    [Fact]
    public async Task TopUp_AboveTheHoldingLimit_IsRefusedAlsoWhenManyComeAtOnce()
    {
        await using var host = await PayingHost.StartAsync();
        using var issuer = host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer));
        var wallet = await OpenAsync(issuer, 0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => TopUpAsync(issuer, wallet, 100_000, Guid.NewGuid())));
        var id = Guid.NewGuid();
        var (tooMuch, none) = (await TopUpAsync(issuer, wallet, 500_001, id), await TopUpAsync(issuer, wallet, 0, id));

        // A bearer's wallet holds 500,000 won.
        Assert.Equal(5, answers.Count(a => a.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal(("limit_exceeded", "amount"), (a.Code, a.Field)));
        Assert.Equal(("top_up_out_of_range", "top_up_out_of_range"), (tooMuch.Code, none.Code));
        Assert.Equal(500_000, Balance(await GetAsync(issuer, $"{Wallets}/{wallet}")));
    }

    [Fact]
    public async Task TopUp_SameIdTenTimes_IsPutInOnce()
    {
        await using var host = await PayingHost.StartAsync();
        using var issuer = host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer));
        var wallet = await OpenAsync(issuer, 0);
        var id = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => TopUpAsync(issuer, wallet, 1_000, id)));
        var other = await TopUpAsync(issuer, wallet, 2_000, id);

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Single(answers.Select(a => a.Body.ToString()).Distinct());
        Assert.Equal((HttpStatusCode.Conflict, "id_reused", "value"), (other.Status, other.Code, other.Field));
        Assert.Equal(1_000, Balance(await GetAsync(issuer, $"{Wallets}/{wallet}")));
    }

    [Fact]
    public async Task Open_SameIdAtOnce_IsOneWallet()
    {
        await using var host = await PayingHost.StartAsync();
        using var issuer = host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer));
        var id = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(issuer, New(id), Wallets)));
        var other = await SendAsync(issuer, New(id).Replace("false", "true", StringComparison.Ordinal), Wallets);

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Single(answers.Select(a => a.Text("code")).Distinct());
        Assert.True(WalletCodes.IsValid(answers[0].Text("code")));
        Assert.Equal((HttpStatusCode.Conflict, "id_reused", "identified"), (other.Status, other.Code, other.Field));
    }

    [Fact]
    public async Task Frozen_WalletTakesNothingUntilItIsOpenedAgainAndStillGetsItsRefund()
    {
        await using var host = await PayingHost.StartAsync();
        var (issuer, terminal) = (host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer)), host.NewClient("ko", await host.AddKeyAsync(Role.Terminal)));
        var (service, actor) = (host.Services.GetRequiredService<WalletService>(), Make.Actor());
        var wallet = await OpenAsync(issuer, 10_000);
        var code = (await GetAsync(issuer, $"{Wallets}/{wallet}")).Text("code")!;
        var (token, payment) = (await TokenAsync(issuer, wallet), Guid.NewGuid());
        await SendAsync(terminal, Pay(4_000, await TokenAsync(issuer, wallet), payment));

        Assert.True((await service.FreezeAsync(actor, code, "분실 신고")).Ok);
        var declined = await SendAsync(terminal, Pay(100, token));
        var topUp = await TopUpAsync(issuer, wallet, 1_000, Guid.NewGuid());
        var noToken = await SendAsync(issuer, "{}", $"{Wallets}/{wallet}/tokens");
        var refund = await SendAsync(terminal, $$"""{"id":"{{Guid.NewGuid()}}"}""", $"{PaymentsPath}/{payment}/refunds");
        Assert.True((await service.UnfreezeAsync(actor, code, "본인 확인")).Ok);
        var paid = await SendAsync(terminal, Pay(10_000, await TokenAsync(issuer, wallet)));

        Assert.Equal(("account_held", "account_held", "wallet_not_open"), (declined.Reason, topUp.Code, noToken.Code));
        Assert.Equal(HttpStatusCode.Created, refund.Status);
        Assert.Equal("captured", paid.Text("status"));
    }

    [Fact]
    public async Task Card_OpensItsWalletUntilItIsEnded()
    {
        await using var host = await PayingHost.StartAsync();
        var (issuer, terminal) = (host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer)), host.NewClient("ko", await host.AddKeyAsync(Role.Terminal)));
        var (service, actor) = (host.Services.GetRequiredService<WalletCardService>(), Make.Actor());
        var wallet = await OpenAsync(issuer, 10_000);
        var code = (await GetAsync(issuer, $"{Wallets}/{wallet}")).Text("code")!;
        var secret = (await service.AddCardAsync(actor, code)).Value;
        Assert.True((await service.LinkCardAsync(actor, code, "acquirer-token-1", "943012******1234")).Ok);

        var prepaid = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000, "wallet", $"\"card\":\"{secret}\""));
        var linked = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000, "wallet", "\"card\":\"acquirer-token-1\""));
        var card = (await host.Services.GetRequiredService<WalletQueries>().GetAsync(actor, code)).Value.Cards.Single(c => c.Kind == WalletCardKind.Prepaid);
        Assert.True((await service.EndCardAsync(actor, code, card.Id, "분실")).Ok);
        var ended = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000, "wallet", $"\"card\":\"{secret}\""));

        Assert.Equal(["captured", "captured", "declined"], new[] { prepaid, linked, ended }.Select(a => a.Text("status")));
        Assert.Equal("token_unknown", ended.Reason);
        await using var db = host.Database.Open();
        Assert.DoesNotContain(await db.LedgerPostings.Select(p => p.Request).ToListAsync(), r => r.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wallet_OfAnotherMarket_IsNotFound()
    {
        await using var host = await PayingHost.StartAsync();
        using var issuer = host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer));
        var wallet = await OpenAsync(issuer, 1_000);
        long elsewhere;
        await using (var db = host.Database.Open())
            elsewhere = (await db.Markets.SingleAsync(m => m.Code == "SC")).Id;
        using var stranger = host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer, ScopeKind.Market, marketId: elsewhere));

        Assert.Equal("wallet_not_found", (await GetAsync(stranger, $"{Wallets}/{wallet}")).Code);
        Assert.Equal("wallet_not_found", (await SendAsync(stranger, "{}", $"{Wallets}/{wallet}/tokens")).Code);
        Assert.Equal("wallet_not_found", (await TopUpAsync(stranger, wallet, 1_000, Guid.NewGuid())).Code);
        Assert.Equal("market_not_found", (await SendAsync(stranger, New(Guid.NewGuid()), Wallets)).Code);
    }
}
