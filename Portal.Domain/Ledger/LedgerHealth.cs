using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>Reservations of one currency that were neither posted nor released.</summary>
/// <param name="Oldest">When the first of them was made.</param>
/// <param name="Overdue">How many whose time is over.</param>
public sealed record OpenHolds(Money Amount, int Count, DateTime Oldest, int Overdue);

/// <summary>How a market stands with its closes.</summary>
/// <param name="ClosedThrough">The last closed date; null while none is.</param>
public sealed record MarketClose(string Code, string NameKo, string? NameEn, string? NameZh, DateOnly? ClosedThrough);

/// <summary>What a finance officer wants to know of the ledger at a glance.</summary>
/// <param name="LastOrder">The ledger order of the last posting; null while there is none.</param>
/// <param name="Today">Postings since the day began, refused ones included.</param>
/// <param name="Refused">Of these, the refused ones.</param>
/// <param name="Lines">Lines since the day began.</param>
/// <param name="Batches">Commits since the day began; null for who sees some markets only.</param>
/// <param name="LargestBatch">Postings in the largest of them.</param>
/// <param name="Holds">Reservations made within <see cref="HealthQueries.HoldDays"/> that still hold, by currency.</param>
/// <param name="Closes">The markets that were closed least far, at most ten.</param>
public sealed record LedgerHealth(
    long? LastOrder, DateTime? LastAt, int Today, int Refused, long Lines, int? Batches, int LargestBatch, IReadOnlyList<OpenHolds> Holds, IReadOnlyList<MarketClose> Closes);

/// <summary>Figures about the ledger itself.</summary>
public sealed class HealthQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>Reservations older than this are not looked for: none is made for longer.</summary>
    public const int HoldDays = 31;

    private const int MostCloses = 10;

    /// <param name="zone">Whose day it is.</param>
    public async Task<Outcome<LedgerHealth>> GetAsync(Actor actor, TimeZoneInfo? zone = null, string? market = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        await using var db = contexts.CreateDbContext();
        var scope = await LedgerScope.OfAsync(db, actor, market, cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var midnight = TimeZoneInfo.ConvertTimeToUtc(TimeZoneInfo.ConvertTimeFromUtc(now, zone ?? TimeZoneInfo.Utc).Date, zone ?? TimeZoneInfo.Utc);
        var since = await OrderWindow.SinceAsync(db, midnight, cancellation);
        var last = await scope.Postings(db).OrderByDescending(p => p.Id).Select(p => new { p.Id, p.At }).FirstOrDefaultAsync(cancellation);
        var today = scope.Postings(db).Where(p => p.Id >= since && p.At >= midnight);
        var sums = await today.GroupBy(p => 1).Select(g => new { Count = g.Count(), Refused = g.Count(p => p.Refusal != null), Lines = g.Sum(p => (long)p.Lines) }).FirstOrDefaultAsync(cancellation);
        var first = since >> LedgerRules.BatchBits;
        var batches = scope.Markets is not null ? null
            : await db.LedgerBatches.Where(b => b.Id >= first && b.At >= midnight).GroupBy(b => 1).Select(g => new { Count = g.Count(), Largest = g.Max(b => b.Postings) }).FirstOrDefaultAsync(cancellation);
        return new LedgerHealth(
            last?.Id, last?.At, sums?.Count ?? 0, sums?.Refused ?? 0, sums?.Lines ?? 0, scope.Markets is not null ? null : batches?.Count ?? 0, batches?.Largest ?? 0,
            await HoldsAsync(db, scope, now, cancellation), await ClosesAsync(db, scope, cancellation));
    }

    private static async Task<IReadOnlyList<OpenHolds>> HoldsAsync(PortalDbContext db, LedgerScope scope, DateTime now, CancellationToken cancellation)
    {
        var since = await OrderWindow.SinceAsync(db, now.AddDays(-HoldDays), cancellation);
        var open = db.Transfers.Where(t => t.Id >= since && t.Kind == TransferKind.Pending && !db.Transfers.Any(e => e.PendingId == t.Id))
            .Join(scope.Postings(db), t => t.PostingId, p => p.Id, (t, p) => new { t.DebitId, t.Amount, p.At, t.ExpiresAt })
            .Join(db.LedgerAccounts, t => t.DebitId, a => a.Id, (t, a) => new { a.Currency, t.Amount, t.At, Overdue = t.ExpiresAt != null && t.ExpiresAt <= now ? 1 : 0 });
        var sums = await open.GroupBy(h => h.Currency)
            .Select(g => new { g.Key, Count = g.Count(), Amount = g.Sum(h => h.Amount), Oldest = g.Min(h => h.At), Overdue = g.Sum(h => h.Overdue) }).OrderBy(g => g.Key).ToListAsync(cancellation);
        return sums.ConvertAll(s => new OpenHolds(new Money(s.Key, s.Amount), s.Count, s.Oldest, s.Overdue));
    }

    private static async Task<IReadOnlyList<MarketClose>> ClosesAsync(PortalDbContext db, LedgerScope scope, CancellationToken cancellation)
    {
        var books = db.MarketBooks.AsNoTracking();
        if (scope.Markets is { } markets)
            books = books.Where(b => markets.Contains(b.MarketId));
        return await books.Join(db.Markets, b => b.MarketId, m => m.Id, (b, m) => new { m.Code, m.NameKo, m.NameEn, m.NameZh, b.ClosedThrough })
            .OrderBy(b => b.ClosedThrough != null).ThenBy(b => b.ClosedThrough).ThenBy(b => b.NameKo).Take(MostCloses)
            .Select(b => new MarketClose(b.Code, b.NameKo, b.NameEn, b.NameZh, b.ClosedThrough)).ToListAsync(cancellation);
    }
}
