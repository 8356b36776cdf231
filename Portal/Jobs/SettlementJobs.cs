using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Jobs;
using Portal.Domain.Settlement;

namespace Portal.Jobs;

/// <summary>Settlement runs, reckoned and posted as jobs.</summary>
public sealed class SettlementJobs(JobRunner runner, SettlementRuns runs, SettlementReckoner reckoner, SettlementPosting posting)
{
    /// <summary>What the jobs are called.</summary>
    public const string Reckoning = "jobs.settlement_reckoning", Posting = "jobs.settlement_posting";

    private static readonly Actor Left = Actor.System("settlement");

    /// <summary>Opens a run and starts reckoning it.</summary>
    public async Task<Outcome<SettlementRun>> StartAsync(Actor actor, NewSettlementRun wanted, CancellationToken cancellation)
    {
        var started = await runs.StartAsync(actor, wanted, cancellation);
        if (started.TryGet(out var run) && run.State == SettlementRunState.Reckoning)
        {
            await runner.StartAsync(actor, new NewJob(Reckoning, wanted.Market ?? "", PortalUrls.SettlementRun(run.Uid), run.Uid), 0, async (steps, stop) =>
            {
                await reckoner.ReckonAsync(run.Uid, steps.Set, stop);
                return null;
            });
        }

        return started;
    }

    /// <summary>Decides about a run; an approved one is posted.</summary>
    public async Task<Outcome<SettlementRun>> DecideAsync(Actor actor, SettlementDecision decision, CancellationToken cancellation)
    {
        var decided = await runs.DecideAsync(actor, decision, cancellation);
        if (decided.TryGet(out var run) && run.State == SettlementRunState.Posting)
            await PostAsync(actor, run.Uid);
        return decided;
    }

    /// <summary>Gives up runs whose reckoning broke off with its process, and posts on those whose posting did.</summary>
    public async Task ResumeAsync(CancellationToken cancellation)
    {
        await runs.FailAbandonedAsync(cancellation);
        foreach (var uid in await runs.LeftPostingAsync(cancellation))
            await PostAsync(Left, uid);
    }

    private async Task PostAsync(Actor actor, Guid run) => await runner.StartAsync(actor, new NewJob(Posting, run.ToString("D"), PortalUrls.SettlementRun(run), SettlementPosting.JobOf(run)), 0, async (steps, stop) =>
    {
        await posting.PostAsync(run, steps.Set, stop);
        return null;
    });
}
