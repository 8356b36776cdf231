using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Webhooks;

/// <summary>Knows whether anybody is to be told of a market's events, so that a payment writes a row for it only then.</summary>
public sealed class WebhookOutbox(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>How long the list of endpoints is believed: an endpoint made by another process is told from then on at the latest.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private (IReadOnlyList<(long? MarketId, WebhookTopics Topics)> Endpoints, DateTime ReadAt)? known;

    /// <summary>True when some endpoint wants events of this kind from this market.</summary>
    public async ValueTask<bool> IsWantedAsync(long marketId, WebhookTopics topic, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (known is not { } list || now - list.ReadAt >= Freshness)
        {
            await using var db = contexts.CreateDbContext();
            var endpoints = await db.WebhookEndpoints.AsNoTracking().Where(e => e.DisabledAt == null).Select(e => new { e.MarketId, e.Topics }).ToListAsync(cancellation);
            known = list = ([.. endpoints.Select(e => (e.MarketId, e.Topics))], now);
        }

        return list.Endpoints.Any(e => (e.MarketId is null || e.MarketId == marketId) && e.Topics.HasFlag(topic));
    }

    /// <summary>The endpoints have changed in this process.</summary>
    internal void Forget() => known = null;
}
