using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Terminals;
using Portal.Domain.Vendors;

namespace Portal.Domain.Payments;

/// <summary>What a payment is decided on before it goes to the ledger.</summary>
/// <param name="Spent">By the tender's place, what of the portal's own it spends; places of other tenders are not there.</param>
/// <param name="Ceilings">By the place of a partner wallet's tender, the most that the partner may owe after it, in minor units; places without a limit are not there.</param>
internal sealed record PaymentPlace(StallAtPayment Stall, TerminalFacts? Terminal, IReadOnlyDictionary<int, SpentInstrument> Spent, IReadOnlyDictionary<int, long> Ceilings);

/// <summary>Finds what a payment names: the stall and who stands behind it that day, the terminal, the wallets and vouchers.</summary>
internal sealed class PaymentPlaces(IDbContextFactory<PortalDbContext> contexts, TerminalBook terminals, IEnumerable<ITenderSource> sources)
{
    private readonly Dictionary<TenderKind, ITenderSource> sources = sources.ToDictionary(s => s.Kind);
    private readonly PayableStalls stalls = new(contexts);

    public async Task<PaymentPlace?> FindAsync(Actor actor, PaymentRequest request, DateTime now, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        if (await StallAsync(db, request, now, cancellation) is not { } stall)
            return null;
        var terminal = actor.Kind == ActorKind.ApiKey ? await terminals.OfKeyAsync(actor.Id, cancellation) : null;
        var spent = new Dictionary<int, SpentInstrument>();
        foreach (var (place, tender) in request.Tenders.Index())
        {
            if (sources.TryGetValue(tender.Kind, out var source))
                spent[place] = await source.FindAsync(db, stall, tender, BusinessDay.Of(stall.TimeZone, stall.DayTurnHour, request.TerminalTime ?? now), now, cancellation);
        }

        var ceilings = new Dictionary<int, long>();
        foreach (var (place, tender) in request.Tenders.Index().Where(t => t.Item.Kind == TenderKind.PartnerWallet))
        {
            if (await CeilingAsync(db, stall, tender, cancellation) is { } most)
                ceilings[place] = most;
        }

        return new PaymentPlace(stall, terminal, spent, ceilings);
    }

    private async Task<StallAtPayment?> StallAsync(PortalDbContext db, PaymentRequest request, DateTime now, CancellationToken cancellation)
    {
        var time = request.TerminalTime ?? now;
        if (await stalls.FindAsync(request.Stall, DateOnly.FromDateTime(time), cancellation) is not [var stall, ..] rows)
            return null;
        var day = BusinessDay.Of(stall.TimeZone, stall.DayTurnHour, time);
        var held = rows.FirstOrDefault(r => r.From <= day && (r.To is null || r.To >= day));
        var contracts = held is null || !request.Tenders.Any(t => t.Kind is TenderKind.Card or TenderKind.Transit) ? []
            : await db.MerchantNumbers.TagWith(PreparedQueries.Tag).AsNoTracking().Where(n => n.VendorId == held.VendorId && n.Collected && n.ArchivedAt == null).Select(n => n.Issuer).ToListAsync(cancellation);
        return new StallAtPayment(
            stall.Id, stall.MarketId, stall.Market, stall.Region, stall.Currency, stall.TimeZone, stall.DayTurnHour, stall.OperatorId, held?.VendorId, held?.Verdict, held?.Status, held?.Tenders ?? default)
        {
            Contracts = contracts,
        };
    }

    private static Task<long?> CeilingAsync(PortalDbContext db, StallAtPayment stall, TenderRequest tender, CancellationToken cancellation)
    {
        var partner = tender.Acquirer!.ToLowerInvariant();
        return db.PartnerLimits.TagWith(PreparedQueries.Tag).Where(l => l.OperatorId == stall.OperatorId && l.Currency == stall.Currency && l.Partner == partner).Select(l => l.LimitMinor).SingleOrDefaultAsync(cancellation);
    }
}
