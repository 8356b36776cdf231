using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>Two vendors of different markets are two vendors.</summary>
public sealed record MergeAcrossMarkets : Refusal;

/// <summary>A vendor cannot be merged into itself.</summary>
public sealed record MergeWithItself : Refusal;

/// <summary>The two records have different business numbers: they are two businesses.</summary>
public sealed record MergedNumbersDiffer : Refusal;

/// <summary>Both vendors hold the same stall on some days; correct the tenancies first.</summary>
public sealed record MergedTenanciesOverlap(string Stall) : Refusal;

/// <summary>What a merge would do: how many rows move to the record that stays, and which of its empty fields are filled.</summary>
/// <param name="Fills">Names of fields as the API gives them.</param>
/// <param name="Refusals">Why it cannot be done; empty when it can.</param>
public sealed record MergePreview(
    VendorDetail Kept, VendorDetail Merged, int Tenancies, int Suspensions, int Phones, int Numbers, int Workers, IReadOnlyList<string> Fills, IReadOnlyList<Refusal> Refusals);

/// <summary>
/// Two records of one vendor made one, by hand. What hangs on the second moves to the first, the first's empty fields are filled from it, and
/// the second is archived with a pointer to the first. Values that both have stay as the first has them.
/// </summary>
public sealed class VendorMerge(IDbContextFactory<PortalDbContext> contexts, VendorQueries queries, PersonalData personal, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>What would happen; nothing is changed.</summary>
    public async Task<Outcome<MergePreview>> PreviewAsync(Actor actor, string keep, string merge, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await PairAsync(db, actor, keep, merge, cancellation);
        if (!found.TryGet(out var pair))
            return found.Refusals.ToList();
        var kept = await queries.GetAsync(actor, keep, cancellation);
        var merged = await queries.GetAsync(actor, merge, cancellation);
        if (!kept.Ok || !merged.Ok)
            return new VendorNotFound(kept.Ok ? merge : keep);
        var id = pair.Merged.Id;
        return new MergePreview(
            kept.Value,
            merged.Value,
            merged.Value.Tenancies.Count,
            merged.Value.Suspensions.Count,
            await db.VendorPhones.CountAsync(p => p.VendorId == id && p.ArchivedAt == null, cancellation),
            await db.MerchantNumbers.CountAsync(n => n.VendorId == id && n.ArchivedAt == null, cancellation),
            await db.Workers.CountAsync(w => w.VendorId == id, cancellation),
            FillsOf(pair.Kept, pair.Merged),
            await RefusalsAsync(db, pair.Kept, pair.Merged, cancellation));
    }

    /// <summary>Merges the second into the first, with a reason.</summary>
    public async Task<Outcome<Done>> MergeAsync(Actor actor, string keep, string merge, string? reason, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        await using var scope = await db.BeginWriteAsync(cancellation);
        var found = await PairAsync(db, actor, keep, merge, cancellation);
        if (!found.TryGet(out var pair))
            return found.Refusals.ToList();
        var (kept, merged) = pair;
        var refusals = await RefusalsAsync(db, kept, merged, cancellation);
        var clean = Text.Require(reason, "reason", Suspension.ReasonLength, refusals, lines: true);
        if (refusals.Count > 0)
            return refusals;
        // The second leaves the index of business numbers before the first takes its number.
        (merged.ArchivedAt, merged.MergedIntoId) = (Now, kept.Id);
        db.Audit(actor, Now, "vendor.merged_into", merged, clean);
        var archived = await db.SaveOrConflictAsync(merged, cancellation);
        if (!archived.Ok)
            return archived;
        await MoveAsync(db, kept, merged, cancellation);
        Fill(kept, merged);
        db.Audit(actor, Now, "vendor.merged", kept, clean, also: [new("mergedFrom", null, merged.Code)]);
        var saved = await db.SaveOrConflictAsync(kept, cancellation);
        if (saved.Ok)
            await scope.CommitAsync(cancellation);
        return saved;
    }

    private static async Task<Outcome<(Vendor Kept, Vendor Merged)>> PairAsync(PortalDbContext db, Actor actor, string keep, string merge, CancellationToken cancellation)
    {
        var first = await VendorService.FindAsync(db, actor, keep, Right.MergeVendors, cancellation);
        var second = await VendorService.FindAsync(db, actor, merge, Right.MergeVendors, cancellation);
        if (keep == merge && first.Ok)
            return new MergeWithItself();
        return first.Ok && second.Ok ? (first.Value, second.Value) : first.Refusals.Concat(second.Refusals).ToList();
    }

    private static async Task<List<Refusal>> RefusalsAsync(PortalDbContext db, Vendor kept, Vendor merged, CancellationToken cancellation)
    {
        var refusals = new List<Refusal>();
        if (kept.MarketId != merged.MarketId)
            refusals.Add(new MergeAcrossMarkets());
        if (kept.BusinessNumber is { } number && merged.BusinessNumber is { } other && number != other)
            refusals.Add(new MergedNumbersDiffer());
        if (kept.PersonKey!.ErasedAt is not null || merged.PersonKey!.ErasedAt is not null)
            refusals.Add(new PersonalDataDestroyed());
        if (await db.PayoutAccountChanges.AnyAsync(c => (c.VendorId == merged.Id || c.VendorId == kept.Id) && c.EndedAt == null, cancellation))
            refusals.Add(new PayoutChangeWaiting());
        var tenancies = await db.Tenancies.AsNoTracking().Include(t => t.Stall).Where(t => (t.VendorId == kept.Id || t.VendorId == merged.Id) && t.ArchivedAt == null).ToListAsync(cancellation);
        var overlap = tenancies.Where(t => t.VendorId == kept.Id)
            .FirstOrDefault(t => tenancies.Exists(o => o.VendorId == merged.Id && o.StallId == t.StallId && Tenancy.Overlap(t.FromDate, t.ToDate, o.FromDate, o.ToDate)));
        if (overlap is not null)
            refusals.Add(new MergedTenanciesOverlap(overlap.Stall!.Code));
        return refusals;
    }

    private async Task MoveAsync(PortalDbContext db, Vendor kept, Vendor merged, CancellationToken cancellation)
    {
        foreach (var tenancy in await db.Tenancies.Where(t => t.VendorId == merged.Id).ToListAsync(cancellation))
            tenancy.VendorId = kept.Id;
        foreach (var suspension in await db.Suspensions.Where(s => s.VendorId == merged.Id).ToListAsync(cancellation))
            suspension.VendorId = kept.Id;
        foreach (var number in await db.MerchantNumbers.Where(n => n.VendorId == merged.Id).ToListAsync(cancellation))
            number.VendorId = kept.Id;
        foreach (var worker in await db.Workers.Where(w => w.VendorId == merged.Id).ToListAsync(cancellation))
            worker.VendorId = kept.Id;
        // Documents stay sealed with the key that they were sealed with; destroying the kept record's data destroys that one, too.
        foreach (var attachment in await db.Attachments.Where(a => a.VendorId == merged.Id).ToListAsync(cancellation))
            attachment.VendorId = kept.Id;
        // Numbers are sealed with the key of their person: they are sealed anew with the key of the record that stays.
        foreach (var phone in await db.VendorPhones.Where(p => p.VendorId == merged.Id).ToListAsync(cancellation))
            (phone.VendorId, phone.Number) = (kept.Id, personal.Seal(kept.PersonKey!, personal.Open(merged.PersonKey!, phone.Number)));
        (kept.Status, kept.Verdict) = Together(kept, merged);
    }

    // One of the two closed says nothing about the other; a suspension or a warning of either holds for both.
    private static (VendorStatus Status, TradingVerdict Verdict) Together(Vendor kept, Vendor merged)
    {
        if (kept.Status == VendorStatus.Closed || merged.Status == VendorStatus.Closed)
            return kept.Status == VendorStatus.Closed ? (merged.Status, merged.Verdict) : (kept.Status, kept.Verdict);
        var status = merged.Status == VendorStatus.Suspended ? VendorStatus.Suspended : kept.Status;
        return (status, (TradingVerdict)Math.Max((int)kept.Verdict, (int)merged.Verdict));
    }

    private static List<string> FillsOf(Vendor kept, Vendor merged)
    {
        var fills = new List<string>();
        void Look(string name, object? has, object? gets)
        {
            if (has is null or "" && gets is not (null or ""))
                fills.Add(name);
        }

        Look("businessNumber", kept.BusinessNumber, merged.BusinessNumber);
        Look("tradeNameEn", kept.TradeNameEn, merged.TradeNameEn);
        Look("tradeNameZh", kept.TradeNameZh, merged.TradeNameZh);
        Look("categories", kept.Categories, merged.Categories);
        Look("owner", kept.OwnerName, merged.OwnerName);
        Look("phone", kept.Phone, merged.Phone);
        Look("address", kept.Address, merged.Address);
        Look("notes", kept.Notes, merged.Notes);
        Look("photo", kept.PhotoHash, merged.PhotoHash);
        if (merged.Tenders != (merged.Tenders & kept.Tenders))
            fills.Add("tenders");
        return fills;
    }

    // The payout account does not move: only its own two-person way changes it.
    private void Fill(Vendor kept, Vendor merged)
    {
        if (kept.BusinessNumber is null && merged.BusinessNumber is not null)
            (kept.BusinessNumber, kept.NumberKind, kept.NoNumberReason) = (merged.BusinessNumber, merged.NumberKind, null);
        kept.TradeNameEn ??= merged.TradeNameEn;
        kept.TradeNameZh ??= merged.TradeNameZh;
        kept.Address ??= merged.Address;
        kept.Notes ??= merged.Notes;
        kept.PhotoHash ??= merged.PhotoHash;
        kept.Tenders |= merged.Tenders;
        if (kept.Categories.Length == 0)
            kept.Categories = merged.Categories;
        if (kept.OwnerName is null)
            (kept.OwnerName, kept.OwnerIndex) = (personal.Seal(kept.PersonKey!, personal.Open(merged.PersonKey!, merged.OwnerName)), merged.OwnerIndex);
        if (kept.Phone is null)
            (kept.Phone, kept.PhoneTail) = (personal.Seal(kept.PersonKey!, personal.Open(merged.PersonKey!, merged.Phone)), merged.PhoneTail);
        kept.RefreshSearchText();
    }
}
