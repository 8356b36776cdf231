using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Institutions;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Domain.Vouchers;
using Portal.Tests.Storage;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Institutions;

/// <summary>An institution's order from its quote to what is paid back, with the money in the ledger.</summary>
public sealed class InstitutionOrderTests
{
    private const string Code = "INST-1";
    private static readonly DeliveryRequest NoDelivery = new(Guid.Empty, Guid.Empty, [], "시연 수령인");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Order_PaidInDeliveredInPartAndReturned_TiesToTheLedger(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (paper, order) = (await desk.PrintAsync(VoucherKind.Paper, 10_000, 6), await OrderAsync(desk, 5));

        var early = await desk.Get<OrderDeliveries>().DeliverAsync(desk.Officer, Delivery(order, paper[0]));
        var tooMuch = await desk.Get<OrderDeposits>().ReceiveAsync(desk.Officer, Money(order, 50_001));
        var part = VoucherDesk.Done(await desk.Get<OrderDeposits>().ReceiveAsync(desk.Officer, Money(order, 20_000)));
        var half = await desk.Get<OrderDeliveries>().DeliverAsync(desk.Officer, Delivery(order, paper[0]));
        var rest = Money(order, null);
        var whole = VoucherDesk.Done(await desk.Get<OrderDeposits>().ReceiveAsync(desk.Officer, rest));
        var again = VoucherDesk.Done(await desk.Get<OrderDeposits>().ReceiveAsync(desk.Officer, rest));
        var first = Delivery(order, paper[0], paper[2]);
        var delivered = VoucherDesk.Done(await desk.Get<OrderDeliveries>().DeliverAsync(desk.Officer, first));
        var repeated = VoucherDesk.Done(await desk.Get<OrderDeliveries>().DeliverAsync(desk.Officer, first));
        var beyond = await desk.Get<OrderDeliveries>().DeliverAsync(desk.Officer, Delivery(order, paper[3], paper[5]));
        var returned = VoucherDesk.Done(await desk.Get<OrderDeposits>().ReturnAsync(desk.Officer, Money(order, null) with { Reason = "미수령분" }));
        var late = await desk.Get<OrderDeliveries>().DeliverAsync(desk.Officer, Delivery(order, paper[3]));

        Assert.Equal((new OrderStateUnfit(OrderState.Ordered), new OrderStateUnfit(OrderState.Ordered), new OrderStateUnfit(OrderState.Done)), (early.Refusal, half.Refusal, late.Refusal));
        Assert.Equal(new DepositTooMuch(50_000) { Field = "amount" }, tooMuch.Refusal);
        Assert.Equal((OrderState.Ordered, OrderState.Deposited, 30_000L), (part.State, whole.State, whole.Amount));
        Assert.Equal((whole.LedgerOrder, true), (again.LedgerOrder, again.Repeated));
        Assert.Equal((3, 30_000L, 30_000L), (delivered.Count, delivered.Face, delivered.Paid));
        Assert.Equal((delivered.LedgerOrder, true), (repeated.LedgerOrder, repeated.Repeated));
        Assert.Equal(new DeliveryBeyondOrder(10_000, 2) { Field = "items" }, beyond.Refusal);
        Assert.Equal((20_000L, OrderState.Done), (returned.Amount, returned.State));
        await using var db = desk.Database.Open();
        var row = await db.InstitutionOrders.SingleAsync();
        Assert.Equal((50_000L, 30_000L, 20_000L, 3), (row.DepositedMinor, row.DeliveredMinor, row.ReturnedMinor, row.DeliveredCount));
        Assert.Equal(0, await BalanceAsync(db, Chart.Deposit(row.InstitutionId)));
        Assert.Equal(50_000, await db.Transfers.Where(t => t.Code == TransferCode.Deposit).SumAsync(t => t.Amount));
        Assert.Equal(30_000, await db.LedgerAccounts.Where(a => a.Code.StartsWith("vouchers:" + VoucherDesk.Programme + ":")).SumAsync(a => a.Credits - a.Debits));
        Assert.Equal(3, await db.Vouchers.CountAsync(v => v.State == VoucherState.Sold && v.SaleId == delivered.LedgerOrder));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Deliveries_AtOnce_NeverGoBeyondTheOrder(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (paper, order) = (await desk.PrintAsync(VoucherKind.Paper, 10_000, 8), await OrderAsync(desk, 3));
        VoucherDesk.Done(await desk.Get<OrderDeposits>().ReceiveAsync(desk.Officer, Money(order, null)));

        var outcomes = await Task.WhenAll(paper.Select(p => desk.Get<OrderDeliveries>().DeliverAsync(desk.Officer, Delivery(order, p))));

        Assert.Equal(3, outcomes.Count(o => o.Ok));
        Assert.All(outcomes.Where(o => !o.Ok), o => Assert.True(o.Refusal is OrderStateUnfit { State: OrderState.Done } or DeliveryBeyondOrder, o.Refusal!.Code));
        await using var db = desk.Database.Open();
        Assert.Equal((OrderState.Done, 0L), await db.InstitutionOrders.Select(o => new ValueTuple<OrderState, long>(o.State, o.DepositedMinor - o.DeliveredMinor)).SingleAsync());
        Assert.Equal([1, 2, 3], await db.InstitutionDeliveries.OrderBy(d => d.Place).Select(d => d.Place).ToListAsync());
    }

    [Fact]
    public async Task Quote_ThatIsOverOrMalformed_IsRefused()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        await RegisterAsync(desk);
        var orders = desk.Get<InstitutionOrders>();
        var quoted = VoucherDesk.Done(await orders.QuoteAsync(desk.Officer, Quote(2)));
        Assert.IsType<FaceValueNotOffered>((await orders.QuoteAsync(desk.Officer, Quote(1) with { Items = [new BatchItem(new Money("KRW", -5), 1)] })).Refusal);
        Assert.IsType<OrderItemsUnfit>((await orders.QuoteAsync(desk.Officer, Quote(0))).Refusal);
        Assert.IsType<OrderItemsUnfit>((await orders.QuoteAsync(desk.Officer, Quote(int.MaxValue))).Refusal);
        Assert.IsType<IdReused>((await orders.QuoteAsync(desk.Officer, Quote(9) with { Id = quoted.Uid })).Refusal);
        desk.Database.Time.Set(desk.Database.Time.GetUtcNow().UtcDateTime.AddDays(31));
        Assert.Equal(new QuoteExpired(quoted.ValidUntil), (await orders.OrderAsync(desk.Officer, quoted.Uid, null)).Refusal);
        Assert.Equal(OrderState.Withdrawn, VoucherDesk.Done(await orders.WithdrawAsync(desk.Officer, quoted.Uid, "기한 경과")).State);
        var registered = await desk.Get<InstitutionService>().RegisterAsync(desk.Officer, new InstitutionFields("INST-9", "시연 기관", BusinessNumber: "220-81-62518"));
        Assert.Equal(new BusinessNumberChecksum { Field = "businessNumber" }, registered.Refusal);
    }

    private static async Task RegisterAsync(VoucherDesk desk) => VoucherDesk.Done(await desk.Get<InstitutionService>().RegisterAsync(desk.Officer, new InstitutionFields(Code, "시연 기관 1", BusinessNumber: "220-81-62517")));

    private static NewQuote Quote(int count) => new(Guid.NewGuid(), Code, VoucherDesk.Programme, VoucherKind.Paper, [new BatchItem(new Money("KRW", 10_000), count)]);

    private static async Task<Guid> OrderAsync(VoucherDesk desk, int count)
    {
        await RegisterAsync(desk);
        var quoted = VoucherDesk.Done(await desk.Get<InstitutionOrders>().QuoteAsync(desk.Officer, Quote(count)));
        return VoucherDesk.Done(await desk.Get<InstitutionOrders>().OrderAsync(desk.Officer, quoted.Uid, "시연-1")).Uid;
    }

    private static OrderMoneyRequest Money(Guid order, long? amount) => new(Guid.NewGuid(), order, amount is { } value ? new Money("KRW", value) : null, PurchaseMeans.AccountTransfer);

    private static DeliveryRequest Delivery(Guid order, MadeVoucher from, MadeVoucher? to = null) => NoDelivery with { Id = Guid.NewGuid(), Order = order, Items = [new SerialRange("items[0]", from.Serial, to?.Serial)] };

    private static Task<long> BalanceAsync(PortalDbContext db, string code) => db.LedgerAccounts.Where(a => a.Code == code).Select(a => a.Credits - a.Debits).SingleAsync();
}
