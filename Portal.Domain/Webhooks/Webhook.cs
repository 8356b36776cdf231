using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Webhooks;

/// <summary>What a webhook tells of.</summary>
[Flags]
public enum WebhookTopics
{
    None = 0,
    Payments = 1,
    Refunds = 2,
    Settlements = 4,
}

/// <summary>An address of a partner's system that is told what happens.</summary>
public sealed class WebhookEndpoint : IVersioned, IAudited
{
    public const int NameLength = 60;
    public const int UrlLength = 400;
    public const int SecretLength = 100;

    public long Id { get; set; }

    public long Version { get; set; }

    public string Name { get; set; } = "";

    /// <summary>The market whose events it is told of; null for all.</summary>
    public long? MarketId { get; set; }

    public string Url { get; set; } = "";

    /// <summary>The key of its signatures, sealed with the key ring.</summary>
    public byte[] Secret { get; set; } = [];

    public WebhookTopics Topics { get; set; }

    /// <summary>When it was switched off; null while it is told.</summary>
    public DateTime? DisabledAt { get; set; }

    public DateTime CreatedAt { get; set; }

    string IAudited.AuditCode => Name;

    long? IAudited.AuditMarketId => MarketId;
}

/// <summary>Something that happened, as partners are told: written in the commit of what happened, so that neither is without the other.</summary>
public sealed class WebhookEvent : IInsertOnly
{
    public const int TypeLength = 40;
    public const int BodyLength = 4_000;

    /// <summary>The ledger order of the posting.</summary>
    public long Id { get; init; }

    public long MarketId { get; init; }

    public WebhookTopics Topic { get; init; }

    /// <summary>For example <c>payment.captured</c>.</summary>
    public required string Type { get; init; }

    /// <summary>JSON, exactly as it is signed and sent.</summary>
    public required string Body { get; init; }

    public DateTime At { get; init; }
}

/// <summary>What became of telling.</summary>
public enum DeliveryState
{
    Waiting,
    Delivered,

    /// <summary>Given up after a day; it can be sent again by hand.</summary>
    Failed,
}

/// <summary>An event on its way to an endpoint: sent until it is taken, for at most a day.</summary>
public sealed class WebhookDelivery : IVersioned
{
    public const int ErrorLength = 200;

    public long Id { get; set; }

    public long Version { get; set; }

    public long EndpointId { get; set; }

    public long EventId { get; set; }

    public DeliveryState State { get; set; }

    public int Tries { get; set; }

    /// <summary>When it is sent next.</summary>
    public DateTime NextAt { get; set; }

    /// <summary>When it is given up.</summary>
    public DateTime Until { get; set; }

    /// <summary>The last answer's HTTP status; null when there was none.</summary>
    public int? LastStatus { get; set; }

    /// <summary>Why there was no answer, or the beginning of what it said.</summary>
    public string? LastError { get; set; }

    public DateTime? LastAt { get; set; }
}
