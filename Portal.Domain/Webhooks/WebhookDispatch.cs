using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Webhooks;

/// <summary>
/// Tells endpoints what happened: at least once, in no promised order, for a day. Each message is signed: <c>Portal-Signature: t=&lt;seconds&gt;,v1=&lt;hex&gt;</c>, the
/// HMAC-SHA-256 of <c>&lt;seconds&gt;.&lt;body&gt;</c> with the endpoint's secret, so that neither the body nor its time can be changed on the way.
/// </summary>
public sealed class WebhookDispatch(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, HttpClient http, TimeProvider time)
{
    /// <summary>How long a message is tried.</summary>
    public static readonly TimeSpan GivesUp = TimeSpan.FromHours(24);

    public const string SignatureHeader = "Portal-Signature";

    /// <summary>How long one process has a delivery to itself.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly int[] Pauses = [5, 30, 60, 300, 900, 3_600];
    private const int AtOnce = 50;

    private DateTime Now => UtcMicroseconds.Cut(time.GetUtcNow().UtcDateTime);

    /// <summary>Makes the deliveries of what has happened, and sends what is due. Answers how many were sent.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        await SpreadAsync(cancellation);
        await using var db = contexts.CreateDbContext();
        var now = Now;
        var due = await db.WebhookDeliveries.AsNoTracking().Where(d => d.State == DeliveryState.Waiting && d.NextAt <= now).OrderBy(d => d.NextAt).Take(AtOnce).ToListAsync(cancellation);
        var sent = 0;
        foreach (var delivery in due)
            sent += await SendAsync(delivery, cancellation) ? 1 : 0;
        return sent;
    }

    /// <summary>What is signed and sent in the header.</summary>
    public static string Sign(string secret, long seconds, string body)
    {
        var text = seconds.ToString(CultureInfo.InvariantCulture);
        return $"t={text},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text + "." + body)))}";
    }

    private async Task SpreadAsync(CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var (now, oldest) = (Now, Now - GivesUp);
        foreach (var endpoint in await db.WebhookEndpoints.AsNoTracking().Where(e => e.DisabledAt == null).ToListAsync(cancellation))
        {
            var topics = Enum.GetValues<WebhookTopics>().Where(t => t != WebhookTopics.None && endpoint.Topics.HasFlag(t)).ToList();
            var events = await db.WebhookEvents.AsNoTracking()
                .Where(e => e.At >= endpoint.CreatedAt && e.At >= oldest && topics.Contains(e.Topic) && (endpoint.MarketId == null || e.MarketId == endpoint.MarketId) && !db.WebhookDeliveries.Any(d => d.EndpointId == endpoint.Id && d.EventId == e.Id))
                .OrderBy(e => e.Id).Select(e => e.Id).Take(AtOnce).ToListAsync(cancellation);
            if (events.Count == 0)
                continue;
            db.AddRange(events.Select(e => new WebhookDelivery { EndpointId = endpoint.Id, EventId = e, NextAt = now, Until = now + GivesUp }));
            try
            {
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateException taken) when (DatabaseErrors.IsDuplicate(taken))
            {
                // Another process has just made them.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<bool> SendAsync(WebhookDelivery delivery, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var row = await db.WebhookDeliveries.SingleAsync(d => d.Id == delivery.Id, cancellation);
        var endpoint = await db.WebhookEndpoints.AsNoTracking().SingleAsync(e => e.Id == row.EndpointId, cancellation);
        var told = await db.WebhookEvents.AsNoTracking().SingleAsync(e => e.Id == row.EventId, cancellation);
        if (row.Version != delivery.Version || row.State != DeliveryState.Waiting)
            return false;
        (row.Tries, row.LastAt, row.NextAt) = (row.Tries + 1, Now, Now + Claim);
        if (!(await db.SaveOrConflictAsync(row, cancellation)).Ok)
            return false;
        (row.LastStatus, row.LastError) = await PostAsync(endpoint, told, row.Id, cancellation);
        row.State = row.LastStatus is >= 200 and < 300 ? DeliveryState.Delivered : Now >= row.Until ? DeliveryState.Failed : DeliveryState.Waiting;
        row.NextAt = Now + TimeSpan.FromSeconds(Pauses[Math.Min(row.Tries, Pauses.Length) - 1]);
        await db.SaveOrConflictAsync(row, cancellation);
        return true;
    }

    private async Task<(int? Status, string? Error)> PostAsync(WebhookEndpoint endpoint, WebhookEvent told, long delivery, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Timeout);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new StringContent(told.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add(SignatureHeader, Sign(personal.OpenAlone(endpoint.Secret), time.GetUtcNow().ToUnixTimeSeconds(), told.Body));
        request.Headers.Add("Portal-Event", told.Type);
        request.Headers.Add("Portal-Delivery", delivery.ToString(CultureInfo.InvariantCulture));
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? null : Cut(answer.ReasonPhrase));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, failure is OperationCanceledException ? "timeout" : Cut(failure.Message));
        }
    }

    private static string? Cut(string? text) => text is { Length: > WebhookDelivery.ErrorLength } ? text[..WebhookDelivery.ErrorLength] : text;
}
