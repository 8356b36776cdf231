using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Notices;

/// <summary>Empties the outbox of notices, several times a minute, once a service is connected.</summary>
internal sealed class NoticeSending(NoticeOutbox outbox, NoticeServices services, ILogger<NoticeSending> log) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!services.Any)
        {
            log.LogDebug("Notices are written but not sent: none of Notices:Smtp, Notices:Sms and Notices:Folder is set.");
            return;
        }

        using var timer = new PeriodicTimer(Rhythm);
        try
        {
            do
            {
                await RunAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
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
            while (await outbox.RunAsync(services.SendAsync, cancellation) > 0)
                cancellation.ThrowIfCancellationRequested();
        }
        catch (Exception failure) when (DatabaseErrors.IsPassing(failure))
        {
            log.LogWarning(failure, "Notices were not sent; the next turn tries again.");
        }
    }
}
