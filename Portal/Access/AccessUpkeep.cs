using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Access;

/// <summary>Writes once a minute when sessions and keys were last used, so that no request waits for it; forgets old attempts once an hour.</summary>
internal sealed class AccessUpkeep(Sessions sessions, ApiKeys keys, SignInThrottle throttle, ILogger<AccessUpkeep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        try
        {
            for (var minute = 0; await timer.WaitForNextTickAsync(stoppingToken); minute++)
                await RunAsync(minute, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops: what was noted since the last minute is written now.
            await RunAsync(minute: 1, CancellationToken.None);
        }
    }

    private async Task RunAsync(int minute, CancellationToken cancellation)
    {
        try
        {
            await sessions.FlushAsync(cancellation);
            await keys.FlushAsync(cancellation);
            if (minute % 60 == 0)
                await throttle.ForgetAsync(cancellation);
        }
        catch (Exception failure) when (DatabaseErrors.IsPassing(failure))
        {
            log.LogWarning(failure, "Last uses were not written; they are kept for the next minute.");
        }
    }
}
