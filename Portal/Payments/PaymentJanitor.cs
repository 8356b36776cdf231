using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Terminals;

namespace Portal.Payments;

/// <summary>Drives payments whose approval did not come to an end, and notes when terminals were last heard of.</summary>
internal sealed class PaymentJanitor(PaymentEndings endings, TerminalBook terminals, ILogger<PaymentJanitor> log) : BackgroundService
{
    private const int RoundsInAMinute = 6;

    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm);
        try
        {
            for (var round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++)
                await RunAsync(notes: round % RoundsInAMinute == 0, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops: what terminals were heard of is written now; what is open is taken up at the next start.
            await terminals.FlushAsync(CancellationToken.None);
        }
    }

    private async Task RunAsync(bool notes, CancellationToken cancellation)
    {
        try
        {
            await endings.CleanAsync(cancellation);
            if (notes)
                await terminals.FlushAsync(cancellation);
        }
        catch (Exception failure) when (DatabaseErrors.IsPassing(failure))
        {
            log.LogWarning(failure, "Open payments were not looked after; they are at the next round.");
        }
    }
}
