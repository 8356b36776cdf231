using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Domain.Institutions;

/// <summary>A part of an order that is handed over.</summary>
/// <param name="Id">Made by the client; the sale carries it too.</param>
/// <param name="ReceivedBy">Who takes it for the institution.</param>
public sealed record DeliveryRequest(Guid Id, Guid Order, IReadOnlyList<SerialRange> Items, string? ReceivedBy, string? Office = null);

/// <summary>
/// Delivers orders. Each delivery is a sale to the institution, with the caps, the rule of the day and the posting of every sale, that the deposit pays; it holds nothing that was not ordered and not paid in.
/// When nothing is left to deliver and to pay back, the order is done.
/// </summary>
public sealed class OrderDeliveries(IDbContextFactory<PortalDbContext> contexts, VoucherSales sales, TimeProvider time)
{
    /// <summary>Hands vouchers over from a drawer of the actor's.</summary>
    public async Task<Outcome<SaleAnswer>> DeliverAsync(Actor actor, DeliveryRequest asked, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        var refusals = new List<Refusal>();
        var receiver = Text.Require(asked.ReceivedBy, "receivedBy", InstitutionDelivery.NameLength, refusals);
        await using var db = contexts.CreateDbContext();
        var order = await db.InstitutionOrders.AsNoTracking().SingleOrDefaultAsync(o => o.Uid == asked.Order, cancellation);
        if (order is null)
            return new OrderNotFound();
        if (refusals.Count > 0)
            return refusals;
        var institution = await db.Institutions.Where(i => i.Id == order.InstitutionId).Select(i => i.Code).SingleAsync(cancellation);
        var programme = await db.VoucherProgrammes.Where(p => p.Id == order.ProgrammeId).Select(p => p.Code).SingleAsync(cancellation);
        var sale = new SaleRequest(asked.Id, programme, BuyerKind.Institution, institution, asked.Items, PurchaseMeans.Deposit, asked.Office);
        var backing = new SaleBacking($"order {order.Code} {receiver}", (read, vouchers, paid, stop) => ReadAsync(read, actor, asked, receiver, vouchers, paid, stop)) { MoneyFrom = Chart.Deposit(order.InstitutionId) };
        return await sales.SellForAsync(actor, sale, backing, cancellation);
    }

    private async Task<Outcome<BackedSale>> ReadAsync(PortalDbContext db, Actor actor, DeliveryRequest asked, string receiver, IReadOnlyList<Voucher> vouchers, long paid, CancellationToken cancellation)
    {
        var order = await db.InstitutionOrders.AsNoTracking().SingleAsync(o => o.Uid == asked.Order, cancellation);
        if (order.State is not (OrderState.Deposited or OrderState.Delivering))
            return new OrderStateUnfit(order.State);
        if (vouchers[0].Kind != order.Kind)
            return new DeliveryKindDiffers(order.Kind) { Field = "items" };
        if (await BeyondAsync(db, order, vouchers, cancellation) is { } beyond)
            return beyond;
        if (paid > order.LeftMinor)
            return new DeliveryBeyondDeposit(order.LeftMinor) { Field = "items" };
        var place = await db.InstitutionDeliveries.CountAsync(d => d.OrderId == order.Id, cancellation) + 1;
        return new BackedSale(new RowGuard(typeof(InstitutionOrder), order.Id, order.Version), sale =>
        {
            var next = order.Next();
            next.DeliveredMinor += sale.PaidMinor;
            next.DeliveredCount += sale.Count;
            next.State = OrderState.Delivering;
            var at = time.GetUtcNow().UtcDateTime;
            if (next.DeliveredCount == next.Count && next.LeftMinor == 0)
                (next.State, next.EndedAt) = (OrderState.Done, at);
            var row = new InstitutionDelivery
            {
                Id = sale.Id,
                Uid = sale.Uid,
                OrderId = order.Id,
                Place = place,
                ReceivedBy = receiver,
                Count = sale.Count,
                FaceMinor = sale.FaceMinor,
                PaidMinor = sale.PaidMinor,
                By = InstitutionOrders.NameOf(actor),
                At = at,
            };
            return [row, next];
        });
    }

    /// <summary>Whether more of a face value would be delivered than was ordered.</summary>
    private static async Task<Refusal?> BeyondAsync(PortalDbContext db, InstitutionOrder order, IReadOnlyList<Voucher> vouchers, CancellationToken cancellation)
    {
        var ordered = await db.InstitutionOrderItems.Where(i => i.OrderId == order.Id).ToDictionaryAsync(i => i.FaceMinor, i => i.Count, cancellation);
        var before = await DeliveredAsync(db, order.Id, cancellation);
        foreach (var face in vouchers.GroupBy(v => v.FaceMinor).OrderBy(g => g.Key))
        {
            var left = ordered.GetValueOrDefault(face.Key) - before.GetValueOrDefault(face.Key);
            if (face.Count() > left)
                return new DeliveryBeyondOrder(face.Key, left) { Field = "items" };
        }

        return null;
    }

    /// <summary>How many of which face value were delivered of an order.</summary>
    internal static Task<Dictionary<long, int>> DeliveredAsync(PortalDbContext db, long order, CancellationToken cancellation) =>
        db.InstitutionDeliveries.Where(d => d.OrderId == order).Join(db.Vouchers, d => d.Id, v => v.SaleId, (_, v) => v.FaceMinor).GroupBy(f => f).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
}
