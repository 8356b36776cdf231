using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Jobs;

/// <summary>There is no such job of this person, or it has ended.</summary>
public sealed record JobNotFound : Refusal;

/// <summary>Long work to be started.</summary>
/// <param name="Kind">The text key of what it does: <c>jobs.import_vendors</c>.</param>
/// <param name="Title">What it is about; cut to <see cref="Job.TitleLength"/>.</param>
/// <param name="ResultUrl">Where its result is to be seen.</param>
/// <param name="Uid">Its id when it belongs to something that has one; a job of the same id that has ended starts anew.</param>
/// <param name="Once">True when a job of the same id that was done is not done again, and one that failed not within the hour.</param>
public sealed record NewJob(string Kind, string Title, string? ResultUrl, Guid? Uid = null, bool Once = false);

/// <summary>The rows of long work: made, moved on, cancelled, ended, and given up when the process that held them is gone.</summary>
public sealed class JobService(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>A process vouches for its jobs this long; it renews its word several times within it.</summary>
    public static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(15);

    /// <summary>The error of a job whose process ended before it did.</summary>
    public const string Interrupted = "job_interrupted";

    private const int Listed = 20;
    private static readonly TimeSpan ListedTime = TimeSpan.FromDays(7);
    private static readonly TimeSpan RetryTime = TimeSpan.FromHours(1);
    private static readonly TimeSpan UpkeepListedTime = TimeSpan.FromDays(2);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The owner of the work that the portal does by itself.</summary>
    public const long Upkeep = 0;

    /// <summary>Makes a waiting job. Null when a job of the same id is under way, in this process or another, or was done already and is to be done once.</summary>
    public async Task<Job?> CreateAsync(Actor actor, NewJob wanted, string holder, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var job = wanted.Uid is { } uid ? await db.Jobs.FirstOrDefaultAsync(j => j.Uid == uid, cancellation) : null;
        if (job is { State: JobState.Waiting or JobState.Running } || (wanted.Once && job is not null && (job.State == JobState.Done || job.FinishedAt > Now - RetryTime)))
            return null;
        if (job is null)
            db.Add(job = new Job { Uid = wanted.Uid ?? Guid.CreateVersion7() });
        (job.Kind, job.Title, job.ResultUrl) = (wanted.Kind, wanted.Title.Length > Job.TitleLength ? wanted.Title[..Job.TitleLength] : wanted.Title, wanted.ResultUrl);
        (job.UserId, job.State, job.Progress, job.Total, job.CancelRequested, job.Error) = (actor.OwnerId, JobState.Waiting, 0, 0, false, null);
        (job.CreatedAt, job.FinishedAt, job.Holder, job.HeldUntil) = (Now, null, holder, Now + HoldTime);
        return (await db.SaveOrConflictAsync(job, cancellation)).Ok ? job : null;
    }

    /// <summary>The person's jobs of the last days, newest first; for those who may see it also the portal's own work.</summary>
    public async Task<IReadOnlyList<Job>> ListAsync(Actor actor, CancellationToken cancellation = default)
    {
        var (since, upkeepSince, seesUpkeep) = (Now - ListedTime, Now - UpkeepListedTime, actor.MayEverywhere(Right.ViewUpkeep));
        await using var db = contexts.CreateDbContext();
        return await db.Jobs.AsNoTracking().Where(j => (j.UserId == actor.OwnerId && j.CreatedAt > since) || (seesUpkeep && j.UserId == Upkeep && j.CreatedAt > upkeepSince))
            .OrderByDescending(j => j.CreatedAt).ThenByDescending(j => j.Id).Take(Listed).ToListAsync(cancellation);
    }

    /// <summary>A job of the person.</summary>
    public async Task<Outcome<Job>> FindAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Uid == uid && j.UserId == actor.OwnerId, cancellation) is { } job ? job : new JobNotFound();
    }

    /// <summary>Marks a waiting job as running. False when it was cancelled while it waited.</summary>
    public Task<bool> BeginAsync(long id, CancellationToken cancellation = default) => WriteAsync(
        db => db.Jobs.Where(j => j.Id == id && j.State == JobState.Waiting && !j.CancelRequested)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, JobState.Running).SetProperty(j => j.Version, j => j.Version + 1), cancellation), cancellation);

    /// <summary>Keeps how far a running job has come.</summary>
    public Task ProgressAsync(long id, int done, int total, CancellationToken cancellation = default) => WriteAsync(
        db => db.Jobs.Where(j => j.Id == id && j.State == JobState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.Progress, done).SetProperty(j => j.Total, total).SetProperty(j => j.Version, j => j.Version + 1), cancellation), cancellation);

    /// <summary>Asks for a job to be stopped; the process that holds it does so.</summary>
    public async Task<Outcome<Done>> CancelAsync(Actor actor, Guid uid, CancellationToken cancellation = default) =>
        await WriteAsync(
            db => db.Jobs.Where(j => j.Uid == uid && j.UserId == actor.OwnerId && (j.State == JobState.Waiting || j.State == JobState.Running))
                .ExecuteUpdateAsync(set => set.SetProperty(j => j.CancelRequested, true).SetProperty(j => j.Version, j => j.Version + 1), cancellation), cancellation)
            ? default(Done)
            : new JobNotFound();

    /// <summary>Ends a job: done, failed with a code, or cancelled.</summary>
    public Task FinishAsync(long id, JobState state, string? error, CancellationToken cancellation = default)
    {
        var now = Now;
        return WriteAsync(
            db => db.Jobs.Where(j => j.Id == id && (j.State == JobState.Waiting || j.State == JobState.Running)).ExecuteUpdateAsync(
                set => set.SetProperty(j => j.State, state).SetProperty(j => j.Error, error).SetProperty(j => j.FinishedAt, now).SetProperty(j => j.Version, j => j.Version + 1), cancellation), cancellation);
    }

    /// <summary>Renews the word for jobs that this process holds, and names those that somebody wants stopped.</summary>
    public async Task<IReadOnlyList<Guid>> HoldAsync(IReadOnlyCollection<Guid> uids, CancellationToken cancellation = default)
    {
        if (uids.Count == 0)
            return [];
        var until = Now + HoldTime;
        await WriteAsync(db => db.Jobs.Where(j => uids.Contains(j.Uid)).ExecuteUpdateAsync(set => set.SetProperty(j => j.HeldUntil, until), cancellation), cancellation);
        await using var db = contexts.CreateDbContext();
        return await db.Jobs.Where(j => uids.Contains(j.Uid) && j.CancelRequested).Select(j => j.Uid).ToListAsync(cancellation);
    }

    /// <summary>Marks the jobs as failed that no process vouches for any more.</summary>
    /// <param name="dead">Tells of a holder that its process is known to be gone, however long its word would last.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public async Task<int> FailAbandonedAsync(Func<string, bool> dead, CancellationToken cancellation = default)
    {
        var now = Now;
        await using var db = contexts.CreateDbContext();
        var open = await db.Jobs.AsNoTracking().Where(j => j.State == JobState.Waiting || j.State == JobState.Running)
            .Select(j => new { j.Id, j.Holder, j.HeldUntil }).ToListAsync(cancellation);
        var abandoned = open.Where(j => j.Holder is null || j.HeldUntil is null || j.HeldUntil < now || dead(j.Holder)).ToList();
        foreach (var job in abandoned)
            await FinishAsync(job.Id, JobState.Failed, Interrupted, cancellation);
        return abandoned.Count;
    }

    private async Task<bool> WriteAsync(Func<PortalDbContext, Task<int>> write, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        await using var scope = await db.BeginWriteAsync(cancellation);
        var rows = await write(db);
        await scope.CommitAsync(cancellation);
        return rows > 0;
    }
}
