using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Tests.Hosting;
using Portal.Tests.Storage;

namespace Portal.Tests.Payments;

/// <summary>What is done to a payment after it was taken.</summary>
public sealed class PaymentChangeTests
{
    private static readonly Actor Actor = Make.Actor();

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Refund_TwentyAtOnce_NeverGiveBackMoreThanWasCaptured(DatabaseProvider provider)
    {
        await using var host = await PayingHost.StartAsync(provider);
        var payment = await PayAsync(host, capture: true, 600, 400);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ChangeAsync(host, payment, PaymentEventKind.Refund, 90)));

        Assert.Equal(11, answers.Count(a => a.Ok));
        Assert.All(answers.Where(a => !a.Ok), a => Assert.Equal("amount_above_rest", a.Refusal!.Code));
        await using var db = host.Database.Open();
        Assert.Equal(990, (await db.Payments.SingleAsync()).Refunded);
        Assert.Equal([600, 390], await db.PaymentParts.GroupBy(p => p.Place).OrderBy(g => g.Key).Select(g => g.Sum(p => p.Amount)).ToListAsync());
        Assert.DoesNotContain(await host.Services.GetRequiredService<Verifier>().RunAsync(), c => !c.Ok && c.Name.StartsWith("ledger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refund_SameIdAgainAfterAllWasRefunded_AnswersAsItDidFirst()
    {
        await using var host = await PayingHost.StartAsync();
        var payment = await PayAsync(host, capture: true, 1_000);
        var id = Guid.NewGuid();
        var first = await ChangeAsync(host, payment, PaymentEventKind.Refund, 400, id);
        await ChangeAsync(host, payment, PaymentEventKind.Refund, null);

        var again = await ChangeAsync(host, payment, PaymentEventKind.Refund, 400, id);
        var other = await ChangeAsync(host, payment, PaymentEventKind.Refund, 500, id);

        Assert.Equal(first.Value with { Repeated = true }, again.Value);
        Assert.Equal(("id_reused", "amount"), (other.Refusal!.Code, other.Refusal.Field));
    }

    [Fact]
    public async Task Capture_PartOfWhatWasAuthorised_ReleasesTheRestAndOnlyOnce()
    {
        await using var host = await PayingHost.StartAsync();
        var payment = await PayAsync(host, capture: false, 600, 400);

        var captured = await ChangeAsync(host, payment, PaymentEventKind.Capture, 700);
        var again = await ChangeAsync(host, payment, PaymentEventKind.Capture, 100);
        var tooMuch = await ChangeAsync(host, payment, PaymentEventKind.Refund, 701);
        var refunded = await ChangeAsync(host, payment, PaymentEventKind.Refund, null);

        Assert.Equal((PaymentStatus.Captured, 700), (captured.Value.Status, captured.Value.Captured));
        Assert.Equal("payment_not_authorised", again.Refusal!.Code);
        Assert.Equal("amount_above_rest", tooMuch.Refusal!.Code);
        Assert.Equal(700, refunded.Value.Refunded);
        await using var db = host.Database.Open();
        Assert.Equal(0, await db.AccountTotals.SumAsync(t => t.Debits - t.Credits));
    }

    [Fact]
    public async Task Void_OfCapturedAndOfAuthorised_LeavesNothingOwed()
    {
        await using var host = await PayingHost.StartAsync();
        var (captured, authorised) = (await PayAsync(host, capture: true, 500), await PayAsync(host, capture: false, 500));

        Assert.True((await ChangeAsync(host, captured, PaymentEventKind.Void, null)).Ok);
        Assert.True((await ChangeAsync(host, authorised, PaymentEventKind.Void, null)).Ok);
        var again = await ChangeAsync(host, captured, PaymentEventKind.Void, null);

        Assert.Equal("payment_not_voidable", again.Refusal!.Code);
        await using var db = host.Database.Open();
        Assert.All(await db.AccountTotals.ToListAsync(), t => Assert.Equal((500, 500), (t.Debits, t.Credits)));
    }

    private static async Task<Guid> PayAsync(PortalHost host, bool capture, params long[] amounts)
    {
        var id = Guid.NewGuid();
        var tenders = amounts.Select((amount, i) => new TenderRequest($"tenders[{i}]", i == 0 ? TenderKind.Cash : TenderKind.AccountTransfer, new Money("KRW", amount))).ToList();
        var paid = await host.Services.GetRequiredService<PaymentService>().PayAsync(Actor, new PaymentRequest(id, PayingHost.Stall, new Money("KRW", amounts.Sum()), tenders, capture, null, "{}"));
        Assert.Null(paid.Value.Reason);
        return id;
    }

    private static async Task<Outcome<PaymentChangeAnswer>> ChangeAsync(PortalHost host, Guid payment, PaymentEventKind kind, long? amount, Guid? id = null) =>
        await host.Services.GetRequiredService<PaymentChangeService>().ChangeAsync(
            Actor, new PaymentChangeRequest(id ?? Guid.NewGuid(), payment, kind, amount is { } value ? new Money("KRW", value) : null, null, $$"""{"amount":{{amount ?? 0}}}"""));
}
