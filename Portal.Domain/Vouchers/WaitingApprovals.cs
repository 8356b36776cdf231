using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>What can wait for a second person.</summary>
public enum WaitingKind
{
    Batch,
    Rule,
}

/// <summary>Whether a reader may decide about something that waits.</summary>
/// <param name="May">True when he may.</param>
/// <param name="Own">True when he made it himself, so that somebody else must.</param>
/// <param name="Given">True when he has approved it already, and another one is needed.</param>
/// <param name="ForName">In whose place he decides; null in his own.</param>
public sealed record DecisionStanding(bool May, bool Own, bool Given, string? ForName);

/// <summary>A batch or a version of rules that waits. Minor units.</summary>
/// <param name="Id">Of the rule, or of the batch.</param>
/// <param name="Code">The batch's code; empty for a rule.</param>
/// <param name="VoucherKind">Of a batch.</param>
/// <param name="Subject">Of a rule.</param>
/// <param name="From">The rule's first day.</param>
/// <param name="Total">Face value of a batch.</param>
public sealed record WaitingApproval(
    WaitingKind Kind, long Id, string Code, string Programme, string Currency, DateTime Since, string MakerName, VoucherKind? VoucherKind, RuleSubject? Subject, DateOnly? From, int Count, long Total, int Needed, int Approved,
    DecisionStanding Standing);

/// <summary>What waits for a second person, and whether a reader may be that person.</summary>
public sealed class WaitingApprovals(IDbContextFactory<PortalDbContext> contexts, Delegations delegations, TimeProvider time)
{
    /// <summary>The most that are shown, of batches and of rules each.</summary>
    public const int Most = 200;

    /// <summary>What waits longer than this cannot wait.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Batches and rules that wait, the oldest first.</summary>
    public async Task<Outcome<IReadOnlyList<WaitingApproval>>> WaitingAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var batches = await (from b in db.VoucherBatches.AsNoTracking()
                             where b.State == BatchState.Submitted
                             join p in db.VoucherProgrammes on b.ProgrammeId equals p.Id
                             orderby b.SubmittedAt, b.Id
                             select new { Batch = b, Programme = p, Approvers = db.BatchApprovals.Where(a => a.BatchId == b.Id && a.ContentHash == b.ContentHash && a.Decision == BatchDecision.Approve).Select(a => a.ByUserId).ToList() })
            .Take(Most).ToListAsync(cancellation);
        var rules = await (from r in db.VoucherRules.AsNoTracking()
                           where r.State == RuleState.Proposed
                           join p in db.VoucherProgrammes on r.ProgrammeId equals p.Id
                           orderby r.ProposedAt, r.Id
                           select new { Rule = r, Programme = p }).Take(Most).ToListAsync(cancellation);
        var waiting = new List<WaitingApproval>(batches.Count + rules.Count);
        foreach (var found in batches)
        {
            var (batch, programme) = (found.Batch, found.Programme);
            var standing = await StandingAsync(actor, batch.MakerId, new Money(programme.Currency, batch.TotalMinor), programme.DayAt(Now), found.Approvers, cancellation);
            waiting.Add(new WaitingApproval(
                WaitingKind.Batch, batch.Id, batch.Code, programme.Code, programme.Currency, batch.SubmittedAt, batch.MakerName, batch.Kind, null, null, batch.Count, batch.TotalMinor, batch.Needed, found.Approvers.Count, standing));
        }

        foreach (var found in rules)
        {
            var (rule, programme) = (found.Rule, found.Programme);
            var standing = await StandingAsync(actor, rule.MakerId, null, programme.DayAt(Now), [], cancellation);
            waiting.Add(new WaitingApproval(WaitingKind.Rule, rule.Id, "", programme.Code, programme.Currency, rule.ProposedAt, rule.MakerName, null, rule.Subject, rule.From, 0, 0, 1, 0, standing));
        }

        return waiting.OrderBy(w => w.Since).ThenBy(w => w.Kind).ThenBy(w => w.Id).ToList();
    }

    /// <summary>Whether a reader may decide about a batch.</summary>
    public async Task<DecisionStanding> OverAsync(Actor actor, BatchRecord batch, CancellationToken cancellation = default)
    {
        var approvers = batch.Approvals.Where(a => a.ContentHash == batch.Row.ContentHash && a.Decision == BatchDecision.Approve).Select(a => a.ByUserId).ToList();
        return await StandingAsync(actor, batch.Row.MakerId, new Money(batch.Row.Currency, batch.Row.Total), DateOnly.FromDateTime(Now), approvers, cancellation);
    }

    /// <summary>How many things wait for a reader: those that he may decide about by his own right, or all where he only watches. True when one of them cannot wait.</summary>
    public async Task<(int Waiting, bool Urgent)> CountAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return default;
        var (owner, decides) = (actor.OwnerId, actor.MayEverywhere(Right.ApproveVouchers));
        await using var db = contexts.CreateDbContext();
        var batches = db.VoucherBatches.Where(b => b.State == BatchState.Submitted
            && (!decides || (b.MakerId != owner && !db.BatchApprovals.Any(a => a.BatchId == b.Id && a.ContentHash == b.ContentHash && a.ByUserId == owner)))).Select(b => b.SubmittedAt);
        var rules = db.VoucherRules.Where(r => r.State == RuleState.Proposed && (!decides || r.MakerId != owner)).Select(r => r.ProposedAt);
        var waiting = await batches.CountAsync(cancellation) + await rules.CountAsync(cancellation);
        if (waiting == 0)
            return default;
        var since = Now - Patience;
        return (waiting, await batches.AnyAsync(at => at < since, cancellation) || await rules.AnyAsync(at => at < since, cancellation));
    }

    internal async Task<DecisionStanding> StandingAsync(Actor actor, long maker, Money? amount, DateOnly day, List<long> approvers, CancellationToken cancellation)
    {
        if (actor.OwnerId == maker)
            return new DecisionStanding(May: false, Own: true, Given: false, null);
        if (approvers.Contains(actor.OwnerId))
            return new DecisionStanding(May: false, Own: false, Given: true, null);
        var may = await delegations.MayApproveForAsync(actor, new Approval(Right.ApproveVouchers, maker, 0, "", amount, day), cancellation);
        return may.TryGet(out var given) ? new DecisionStanding(May: true, Own: false, Given: false, given.ForName) : new DecisionStanding(May: false, Own: false, Given: false, null);
    }
}
