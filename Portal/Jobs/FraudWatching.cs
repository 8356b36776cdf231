using System.Data.Common;
using Portal.Domain.Fraud;
using Portal.Domain.Storage;

namespace Portal.Jobs;

/// <summary>Lets the fraud desk look twice a minute at what was posted; no payment waits for it.</summary>
internal sealed class FraudWatching(FraudWatch watch, ILogger<FraudWatching> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync(stoppingToken);
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
            await watch.LookAsync(cancellation);
        }
        catch (Exception failure) when (DatabaseErrors.IsPassing(failure) || (failure is DbException error && DatabaseErrors.IsDuplicate(error)))
        {
            log.LogWarning(failure, "The look for fraud was not finished: the database was away, or another process looked at the same moment. The night looks at everything again.");
        }
    }
}
