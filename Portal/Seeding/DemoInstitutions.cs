using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Institutions;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Seeding;

/// <summary>The demo's institutions: three that are plainly of the demo, with pledges, a quote, and an order of which half is delivered.</summary>
public sealed class DemoInstitutions(
    PortalDbContextFactory contexts, InstitutionService institutions, InstitutionOrders orders, OrderDeposits deposits, OrderDeliveries deliveries, BatchService batches, BatchPrinter printer, DateTimeOffset now)
{
    private const int Ordered = 10;
    private static readonly Actor Seed = Actor.System("seed");
    private static readonly Money Face = new("KRW", 10_000);

    /// <summary>Makes them, where there are none; answers the code of the order that is half delivered, or null.</summary>
    public async Task<string?> RunAsync(CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.Institutions.AnyAsync(cancellation))
            return null;
        var markets = await db.Markets.Where(m => m.ArchivedAt == null && m.Currency == Face.Currency).OrderBy(m => m.Id).Select(m => m.Code).Take(3).ToListAsync(cancellation);
        for (var i = 1; i <= 3; i++)
        {
            var fields = new InstitutionFields($"DEMO-INST-{i}", $"시연 기관 {i}", $"Demo institution {i}", $"示范单位{i}", SeedNumbers.Korean(9100 + i), "시연 담당자", "02-0000-0000", $"demo{i}@example.com", markets.ElementAtOrDefault(i - 1));
            _ = (await institutions.RegisterAsync(Seed, fields, cancellation)).Value;
            _ = (await institutions.PledgeAsync(Seed, new WantedPledge(fields.Code!, now.Year, new Money(Face.Currency, i * 1_000_000)), cancellation)).Value;
        }

        _ = (await orders.QuoteAsync(Seed, Quote("DEMO-INST-2", 20), cancellation)).Value;
        return await DeliverHalfAsync(cancellation);
    }

    private async Task<string> DeliverHalfAsync(CancellationToken cancellation)
    {
        var batch = Guid.CreateVersion7();
        _ = (await batches.SubmitAsync(Seed, new NewBatch(batch, DemoVouchers.Programme, VoucherKind.Paper, [new BatchItem(Face, Ordered)], "시연 기관 판매분"), cancellation)).Value;
        _ = (await batches.DecideAsync(DemoVouchers.Approver, new BatchVerdict(batch, Domain.Vouchers.BatchDecision.Approve), cancellation)).Value;
        var made = (await printer.PrintAsync(Seed, batch, cancellation: cancellation)).Value;
        var order = (await orders.QuoteAsync(Seed, Quote("DEMO-INST-1", Ordered), cancellation)).Value;
        _ = (await orders.OrderAsync(Seed, order.Uid, "시연-2026-001", cancellation)).Value;
        _ = (await deposits.ReceiveAsync(Seed, new OrderMoneyRequest(Guid.CreateVersion7(), order.Uid, null, PurchaseMeans.AccountTransfer), cancellation)).Value;
        var half = new DeliveryRequest(Guid.CreateVersion7(), order.Uid, [new SerialRange("items[0]", made[0].Serial, made[(Ordered / 2) - 1].Serial)], "시연 수령인");
        _ = (await deliveries.DeliverAsync(Seed, half, cancellation)).Value;
        return order.Code;
    }

    private static NewQuote Quote(string institution, int count) => new(Guid.CreateVersion7(), institution, DemoVouchers.Programme, VoucherKind.Paper, [new BatchItem(Face, count)]);
}
