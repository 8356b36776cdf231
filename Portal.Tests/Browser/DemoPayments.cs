using Microsoft.Extensions.DependencyInjection;
using Portal.Domain;
using Portal.Domain.Payments;
using Portal.Tests.Hosting;

namespace Portal.Tests.Browser;

/// <summary>Payments in the demo's own market, so that the ledger has something to show.</summary>
internal static class DemoPayments
{
    /// <summary>Takes some payments, one of them reserved only.</summary>
    public static async Task TakeAsync(PortalHost host)
    {
        var payments = host.Services.GetRequiredService<PaymentService>();
        foreach (var (tender, amount, capture) in new[] { (TenderKind.Cash, 12_000, true), (TenderKind.Card, 8_500, true), (TenderKind.Cash, 3_000, true), (TenderKind.Card, 20_000, false) })
        {
            var money = new Money("KRW", amount);
            var approval = tender == TenderKind.Card ? "12345678" : null;
            var id = Guid.CreateVersion7();
            var taken = await payments.PayAsync(Make.Actor(), new PaymentRequest(id, "SB-A-001", money, [new TenderRequest("tenders[0]", tender, money, ApprovalNumber: approval)], capture, null, $$"""{"id":"{{id}}"}"""));
            Assert.Null(taken.Value.Reason);
        }
    }
}
