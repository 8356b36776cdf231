using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Wallets;

/// <summary>Whether a wallet can be spent.</summary>
public enum WalletState
{
    Open,

    /// <summary>Nothing is taken from it or put into it, except what gives money back.</summary>
    Frozen,

    /// <summary>Ended and empty, for ever: nothing is put into it, not even a refund.</summary>
    Closed,
}

/// <summary>
/// A prepaid wallet. Its money is the account <c>wallets:&lt;uid&gt;</c>, which never goes below nothing; this row is who it is. It holds no name: the issuer's own
/// system knows the holder by <see cref="Reference"/>.
/// </summary>
public sealed class Wallet : IVersioned, IAudited
{
    public const int CodeLength = 16;
    public const int ReferenceLength = 40;
    public const int ReasonLength = 200;

    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; set; }

    /// <summary>Whose books its money is in; it is spent at the markets of that operator.</summary>
    public long OperatorId { get; set; }

    /// <summary>The market at which it was opened.</summary>
    public long MarketId { get; set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "";

    /// <summary>Its account in the ledger.</summary>
    public long AccountId { get; set; }

    /// <summary>What people read from it: <c>W</c>, ten digits and a check digit.</summary>
    public string Code { get; set; } = "";

    /// <summary>True when the holder was identified by the issuer: more may be held then.</summary>
    public bool Identified { get; set; }

    /// <summary>The holder's number in the issuer's own system; never a name.</summary>
    public string? Reference { get; set; }

    public WalletState State { get; set; }

    /// <summary>Why it is frozen, or was closed.</summary>
    public string? Reason { get; set; }

    /// <summary>The most it may hold after a top-up; minor units.</summary>
    public long HoldingLimit { get; set; }

    public DateTime CreatedAt { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => MarketId;
}

/// <summary>What a card of a wallet is.</summary>
public enum WalletCardKind
{
    /// <summary>A card of the portal's own, with a secret in its code; whoever has it spends.</summary>
    Prepaid,

    /// <summary>A payment card of the holder's, known by the acquirer's token for it.</summary>
    Linked,
}

/// <summary>A card that opens a wallet at the till.</summary>
public sealed class WalletCard : IVersioned, IAudited
{
    public const int MaskedLength = 19;
    public const int HashLength = 32;

    public long Id { get; set; }

    public long Version { get; set; }

    public long WalletId { get; set; }

    public long MarketId { get; set; }

    public WalletCardKind Kind { get; set; }

    /// <summary>SHA-256 of the card's secret or of the acquirer's token.</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>What is printed on the card: at most first six and last four digits.</summary>
    public string? Masked { get; set; }

    public DateTime AddedAt { get; set; }

    /// <summary>When it stopped working; null while it works.</summary>
    public DateTime? EndedAt { get; set; }

    string IAudited.AuditCode => Masked ?? "…" + Convert.ToHexStringLower(Hash.AsSpan(0, Math.Min(3, Hash.Length)));

    long? IAudited.AuditMarketId => MarketId;
}

/// <summary>A one-time payment token of a wallet. The payment that uses it changes it in its own commit, so only one ever does.</summary>
public sealed class WalletToken : IVersioned
{
    /// <summary>How long a token lives.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    public const int HashLength = 32;

    public long Id { get; set; }

    public long Version { get; set; }

    public long WalletId { get; set; }

    /// <summary>SHA-256 of the token.</summary>
    public byte[] Hash { get; set; } = [];

    public DateTime ExpiresAt { get; set; }

    /// <summary>The payment that used it; null while it was not.</summary>
    public Guid? UsedBy { get; set; }
}
