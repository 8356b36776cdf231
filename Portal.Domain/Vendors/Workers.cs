using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>Somebody who works for a vendor; the name is masked.</summary>
public sealed record WorkerRow(long Id, string? Name, string RoleName, DateOnly From, DateOnly? To);

/// <summary>There is no such person at this vendor.</summary>
public sealed record WorkerNotFound : Refusal;

/// <summary>The people who work at a vendor's stall. Each has a key of their own: their data is theirs, not the vendor's.</summary>
public sealed class Workers(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Those who work there now first, then the others.</summary>
    public async Task<IReadOnlyList<WorkerRow>> ListAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var vendors = VendorQueries.Visible(db, actor).Where(v => v.Code == code).Select(v => v.Id);
        var workers = await db.Workers.AsNoTracking().Include(w => w.PersonKey).Where(w => vendors.Contains(w.VendorId)).OrderBy(w => w.ToDate != null).ThenByDescending(w => w.FromDate).ThenBy(w => w.Id).ToListAsync(cancellation);
        return [.. workers.Select(w => new WorkerRow(w.Id, Mask.Name(personal.Open(w.PersonKey!, w.Name)), w.RoleName, w.FromDate, w.ToDate))];
    }

    /// <summary>Notes who works there from a day on (today when null). Answers the person's id.</summary>
    public async Task<Outcome<long>> AddAsync(Actor actor, string code, string? name, string? role, DateOnly? from, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await VendorService.FindAsync(db, actor, code, Right.EditVendors, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var cleanName = Text.Require(name, "name", Vendor.NameLength, refusals);
        var cleanRole = Text.Require(role, "role", Worker.RoleLength, refusals);
        if (vendor.PersonKey!.ErasedAt is not null)
            refusals.Add(new PersonalDataDestroyed());
        if (refusals.Count > 0)
            return refusals;
        var key = personal.NewKey(RetentionClass.Vendor);
        var worker = new Worker
        {
            VendorId = vendor.Id,
            MarketId = vendor.MarketId,
            PersonKey = key,
            Name = personal.Seal(key, cleanName),
            RoleName = cleanRole,
            FromDate = from ?? BusinessDay.Of(vendor.Market!, Now),
        };
        db.Add(worker);
        db.Audit(actor, Now, "worker.created", worker);
        await db.SaveChangesAsync(cancellation);
        return worker.Id;
    }

    /// <summary>Sets the last day somebody works there (today when null).</summary>
    public async Task<Outcome<Done>> EndAsync(Actor actor, string code, long workerId, DateOnly? lastDay, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await VendorService.FindAsync(db, actor, code, Right.EditVendors, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var worker = await db.Workers.FirstOrDefaultAsync(w => w.Id == workerId && w.VendorId == vendor.Id, cancellation);
        if (worker is null)
            return new WorkerNotFound();
        var to = lastDay ?? BusinessDay.Of(vendor.Market!, Now);
        if (to < worker.FromDate)
            return new DatesReversed { Field = "to" };
        worker.ToDate = to;
        db.Audit(actor, Now, "worker.ended", worker);
        return await db.SaveOrConflictAsync(worker, cancellation);
    }
}
