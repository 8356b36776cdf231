using Portal.Domain.Storage;

namespace Portal.Jobs;

/// <summary>Looks twice a minute for settlement runs whose process died, and takes them up.</summary>
internal sealed class SettlementWatching(SettlementJobs jobs, ILogger<SettlementWatching> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            do
                await TryAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogDebug("The portal stops.");
        }
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            await jobs.ResumeAsync(cancellation);
        }
        catch (Exception failure) when (DatabaseErrors.IsPassing(failure))
        {
            log.LogWarning(failure, "The database was away; settlement runs that were left are looked for again.");
        }
    }
}
