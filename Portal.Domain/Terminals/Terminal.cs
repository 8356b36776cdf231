using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Terminals;

/// <summary>Whether a terminal takes payments.</summary>
public enum TerminalState
{
    /// <summary>Registered; it has no key yet.</summary>
    Unpaired,

    Active,

    /// <summary>Its key works, and its payments are declined.</summary>
    Suspended,

    /// <summary>Out of use for good; its key is revoked.</summary>
    Retired,
}

/// <summary>A device that takes payments: paired once with a code, and known from then on by a key of its own.</summary>
public sealed class Terminal : IVersioned, IAudited
{
    public const int CodeLength = 30;
    public const int SerialLength = 40;
    public const int ModelLength = 60;
    public const int SoftwareLength = 40;
    public const int ReasonLength = 200;
    public const int HashLength = 32;

    public long Id { get; set; }

    public long Version { get; set; }

    public long MarketId { get; set; }

    /// <summary>Where it stands; null for one that is carried from stall to stall.</summary>
    public long? StallId { get; set; }

    /// <summary>What people call it: <c>market-T001</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>The maker's serial number.</summary>
    public string Serial { get; set; } = "";

    public string? Model { get; set; }

    public TerminalState State { get; set; }

    /// <summary>Why it is suspended.</summary>
    public string? Reason { get; set; }

    /// <summary>SHA-256 of the code that pairs it; null when there is none to use.</summary>
    public byte[]? PairingHash { get; set; }

    public DateTime? PairingUntil { get; set; }

    /// <summary>The key it has now.</summary>
    public long? ApiKeyId { get; set; }

    public DateTime? PairedAt { get; set; }

    /// <summary>When it last sent anything; written about once a minute.</summary>
    public DateTime? LastSeenAt { get; set; }

    /// <summary>The version of its software, as it says.</summary>
    public string? Software { get; set; }

    public DateTime CreatedAt { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => MarketId;
}
