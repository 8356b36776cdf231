using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Webhooks;

/// <summary>An endpoint to be told.</summary>
/// <param name="Market">Its code; null for all markets.</param>
public sealed record NewWebhook(string? Name, string? Url, string? Market, WebhookTopics Topics);

/// <summary>An endpoint as made.</summary>
/// <param name="Secret">The key of its signatures, told once.</param>
public sealed record CreatedWebhook(long Id, string Secret);

/// <summary>An endpoint and how telling it goes.</summary>
/// <param name="Waiting">Deliveries that are still tried.</param>
/// <param name="Failed">Deliveries that were given up.</param>
public sealed record WebhookRow(long Id, string Name, string Url, MarketName? Market, WebhookTopics Topics, DateTime? DisabledAt, DateTime CreatedAt, int Waiting, int Failed);

/// <summary>One delivery of the log.</summary>
public sealed record DeliveryRow(long Id, long EventId, string Type, DateTime At, DeliveryState State, int Tries, int? LastStatus, string? LastError, DateTime? LastAt, DateTime NextAt);

/// <summary>The address is no absolute https address (plain http only on this machine itself).</summary>
public sealed record WebhookUrlMalformed : Refusal;

/// <summary>There is no such endpoint.</summary>
public sealed record WebhookNotFound : Refusal;

/// <summary>There is no such delivery.</summary>
public sealed record DeliveryNotFound : Refusal;

/// <summary>An endpoint is told of something.</summary>
public sealed record WebhookTopicsMissing : Refusal;

/// <summary>Keeps the addresses that are told of events, and what became of telling. For those who hold <see cref="Right.ManageWebhooks"/> over all markets.</summary>
public sealed class WebhookService(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, WebhookOutbox outbox, TimeProvider time)
{
    private const string Start = "whsec_";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Makes an endpoint; events from now on are told to it.</summary>
    public async Task<Outcome<CreatedWebhook>> CreateAsync(Actor actor, NewWebhook wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageWebhooks))
            return new NotAllowed(Right.ManageWebhooks);
        var refusals = new List<Refusal>();
        var name = Text.Require(wanted.Name, "name", WebhookEndpoint.NameLength, refusals);
        var url = Text.Require(wanted.Url, "url", WebhookEndpoint.UrlLength, refusals);
        if (url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))))
            refusals.Add(new WebhookUrlMalformed { Field = "url" });
        if (wanted.Topics == WebhookTopics.None)
            refusals.Add(new WebhookTopicsMissing { Field = "topics" });
        await using var db = contexts.CreateDbContext();
        var market = wanted.Market is null ? null : await db.Markets.Where(m => m.Code == wanted.Market && m.ArchivedAt == null).Select(m => (long?)m.Id).SingleOrDefaultAsync(cancellation);
        if (wanted.Market is not null && market is null)
            refusals.Add(new MarketNotFound(wanted.Market) { Field = "market" });
        if (refusals.Count > 0)
            return refusals;
        var secret = Start + OneTimeSecret.New();
        var endpoint = new WebhookEndpoint { Name = name, Url = url, MarketId = market, Topics = wanted.Topics, Secret = personal.SealAlone(secret), CreatedAt = Now };
        db.Add(endpoint);
        db.Audit(actor, Now, "webhook.created", endpoint);
        await db.SaveChangesAsync(cancellation);
        outbox.Forget();
        return new CreatedWebhook(endpoint.Id, secret);
    }

    /// <summary>Stops telling an endpoint, or tells it again of what happens from now on.</summary>
    public async Task<Outcome<Done>> SetEnabledAsync(Actor actor, long id, bool enabled, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageWebhooks))
            return new NotAllowed(Right.ManageWebhooks);
        await using var db = contexts.CreateDbContext();
        if (await db.WebhookEndpoints.SingleOrDefaultAsync(e => e.Id == id, cancellation) is not { } endpoint)
            return new WebhookNotFound();
        endpoint.DisabledAt = enabled ? null : Now;
        db.Audit(actor, Now, enabled ? "webhook.enabled" : "webhook.disabled", endpoint);
        var saved = await db.SaveOrConflictAsync(endpoint, cancellation);
        outbox.Forget();
        return saved;
    }

    /// <summary>All endpoints, the newest first.</summary>
    public async Task<Outcome<IReadOnlyList<WebhookRow>>> ListAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageWebhooks))
            return new NotAllowed(Right.ManageWebhooks);
        await using var db = contexts.CreateDbContext();
        return await db.WebhookEndpoints.AsNoTracking().OrderByDescending(e => e.Id)
            .Select(e => new WebhookRow(
                e.Id, e.Name, e.Url, db.Markets.Where(m => m.Id == e.MarketId).Select(m => new MarketName(m.Id, m.Code, m.NameKo, m.NameEn, m.NameZh, m.Region)).FirstOrDefault(), e.Topics, e.DisabledAt, e.CreatedAt,
                db.WebhookDeliveries.Count(d => d.EndpointId == e.Id && d.State == DeliveryState.Waiting), db.WebhookDeliveries.Count(d => d.EndpointId == e.Id && d.State == DeliveryState.Failed)))
            .ToListAsync(cancellation);
    }

    /// <summary>What was sent to an endpoint, the newest first.</summary>
    public async Task<Outcome<IReadOnlyList<DeliveryRow>>> DeliveriesAsync(Actor actor, long endpoint, int limit = 100, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageWebhooks))
            return new NotAllowed(Right.ManageWebhooks);
        await using var db = contexts.CreateDbContext();
        return await db.WebhookDeliveries.AsNoTracking().Where(d => d.EndpointId == endpoint).OrderByDescending(d => d.EventId).Take(limit)
            .Join(db.WebhookEvents, d => d.EventId, e => e.Id, (d, e) => new DeliveryRow(d.Id, e.Id, e.Type, e.At, d.State, d.Tries, d.LastStatus, d.LastError, d.LastAt, d.NextAt)).ToListAsync(cancellation);
    }

    /// <summary>Sends a delivery again, whatever became of it; for another day at most.</summary>
    public async Task<Outcome<Done>> ReplayAsync(Actor actor, long delivery, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageWebhooks))
            return new NotAllowed(Right.ManageWebhooks);
        await using var db = contexts.CreateDbContext();
        if (await db.WebhookDeliveries.SingleOrDefaultAsync(d => d.Id == delivery, cancellation) is not { } row)
            return new DeliveryNotFound();
        (row.State, row.Tries, row.NextAt, row.Until) = (DeliveryState.Waiting, 0, Now, Now + WebhookDispatch.GivesUp);
        return await db.SaveOrConflictAsync(row, cancellation);
    }
}
