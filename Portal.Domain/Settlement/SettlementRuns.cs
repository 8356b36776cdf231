using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Jobs;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Settlement;

/// <summary>A market's vendors are to be paid.</summary>
/// <param name="Id">Made by the client: sent again, it is the same run.</param>
/// <param name="Market">Its code.</param>
/// <param name="On">The day of settlement; null for the market's business day.</param>
/// <param name="Operator">Whose books, by code; null for the market's own operator.</param>
public sealed record NewSettlementRun(Guid Id, string? Market, DateOnly? On = null, string? Operator = null);

/// <summary>A run is approved, or turned down with a reason.</summary>
public sealed record SettlementDecision(Guid Run, bool Approve, string? Reason = null);

/// <summary>Runs of settlement: one person starts them, another approves them. What they come to is reckoned and posted as jobs (<see cref="SettlementReckoner"/>, <see cref="SettlementPosting"/>).</summary>
public sealed class SettlementRuns(IDbContextFactory<PortalDbContext> contexts, Delegations delegations, StepUp stepUp, TimeProvider time)
{
    /// <summary>What an approver's step-up is for.</summary>
    public const string StepUpKind = "settlement-runs.approve";

    /// <summary>A run that is opened is given its job at once; one without a job after that was left by a process that is gone.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Opens a run. Its lines are reckoned next.</summary>
    public async Task<Outcome<SettlementRun>> StartAsync(Actor actor, NewSettlementRun wanted, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.RunSettlement))
            return new NotAllowed(Right.RunSettlement);
        await using var db = contexts.CreateDbContext();
        if (await MarketQueries.Visible(db, actor, Right.RunSettlement).SingleOrDefaultAsync(m => m.Code == wanted.Market, cancellation) is not { } market)
            return new MarketNotFound(wanted.Market ?? "") { Field = "market" };
        var operatorId = wanted.Operator is null ? market.OperatorId : await db.Operators.Where(o => o.Code == wanted.Operator).Select(o => (long?)o.Id).SingleOrDefaultAsync(cancellation);
        if (operatorId is not { } books)
            return new SettlementOperatorMissing { Field = "operator" };
        var today = BusinessDay.Of(market, Now);
        var on = wanted.On ?? today;
        if (await db.SettlementRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Uid == wanted.Id, cancellation) is { } known)
            return known.MarketId != market.Id ? new IdReused { Field = "market" } : wanted.On is not null && known.On != on ? new IdReused { Field = "businessDate" } : known.OperatorId != books ? new IdReused { Field = "operator" } : known;
        var before = await SettlementHistory.LastAsync(db, books, market.Id, cancellation);
        var days = await SettlementHistory.BankDaysAsync(db, (await SettlementHistory.TermsAsync(db, market, on, cancellation)).Country, cancellation);
        if (on > today || on < before?.On || !days.IsOpen(on))
            return new SettlementDayUnfit(days.OnOrAfter(before is not null && before.On > today ? before.On : today)) { Field = "businessDate" };
        var run = new SettlementRun
        {
            Uid = wanted.Id,
            OperatorId = books,
            MarketId = market.Id,
            Currency = market.Currency,
            On = on,
            Open = SettlementRun.OpenOf(books, market.Id),
            PreviousId = before?.Id,
            MakerId = actor.OwnerId,
            MakerName = NameOf(actor),
            MadeAt = Now,
        };
        db.Add(run);
        db.Audit(actor, Now, "settlement_run.started", run);
        var saved = await db.SaveOrConflictAsync(run, cancellation);
        if (saved.Ok)
            return run;
        return saved.Refusal is TakenMeanwhile && await db.SettlementRuns.AsNoTracking().Where(r => r.Open == run.Open).Select(r => (Guid?)r.Uid).SingleOrDefaultAsync(cancellation) is { } open ? new SettlementRunOpen(open) : saved.Refusals.ToList();
    }

    /// <summary>Approves a run, which is then posted, or turns it down.</summary>
    public async Task<Outcome<SettlementRun>> DecideAsync(Actor actor, SettlementDecision decision, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewSettlement))
            return new NotAllowed(Right.ViewSettlement);
        await using var db = contexts.CreateDbContext();
        var (run, market) = await FindAsync(db, actor, decision.Run, cancellation);
        if (run is null)
            return new SettlementRunNotFound();
        var may = await delegations.MayApproveForAsync(actor, ApprovalOf(run, market!), cancellation);
        if (!may.TryGet(out var given))
            return may.Refusals.ToList();
        if (run.State != SettlementRunState.Waiting)
            return new SettlementStateUnfit(run.State);
        var refusals = new List<Refusal>();
        var reason = decision.Approve ? null : Text.Require(decision.Reason, "reason", SettlementRun.ReasonLength, refusals);
        if (refusals.Count == 0 && decision.Approve && await stepUp.CheckAsync(actor, StepUpKind, cancellation) is { } needed)
            refusals.Add(needed);
        if (refusals.Count > 0)
            return refusals;
        (run.ApproverId, run.ApproverName, run.DecidedAt) = (actor.OwnerId, NameOf(actor, given), Now);
        if (decision.Approve)
            run.State = SettlementRunState.Posting;
        else
            (run.State, run.Open, run.Reason) = (SettlementRunState.Ended, null, reason);
        db.Audit(actor, Now, decision.Approve ? "settlement_run.approved" : "settlement_run.rejected", run, reason);
        var saved = await db.SaveOrConflictAsync(run, cancellation);
        return saved.Ok ? run : saved.Refusals.ToList();
    }

    /// <summary>Calls a run off that was not approved; nothing of it is posted.</summary>
    public async Task<Outcome<SettlementRun>> CancelAsync(Actor actor, Guid uid, string? why, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.RunSettlement))
            return new NotAllowed(Right.RunSettlement);
        await using var db = contexts.CreateDbContext();
        var (run, market) = await FindAsync(db, actor, uid, cancellation);
        if (run is null)
            return new SettlementRunNotFound();
        if (!actor.May(Right.RunSettlement, run.MarketId, market!.Region))
            return new NotAllowed(Right.RunSettlement);
        if (run.State != SettlementRunState.Waiting)
            return new SettlementStateUnfit(run.State);
        var refusals = new List<Refusal>();
        var reason = Text.Require(why, "reason", SettlementRun.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        (run.State, run.Open, run.Reason, run.DecidedAt) = (SettlementRunState.Ended, null, reason, Now);
        db.Audit(actor, Now, "settlement_run.cancelled", run, reason);
        var saved = await db.SaveOrConflictAsync(run, cancellation);
        return saved.Ok ? run : saved.Refusals.ToList();
    }

    /// <summary>Ends runs whose reckoning has no job: its process is gone. The market is free for another one.</summary>
    public async Task<int> FailAbandonedAsync(CancellationToken cancellation = default)
    {
        var before = Now - LongestStart;
        await using var db = contexts.CreateDbContext();
        var left = await db.SettlementRuns.Where(r => r.State == SettlementRunState.Reckoning && (r.MadeAt < before || db.Jobs.Any(j => j.Uid == r.Uid)))
            .Where(r => !db.Jobs.Any(j => j.Uid == r.Uid && (j.State == JobState.Waiting || j.State == JobState.Running))).ToListAsync(cancellation);
        foreach (var run in left)
        {
            await SettlementReckoner.RemoveAsync(db, run.Id, cancellation);
            (run.State, run.Open, run.Reason) = (SettlementRunState.Ended, null, JobService.Interrupted);
        }

        if (left.Count > 0)
            await db.SaveChangesAsync(cancellation);
        return left.Count;
    }

    /// <summary>Approved runs that nobody is posting.</summary>
    public async Task<IReadOnlyList<Guid>> LeftPostingAsync(CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var posting = await db.SettlementRuns.Where(r => r.State == SettlementRunState.Posting).Select(r => r.Uid).ToListAsync(cancellation);
        var jobs = posting.ToDictionary(SettlementPosting.JobOf);
        var ids = jobs.Keys.ToList();
        var active = await db.Jobs.Where(j => ids.Contains(j.Uid) && (j.State == JobState.Waiting || j.State == JobState.Running)).Select(j => j.Uid).ToListAsync(cancellation);
        return [.. jobs.Where(j => !active.Contains(j.Key)).Select(j => j.Value)];
    }

    /// <summary>The run of an id and its market; null also for one that the actor may not see.</summary>
    internal static async Task<(SettlementRun? Run, Market? Market)> FindAsync(PortalDbContext db, Actor actor, Guid uid, CancellationToken cancellation)
    {
        var run = await db.SettlementRuns.SingleOrDefaultAsync(r => r.Uid == uid, cancellation);
        var market = run is null ? null : await db.Markets.AsNoTracking().SingleAsync(m => m.Id == run.MarketId, cancellation);
        return run is not null && actor.May(Right.ViewSettlement, market!.Id, market.Region) ? (run, market) : (null, null);
    }

    /// <summary>Approval is of what leaves the operator's bank.</summary>
    internal Approval ApprovalOf(SettlementRun run, Market market) => new(Right.ApproveSettlement, run.MakerId, market.Id, market.Region, new Money(run.Currency, run.Payout), BusinessDay.Of(market, Now));

    /// <summary>An actor's name as it is kept with what he did, and in whose name he did it.</summary>
    internal static string NameOf(Actor actor, ApprovedFor? given = null) => Cut(given?.ForName is { } other ? $"{actor.Name} ({other})" : actor.Name);

    private static string Cut(string name) => name.Length > SettlementRun.NameLength ? name[..SettlementRun.NameLength] : name;
}
