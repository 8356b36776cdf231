using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>The terms of a tenancy.</summary>
/// <param name="From">The first day; the market's business day today when null.</param>
/// <param name="To">The last day, included; null for no end.</param>
/// <param name="Rent">Minor units of the market's currency per <paramref name="RentPeriod"/>.</param>
/// <param name="Deposit">Minor units of the market's currency.</param>
public sealed record TenancyTerms(DateOnly? From = null, DateOnly? To = null, long? Rent = null, RentPeriod RentPeriod = RentPeriod.Month, long? Deposit = null);

/// <summary>Another vendor holds the stall on some of these days.</summary>
public sealed record StallOccupied(string Stall, string Vendor, DateOnly From, DateOnly? To) : Refusal;

/// <summary>The stall is closed or out of use.</summary>
public sealed record StallNotInUse(string Stall) : Refusal;

/// <summary>Vendor and stall belong to different markets.</summary>
public sealed record OtherMarket(string VendorMarket, string StallMarket) : Refusal;

/// <summary>There is no such tenancy, or none that the reader may see.</summary>
public sealed record TenancyNotFound : Refusal;

/// <summary>The amount is below zero, or zero where something is owed.</summary>
public sealed record AmountNotPositive : Refusal;

/// <summary>The tenancy has ended already.</summary>
public sealed record TenancyEnded(DateOnly To) : Refusal;

/// <summary>
/// Who holds which stall. Two tenancies of one stall never share a day: a new one is checked against the stall's others, and raises the
/// stall's version in the same commit, so that of two that are given at the same moment one is refused.
/// </summary>
public sealed class TenancyService(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Gives a stall to a vendor. Answers the tenancy's uid.</summary>
    public async Task<Outcome<Guid>> AssignAsync(Actor actor, string stallCode, string vendorCode, TenancyTerms terms, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await VendorService.FindAsync(db, actor, vendorCode, Right.EditTenancies, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var stall = await db.Stalls.FirstOrDefaultAsync(s => s.Code == stallCode && s.ArchivedAt == null, cancellation);
        if (stall is null)
            return new StallNotFound(stallCode) { Field = "stall" };
        var others = await OthersAsync(db, stall.Id, cancellation);
        var decided = Decide(vendor, stall, terms, others, BusinessDay.Of(vendor.Market!, Now));
        if (!decided.TryGet(out var tenancy))
            return decided.Refusals.ToList();
        db.Add(tenancy);
        stall.Version++;
        db.Audit(actor, Now, "tenancy.created", tenancy);
        var saved = await db.SaveOrConflictAsync(stall, cancellation);
        return saved.Ok ? tenancy.Uid : saved.Refusals.ToList();
    }

    /// <summary>Sets the last day of a tenancy, with a reason. The day may lie before today only to correct a mistake, never before the first day.</summary>
    public async Task<Outcome<Done>> EndAsync(Actor actor, Guid tenancyUid, DateOnly? lastDay, string? reason, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, tenancyUid, cancellation);
        if (!found.TryGet(out var tenancy))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var today = BusinessDay.Of(tenancy.Vendor!.Market!, Now);
        var to = lastDay ?? today;
        tenancy.EndReason = Text.Require(reason, "reason", Tenancy.ReasonLength, refusals);
        if (to < tenancy.FromDate)
            refusals.Add(new DatesReversed { Field = "to" });
        if (tenancy.ToDate is { } ended && ended <= today && ended <= to)
            refusals.Add(new TenancyEnded(ended) { Field = "to" });
        if (tenancy.ToDate is { } planned && to > planned
            && (await OthersAsync(db, tenancy.StallId, cancellation)).FirstOrDefault(o => o.Id != tenancy.Id && Tenancy.Overlap(tenancy.FromDate, to, o.FromDate, o.ToDate)) is { } other)
            refusals.Add(new StallOccupied(tenancy.Stall!.Code, other.Vendor!.TradeName, other.FromDate, other.ToDate) { Field = "to" });
        if (refusals.Count > 0)
            return refusals;
        tenancy.ToDate = to;
        tenancy.Stall!.Version++;
        db.Audit(actor, Now, "tenancy.ended", tenancy, tenancy.EndReason);
        return await db.SaveOrConflictAsync(tenancy, cancellation);
    }

    /// <summary>Notes rent that was not paid when due. Answers the entry's id.</summary>
    public async Task<Outcome<long>> AddArrearAsync(Actor actor, Guid tenancyUid, DateOnly due, long amount, string? note, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, tenancyUid, cancellation);
        if (!found.TryGet(out var tenancy))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var arrear = new Arrear
        {
            MarketId = tenancy.MarketId,
            TenancyId = tenancy.Id,
            DueDate = due,
            Amount = amount,
            Note = Text.Clean(note, "note", Arrear.NoteLength, refusals),
        };
        if (amount <= 0)
            refusals.Add(new AmountNotPositive { Field = "amount" });
        if (refusals.Count > 0)
            return refusals;
        db.Add(arrear);
        db.Audit(actor, Now, "arrear.created", arrear);
        await db.SaveChangesAsync(cancellation);
        return arrear.Id;
    }

    /// <summary>Notes that an arrear was paid.</summary>
    public async Task<Outcome<Done>> SettleArrearAsync(Actor actor, long arrearId, DateOnly settled, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var arrear = await db.Arrears.FirstOrDefaultAsync(a => a.Id == arrearId && a.ArchivedAt == null, cancellation);
        var uid = arrear is null ? default : await db.Tenancies.Where(t => t.Id == arrear.TenancyId).Select(t => t.Uid).FirstAsync(cancellation);
        var found = await FindAsync(db, actor, uid, cancellation);
        if (!found.Ok)
            return found.Refusals.ToList();
        arrear!.SettledDate = settled;
        db.Audit(actor, Now, "arrear.settled", arrear);
        return await db.SaveOrConflictAsync(arrear, cancellation);
    }

    /// <summary>The rule itself: may this vendor have this stall on these terms, given the stall's other tenancies?</summary>
    /// <param name="today">The market's business day.</param>
    public static Outcome<Tenancy> Decide(Vendor vendor, Stall stall, TenancyTerms terms, IEnumerable<Tenancy> others, DateOnly today)
    {
        var refusals = new List<Refusal>();
        var from = terms.From ?? today;
        if (vendor.MarketId != stall.MarketId)
            refusals.Add(new OtherMarket(vendor.Market?.Code ?? "", stall.Code) { Field = "stall" });
        // What is over is history: it is entered whatever became of stall and vendor since.
        var isOver = terms.To < today;
        if (stall.Status != StallStatus.Active && !isOver)
            refusals.Add(new StallNotInUse(stall.Code) { Field = "stall" });
        if (vendor.Status == VendorStatus.Closed && !isOver)
            refusals.Add(new VendorNotActive(vendor.Code) { Field = "vendor" });
        if (terms.To < from)
            refusals.Add(new DatesReversed { Field = "to" });
        if (terms.Rent < 0)
            refusals.Add(new AmountNotPositive { Field = "rent" });
        if (terms.Deposit < 0)
            refusals.Add(new AmountNotPositive { Field = "deposit" });
        if (others.FirstOrDefault(o => Tenancy.Overlap(from, terms.To, o.FromDate, o.ToDate)) is { } other)
            refusals.Add(new StallOccupied(stall.Code, other.Vendor?.TradeName ?? "", other.FromDate, other.ToDate) { Field = "stall" });
        if (refusals.Count > 0)
            return refusals;
        return new Tenancy
        {
            MarketId = stall.MarketId,
            StallId = stall.Id,
            VendorId = vendor.Id,
            FromDate = from,
            ToDate = terms.To,
            Rent = terms.Rent,
            RentPeriod = terms.RentPeriod,
            Deposit = terms.Deposit,
            Currency = vendor.Market?.Currency ?? "KRW",
        };
    }

    private static async Task<List<Tenancy>> OthersAsync(PortalDbContext db, long stallId, CancellationToken cancellation) =>
        await db.Tenancies.AsNoTracking().Include(t => t.Vendor).Where(t => t.StallId == stallId && t.ArchivedAt == null).ToListAsync(cancellation);

    private static async Task<Outcome<Tenancy>> FindAsync(PortalDbContext db, Actor actor, Guid uid, CancellationToken cancellation)
    {
        var tenancy = await db.Tenancies.Include(t => t.Stall).Include(t => t.Vendor!.Market).FirstOrDefaultAsync(t => t.Uid == uid && t.ArchivedAt == null, cancellation);
        if (tenancy is null || !actor.May(Right.ViewVendors, tenancy.MarketId, tenancy.Vendor!.Market!.Region))
            return new TenancyNotFound();
        return actor.May(Right.EditTenancies, tenancy.MarketId, tenancy.Vendor.Market.Region) ? tenancy : new NotAllowed(Right.EditTenancies);
    }
}
