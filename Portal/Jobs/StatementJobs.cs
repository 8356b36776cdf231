using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Jobs;
using Portal.Domain.Reconciliation;

namespace Portal.Jobs;

/// <summary>Files of banks, read as jobs: each has the id of its file.</summary>
public sealed class StatementJobs(JobRunner runner, StatementIntake intake, StatementReading reading)
{
    /// <summary>What the job is called.</summary>
    public const string Kind = "jobs.statement";

    /// <summary>Keeps a file and starts reading it.</summary>
    public async Task<Outcome<StatementFile>> BringAsync(Actor actor, BroughtFile brought, CancellationToken cancellation)
    {
        var kept = await intake.BringAsync(actor, brought, cancellation);
        if (!kept.TryGet(out var file))
            return kept;
        await runner.StartAsync(actor, new NewJob(Kind, file.FileName, PortalUrls.StatementFile(file.Uid), file.Uid), (int)(file.Length >> 10), async (steps, stop) => (await reading.ReadAsync(file.Uid, steps.Set, stop)).Refusal);
        return file;
    }
}
