using Microsoft.AspNetCore.Identity;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>A person who signs in, or a service account that only owns API keys. Columns of Identity are the named exception to the data rules.</summary>
public sealed class PortalUser : IdentityUser<long>, IAudited
{
    public const int NameLength = 100;

    /// <summary>The name that colleagues read.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>ko, en or zh-Hans; null follows the browser.</summary>
    public string? Language { get; set; }

    /// <summary>A service account has no password and cannot sign in.</summary>
    public bool IsService { get; set; }

    /// <summary>Made by <c>seed demo</c>: no second factor is asked for.</summary>
    public bool IsDemo { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Set when an administrator shuts the account; sessions end within a minute.</summary>
    public DateTime? DisabledAt { get; set; }

    /// <summary>The time step of the last TOTP that was accepted (RFC 6238); the same or an older one is refused.</summary>
    public long LastTotpStep { get; set; }

    public List<UserGrant> Grants { get; } = [];

    string IAudited.AuditCode => UserName ?? "";

    long? IAudited.AuditMarketId => null;
}

/// <summary>A role that a user holds within a scope.</summary>
public sealed class UserGrant : IAudited
{
    public long Id { get; set; }

    public long UserId { get; set; }

    public Role Role { get; set; }

    public ScopeKind Scope { get; set; }

    public string? Region { get; set; }

    public long? MarketId { get; set; }

    public Grant ToGrant() => new(Role, Scope, Region, MarketId);

    /// <summary>A role given or withdrawn belongs to the history of the user.</summary>
    long IAudited.Id => UserId;

    string IAudited.AuditCode => RoleNames.Of(Role);

    long? IAudited.AuditMarketId => MarketId;
}

/// <summary>One sign-in on one browser: listed to its owner, endable, and looked at on every request and circuit within 60 s.</summary>
public sealed class UserSession : IAudited
{
    public long Id { get; set; }

    /// <summary>The unguessable name of the session, carried in the cookie.</summary>
    public Guid Uid { get; set; }

    public long UserId { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime LastSeenAt { get; set; }

    public string From { get; set; } = "";

    public string Browser { get; set; } = "";

    public DateTime? EndedAt { get; set; }

    /// <summary>When the owner last proved presence with the second factor or password.</summary>
    public DateTime? StepUpAt { get; set; }

    /// <summary>What the step-up was for: a listed batch, or a kind of approval for ten minutes.</summary>
    public string? StepUpFor { get; set; }

    string IAudited.AuditCode => From;

    long? IAudited.AuditMarketId => null;
}

/// <summary>A failed or successful sign-in, for throttling by account and address together, so that nobody can shut another person out.</summary>
public sealed class SignInAttempt
{
    public long Id { get; set; }

    public string Account { get; set; } = "";

    public string From { get; set; } = "";

    public DateTime At { get; set; }

    public bool Succeeded { get; set; }
}

/// <summary>A key with which a machine calls the API. Only a hash is kept; the key is shown once.</summary>
public sealed class ApiKey : IVersioned, IAudited
{
    public const int NameLength = 100;

    /// <summary>Requests per second that a key may make when nothing else is configured.</summary>
    public const int DefaultRate = 2_000;

    public long Id { get; set; }

    public long Version { get; set; }

    public string Name { get; set; } = "";

    /// <summary>The first characters of the key, shown in lists.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>SHA-256 of the key: it is 256 random bits, so no slow hash is needed.</summary>
    public byte[] Hash { get; set; } = [];

    public Role Role { get; set; }

    public ScopeKind Scope { get; set; }

    public string? Region { get; set; }

    public long? MarketId { get; set; }

    /// <summary>The person or service account it acts for.</summary>
    public long OwnerId { get; set; }

    /// <summary>Requests per second; <see cref="DefaultRate"/> stands for the configured rate, <c>Api:RatePerSecond</c>.</summary>
    public int RatePerSecond { get; set; } = DefaultRate;

    public DateTime CreatedAt { get; set; }

    public DateTime? RevokedAt { get; set; }

    public DateTime? LastUsedAt { get; set; }

    string IAudited.AuditCode => Name;

    long? IAudited.AuditMarketId => MarketId;

    public Grant ToGrant() => new(Role, Scope, Region, MarketId);
}

/// <summary>An approver lets somebody else approve in their name, between two dates and up to an amount. Approvals then say "for …".</summary>
public sealed class Delegation : IVersioned, IAudited
{
    public long Id { get; set; }

    public long Version { get; set; }

    public long FromUserId { get; set; }

    public long ToUserId { get; set; }

    public Role Role { get; set; }

    public DateOnly FromDate { get; set; }

    public DateOnly ToDate { get; set; }

    /// <summary>Largest amount of one approval, in minor units of <see cref="Currency"/>; null for no limit.</summary>
    public long? MaxAmount { get; set; }

    public string Currency { get; set; } = "KRW";

    public DateTime CreatedAt { get; set; }

    public DateTime? EndedAt { get; set; }

    string IAudited.AuditCode => RoleNames.Of(Role);

    long? IAudited.AuditMarketId => null;
}

/// <summary>A key of ASP.NET Core Data Protection, so that cookies hold on every portal process.</summary>
public sealed class DataProtectionKey
{
    public long Id { get; set; }

    public string FriendlyName { get; set; } = "";

    public string Xml { get; set; } = "";
}

/// <summary>A saved view, or the last settings, of a grid for one user.</summary>
public sealed class SavedView
{
    public const int NameLength = 60;
    public const int QueryLength = 2_000;

    public long Id { get; set; }

    public long UserId { get; set; }

    /// <summary>The grid's name, for example <c>vendors</c>.</summary>
    public string Grid { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>The query string that the view stands for.</summary>
    public string Query { get; set; } = "";
}
