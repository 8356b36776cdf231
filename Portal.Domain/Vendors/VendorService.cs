using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>Everything that changes vendors. Each command checks the actor's right in the vendor's market and writes its audit row in the same commit.</summary>
public sealed class VendorService(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Registers a vendor. Answers its code.</summary>
    public async Task<Outcome<string>> CreateAsync(Actor actor, VendorEdit edit, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.EditVendors))
            return new NotAllowed(Right.EditVendors);
        await using var db = contexts.CreateDbContext();
        var refusals = new List<Refusal>();
        var market = await db.Markets.FirstOrDefaultAsync(m => m.Code == edit.Market.Value && m.ArchivedAt == null, cancellation);
        if (market is null || !actor.May(Right.ViewVendors, market.Id, market.Region))
            return new MarketNotFound(edit.Market.Value ?? "") { Field = "market" };
        if (!actor.May(Right.EditVendors, market.Id, market.Region))
            return new NotAllowed(Right.EditVendors);
        var vendor = New(market, personal, Now);
        VendorRules.Apply(vendor, edit, personal, refusals);
        vendor.Code = await CodeForAsync(db, edit.Code.Value, refusals, cancellation);
        await RefuseDoubleNumberAsync(db, vendor, refusals, cancellation);
        if (refusals.Count > 0)
            return refusals;
        vendor.RefreshSearchText();
        db.Add(vendor);
        db.Audit(actor, Now, "vendor.created", vendor);
        var saved = await db.SaveOrConflictAsync(vendor, cancellation);
        return saved.Ok ? vendor.Code : saved.Refusals.ToList();
    }

    /// <summary>Changes the fields that the edit gives. When somebody changed the vendor since <paramref name="version"/> was read, both versions are shown.</summary>
    public async Task<Outcome<Done>> UpdateAsync(Actor actor, string code, VendorEdit edit, long? version = null, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, Right.EditVendors, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        if (edit.Code.Given && edit.Code.Value != vendor.Code)
            refusals.Add(new FieldIsFixed { Field = "code" });
        if (edit.Market.Given && edit.Market.Value != vendor.Market!.Code)
            refusals.Add(new FieldIsFixed { Field = "market" });
        if (version is { } read)
            db.Entry(vendor).Property(v => v.Version).OriginalValue = read;
        var changed = VendorRules.Apply(vendor, edit, personal, refusals);
        await RefuseDoubleNumberAsync(db, vendor, refusals, cancellation);
        if (refusals.Count > 0)
            return refusals;
        if (!changed)
            return default(Done);
        db.Audit(actor, Now, "vendor.updated", vendor);
        return await db.SaveOrConflictAsync(vendor, cancellation);
    }

    /// <summary>Takes the vendor's right to trade, from now on, for a reason that everyone concerned will read.</summary>
    public async Task<Outcome<Done>> SuspendAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, Right.SuspendVendors, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var clean = Text.Require(reason, "reason", Suspension.ReasonLength, refusals, lines: true);
        if (vendor.Status != VendorStatus.Active)
            refusals.Add(new VendorNotActive(vendor.Code));
        if (refusals.Count > 0)
            return refusals;
        vendor.Status = VendorStatus.Suspended;
        vendor.Verdict = TradingVerdict.MayNotTrade;
        var suspension = new Suspension { VendorId = vendor.Id, MarketId = vendor.MarketId, FromAt = Now, Reason = clean, SuspendedBy = actor.Name };
        db.Add(suspension);
        db.Audit(actor, Now, "vendor.suspended", vendor, clean);
        return await db.SaveOrConflictAsync(vendor, cancellation);
    }

    /// <summary>Gives a suspended vendor its right to trade back, with a reason.</summary>
    public async Task<Outcome<Done>> ReinstateAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, Right.SuspendVendors, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var clean = Text.Require(reason, "reason", Suspension.ReasonLength, refusals, lines: true);
        if (vendor.Status != VendorStatus.Suspended)
            refusals.Add(new VendorNotSuspended(vendor.Code));
        if (refusals.Count > 0)
            return refusals;
        vendor.Status = VendorStatus.Active;
        vendor.Verdict = VerdictOf(vendor);
        var open = await db.Suspensions.Where(s => s.VendorId == vendor.Id && s.ToAt == null).ToListAsync(cancellation);
        foreach (var suspension in open)
            (suspension.ToAt, suspension.LiftReason, suspension.LiftedBy) = (Now, clean, actor.Name);
        db.Audit(actor, Now, "vendor.reinstated", vendor, clean);
        return await db.SaveOrConflictAsync(vendor, cancellation);
    }

    /// <summary>The vendor has given up: it trades no more and holds no stall after today. Its history stays.</summary>
    public async Task<Outcome<Done>> CloseAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, Right.EditVendors, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var clean = Text.Require(reason, "reason", Suspension.ReasonLength, refusals, lines: true);
        var today = BusinessDay.Of(vendor.Market!, Now);
        if (vendor.Status == VendorStatus.Closed)
            refusals.Add(new VendorNotActive(vendor.Code));
        if (await db.Tenancies.AnyAsync(t => t.VendorId == vendor.Id && t.ArchivedAt == null && (t.ToDate == null || t.ToDate > today), cancellation))
            refusals.Add(new VendorHoldsStalls(vendor.Code));
        if (refusals.Count > 0)
            return refusals;
        foreach (var suspension in await db.Suspensions.Where(s => s.VendorId == vendor.Id && s.ToAt == null).ToListAsync(cancellation))
            (suspension.ToAt, suspension.LiftReason, suspension.LiftedBy) = (Now, clean, actor.Name);
        (vendor.Status, vendor.ClosedAt) = (VendorStatus.Closed, Now);
        vendor.Verdict = TradingVerdict.MayNotTrade;
        db.Audit(actor, Now, "vendor.closed", vendor, clean);
        return await db.SaveOrConflictAsync(vendor, cancellation);
    }

    /// <summary>A vendor that does not exist yet, with a key of its own for the personal fields.</summary>
    internal static Vendor New(Market market, PersonalData personal, DateTime now) => new()
    {
        Market = market,
        MarketId = market.Id,
        PersonKey = personal.NewKey(RetentionClass.Vendor),
        CreatedAt = now,
    };

    /// <summary>What the registry itself knows of the verdict; permits, inspections and tests add to it.</summary>
    internal static TradingVerdict VerdictOf(Vendor vendor) => vendor.Status == VendorStatus.Active ? TradingVerdict.MayTrade : TradingVerdict.MayNotTrade;

    /// <summary>The vendor, for a change. A vendor out of the actor's sight does not exist for the actor.</summary>
    internal static async Task<Outcome<Vendor>> FindAsync(PortalDbContext db, Actor actor, string code, Right right, CancellationToken cancellation)
    {
        var vendor = await db.Vendors.Include(v => v.Market).Include(v => v.PersonKey).FirstOrDefaultAsync(v => v.Code == code && v.ArchivedAt == null, cancellation);
        if (vendor is null || !actor.May(Right.ViewVendors, vendor.MarketId, vendor.Market!.Region))
            return new VendorNotFound(code);
        return actor.May(right, vendor.MarketId, vendor.Market.Region) ? vendor : new NotAllowed(right);
    }

    private static async Task<string> CodeForAsync(PortalDbContext db, string? wanted, List<Refusal> refusals, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(wanted))
            return await VendorCodes.NextAsync(db, cancellation);
        var code = Codes.OfRecord(wanted, "code", Vendor.CodeLength, refusals);
        if (code is not null && await db.Vendors.AnyAsync(v => v.Code == code, cancellation))
            refusals.Add(new VendorCodeTaken(code) { Field = "code" });
        return code ?? "";
    }

    private static async Task RefuseDoubleNumberAsync(PortalDbContext db, Vendor vendor, List<Refusal> refusals, CancellationToken cancellation)
    {
        if (vendor.BusinessNumber is null)
            return;
        var other = await db.Vendors.Where(v => v.MarketId == vendor.MarketId && v.BusinessNumber == vendor.BusinessNumber && v.ArchivedAt == null && v.Id != vendor.Id)
            .Select(v => v.Code).FirstOrDefaultAsync(cancellation);
        if (other is not null)
            refusals.Add(new BusinessNumberTaken(other) { Field = "businessNumber" });
    }
}

/// <summary>The vendor is suspended or closed already.</summary>
public sealed record VendorNotActive(string Vendor) : Refusal;

/// <summary>The vendor is not suspended.</summary>
public sealed record VendorNotSuspended(string Vendor) : Refusal;

/// <summary>The vendor still holds a stall; end the tenancy first.</summary>
public sealed record VendorHoldsStalls(string Vendor) : Refusal;
