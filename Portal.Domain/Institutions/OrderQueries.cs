using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Institutions.ListedOrder, Portal.Domain.Institutions.OrderRow>;

namespace Portal.Domain.Institutions;

/// <summary>One line of the list of orders. Minor units.</summary>
public sealed record OrderRow(
    long Id, Guid Uid, string Code, string Institution, string InstitutionName, string Programme, string Currency, VoucherKind Kind, OrderState State, int Count, int DeliveredCount, long Face, long Price, long Deposited, long Delivered, long Returned,
    DateOnly ValidUntil, DateTime QuotedAt, DateTime? EndedAt)
{
    public long Missing => Price - Deposited;

    public long Left => Deposited - Delivered - Returned;

    public bool IsOpen => State is not (OrderState.Done or OrderState.Withdrawn);

    public Money Money(long amount) => new(Currency, amount);
}

/// <summary>So many vouchers of one value, and how many of them were delivered. Minor units.</summary>
public sealed record OrderLine(long Face, int Count, long Price, int Delivered);

/// <summary>A delivery with its serial numbers, from the first to the last of each run without a gap. Minor units.</summary>
public sealed record DeliveredPart(Guid Uid, int Place, int Count, long Face, long Paid, string ReceivedBy, string By, DateTime At, IReadOnlyList<(string From, string To, int Count, long Face)> Serials);

/// <summary>An order in full.</summary>
public sealed record OrderRecord(OrderRow Row, InstitutionOrder Order, string ProgrammeKo, string? ProgrammeEn, string Issuer, string TimeZone, string? BusinessNumber, string? InstitutionEn)
{
    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    public IReadOnlyList<DeliveredPart> Deliveries { get; init; } = [];

    public IReadOnlyList<InstitutionPayment> Payments { get; init; } = [];
}

/// <summary>An order with what its list shows beside it.</summary>
public sealed class ListedOrder
{
    public required InstitutionOrder Order { get; init; }

    public required Institution Institution { get; init; }

    public required VoucherProgramme Programme { get; init; }
}

/// <summary>Reads orders, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets.</summary>
public sealed class OrderQueries(IDbContextFactory<PortalDbContext> contexts)
{
    public static ListDefinition<ListedOrder, OrderRow> Definition { get; } = new()
    {
        Key = l => l.Order.Id,
        Code = l => l.Order.Code,
        CodeOf = r => r.Code,
        Row = l => new OrderRow(
            l.Order.Id, l.Order.Uid, l.Order.Code, l.Institution.Code, l.Institution.NameKo, l.Programme.Code, l.Programme.Currency, l.Order.Kind, l.Order.State, l.Order.Count, l.Order.DeliveredCount, l.Order.FaceMinor, l.Order.PriceMinor,
            l.Order.DepositedMinor, l.Order.DeliveredMinor, l.Order.ReturnedMinor, l.Order.ValidUntil, l.Order.QuotedAt, l.Order.EndedAt),
        Order = [new ListSort("quotedAt", Descending: true)],
        Search = word =>
        {
            var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
            return l => l.Order.Code.Contains(upper) || l.Institution.NameKo.Contains(raw) || l.Institution.Code.Contains(upper);
        },
        Columns =
        [
            Column.Text("code", "institutions.order", l => l.Order.Code, r => r.Code) with { Important = 1 },
            Column.Choice("state", "institutions.state", l => l.Order.State, r => r.State) with { Important = 2, Offered = true },
            Column.Text("institution", "institutions.institution", l => l.Institution.NameKo, r => r.InstitutionName),
            Column.Choice("kind", "vouchers.kind", l => l.Order.Kind, r => r.Kind) with { Offered = true },
            Column.Number("count", "institutions.count", l => l.Order.Count, r => r.Count),
            Column.Number("deliveredCount", "institutions.delivered_count", l => l.Order.DeliveredCount, r => r.DeliveredCount),
            Column.Money("price", "institutions.price", l => l.Order.PriceMinor, r => r.Money(r.Price)) with { Important = 3 },
            Column.Money("deposited", "institutions.deposited", l => l.Order.DepositedMinor, r => r.Money(r.Deposited)),
            Column.Instant("quotedAt", "institutions.quoted_at", l => l.Order.QuotedAt, r => r.QuotedAt),
            Column.Instant("endedAt", "institutions.ended_at", l => l.Order.EndedAt, r => r.EndedAt) with { Hidden = true },
        ],
    };

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<OrderRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<OrderRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        if (!Listed(db).Apply(query, Definition, zone).TryGet(out var rows))
            yield break;
        await foreach (var row in rows.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>An order by its code, with its deliveries and payments.</summary>
    public async Task<Outcome<OrderRecord>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await Listed(db).SingleOrDefaultAsync(l => l.Order.Code == code, cancellation) is not { } found)
            return new OrderNotFound();
        var (order, programme, institution) = (found.Order, found.Programme, found.Institution);
        var items = await db.InstitutionOrderItems.AsNoTracking().Where(i => i.OrderId == order.Id).OrderBy(i => i.Place).ToListAsync(cancellation);
        var delivered = await OrderDeliveries.DeliveredAsync(db, order.Id, cancellation);
        var parts = await db.InstitutionDeliveries.AsNoTracking().Where(d => d.OrderId == order.Id).OrderBy(d => d.Place).ToListAsync(cancellation);
        var ids = parts.ConvertAll(p => (long?)p.Id);
        var vouchers = (await db.Vouchers.Where(v => ids.Contains(v.SaleId)).OrderBy(v => v.Number).Select(v => new { v.SaleId, v.Number, v.FaceMinor }).ToListAsync(cancellation)).ToLookup(v => v.SaleId!.Value, v => (v.Number, v.FaceMinor));
        return new OrderRecord(Definition.Row.Compile()(found), order, programme.NameKo, programme.NameEn, programme.Issuer, programme.TimeZone, institution.BusinessNumber, institution.NameEn)
        {
            Lines = items.ConvertAll(i => new OrderLine(i.FaceMinor, i.Count, i.PriceMinor, delivered.GetValueOrDefault(i.FaceMinor))),
            Deliveries = parts.ConvertAll(d => new DeliveredPart(d.Uid, d.Place, d.Count, d.FaceMinor, d.PaidMinor, d.ReceivedBy, d.By, d.At, RunsOf(programme.Prefix, vouchers[d.Id]))),
            Payments = await db.InstitutionPayments.AsNoTracking().Where(p => p.OrderId == order.Id).OrderBy(p => p.Id).ToListAsync(cancellation),
        };
    }

    private static List<(string From, string To, int Count, long Face)> RunsOf(string prefix, IEnumerable<(long Number, long Face)> vouchers)
    {
        var runs = new List<(long From, long To, long Face)>();
        foreach (var (number, face) in vouchers)
        {
            if (runs is [.., var last] && last.To + 1 == number && last.Face == face)
                runs[^1] = last with { To = number };
            else
                runs.Add((number, number, face));
        }

        return runs.ConvertAll(r => (SerialNumbers.Of(prefix, r.From), SerialNumbers.Of(prefix, r.To), (int)(r.To - r.From + 1), r.Face));
    }

    private static IQueryable<ListedOrder> Listed(PortalDbContext db) =>
        from o in db.InstitutionOrders.AsNoTracking()
        join i in db.Institutions on o.InstitutionId equals i.Id
        join p in db.VoucherProgrammes on o.ProgrammeId equals p.Id
        select new ListedOrder { Order = o, Institution = i, Programme = p };
}
