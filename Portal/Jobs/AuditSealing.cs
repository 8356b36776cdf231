using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Jobs;

/// <summary>
/// Seals audit rows while the portal runs, within a second of their commit, and appends the head of the chain to the anchor file
/// (<c>Audit:AnchorPath</c>; by default <c>audit-heads.txt</c> in the data folder) at start, every hour and at shutdown.
/// </summary>
public sealed class AuditSealing(AuditSealer sealer, DatabaseOptions options, IConfiguration configuration, TimeProvider time, ILogger<AuditSealing> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan AnchorTime = TimeSpan.FromHours(1);
    private DateTime nextAnchor;

    private string AnchorPath => configuration["Audit:AnchorPath"] is { Length: > 0 } path ? path : Path.Combine(options.DataFolder, AuditAnchor.FileName);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        nextAnchor = DateTime.MinValue;
        await SealAsync(cancellationToken, last: true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            await SealAsync(stoppingToken);
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>A database that cannot be reached now, or a full disk, does not end the portal: the rows wait, and the next turn seals them.</summary>
    private async Task SealAsync(CancellationToken cancellation, bool last = false)
    {
        try
        {
            await sealer.SealAsync(cancellation);
            await AnchorAsync(cancellation);
            if (last)
                await sealer.ReleaseAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            log.LogDebug("Sealing stopped.");
        }
        catch (Exception error) when (DatabaseErrors.IsPassing(error) || error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            log.LogError(error, "Audit rows could not be sealed; they are tried again.");
        }
    }

    private async Task AnchorAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (now < nextAnchor || await sealer.HeadAsync(cancellation) is not { } head)
            return;
        await AuditAnchor.AppendAsync(AnchorPath, head, now, cancellation);
        nextAnchor = now + AnchorTime;
    }
}
