using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Domain.Wallets;
using Portal.Tests.Hosting;
using Portal.Tests.Storage;
using static Portal.Tests.Payments.Till;
using static Portal.Tests.Payments.WalletTill;
using AccountState = Portal.Domain.Ledger.AccountState;

namespace Portal.Tests.Payments;

/// <summary>Money that goes back to the holders of wallets: a part of it, or the rest, with which the wallet is closed.</summary>
public sealed class WalletClosingTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Close_WithMoney_PaysOutTheRestAndEndsTheWalletForGood(DatabaseProvider provider)
    {
        await using var host = await PayingHost.StartAsync(provider);
        var (issuer, terminal) = (host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer)), host.NewClient("ko", await host.AddKeyAsync(Role.Terminal)));
        var (wallet, id) = (await OpenAsync(issuer, 10_000), Guid.NewGuid());
        var code = (await GetAsync(issuer, $"{Wallets}/{wallet}")).Text("code")!;
        var card = (await host.Services.GetRequiredService<WalletCardService>().AddCardAsync(Make.Actor(), code)).Value;
        Assert.Equal("captured", (await SendAsync(terminal, Pay(4_000, await TokenAsync(issuer, wallet)))).Text("status"));
        var unused = await TokenAsync(issuer, wallet);

        var closed = await CloseAsync(issuer, wallet, id, "bank-transfer");
        var again = await CloseAsync(issuer, wallet, id, "bank-transfer");
        var other = await CloseAsync(issuer, wallet, id, "cash");
        var second = await CloseAsync(issuer, wallet, Guid.NewGuid());
        var (token, carded) = (await SendAsync(terminal, Pay(100, unused)), await SendAsync(terminal, Body(Guid.NewGuid(), 100, "wallet", $"\"card\":\"{card}\"")));
        var (topUp, noToken) = (await TopUpAsync(issuer, wallet, 1_000, Guid.NewGuid()), await SendAsync(issuer, "{}", $"{Wallets}/{wallet}/tokens"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (closed.Status, again.Status));
        Assert.Equal(closed.Body.ToString(), again.Body.ToString());
        Assert.Equal((6_000, true), (closed.Body.GetProperty("amount").GetProperty("value").GetInt64(), closed.Body.GetProperty("close").GetBoolean()));
        Assert.Equal(("id_reused", "way", "wallet_not_open"), (other.Code, other.Field, second.Code));
        Assert.Equal(("token_expired", "token_unknown", "account_closed", "wallet_not_open"), (token.Reason, carded.Reason, topUp.Code, noToken.Code));
        var shown = await GetAsync(issuer, $"{Wallets}/{wallet}");
        Assert.Equal(("closed", 0), (shown.Text("status"), Balance(shown)));
        await using var db = host.Database.Open();
        var kept = await db.Wallets.SingleAsync(w => w.Uid == wallet);
        var account = await db.LedgerAccounts.SingleAsync(a => a.Id == kept.AccountId);
        Assert.Equal((WalletState.Closed, "탈퇴", AccountState.Closed), (kept.State, kept.Reason, account.State));
        Assert.Equal(-6_000, await TotalAsync(db, Chart.Transfers));
        Assert.All(await db.WalletCards.Where(c => c.WalletId == kept.Id).ToListAsync(), c => Assert.NotNull(c.EndedAt));
        var audit = await db.AuditEntries.SingleAsync(a => a.Action == "wallet.closed");
        Assert.Equal((code, "탈퇴"), (audit.SubjectCode, audit.Reason));
        Assert.Equal([new AuditChange("reason", null, "탈퇴"), new AuditChange("state", "Open", "Closed")], AuditQueue.Read(audit.Changes).OrderBy(c => c.Field));
        Assert.Single(await db.AuditEntries.Where(a => a.Action == "wallet_card.ended").ToListAsync());
        Assert.DoesNotContain(await host.Services.GetRequiredService<Verifier>().RunAsync(), c => !c.Ok && c.Name.StartsWith("ledger", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Close_WhilePaymentsAndTopUpsCome_LosesNothingOfThem(DatabaseProvider provider)
    {
        await using var host = await PayingHost.StartAsync(provider);
        var (issuer, terminal) = (host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer)), host.NewClient("ko", await host.AddKeyAsync(Role.Terminal)));
        var wallet = await OpenAsync(issuer, 100_000);
        var code = (await GetAsync(issuer, $"{Wallets}/{wallet}")).Text("code")!;
        var card = (await host.Services.GetRequiredService<WalletCardService>().AddCardAsync(Make.Actor(), code)).Value;

        var payments = Enumerable.Range(0, 20).Select(_ => SendAsync(terminal, Body(Guid.NewGuid(), 100, "wallet", $"\"card\":\"{card}\""))).ToList();
        var topUps = Enumerable.Range(0, 20).Select(_ => TopUpAsync(issuer, wallet, 10, Guid.NewGuid())).ToList();
        var closings = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => CloseAsync(issuer, wallet, Guid.NewGuid())));
        var (paid, declined) = Split(await Task.WhenAll(payments), a => a.Text("status") == "captured");
        var (given, refused) = Split(await Task.WhenAll(topUps), a => a.Status == HttpStatusCode.Created);

        var closed = Assert.Single(closings, c => c.Status == HttpStatusCode.Created);
        Assert.All(closings.Where(c => c != closed), c => Assert.Equal("wallet_not_open", c.Code));
        Assert.All(declined, a => Assert.Contains(a.Reason, (string[])["account_closed", "token_unknown"]));
        Assert.All(refused, a => Assert.Equal("account_closed", a.Code));
        Assert.Equal(100_000 - (100 * paid.Count) + (10 * given.Count), closed.Body.GetProperty("amount").GetProperty("value").GetInt64());
        Assert.Equal(0, Balance(await GetAsync(issuer, $"{Wallets}/{wallet}")));
    }

    [Fact]
    public async Task Close_EmptyWallet_MovesNothing()
    {
        await using var host = await PayingHost.StartAsync();
        using var issuer = host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer));
        var (wallet, id) = (await OpenAsync(issuer, 0), Guid.NewGuid());

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => CloseAsync(issuer, wallet, id)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Equal(0, Assert.Single(answers.Select(a => a.Body.ToString()).Distinct().Select(_ => answers[0].Body.GetProperty("amount").GetProperty("value").GetInt64())));
        Assert.Equal("closed", (await GetAsync(issuer, $"{Wallets}/{wallet}")).Text("status"));
        await using var db = host.Database.Open();
        Assert.Empty(await db.Transfers.ToListAsync());
        Assert.Single(await db.AuditEntries.Where(a => a.Action == "wallet.closed").ToListAsync());
    }

    [Fact]
    public async Task FrozenWallet_PaysNothingOutUntilItIsUnfrozen()
    {
        await using var host = await PayingHost.StartAsync();
        using var issuer = host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer));
        var (service, wallet, id) = (host.Services.GetRequiredService<WalletService>(), await OpenAsync(issuer, 5_000), Guid.NewGuid());
        var code = (await GetAsync(issuer, $"{Wallets}/{wallet}")).Text("code")!;

        Assert.True((await service.FreezeAsync(Make.Actor(), code, "분실 신고")).Ok);
        var (closing, part) = (await CloseAsync(issuer, wallet, id), await PayOutAsync(issuer, wallet, 1_000, Guid.NewGuid()));
        Assert.True((await service.UnfreezeAsync(Make.Actor(), code, "본인 확인")).Ok);
        var closed = await CloseAsync(issuer, wallet, id);

        Assert.Equal(("wallet_frozen", "wallet_frozen"), (closing.Code, part.Code));
        // What was refused for the wallet's state used up no id.
        Assert.Equal(HttpStatusCode.Created, closed.Status);
        Assert.Equal("wallet_state_unfit", (await service.FreezeAsync(Make.Actor(), code, "분실 신고")).Refusal?.Code);
    }

    [Fact]
    public async Task ReservedMoney_IsNotPaidOutAndKeepsTheWalletOpen()
    {
        await using var host = await PayingHost.StartAsync();
        var (issuer, terminal) = (host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer)), host.NewClient("ko", await host.AddKeyAsync(Role.Terminal)));
        var (wallet, payment) = (await OpenAsync(issuer, 5_000), Guid.NewGuid());
        Assert.Equal("authorised", (await SendAsync(terminal, Pay(2_000, await TokenAsync(issuer, wallet), payment).Replace("\"capture\":true", "\"capture\":false", StringComparison.Ordinal))).Text("status"));

        var (closing, tooMuch, rest) = (await CloseAsync(issuer, wallet, Guid.NewGuid()), await PayOutAsync(issuer, wallet, 3_001, Guid.NewGuid()), await PayOutAsync(issuer, wallet, 3_000, Guid.NewGuid()));
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(terminal, $$"""{"id":"{{Guid.NewGuid()}}","amount":{{Won(1_500)}}}""", $"{PaymentsPath}/{payment}/captures")).Status);
        var closed = await CloseAsync(issuer, wallet, Guid.NewGuid());

        Assert.Equal(("wallet_reserved", "insufficient_funds", "amount"), (closing.Code, tooMuch.Code, tooMuch.Field));
        Assert.Equal(HttpStatusCode.Created, rest.Status);
        Assert.Equal(500, closed.Body.GetProperty("amount").GetProperty("value").GetInt64());
    }

    [Fact]
    public async Task PayOut_SameIdTenTimes_IsPaidOnceAndAnsweredWhateverBecameOfTheWallet()
    {
        await using var host = await PayingHost.StartAsync();
        using var issuer = host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer));
        var (wallet, id) = (await OpenAsync(issuer, 5_000), Guid.NewGuid());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PayOutAsync(issuer, wallet, 1_000, id)));
        var (none, mixed) = (await PayOutAsync(issuer, wallet, 0, Guid.NewGuid()), await SendAsync(issuer, $$"""{"id":"{{Guid.NewGuid()}}","amount":{{Won(1)}},"way":"cash","close":true,"reason":"탈퇴"}""", $"{Wallets}/{wallet}/pay-outs"));
        Assert.Equal(4_000, Balance(await GetAsync(issuer, $"{Wallets}/{wallet}")));
        Assert.Equal(HttpStatusCode.Created, (await CloseAsync(issuer, wallet, Guid.NewGuid())).Status);
        var (after, late) = (await PayOutAsync(issuer, wallet, 1_000, id), await PayOutAsync(issuer, wallet, 1_000, Guid.NewGuid()));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Single(answers.Append(after).Select(a => a.Body.ToString()).Distinct());
        Assert.Equal(("transfer_not_positive", "amount", "field_malformed", "amount", "wallet_not_open"), (none.Code, none.Field, mixed.Code, mixed.Field, late.Code));
        await using var db = host.Database.Open();
        // 5,000 came in cash, and 1,000 and 4,000 went out in cash.
        Assert.Equal(0, await TotalAsync(db, Chart.Cash("SB")));
    }

    [Fact]
    public async Task RefundOrVoid_OfAPaymentWhoseWalletIsClosed_SaysSo()
    {
        await using var host = await PayingHost.StartAsync();
        var (issuer, terminal) = (host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer)), host.NewClient("ko", await host.AddKeyAsync(Role.Terminal)));
        var (wallet, payment) = (await OpenAsync(issuer, 5_000), Guid.NewGuid());
        await SendAsync(terminal, Pay(2_000, await TokenAsync(issuer, wallet), payment));
        Assert.Equal(HttpStatusCode.Created, (await CloseAsync(issuer, wallet, Guid.NewGuid())).Status);

        var refund = await SendAsync(issuer, $$"""{"id":"{{Guid.NewGuid()}}"}""", $"{PaymentsPath}/{payment}/refunds");
        var voided = await SendAsync(issuer, $$"""{"id":"{{Guid.NewGuid()}}"}""", $"{PaymentsPath}/{payment}/voids");

        Assert.Equal(("refund_wallet_closed", "refund_wallet_closed"), (refund.Code, voided.Code));
        Assert.Equal("captured", (await GetAsync(issuer, $"{PaymentsPath}/{payment}")).Text("status"));
    }

    [Fact]
    public async Task PayOut_ByWhoMayNot_IsRefused()
    {
        await using var host = await PayingHost.StartAsync();
        using var issuer = host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer));
        var wallet = await OpenAsync(issuer, 1_000);
        long elsewhere;
        await using (var db = host.Database.Open())
            elsewhere = (await db.Markets.SingleAsync(m => m.Code == "SC")).Id;
        var (stranger, auditor) = (host.NewClient("ko", await host.AddKeyAsync(Role.FinanceOfficer, ScopeKind.Market, marketId: elsewhere)), host.NewClient("ko", await host.AddKeyAsync(Role.Auditor)));

        Assert.Equal(("wallet_not_found", "wallet_not_found"), ((await CloseAsync(stranger, wallet, Guid.NewGuid())).Code, (await PayOutAsync(stranger, wallet, 100, Guid.NewGuid())).Code));
        Assert.Equal(("not_allowed", "not_allowed"), ((await CloseAsync(auditor, wallet, Guid.NewGuid())).Code, (await PayOutAsync(auditor, wallet, 100, Guid.NewGuid())).Code));
        Assert.Equal(1_000, Balance(await GetAsync(issuer, $"{Wallets}/{wallet}")));
    }

    private static Task<TillAnswer> CloseAsync(HttpClient issuer, Guid wallet, Guid id, string way = "cash") =>
        SendAsync(issuer, $$"""{"id":"{{id}}","way":"{{way}}","close":true,"reason":"탈퇴"}""", $"{Wallets}/{wallet}/pay-outs");

    private static Task<TillAnswer> PayOutAsync(HttpClient issuer, Guid wallet, long value, Guid id) =>
        SendAsync(issuer, $$"""{"id":"{{id}}","amount":{{Won(value)}},"way":"cash"}""", $"{Wallets}/{wallet}/pay-outs");

    private static Task<long> TotalAsync(PortalDbContext db, string code) =>
        db.AccountTotals.Where(t => db.LedgerAccounts.Any(a => a.Id == t.AccountId && a.Code == code)).SumAsync(t => t.Debits - t.Credits);

    private static (List<TillAnswer> Those, List<TillAnswer> Others) Split(IEnumerable<TillAnswer> answers, Func<TillAnswer, bool> which)
    {
        var parts = answers.ToLookup(which);
        return ([.. parts[true]], [.. parts[false]]);
    }
}
