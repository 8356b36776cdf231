using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>One act on a vendor or on what hangs on it. Personal values are masked.</summary>
/// <param name="From">The address it came from; only for those who may see the audit trail.</param>
/// <param name="HasSealed">True when a reason opens more than is shown.</param>
public sealed record VendorTimelineEntry(
    long Id, DateTime At, ActorKind ActorKind, string ActorName, string? From, string Action, string SubjectKind, string SubjectCode, string? Reason, IReadOnlyList<AuditChange> Changes, bool HasSealed);

/// <summary>What happened to a vendor: its own changes, and those of its tenancies, arrears, people, numbers and payout accounts.</summary>
public sealed class VendorTimeline(IDbContextFactory<PortalDbContext> contexts, PersonalData personal)
{
    /// <summary>The newest entries before <paramref name="before"/>, newest first.</summary>
    /// <param name="before">The id of the last entry that is shown already; null for the newest.</param>
    public async Task<Outcome<IReadOnlyList<VendorTimelineEntry>>> ReadAsync(Actor actor, string code, long? before = null, int take = 50, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var vendor = await VendorQueries.Visible(db, actor).Where(v => v.Code == code).Select(v => new { v.Id, v.MarketId, v.Market!.Region }).FirstOrDefaultAsync(cancellation);
        if (vendor is null)
            return new VendorNotFound(code);
        var entries = await EntriesOf(db, vendor.Id).Where(e => before == null || e.Id < before).OrderByDescending(e => e.Id).Take(take).ToListAsync(cancellation);
        var keyIds = entries.Where(e => e.PersonKeyId is not null).Select(e => e.PersonKeyId!.Value).Distinct().ToList();
        var keys = await db.PersonKeys.AsNoTracking().Where(k => keyIds.Contains(k.Id)).ToDictionaryAsync(k => k.Id, cancellation);
        var sees = actor.May(Right.ViewAudit, vendor.MarketId, vendor.Region);
        return entries.Select(e =>
        {
            var key = e.PersonKeyId is { } id ? keys.GetValueOrDefault(id) : null;
            return new VendorTimelineEntry(e.Id, e.At, e.ActorKind, e.ActorName, sees ? e.From : null, e.Action, e.SubjectKind, e.SubjectCode, e.Reason,
                AuditReader.Masked(e, key, personal), key is { ErasedAt: null } && AuditReader.HasSealed(e));
        }).ToList();
    }

    /// <summary>The audit rows of a vendor and of everything that hangs on it, also of vendors that were merged into it.</summary>
    internal static IQueryable<AuditEntry> EntriesOf(PortalDbContext db, long vendorId)
    {
        var merged = db.Vendors.Where(v => v.Id == vendorId || v.MergedIntoId == vendorId).Select(v => v.Id);
        var tenancies = db.Tenancies.Where(t => t.VendorId == vendorId).Select(t => t.Id);
        var arrears = db.Arrears.Where(a => tenancies.Contains(a.TenancyId)).Select(a => a.Id);
        var workers = db.Workers.Where(w => w.VendorId == vendorId).Select(w => w.Id);
        var numbers = db.MerchantNumbers.Where(n => n.VendorId == vendorId).Select(n => n.Id);
        var payouts = db.PayoutAccountChanges.Where(c => c.VendorId == vendorId).Select(c => c.Id);
        var attachments = db.Attachments.Where(a => a.VendorId == vendorId || tenancies.Contains(a.TenancyId!.Value)).Select(a => a.Id);
        return db.AuditEntries.AsNoTracking().Where(e =>
            (e.SubjectKind == "vendor" && merged.Contains(e.SubjectId))
            || (e.SubjectKind == "tenancy" && tenancies.Contains(e.SubjectId))
            || (e.SubjectKind == "arrear" && arrears.Contains(e.SubjectId))
            || (e.SubjectKind == "worker" && workers.Contains(e.SubjectId))
            || (e.SubjectKind == "merchant_number" && numbers.Contains(e.SubjectId))
            || (e.SubjectKind == "attachment" && attachments.Contains(e.SubjectId))
            || (e.SubjectKind == "payout_account" && payouts.Contains(e.SubjectId)));
    }
}
