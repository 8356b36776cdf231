using System.Globalization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Portal.Access;
using Portal.Components.Layout;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Jobs;
using Portal.Domain.Storage;
using Portal.Resources;

namespace Portal.Jobs;

/// <summary>Keeps the job centre of one window filled: from the first moment, and whenever a job of its reader moves.</summary>
public sealed class JobWatch(JobFeed feed, JobService jobs, JobRunner runner, CurrentActor current, Formats formats, ILogger<JobWatch> log) : CircuitHandler, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private CultureInfo culture = CultureInfo.CurrentCulture;
    private CultureInfo language = CultureInfo.CurrentUICulture;
    private long reader;
    private bool seesUpkeep;

    /// <summary>After the circuit is known to be one.</summary>
    public override int Order => 10;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (await current.FindAsync(cancellationToken) is not { } actor)
            return;
        (reader, seesUpkeep, culture, language) = (actor.OwnerId, actor.MayEverywhere(Right.ViewUpkeep), CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        feed.CancelAsked += CancelAsync;
        runner.Moved += OnMoved;
        await ShowAsync();
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        runner.Moved -= OnMoved;
        feed.CancelAsked -= CancelAsync;
    }

    private async Task CancelAsync(Guid uid)
    {
        if (await current.FindAsync() is { } actor)
            await runner.CancelAsync(actor, uid);
    }

    private void OnMoved(long owner)
    {
        if (owner == reader || (owner == JobService.Upkeep && seesUpkeep))
            _ = ShowAsync();
    }

    /// <summary>A job moves in a thread that has no reader: what follows from it on the screen is in this reader's language.</summary>
    private async Task ShowAsync()
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, language);
        await turn.WaitAsync();
        try
        {
            if (await current.FindAsync() is { } actor)
                feed.Show([.. (await jobs.ListAsync(actor)).Select(View)]);
        }
        catch (Exception failure) when (DatabaseErrors.IsPassing(failure) || failure is InvalidOperationException)
        {
            log.LogWarning(failure, "The job centre could not be filled; it keeps what it shows.");
        }
        finally
        {
            turn.Release();
        }
    }

    private JobView View(Job job) => new(
        job.Uid,
        $"{Texts.Find(language, job.Kind) ?? job.Kind}: {job.Title}",
        Enum.Parse<JobPhase>(job.State.ToString()),
        job.Total > 0 ? (int)(100L * Math.Min(job.Progress, job.Total) / job.Total) : null,
        Detail(job),
        job.ResultUrl,
        job.UserId == reader && job.State is JobState.Waiting or JobState.Running && !job.CancelRequested);

    private string? Detail(Job job) => job switch
    {
        { State: JobState.Failed, Error: { } error } => JobWords.Why(language, error),
        { Total: > 0 } => Texts.In(language, "jobs.rows", formats.Count(job.Progress), formats.Count(job.Total)),
        _ => null,
    };
}
