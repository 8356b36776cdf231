using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Domain.Verification;
using Portal.Tests.Hosting;
using Portal.Tests.Payments;
using Portal.Tests.Storage;

namespace Portal.Tests.Settlement;

/// <summary>A run from the ledger to the payouts, and back into the ledger.</summary>
public sealed class SettlementRunTests
{
    private static readonly Actor Officer = Make.Actor(Role.FinanceOfficer), Approver = Make.Actor(Role.FinanceApprover, id: 12) with { Kind = ActorKind.ApiKey };

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Run_PaysWhatIsDue_Once_AndLeavesTheRestPayable(DatabaseProvider provider)
    {
        await using var host = await PayingHost.OnSundayAsync(provider);
        await TermsAsync(host);
        await PayAsync(host, "alipay");
        await DisputeTests.PayAsync(host, "cash", "");
        host.Time.Advance(TimeSpan.FromDays(2));
        await PayAsync(host, "wechat");

        // Sold on a Sunday, T+1 is Tuesday; what is sold on Tuesday is due on Wednesday.
        var first = await SettleAsync(host);
        Assert.Equal((10_000, 150, 15, 9_835, 1, 1), (first.Sales, first.Fees, first.Tax, first.Payout, first.Payouts, first.Movements));
        Assert.Equal((10_000, 9_835), (await NetAsync(host, ":payable"), await NetAsync(host, Chart.InTransit)));
        Assert.Equal((150, 15), (await NetAsync(host, "fees:partnerwallet"), await NetAsync(host, Chart.Vat)));

        host.Time.Advance(TimeSpan.FromDays(1));
        var second = await SettleAsync(host);
        Assert.Equal((10_000, 0, 10_000, 1), (second.Sales, second.Fees, second.Payout, second.Movements));
        Assert.Equal(0, await NetAsync(host, ":payable"));
        var third = await SettleAsync(host);
        Assert.Equal((0, 0), (third.Vendors, third.Payouts));
        await using var db = host.Database.Open();
        Assert.Equal([9_835, 10_000], await db.Payouts.OrderBy(p => p.Id).Select(p => p.Amount).ToListAsync());
        Assert.DoesNotContain(await host.Services.GetRequiredService<Verifier>().RunAsync(), c => !c.Ok && c.Name.StartsWith("ledger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SuspendedVendor_IsKeptBack_AndPaidOnceItTradesAgain()
    {
        await using var host = await PayingHost.OnSundayAsync();
        await TermsAsync(host, ratePpm: 0);
        await PayAsync(host, "alipay");
        await SuspendAsync(host, VendorStatus.Suspended);
        host.Time.Advance(TimeSpan.FromDays(2));
        var kept = await SettleAsync(host);
        Assert.Equal((10_000, 0, 10_000), (kept.Held, kept.Payout, await NetAsync(host, ":held")));
        await SuspendAsync(host, VendorStatus.Active);
        var paid = await SettleAsync(host);
        Assert.Equal((10_000, 10_000, 0), (paid.Released, paid.Payout, await NetAsync(host, ":held")));
    }

    [Fact]
    public async Task Run_ThatBrokeOffWhilePosting_IsPostedOn_AndNothingTwice()
    {
        await using var host = await PayingHost.OnSundayAsync();
        await TermsAsync(host, ratePpm: 0);
        await PayAsync(host, "alipay");
        host.Time.Advance(TimeSpan.FromDays(2));
        var run = await ReckonAsync(host);
        Assert.True((await Runs(host).DecideAsync(Approver, new SettlementDecision(run, true))).Ok);
        var posting = host.Services.GetRequiredService<SettlementPosting>();
        await posting.PostAsync(run);
        await using (var db = host.Database.Open())
            await db.SettlementRuns.ExecuteUpdateAsync(set => set.SetProperty(r => r.State, SettlementRunState.Posting));
        await posting.PostAsync(run);
        Assert.Equal((0, 10_000), (await NetAsync(host, ":payable"), await NetAsync(host, Chart.InTransit)));
        await using var after = host.Database.Open();
        Assert.Equal(1, await after.Payouts.CountAsync());
    }

    [Fact]
    public async Task Run_IsStartedOnce_ApprovedByAnother_AndCalledOffBeforeThat()
    {
        await using var host = await PayingHost.OnSundayAsync();
        host.Time.Advance(TimeSpan.FromDays(1));
        var runs = Runs(host);
        var wanted = new NewSettlementRun(Guid.NewGuid(), "SB");
        Assert.Equal("not_allowed", (await runs.StartAsync(Make.Actor(Role.MarketManager), wanted)).Refusal!.Code);
        Assert.Equal("market_not_found", (await runs.StartAsync(Officer, wanted with { Market = "XX" })).Refusal!.Code);
        Assert.Equal("settlement_day_unfit", (await runs.StartAsync(Officer, wanted with { On = new DateOnly(2099, 1, 1) })).Refusal!.Code);
        Assert.True((await runs.StartAsync(Officer, wanted)).Ok);
        Assert.True((await runs.StartAsync(Officer, wanted)).Ok);
        Assert.Equal("id_reused", (await runs.StartAsync(Officer, wanted with { Market = "SC" })).Refusal!.Code);
        Assert.Equal(new SettlementRunOpen(wanted.Id), (await runs.StartAsync(Officer, wanted with { Id = Guid.NewGuid() })).Refusal);
        Assert.Equal("settlement_state_unfit", (await runs.DecideAsync(Approver, new SettlementDecision(wanted.Id, true))).Refusal!.Code);

        await host.Services.GetRequiredService<SettlementReckoner>().ReckonAsync(wanted.Id);
        Assert.False((await runs.DecideAsync(Officer, new SettlementDecision(wanted.Id, true))).Ok);
        Assert.Equal("text_missing", (await runs.DecideAsync(Approver, new SettlementDecision(wanted.Id, false))).Refusal!.Code);
        Assert.Equal("text_missing", (await runs.CancelAsync(Officer, wanted.Id, " ")).Refusal!.Code);
        Assert.True((await runs.CancelAsync(Officer, wanted.Id, "수수료를 다시 봅니다.")).Ok);
        Assert.Equal("settlement_state_unfit", (await runs.DecideAsync(Approver, new SettlementDecision(wanted.Id, true))).Refusal!.Code);
        Assert.True((await runs.StartAsync(Officer, wanted with { Id = Guid.NewGuid() })).Ok);
    }

    [Fact]
    public async Task Run_CancelledWhileReckoned_LeavesNothing_AndTheMarketIsFree()
    {
        await using var host = await PayingHost.OnSundayAsync();
        await TermsAsync(host, ratePpm: 0);
        await PayAsync(host, "alipay");
        host.Time.Advance(TimeSpan.FromDays(2));
        var run = (await Runs(host).StartAsync(Officer, new NewSettlementRun(Guid.NewGuid(), "SB"))).Value;
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Services.GetRequiredService<SettlementReckoner>().ReckonAsync(run.Uid, (_, _) => stop.Cancel(), stop.Token));
        await using var db = host.Database.Open();
        Assert.Equal((0, 0, SettlementRunState.Ended), (await db.SettlementLines.CountAsync(), await db.SettlementItems.CountAsync(), (await db.SettlementRuns.SingleAsync()).State));
        Assert.Equal(10_000, (await SettleAsync(host)).Payout);
    }

    private static SettlementRuns Runs(PortalHost host) => host.Services.GetRequiredService<SettlementRuns>();

    private static async Task<Guid> ReckonAsync(PortalHost host)
    {
        var run = (await Runs(host).StartAsync(Officer, new NewSettlementRun(Guid.NewGuid(), "SB"))).Value;
        await host.Services.GetRequiredService<SettlementReckoner>().ReckonAsync(run.Uid);
        return run.Uid;
    }

    private static async Task<SettlementRun> SettleAsync(PortalHost host)
    {
        var run = await ReckonAsync(host);
        Assert.True((await Runs(host).DecideAsync(Approver, new SettlementDecision(run, true))).Ok);
        await host.Services.GetRequiredService<SettlementPosting>().PostAsync(run);
        await using var db = host.Database.Open();
        var posted = await db.SettlementRuns.AsNoTracking().SingleAsync(r => r.Uid == run);
        Assert.Equal((SettlementRunState.Posted, posted.Net), (posted.State, posted.Payout + posted.Held + posted.Carried));
        return posted;
    }

    private static Task<Guid> PayAsync(PortalHost host, string partner) => DisputeTests.PayAsync(host, "partner-wallet", $"\"acquirer\":\"{partner}\",\"approvalNumber\":\"1\"");

    /// <summary>T+1 for partner wallets, and a fee of the one.</summary>
    private static async Task TermsAsync(PortalHost host, int ratePpm = 15_000)
    {
        await using var db = host.Database.Open();
        var market = await db.Markets.SingleAsync(m => m.Code == "SB");
        db.Add(new SettlementTerms { MarketId = market.Id, From = new DateOnly(2020, 1, 1), PartnerDays = 1, MakerId = 1, ApproverId = 2, ApprovedAt = DateTime.UnixEpoch });
        db.Add(new FeeRule
        {
            OperatorId = market.OperatorId!.Value,
            Tender = SettledTender.PartnerWallet,
            Acquirer = "alipay",
            Currency = "KRW",
            From = new DateOnly(2020, 1, 1),
            RatePpm = ratePpm,
            VatPpm = 100_000,
            MakerId = 1,
            ApproverId = 2,
            ApprovedAt = DateTime.UnixEpoch,
        });
        await db.SaveChangesAsync();
    }

    private static async Task SuspendAsync(PortalHost host, VendorStatus status)
    {
        await using var db = host.Database.Open();
        await db.Vendors.Where(v => db.Payments.Any(p => p.VendorId == v.Id)).ExecuteUpdateAsync(set => set.SetProperty(v => v.Status, status));
    }

    /// <summary>Credits less debits of the accounts whose code ends so.</summary>
    private static async Task<long> NetAsync(PortalHost host, string code)
    {
        await using var db = host.Database.Open();
        return await db.AccountTotals.Where(t => db.LedgerAccounts.Any(a => a.Id == t.AccountId && a.Code.EndsWith(code))).SumAsync(t => t.Credits - t.Debits);
    }
}
