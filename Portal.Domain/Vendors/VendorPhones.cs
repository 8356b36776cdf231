using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>A further telephone number; masked.</summary>
public sealed record PhoneRow(long Id, string Label, string? Number);

/// <summary>The vendor has no such number (any more).</summary>
public sealed record PhoneNotFound : Refusal;

/// <summary>Telephone numbers of a vendor beside its main one.</summary>
public sealed class VendorPhones(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<IReadOnlyList<PhoneRow>> ListAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var vendor = await VendorQueries.Visible(db, actor).Include(v => v.PersonKey).FirstOrDefaultAsync(v => v.Code == code, cancellation);
        if (vendor is null)
            return [];
        var phones = await db.VendorPhones.AsNoTracking().Where(p => p.VendorId == vendor.Id && p.ArchivedAt == null).OrderBy(p => p.Id).ToListAsync(cancellation);
        return [.. phones.Select(p => new PhoneRow(p.Id, p.Label, Mask.Phone(personal.Open(vendor.PersonKey!, p.Number))))];
    }

    /// <summary>Adds a number under a label such as "가게". Answers its id.</summary>
    public async Task<Outcome<long>> AddAsync(Actor actor, string code, string? label, string? number, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await VendorService.FindAsync(db, actor, code, Right.EditVendors, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var cleanLabel = Text.Require(label, "label", VendorPhone.LabelLength, refusals);
        var clean = VendorRules.CleanPhone(number, "number", refusals);
        if (clean is null && refusals.TrueForAll(r => r.Field != "number"))
            refusals.Add(new TextMissing { Field = "number" });
        if (vendor.PersonKey!.ErasedAt is not null)
            refusals.Add(new PersonalDataDestroyed());
        if (refusals.Count > 0)
            return refusals;
        var phone = new VendorPhone { VendorId = vendor.Id, Label = cleanLabel, Number = personal.Seal(vendor.PersonKey, clean), Tail = VendorRules.TailOf(clean) };
        db.Add(phone);
        db.Audit(actor, Now, "vendor.phone_added", vendor, also: [new AuditChange("phoneLabel", null, cleanLabel), new AuditChange("furtherPhone", null, AuditQueue.Sealed(phone.Number))]);
        await db.SaveChangesAsync(cancellation);
        return phone.Id;
    }

    /// <summary>Takes a number out of use; it stays in the history.</summary>
    public async Task<Outcome<Done>> ArchiveAsync(Actor actor, string code, long phoneId, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await VendorService.FindAsync(db, actor, code, Right.EditVendors, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var phone = await db.VendorPhones.FirstOrDefaultAsync(p => p.Id == phoneId && p.VendorId == vendor.Id && p.ArchivedAt == null, cancellation);
        if (phone is null)
            return new PhoneNotFound();
        phone.ArchivedAt = Now;
        db.Audit(actor, Now, "vendor.phone_archived", vendor, also: [new AuditChange("phoneLabel", phone.Label, null), new AuditChange("furtherPhone", AuditQueue.Sealed(phone.Number), null)]);
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }
}
