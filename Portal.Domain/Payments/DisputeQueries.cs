using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Payments;

/// <summary>Reading disputes over all payments, for those who hold <see cref="Right.ViewPayments"/>.</summary>
public sealed class DisputeQueries(IDbContextFactory<PortalDbContext> contexts)
{
    public static ListDefinition<ListedDispute, DisputeRow> Definition => DisputeList.Definition;

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<DisputeRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewPayments))
            return new NotAllowed(Right.ViewPayments);
        await using var db = contexts.CreateDbContext();
        return await Listed(db, actor).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>What is not decided among all matching rows; one figure for each currency.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async Task<Outcome<IReadOnlyList<DisputeSum>>> SumsAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewPayments))
            return new NotAllowed(Right.ViewPayments);
        await using var db = contexts.CreateDbContext();
        var matching = Listed(db, actor).Matching(query, Definition, zone);
        if (!matching.TryGet(out var rows))
            return matching.Refusals.ToList();
        var sums = await rows.Where(l => l.Dispute.State == DisputeState.Open || l.Dispute.State == DisputeState.Answered).GroupBy(l => l.Payment.Currency)
            .Select(g => new { g.Key, Sum = g.Sum(l => l.Dispute.Amount), Count = g.Count() }).OrderBy(g => g.Key).ToListAsync(cancellation);
        return sums.ConvertAll(s => new DisputeSum(new Money(s.Key, s.Sum), s.Count));
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<DisputeRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewPayments))
            yield break;
        await using var db = contexts.CreateDbContext();
        var rows = Listed(db, actor).Apply(query, Definition, zone);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    private static IQueryable<ListedDispute> Listed(PortalDbContext db, Actor actor) =>
        from d in db.Disputes.AsNoTracking()
        join m in MarketQueries.Visible(db, actor, Right.ViewPayments) on d.MarketId equals m.Id
        join p in db.Payments on d.PaymentId equals p.Id
        join s in db.Stalls on p.StallId equals s.Id
        join v in db.Vendors on d.VendorId equals v.Id
        select new ListedDispute { Dispute = d, Payment = p, Market = m, Stall = s.Code, Vendor = v.Code, VendorName = v.TradeName };
}
