using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Jobs;
using Portal.Domain.Reconciliation;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Jobs;

/// <summary>What a job does: answers why it failed, or null. It says how far it is, and stops when it is told to.</summary>
public delegate Task<Refusal?> JobWork(JobSteps steps, CancellationToken stop);

/// <summary>How far a job is. The work sets it as often as it likes; the runner writes it down now and then.</summary>
public sealed class JobSteps(int total)
{
    private int done;
    private int total = total;

    /// <summary>0 while unknown.</summary>
    public int Total => Volatile.Read(ref total);

    public int Done => Volatile.Read(ref done);

    public void Set(int steps) => Volatile.Write(ref done, steps);

    /// <summary>For work that learns only on its way how much there is.</summary>
    public void Set(int steps, int of)
    {
        Volatile.Write(ref total, of);
        Set(steps);
    }
}

/// <summary>
/// Runs long work in this process, at most two jobs at once, in the order in which they were started. Progress is written at most twice a second.
/// Jobs, imports, print runs of vouchers and files of banks whose process died are marked as failed.
/// </summary>
public sealed class JobRunner(JobService jobs, ImportDrafts imports, PrintFiles prints, StatementIntake statements, IHostApplicationLifetime lifetime, ILogger<JobRunner> log) : BackgroundService
{
    private const int AtOnce = 2;
    private static readonly TimeSpan ProgressTime = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(3);
    private readonly Channel<(Job Job, JobSteps Steps, JobWork Work)> queue = Channel.CreateUnbounded<(Job, JobSteps, JobWork)>();
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> held = new();
    private readonly string holder = string.Create(CultureInfo.InvariantCulture, $"{Machine}:{Environment.ProcessId}:{Guid.NewGuid().ToString("N")[..8]}");

    /// <summary>Raised with the owner's id when one of their jobs moved.</summary>
    public event Action<long>? Moved;

    private static string Machine => Environment.MachineName.Length > 40 ? Environment.MachineName[..40] : Environment.MachineName;

    /// <summary>Queues work. Null when a job of the same id is under way already.</summary>
    public async Task<Job?> StartAsync(Actor actor, NewJob wanted, int total, JobWork work)
    {
        if (await jobs.CreateAsync(actor, wanted, holder) is not { } job)
            return null;
        held[job.Uid] = new CancellationTokenSource();
        await queue.Writer.WriteAsync((job, new JobSteps(total), work));
        Moved?.Invoke(job.UserId);
        return job;
    }

    /// <summary>
    /// Runs work at once for a caller who waits for it. It is a job all the same: seen, cancelled and, should the process die, marked like any other.
    /// </summary>
    /// <returns>False when a job of the same id is under way already.</returns>
    public async Task<bool> RunNowAsync(Actor actor, NewJob wanted, JobWork work, CancellationToken cancellation)
    {
        if (await jobs.CreateAsync(actor, wanted, holder, cancellation) is not { } job)
            return false;
        held[job.Uid] = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Moved?.Invoke(job.UserId);
        await RunAsync(job, new JobSteps(0), work, lifetime.ApplicationStopping);
        return true;
    }

    /// <summary>Stops a job: at once when it runs here, within seconds when it runs in another process.</summary>
    public async Task<Outcome<Done>> CancelAsync(Actor actor, Guid uid)
    {
        var asked = await jobs.CancelAsync(actor, uid);
        if (asked.Ok)
            Stop(uid);
        Moved?.Invoke(actor.OwnerId);
        return asked;
    }

    /// <summary>Tells the windows of a person that something they wait for has moved on.</summary>
    public void Announce(long owner) => Moved?.Invoke(owner);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([PulseAsync(stoppingToken), .. Enumerable.Range(0, AtOnce).Select(_ => TakeAsync(stoppingToken))]);

    private async Task TakeAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var (job, steps, work) in queue.Reader.ReadAllAsync(stopping))
                await Task.Run(() => TryAsync(() => RunAsync(job, steps, work, stopping), stopping), CancellationToken.None);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            log.LogDebug("No more jobs are taken.");
        }
    }

    private async Task RunAsync(Job job, JobSteps steps, JobWork work, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, held[job.Uid].Token);
        using var ended = new CancellationTokenSource();
        var (state, error) = (JobState.Failed, (string?)"job_failed");
        var written = Task.CompletedTask;
        try
        {
            if (!await jobs.BeginAsync(job.Id, stop.Token))
                throw new OperationCanceledException(stop.Token);
            Moved?.Invoke(job.UserId);
            written = WriteProgressAsync(job, steps, ended.Token);
            var refusal = await work(steps, stop.Token);
            (state, error) = refusal is null ? (JobState.Done, null) : (JobState.Failed, refusal.Code);
        }
        catch (OperationCanceledException)
        {
            (state, error) = stopping.IsCancellationRequested ? (JobState.Failed, JobService.Interrupted) : (JobState.Cancelled, null);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.LogError(failure, "The job {Job} ({Kind}) failed.", job.Uid, job.Kind);
        }

        await ended.CancelAsync();
        await written;
        await EndAsync(job, steps, state, error);
    }

    private async Task EndAsync(Job job, JobSteps steps, JobState state, string? error)
    {
        try
        {
            await jobs.ProgressAsync(job.Id, steps.Done, steps.Total);
            await jobs.FinishAsync(job.Id, state, error);
        }
        catch (Exception failure) when (DatabaseErrors.IsPassing(failure))
        {
            log.LogError(failure, "The end of the job {Job} could not be written; it will be marked as failed.", job.Uid);
        }

        if (held.TryRemove(job.Uid, out var source))
            source.Dispose();
        Moved?.Invoke(job.UserId);
    }

    private async Task WriteProgressAsync(Job job, JobSteps steps, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(ProgressTime);
        var last = -1;
        while (await NextAsync(timer, ended))
        {
            if (steps.Done == last)
                continue;
            last = steps.Done;
            await TryAsync(() => jobs.ProgressAsync(job.Id, last, steps.Total, ended), ended);
            Moved?.Invoke(job.UserId);
        }
    }

    /// <summary>Vouches for the jobs held here, hears who wants one stopped, and gives up those of dead processes: at start, and then again and again.</summary>
    private async Task PulseAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pulse);
        do
        {
            await TryAsync(() => HoldAsync(stopping), stopping);
            await TryAsync(() => jobs.FailAbandonedAsync(IsDead, stopping), stopping);
            await TryAsync(() => imports.FailAbandonedAsync(stopping), stopping);
            await TryAsync(() => prints.FailAbandonedAsync(stopping), stopping);
            await TryAsync(() => statements.FailAbandonedAsync(stopping), stopping);
        }
        while (await NextAsync(timer, stopping));
    }

    private async Task HoldAsync(CancellationToken stopping)
    {
        foreach (var uid in await jobs.HoldAsync([.. held.Keys], stopping))
            Stop(uid);
    }

    /// <summary>Neither a database that cannot be reached now nor anything unforeseen ends the runner; the next turn tries again.</summary>
    private async Task TryAsync(Func<Task> act, CancellationToken cancellation)
    {
        try
        {
            await act();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            log.LogDebug("Stopped while writing.");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.LogError(failure, "Jobs could not be written; it is tried again.");
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken ended)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>A job may end, and its source with it, at the moment when it is to be stopped.</summary>
    private void Stop(Guid uid)
    {
        if (!held.TryGetValue(uid, out var source))
            return;
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            log.LogDebug("The job {Job} ended before it could be stopped.", uid);
        }
    }

    /// <summary>True for an earlier process of this machine that no longer runs.</summary>
    private bool IsDead(string other)
    {
        if (other == holder || other.Split(':') is not [var machine, var id, _] || machine != Machine || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var process))
            return false;
        if (process == Environment.ProcessId)
            return false;
        try
        {
            using var running = Process.GetProcessById(process);
            return running.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
