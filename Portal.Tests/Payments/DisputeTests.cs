using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Tests.Hosting;
using Portal.Tests.Storage;
using static Portal.Tests.Payments.Till;

namespace Portal.Tests.Payments;

/// <summary>Disputes, from the acquirer's word to whoever bears them.</summary>
public sealed class DisputeTests
{
    internal static readonly Actor Officer = Make.Actor(Role.FinanceOfficer), Decider = Make.Actor(Role.CaseDecider);

    [Theory]
    [InlineData(true, null, 10_000, 0, 0)]
    [InlineData(false, LossBearer.Vendor, 6_000, 0, 0)]
    [InlineData(false, LossBearer.Operator, 10_000, 0, 4_000)]
    public async Task Decide_EachWay_LeavesTheMoneyWhereItBelongs(bool won, LossBearer? bearer, long payable, long held, long loss)
    {
        await using var host = await PayingHost.StartAsync();
        var (disputes, payment) = (host.Services.GetRequiredService<DisputeService>(), await PayAsync(host, "partner-wallet", "\"acquirer\":\"alipay\",\"approvalNumber\":\"1\""));
        var dispute = (await disputes.OpenAsync(Officer, New(payment, 4_000))).Value;
        Assert.Equal((6_000, 4_000), (await NetAsync(host, ":payable"), await NetAsync(host, ":held")));

        Assert.True((await disputes.AnswerAsync(Officer, dispute, "영수증 사본을 보냈습니다.")).Ok);
        var refused = await disputes.DecideAsync(Officer, new DisputeDecision(Guid.NewGuid(), dispute, won, bearer, "결정"));
        var decision = new DisputeDecision(Guid.NewGuid(), dispute, won, bearer, "발급사 결정");
        Assert.True((await disputes.DecideAsync(Decider, decision)).Ok);
        Assert.True((await disputes.DecideAsync(Decider, decision)).Ok);
        var again = await disputes.DecideAsync(Decider, decision with { Id = Guid.NewGuid() });

        Assert.Equal(("not_allowed", "dispute_decided"), (refused.Refusal!.Code, again.Refusal!.Code));
        Assert.Equal((payable, held, -loss), (await NetAsync(host, ":payable"), await NetAsync(host, ":held"), await NetAsync(host, "write-off")));
        // The payment's page shows the line that kept the amount back, and those that ended it.
        var lines = (await host.Services.GetRequiredService<PaymentQueries>().GetAsync(Officer, payment)).Value.Ledger.Select(l => l.Code);
        Assert.Equal([TransferCode.Payment, TransferCode.Hold, .. won ? [TransferCode.Release] : bearer == LossBearer.Vendor ? (TransferCode[])[TransferCode.Chargeback] : [TransferCode.Release, TransferCode.Chargeback]], lines);
        Assert.DoesNotContain(await host.Services.GetRequiredService<Verifier>().RunAsync(), c => !c.Ok && c.Name.StartsWith("ledger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_MoreThanThePaymentOrByCash_IsRefused()
    {
        await using var host = await PayingHost.StartAsync();
        var (disputes, payment, cash) = (host.Services.GetRequiredService<DisputeService>(), await PayAsync(host, "partner-wallet", "\"acquirer\":\"alipay\",\"approvalNumber\":\"1\""), await PayAsync(host, "cash", ""));

        Assert.True((await disputes.OpenAsync(Officer, New(payment, 7_000))).Ok);
        Assert.Equal(("amount_above_rest", "amount"), await RefusalAsync(disputes.OpenAsync(Officer, New(payment, 3_001))));
        Assert.Equal(("payment_not_disputable", null), await RefusalAsync(disputes.OpenAsync(Officer, New(cash, 1_000))));
        Assert.Equal(("deadline_passed", null), await RefusalAsync(disputes.AnswerAsync(Officer, (await disputes.OpenAsync(Officer, New(payment, 1_000) with { Deadline = new DateOnly(2020, 1, 1) })).Value, "늦음")));
    }

    [Fact]
    public async Task Open_OfADirectCard_MovesNothing()
    {
        await using var host = await PayingHost.StartAsync();
        var (disputes, payment) = (host.Services.GetRequiredService<DisputeService>(), await PayAsync(host, "card", "\"acquirer\":\"bc\",\"approvalNumber\":\"1\""));

        var dispute = (await disputes.OpenAsync(Officer, New(payment, 4_000))).Value;
        Assert.True((await disputes.DecideAsync(Decider, new DisputeDecision(Guid.NewGuid(), dispute, false, LossBearer.Vendor, "발급사 결정"))).Ok);

        Assert.Equal(DisputeState.Lost, (await disputes.OfPaymentAsync(Officer, payment)).Single().Dispute.State);
        await using var db = host.Database.Open();
        Assert.Equal(1, await db.Transfers.CountAsync());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Dispute_OpenedAnsweredAndDecided_StandsInTheTrail_OnceEach(DatabaseProvider provider)
    {
        await using var host = await PayingHost.StartAsync(provider);
        var (disputes, payment) = (host.Services.GetRequiredService<DisputeService>(), await PayAsync(host, "partner-wallet", "\"acquirer\":\"alipay\",\"approvalNumber\":\"1\""));
        var wanted = New(payment, 4_000);
        var dispute = (await disputes.OpenAsync(Officer, wanted)).Value;
        Assert.True((await disputes.OpenAsync(Officer, wanted)).Ok);
        Assert.False((await disputes.OpenAsync(Officer, New(payment, 9_000))).Ok);
        Assert.True((await disputes.AnswerAsync(Officer, dispute, "영수증 사본", new EvidenceFile("영수증.pdf", new MemoryStream("%PDF-1.7"u8.ToArray())))).Ok);
        var decision = new DisputeDecision(Guid.NewGuid(), dispute, false, LossBearer.Vendor, "발급사 결정");
        Assert.True((await disputes.DecideAsync(Decider, decision)).Ok);
        Assert.True((await disputes.DecideAsync(Decider, decision)).Ok);
        Assert.False((await disputes.DecideAsync(Decider, decision with { Id = Guid.NewGuid(), Won = true })).Ok);

        await using var db = host.Database.Open();
        var row = await db.Disputes.SingleAsync();
        var posting = await db.LedgerPostings.Where(p => p.Uid == wanted.Id).Select(p => p.Id).SingleAsync();
        var trail = await db.AuditEntries.Where(e => e.SubjectKind == "dispute").OrderBy(e => e.Id).ToListAsync();
        Assert.Equal(posting, row.Id);
        Assert.All(trail, e => Assert.Equal((row.Id, "CB-2026-1", row.MarketId), (e.SubjectId, e.SubjectCode, e.MarketId)));
        Assert.Equal([("dispute.opened", null), ("dispute.answered", null), ("dispute.decided", "발급사 결정")], trail.Select(e => (e.Action, e.Reason)));
        Assert.Equal(Officer.Name, trail[0].ActorName);
        var (opened, answered, decided) = (AuditQueue.Read(trail[0].Changes), AuditQueue.Read(trail[1].Changes), AuditQueue.Read(trail[2].Changes));
        Assert.Contains(new AuditChange("amount", null, "4000"), opened);
        Assert.Contains(new AuditChange("file", null, "영수증.pdf"), answered);
        Assert.Equal(["bearer", "decidedAt", "decisionReason", "state"], decided.Select(c => c.Field));
        Assert.Contains(new AuditChange("state", "Answered", "Lost"), decided);
    }

    internal static NewDispute New(Guid payment, long amount) => new(Guid.NewGuid(), payment, "CB-2026-1", amount, "물품을 받지 못함", new DateOnly(2099, 1, 1));

    private static async Task<(string, string?)> RefusalAsync<T>(Task<Portal.Domain.Outcome<T>> asked) => ((await asked).Refusal!.Code, (await asked).Refusal!.Field);

    internal static async Task<Guid> PayAsync(PortalHost host, string tender, string more)
    {
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        var id = Guid.NewGuid();
        Assert.Equal("captured", (await SendAsync(terminal, Body(id, 10_000, tender, more))).Text("status"));
        return id;
    }

    /// <summary>Credits less debits of the accounts whose code ends so.</summary>
    private static async Task<long> NetAsync(PortalHost host, string code)
    {
        await using var db = host.Database.Open();
        return await db.AccountTotals.Where(t => db.LedgerAccounts.Any(a => a.Id == t.AccountId && a.Code.EndsWith(code))).SumAsync(t => t.Credits - t.Debits);
    }
}
