using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>The vendor has no personal field of that name, or it is empty.</summary>
public sealed record NothingToReveal : Refusal;

/// <summary>The time for which the data must be kept has not passed; destroying it earlier needs a legal reason.</summary>
public sealed record RetentionNotOver(DateOnly Until) : Refusal;

/// <summary>
/// Personal data of vendors in the open: every look needs a reason and leaves a row in the audit trail, and when the retention is over the
/// person's key is destroyed, and with it every sealed field and every copy in the audit trail.
/// </summary>
public sealed class VendorPersonal(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, TimeProvider time)
{
    public const int ReasonLength = 200;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>A field in plain text: owner, phone, businessNumber, payoutAccount or payoutHolder.</summary>
    public Task<Outcome<string>> RevealAsync(Actor actor, string code, string field, string? reason, CancellationToken cancellation = default) =>
        RevealAsync(actor, code, field, reason, (_, vendor) => Task.FromResult(field switch
        {
            "owner" => personal.Open(vendor.PersonKey!, vendor.OwnerName),
            "phone" => personal.Open(vendor.PersonKey!, vendor.Phone),
            "businessNumber" => BusinessNumbers.Display(vendor.BusinessNumber),
            "payoutAccount" => personal.Open(vendor.PersonKey!, vendor.PayoutAccount),
            "payoutHolder" => personal.Open(vendor.PersonKey!, vendor.PayoutHolder),
            _ => null,
        }), cancellation);

    /// <summary>The name of somebody who works for the vendor.</summary>
    public Task<Outcome<string>> RevealWorkerAsync(Actor actor, string code, long workerId, string? reason, CancellationToken cancellation = default) =>
        RevealAsync(actor, code, "worker", reason, async (db, vendor) =>
            await db.Workers.Include(w => w.PersonKey).FirstOrDefaultAsync(w => w.Id == workerId && w.VendorId == vendor.Id, cancellation) is { } worker
                ? personal.Open(worker.PersonKey!, worker.Name) : null, cancellation);

    /// <summary>A further telephone number of the vendor.</summary>
    public Task<Outcome<string>> RevealPhoneAsync(Actor actor, string code, long phoneId, string? reason, CancellationToken cancellation = default) =>
        RevealAsync(actor, code, "furtherPhone", reason, async (db, vendor) =>
            await db.VendorPhones.FirstOrDefaultAsync(p => p.Id == phoneId && p.VendorId == vendor.Id, cancellation) is { } phone
                ? personal.Open(vendor.PersonKey!, phone.Number) : null, cancellation);

    /// <summary>Before and after of one row of the vendor's history, in plain text.</summary>
    public async Task<Outcome<IReadOnlyList<AuditChange>>> RevealHistoryAsync(Actor actor, string code, long auditId, string? reason, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, reason, cancellation);
        if (!found.TryGet(out var target))
            return found.Refusals.ToList();
        var entry = await TimelineQueries.EntriesOf(db, VendorTimeline.PartsOf(db, target.Vendor.Id)).FirstOrDefaultAsync(e => e.Id == auditId, cancellation);
        var key = entry?.PersonKeyId is { } keyId ? await db.PersonKeys.FirstOrDefaultAsync(k => k.Id == keyId, cancellation) : null;
        if (entry is null || key is null)
            return new NothingToReveal();
        db.Audit(actor, Now, "vendor.revealed", target.Vendor, target.Reason, also: [new AuditChange("history", null, null)]);
        await db.SaveChangesAsync(cancellation);
        return AuditReader.Open(entry, key, personal).Where(c => AuditReader.IsForPeople(c.Field) && !AuditReader.IsKey(c.Field)).ToList();
    }

    /// <summary>The day after which the vendor's personal data may be destroyed; null while it holds a stall.</summary>
    public async Task<Outcome<DateOnly>> KeptUntilAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await VendorService.FindAsync(db, actor, code, Right.ViewVendors, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        return await PersonErasure.KeptUntilAsync(db, vendor, cancellation) is { } until ? until : new VendorHoldsStalls(code);
    }

    /// <summary>
    /// Destroys the key of the vendor and of those who worked for it: names, numbers and accounts can never be read again. Refused while the
    /// vendor holds a stall, and before the retention is over unless a legal reason is stated (a claim for erasure that was granted, an order).
    /// </summary>
    public async Task<Outcome<Done>> DestroyAsync(Actor actor, string code, string? reason, string? legalReason = null, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await VendorService.FindAsync(db, actor, code, Right.DestroyPersonalData, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var clean = Text.Require(reason, "reason", ReasonLength, refusals, lines: true);
        var legal = Text.Clean(legalReason, "legalReason", ReasonLength, refusals, lines: true);
        var until = await PersonErasure.KeptUntilAsync(db, vendor, cancellation);
        if (vendor.PersonKey!.ErasedAt is not null)
            refusals.Add(new PersonalDataDestroyed());
        if (until is null)
            refusals.Add(new VendorHoldsStalls(vendor.Code));
        else if (until >= BusinessDay.Of(vendor.Market!, Now) && legal is null)
            refusals.Add(new RetentionNotOver(until.Value) { Field = "legalReason" });
        if (refusals.Count > 0)
            return refusals;
        await PersonErasure.EraseAsync(db, vendor, Now, cancellation);
        db.Audit(actor, Now, "vendor.personal_data_destroyed", vendor, legal is null ? clean : $"{clean} · {legal}");
        return await db.SaveOrConflictAsync(vendor, cancellation);
    }

    private async Task<Outcome<string>> RevealAsync(
        Actor actor, string code, string field, string? reason, Func<PortalDbContext, Vendor, Task<string?>> read, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, reason, cancellation);
        if (!found.TryGet(out var target))
            return found.Refusals.ToList();
        if (await read(db, target.Vendor) is not { } plain)
            return new NothingToReveal();
        db.Audit(actor, Now, "vendor.revealed", target.Vendor, target.Reason, also: [new AuditChange(field, null, null)]);
        await db.SaveChangesAsync(cancellation);
        return plain;
    }

    private static async Task<Outcome<(Vendor Vendor, string Reason)>> FindAsync(PortalDbContext db, Actor actor, string code, string? reason, CancellationToken cancellation)
    {
        var found = await VendorService.FindAsync(db, actor, code, Right.RevealPersonalData, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var clean = Text.Require(reason, "reason", ReasonLength, refusals, lines: true);
        return refusals.Count > 0 ? refusals : (vendor, clean);
    }
}
