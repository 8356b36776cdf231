using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Jobs;
using Portal.Domain.Verification;

namespace Portal.Jobs;

/// <summary>The ledger was checked, and something in it is not as it must be.</summary>
/// <param name="Checks">How many checks do not hold.</param>
public sealed record LedgerBroken(int Checks) : Refusal;

/// <summary>Checks the ledger as a job, one at a time in the whole portal, and keeps what was found.</summary>
public sealed class LedgerCheckJobs(JobRunner runner, Verifier verifier, LedgerCheckLog kept)
{
    private static readonly Guid Uid = new("6c656467-6572-4368-8563-6b0000000001");

    /// <summary>Starts it. False when it is under way already.</summary>
    public async Task<Outcome<bool>> StartAsync(Actor actor)
    {
        if (!actor.MayEverywhere(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        var job = await runner.StartAsync(actor, new NewJob("jobs.ledger_checks", "", PortalUrls.LedgerHealth, Uid), Verifier.OfLedger.Count, async (steps, stop) =>
        {
            var results = await verifier.RunAsync(Verifier.OfLedger, steps.Set, stop);
            await kept.AddAsync(actor, results, stop);
            return results.Count(r => !r.Ok) is > 0 and var broken ? new LedgerBroken(broken) : null;
        });
        return job is not null;
    }
}
