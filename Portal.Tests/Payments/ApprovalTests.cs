using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Tests.Hosting;
using static Portal.Tests.Payments.Till;

namespace Portal.Tests.Payments;

/// <summary>Payments that somebody outside has to approve, and replies that are lost on either side.</summary>
public sealed class ApprovalTests
{
    private const string Simulated = "\"acquirer\":\"simulator\"";

    [Theory]
    [InlineData(10_000, "captured", null)]
    [InlineData(10_051, "declined", "insufficient_funds")]
    [InlineData(10_099, "declined", "not_approved")]
    public async Task Pay_ApprovedOutside_EndsAsTheApproverSays(long amount, string status, string? reason)
    {
        await using var host = await StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        var body = Body(Guid.NewGuid(), amount, "card", Simulated);

        var first = await SendAsync(terminal, body);
        var again = await SendAsync(terminal, body);

        Assert.Equal((HttpStatusCode.Created, status, reason), (first.Status, first.Text("status"), first.Reason));
        Assert.Equal((HttpStatusCode.OK, first.Body.ToString()), (again.Status, again.Body.ToString()));
        await using var db = host.Database.Open();
        Assert.Equal(status == "captured" ? amount : 0, await db.AccountTotals.SumAsync(t => t.Debits));
    }

    [Fact]
    public async Task Pay_ReplyOfTheApproverLost_StaysPendingUntilTheJanitorFindsTheAnswer()
    {
        await using var host = await StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        var endings = host.Services.GetRequiredService<PaymentEndings>();
        host.Services.GetRequiredService<SimulatedAcquirer>().Behaviour = new SimulatedBehaviour { LosesReplies = 1 };
        var body = Body(Guid.NewGuid(), 7_000, "card", Simulated);

        var pending = await SendAsync(terminal, body);
        var tooEarly = await endings.CleanAsync();
        host.Time.Advance(TimeSpan.FromMinutes(2));
        var looked = await endings.CleanAsync();
        var captured = await SendAsync(terminal, body);

        Assert.Equal(("pending", "captured"), (pending.Text("status"), captured.Text("status")));
        Assert.Equal((0, 1, 0), (tooEarly, looked, await endings.CleanAsync()));
        await using var db = host.Database.Open();
        Assert.Equal(7_000, await db.AccountTotals.SumAsync(t => t.Debits));
    }

    [Fact]
    public async Task Pay_StoppedBeforeTheApproverWasAsked_IsReleased()
    {
        await using var host = await StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        var endings = host.Services.GetRequiredService<PaymentEndings>();
        host.Services.GetRequiredService<SimulatedAcquirer>().Behaviour = new SimulatedBehaviour { LosesReplies = 1 };
        var (body, id) = (Body(Guid.NewGuid(), 7_000, "card", Simulated), Guid.Empty);
        await SendAsync(terminal, body);
        // As if the question had never left: the approver knows nothing of it.
        await using (var db = host.Database.Open())
        {
            id = await db.Payments.Select(p => p.Uid).SingleAsync();
            await host.Services.GetRequiredService<SimulatedAcquirer>().CancelAsync(new ConnectorQuestion(id, 0, new("KRW", 7_000), null), CancellationToken.None);
        }

        host.Time.Advance(TimeSpan.FromMinutes(2));
        await endings.CleanAsync();
        var ended = await SendAsync(terminal, body);

        Assert.Equal(("declined", "not_approved"), (ended.Text("status"), ended.Reason));
        await using var after = host.Database.Open();
        Assert.Equal(0, await after.AccountTotals.SumAsync(t => t.Debits));
        Assert.False(await after.PaymentAuthorisations.AnyAsync(a => a.NextAt != null));
    }

    [Fact]
    public async Task Reversal_OfWhatCame_VoidsItAndOfWhatDidNot_DeclinesItWhenItComes()
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        using var stranger = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        var (came, lost) = (Guid.NewGuid(), Guid.NewGuid());
        await SendAsync(terminal, Body(came, 1_000));

        var foreign = await ReverseAsync(stranger, came);
        var (reversal, voided) = (Guid.NewGuid(), await ReverseAsync(terminal, came));
        var early = await ReverseAsync(terminal, lost, reversal);
        var earlyAgain = await ReverseAsync(terminal, lost, reversal);
        var late = await SendAsync(terminal, Body(lost, 1_000));
        var lateAgain = await SendAsync(terminal, Body(lost, 1_000));

        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Equal((HttpStatusCode.Created, "voided"), (voided.Status, voided.Text("status")));
        Assert.Equal((HttpStatusCode.Created, "reversed", HttpStatusCode.OK), (early.Status, early.Text("status"), earlyAgain.Status));
        Assert.Equal((HttpStatusCode.OK, "declined", "reversed"), (late.Status, late.Text("status"), late.Reason));
        Assert.Equal(late.Body.ToString(), lateAgain.Body.ToString());
        await using var db = host.Database.Open();
        Assert.All(await db.AccountTotals.ToListAsync(), t => Assert.Equal((1_000, 1_000), (t.Debits, t.Credits)));
    }

    [Fact]
    public async Task Reversal_AtTheSameMomentAsThePayment_LeavesNothingPaid()
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        var ids = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid()).ToList();

        await Task.WhenAll(ids.SelectMany(id => new[] { SendAsync(terminal, Body(id, 1_000)), ReverseAsync(terminal, id) }));

        await using var db = host.Database.Open();
        Assert.All(await db.Payments.ToListAsync(), p => Assert.Equal(PaymentStatus.Voided, p.Status));
        Assert.Equal(0, await db.AccountTotals.SumAsync(t => t.Debits - t.Credits));
    }

    [Fact]
    public async Task Void_OfACapturedPaymentWhoseDayIsClosed_IsRefusedAndItsRefundIsNot()
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        var id = Guid.NewGuid();
        var paid = await SendAsync(terminal, Body(id, 1_000));
        await using (var db = host.Database.Open())
            await db.MarketBooks.ExecuteUpdateAsync(s => s.SetProperty(m => m.ClosedThrough, DateOnly.Parse(paid.Text("businessDate")!, System.Globalization.CultureInfo.InvariantCulture)));

        var voided = await SendAsync(terminal, $$"""{"id":"{{Guid.NewGuid()}}"}""", $"{PaymentsPath}/{id}/voids");
        var refunded = await SendAsync(terminal, $$"""{"id":"{{Guid.NewGuid()}}"}""", $"{PaymentsPath}/{id}/refunds");

        Assert.Equal(("day_closed", HttpStatusCode.Created), (voided.Code, refunded.Status));
    }

    [Fact]
    public async Task Pay_WithLinesAndACashReceipt_KeepsThemAndSealsTheNumber()
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        const string Lines = "\"lines\":[{\"item\":\"고등어\",\"quantity\":1.25,\"unit\":\"kg\",\"unitPrice\":800,\"amount\":1000}]";
        const string Receipt = "\"cashReceipt\":{\"number\":\"010-1234-5678\",\"purpose\":\"income-deduction\"}";

        var paid = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000, more: Lines + "," + Receipt));
        var sum = await SendAsync(terminal, Body(Guid.NewGuid(), 1_001, more: Lines));
        var many = await SendAsync(terminal, Body(Guid.NewGuid(), 10_000, more: $"\"lines\":[{string.Join(',', Enumerable.Repeat("""{"item":"a","amount":1}""", 10_000))}]"));
        var number = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000, more: Receipt.Replace("010-1234-5678", "12", StringComparison.Ordinal)));
        var card = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000, more: Lines.Replace("고등어", "4111 1111 1111 1111", StringComparison.Ordinal)));

        Assert.Equal("captured", paid.Text("status"));
        Assert.Equal(["lines_do_not_add_up", "too_many_lines", "cash_receipt_number_malformed"], new[] { sum, many, number }.Select(a => a.Code));
        Assert.Equal(("card_number_refused", "lines[0].item"), (card.Code, card.Field));
        await using var db = host.Database.Open();
        var kept = await db.CashReceipts.SingleAsync();
        Assert.Equal((1_250, "kg"), await db.PaymentLines.Select(l => ValueTuple.Create(l.Quantity, l.Unit)).SingleAsync());
        Assert.DoesNotContain("01012345678", kept.Masked + await db.LedgerPostings.Select(p => p.Request).FirstAsync(), StringComparison.Ordinal);
        Assert.Equal("01012345678", host.Services.GetRequiredService<Portal.Domain.Privacy.PersonalData>().OpenAlone(kept.Number!));
    }

    [Fact]
    public async Task Pay_CardOfAnAcquirerThatPaysTheOperator_IsOwedToTheVendor()
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        await using (var db = host.Database.Open())
        {
            var vendor = await db.Tenancies.Where(t => t.Stall!.Code == PayingHost.Stall && t.ToDate == null).Select(t => t.Vendor!).FirstAsync();
            db.MerchantNumbers.Add(new() { VendorId = vendor.Id, MarketId = vendor.MarketId, Issuer = "BC", Number = "700000001", Collected = true });
            await db.SaveChangesAsync();
        }

        await SendAsync(terminal, Body(Guid.NewGuid(), 9_000, "card", "\"acquirer\":\"bc\",\"approvalNumber\":\"1\""));
        await SendAsync(terminal, Body(Guid.NewGuid(), 500, "card", "\"acquirer\":\"nh\",\"approvalNumber\":\"2\""));

        await using var after = host.Database.Open();
        var totals = await after.AccountTotals.Join(after.LedgerAccounts, t => t.AccountId, a => a.Id, (t, a) => new { a.Code, Net = t.Debits - t.Credits }).ToDictionaryAsync(x => x.Code, x => x.Net);
        Assert.Equal((9_000, 500), (totals["receivable:acquirer:bc"], totals["memo:sales:card"]));
    }

    private static Task<PortalHost> StartAsync() => PayingHost.StartAsync(settings: ("Payments:Simulator", "true"));

    private static Task<TillAnswer> ReverseAsync(HttpClient client, Guid payment, Guid? id = null) => SendAsync(client, $$"""{"id":"{{id ?? Guid.NewGuid()}}"}""", $"{PaymentsPath}/{payment}/reversals");
}
