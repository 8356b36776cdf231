using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Benchmarks;

/// <summary>Stands in the queue of writers again and again, and notes how long each turn took to come: how long the work beside it holds the gate.</summary>
internal sealed class GateWaits : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource stop = new();
    private readonly List<double> waits = [];
    private readonly Task watching;

    private GateWaits(IDbContextFactory<PortalDbContext> contexts) => watching = WatchAsync(contexts);

    public static GateWaits Watch(FilledPortal portal) => new(portal.Get<IDbContextFactory<PortalDbContext>>());

    /// <summary>The waits in milliseconds.</summary>
    public async Task<IReadOnlyCollection<double>> EndAsync()
    {
        await stop.CancelAsync();
        await watching;
        return waits;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        stop.Dispose();
    }

    private async Task WatchAsync(IDbContextFactory<PortalDbContext> contexts)
    {
        while (!stop.IsCancellationRequested)
        {
            await using var db = contexts.CreateDbContext();
            var clock = Stopwatch.StartNew();
            await using (await db.BeginWriteAsync())
                waits.Add(clock.Elapsed.TotalMilliseconds);
            await Task.Delay(Pause);
        }
    }
}
