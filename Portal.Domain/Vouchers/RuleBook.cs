using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>The rules in force on a day, and the terms that each rule holds. Terms never change, so those that were read are remembered.</summary>
public sealed class RuleBook(IDbContextFactory<PortalDbContext> contexts)
{
    private readonly ConcurrentDictionary<long, VoucherTerms> terms = new();
    private readonly ConcurrentDictionary<long, EnrolmentTerms> enrolments = new();

    /// <summary>The rule that holds for a subject on a day; null when none does.</summary>
    internal static Task<VoucherRule?> InForceAsync(PortalDbContext db, long programmeId, RuleSubject subject, DateOnly day, CancellationToken cancellation) =>
        db.VoucherRules.AsNoTracking().Where(r => r.ProgrammeId == programmeId && r.Subject == subject && r.State == RuleState.Approved && r.From <= day).OrderByDescending(r => r.From).FirstOrDefaultAsync(cancellation);

    /// <summary>The terms for vendors and approvals on a day; the usual ones where the programme says nothing.</summary>
    internal static async Task<EnrolmentTerms> EnrolmentAsync(PortalDbContext db, long programmeId, DateOnly day, CancellationToken cancellation) =>
        (await InForceAsync(db, programmeId, RuleSubject.Vendors, day, cancellation))?.Enrolment() ?? new EnrolmentTerms();

    /// <summary>What a vendor may bring in of whole vouchers on a day; null for no limit. Asked for with every whole voucher.</summary>
    internal async Task<long?> DailyCapAsync(PortalDbContext db, long programmeId, DateOnly day, CancellationToken cancellation)
    {
        var rule = await db.VoucherRules.TagWith(PreparedQueries.Tag).Where(r => r.ProgrammeId == programmeId && r.Subject == RuleSubject.Vendors && r.State == RuleState.Approved && r.From <= day)
            .OrderByDescending(r => r.From).Select(r => (long?)r.Id).FirstOrDefaultAsync(cancellation);
        if (rule is not { } id)
            return null;
        if (!enrolments.TryGetValue(id, out var known))
            enrolments[id] = known = (await db.VoucherRules.AsNoTracking().SingleAsync(r => r.Id == id, cancellation)).Enrolment();
        return known.CapDaily;
    }

    /// <summary>The terms of a rule.</summary>
    public async ValueTask<VoucherTerms> TermsAsync(long ruleId, CancellationToken cancellation)
    {
        if (terms.TryGetValue(ruleId, out var known))
            return known;
        await using var db = contexts.CreateDbContext();
        var rule = await db.VoucherRules.AsNoTracking().SingleAsync(r => r.Id == ruleId, cancellation);
        return terms[ruleId] = rule.Terms();
    }
}
