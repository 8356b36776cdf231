using Portal.Domain.Storage;
using Portal.Domain.Webhooks;

namespace Portal.Payments;

/// <summary>Sends what partners are to be told, once a second.</summary>
internal sealed class WebhookSending(WebhookDispatch dispatch, ILogger<WebhookSending> log) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogDebug("The portal stops; what was not sent is sent at the next start.");
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await dispatch.RunAsync(cancellation);
        }
        catch (Exception failure) when (DatabaseErrors.IsPassing(failure))
        {
            log.LogWarning(failure, "Partners were not told; they are in the next second.");
        }
    }
}
