using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Domain.MerchantQr;

/// <summary>A stall with its static code, for a poster.</summary>
/// <param name="Qr">Refused where the market's currency has no country.</param>
public sealed record StallPoster(StallQrFacts Stall, ZoneName Zone, Outcome<StallQr> Qr);

/// <summary>The codes of stalls, for those who may see the stalls.</summary>
public sealed class StallQrs(IDbContextFactory<PortalDbContext> contexts, StallQrRules rules, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The code of one stall: static without an amount, dynamic with one.</summary>
    /// <param name="amount">Minor units of the market's currency.</param>
    public async Task<Outcome<StallQr>> GetAsync(Actor actor, string code, long? amount, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FactsAsync(db, db.Stalls.Where(s => s.Code == code && Visible(db, actor).Select(h => h.Stall.Id).Contains(s.Id)), 0, 1, cancellation);
        return found is [var (stall, _)] ? StallQrMaker.Make(stall, amount, rules) : new StallNotFound(code);
    }

    /// <summary>How many stalls a selection has among those that the actor may see.</summary>
    public async Task<Outcome<int>> CountAsync(Actor actor, ListSelection selection, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewStalls))
            return new NotAllowed(Right.ViewStalls);
        await using var db = contexts.CreateDbContext();
        var selected = Visible(db, actor).Selected(selection, StallQueries.Definition);
        return selected.TryGet(out var stalls) ? await stalls.CountAsync(cancellation) : selected.Refusals.ToList();
    }

    /// <summary>The posters of a part of the selected stalls, in the order of their codes.</summary>
    public async Task<IReadOnlyList<StallPoster>> PostersAsync(Actor actor, ListSelection selection, int skip, int take, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        if (!Visible(db, actor).Selected(selection, StallQueries.Definition).TryGet(out var selected))
            return [];
        var ids = selected.Select(h => h.Stall.Id);
        var found = await FactsAsync(db, db.Stalls.Where(s => ids.Contains(s.Id)), skip, take, cancellation);
        return [.. found.Select(f => new StallPoster(f.Stall, f.Zone, StallQrMaker.Make(f.Stall, null, rules)))];
    }

    /// <summary>Conditions of lists over several markets are asked for Korea's date, as the list itself asks.</summary>
    private IQueryable<HeldStall> Visible(PortalDbContext db, Actor actor) => StallQueries.Visible(db, actor, BusinessDay.Of("Asia/Seoul", 0, Now));

    /// <summary>Three queries for any number of stalls: the stalls, who holds them, and the holders' merchant numbers.</summary>
    private async Task<List<(StallQrFacts Stall, ZoneName Zone)>> FactsAsync(PortalDbContext db, IQueryable<Stall> wanted, int skip, int take, CancellationToken cancellation)
    {
        var stalls = await wanted.AsNoTracking().Include(s => s.Market).Include(s => s.Zone).OrderBy(s => s.Code).Skip(skip).Take(take).ToListAsync(cancellation);
        var stallIds = stalls.Select(s => s.Id).ToList();
        // A market's business day lies at most one day from the date in UTC.
        var (from, to) = (DateOnly.FromDateTime(Now.AddDays(-1)), DateOnly.FromDateTime(Now.AddDays(1)));
        var tenancies = (await db.Tenancies.AsNoTracking().Include(t => t.Vendor)
            .Where(t => stallIds.Contains(t.StallId) && t.ArchivedAt == null && t.FromDate <= to && (t.ToDate == null || t.ToDate >= from)).ToListAsync(cancellation)).ToLookup(t => t.StallId);
        var holders = stalls.ToDictionary(s => s.Id, s => tenancies[s.Id].FirstOrDefault(t => t.Covers(BusinessDay.Of(s.Market!, Now)))?.Vendor);
        var vendorIds = holders.Values.OfType<Vendor>().Select(v => v.Id).ToList();
        var numbers = (await db.MerchantNumbers.AsNoTracking().Where(n => vendorIds.Contains(n.VendorId) && n.ArchivedAt == null).OrderBy(n => n.Issuer).ThenBy(n => n.Number)
            .Select(n => new { n.VendorId, n.Issuer, n.Number }).ToListAsync(cancellation)).ToLookup(n => n.VendorId, n => new NetworkNumber(n.Issuer, n.Number));
        return [.. stalls.Select(s => (FactsOf(s, holders[s.Id], numbers), ZoneName.Of(s.Zone!)))];
    }

    private static StallQrFacts FactsOf(Stall stall, Vendor? vendor, ILookup<long, NetworkNumber> numbers) =>
        new(stall.Code, stall.Number, StallRecords.NameOf(stall.Market!), stall.Market!.Currency, PublicVendor.Of(vendor), vendor is null ? [] : [.. numbers[vendor.Id]]);
}
