using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Terminals;
using Portal.Domain.Vendors;
using Portal.Domain.Wallets;

namespace Portal.Domain.Payments;

/// <summary>A wallet that is to pay, as it was when it was asked for.</summary>
/// <param name="Token">The one-time token; null when a card opened it.</param>
/// <param name="Decline">Why it does not pay; null when it may.</param>
internal sealed record WalletAtPayment(long WalletId, long AccountId, WalletToken? Token, string? Decline);

/// <summary>What a payment is decided on before it goes to the ledger.</summary>
/// <param name="Wallets">By the tender's place; places of other tenders are not there.</param>
/// <param name="Ceilings">By the place of a partner wallet's tender, the most that the partner may owe after it, in minor units; places without a limit are not there.</param>
internal sealed record PaymentPlace(StallAtPayment Stall, TerminalFacts? Terminal, IReadOnlyDictionary<int, WalletAtPayment> Wallets, IReadOnlyDictionary<int, long> Ceilings);

/// <summary>Finds what a payment names: the stall and who stands behind it that day, the terminal, the wallets.</summary>
internal sealed class PaymentPlaces(IDbContextFactory<PortalDbContext> contexts, TerminalBook terminals)
{
    private readonly PayableStalls stalls = new(contexts);

    public async Task<PaymentPlace?> FindAsync(Actor actor, PaymentRequest request, DateTime now, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        if (await StallAsync(db, request, now, cancellation) is not { } stall)
            return null;
        var terminal = actor.Kind == ActorKind.ApiKey ? await terminals.OfKeyAsync(actor.Id, cancellation) : null;
        var wallets = new Dictionary<int, WalletAtPayment>();
        foreach (var (place, tender) in request.Tenders.Index().Where(t => t.Item.Kind == TenderKind.Wallet))
            wallets[place] = await WalletAsync(db, stall, tender, now, cancellation);
        var ceilings = new Dictionary<int, long>();
        foreach (var (place, tender) in request.Tenders.Index().Where(t => t.Item.Kind == TenderKind.PartnerWallet))
        {
            if (await CeilingAsync(db, stall, tender, cancellation) is { } most)
                ceilings[place] = most;
        }

        return new PaymentPlace(stall, terminal, wallets, ceilings);
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

    /// <summary>The wallet of a token or a card; one that cannot pay says why, so that the payment is declined and not refused.</summary>
    private static async Task<WalletAtPayment> WalletAsync(PortalDbContext db, StallAtPayment stall, TenderRequest tender, DateTime now, CancellationToken cancellation)
    {
        var hash = OneTimeSecret.Hash(tender.Token ?? tender.Card!);
        var token = tender.Token is null ? null : await db.WalletTokens.TagWith(PreparedQueries.Tag).AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, cancellation);
        var id = token?.WalletId ?? (tender.Token is not null ? null : await db.WalletCards.TagWith(PreparedQueries.Tag).Where(c => c.Hash == hash && c.EndedAt == null).Select(c => (long?)c.WalletId).SingleOrDefaultAsync(cancellation));
        if (id is null)
            return new WalletAtPayment(0, 0, null, Declines.TokenUnknown);
        var wallet = await db.Wallets.TagWith(PreparedQueries.Tag).AsNoTracking().SingleAsync(w => w.Id == id, cancellation);
        var decline = token is { UsedBy: not null } ? Declines.TokenUsed
            : token is not null && token.ExpiresAt <= now ? Declines.TokenExpired
            : wallet.State == WalletState.Frozen ? Declines.AccountHeld
            : wallet.State == WalletState.Closed ? Declines.AccountClosed
            : wallet.OperatorId != stall.OperatorId || wallet.Currency != stall.Currency ? Declines.TenderNotAccepted : null;
        return new WalletAtPayment(wallet.Id, wallet.AccountId, token, decline);
    }
}
