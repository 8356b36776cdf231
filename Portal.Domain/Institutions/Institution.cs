using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Institutions;

/// <summary>
/// An institution that buys vouchers: an authority, a company, a school. It may be paired with a market that it stands by ("one institution, one market"), and pledges how much it will buy in a year.
/// </summary>
public sealed class Institution : IVersioned, IAudited
{
    public const int CodeLength = 20;
    public const int NameLength = 100;
    public const int NumberLength = 18;
    public const int ContactLength = 100;
    public const int SealedLength = 500;

    public long Id { get; set; }

    public long Version { get; set; }

    public string Code { get; set; } = "";

    public string NameKo { get; set; } = "";

    public string? NameEn { get; set; }

    public string? NameZh { get; set; }

    /// <summary>Its business registration number, without separators; checked as vendors' are.</summary>
    public string? BusinessNumber { get; set; }

    /// <summary>Who answers for it; sealed.</summary>
    public byte[]? ContactName { get; set; }

    public byte[]? ContactPhone { get; set; }

    public byte[]? ContactEmail { get; set; }

    /// <summary>The market that it is paired with; null for none.</summary>
    public long? MarketId { get; set; }

    /// <summary>When it was taken out of use: it gets no quotes any more.</summary>
    public DateTime? ArchivedAt { get; set; }

    public DateTime CreatedAt { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => MarketId;
}

/// <summary>What an institution promised to buy in a year, in face value.</summary>
public sealed class InstitutionPledge : IVersioned, IAudited
{
    public const int FirstYear = 2000;
    public const int LastYear = 2100;

    public long Id { get; set; }

    public long Version { get; set; }

    public long InstitutionId { get; set; }

    /// <summary>The calendar year.</summary>
    public int Year { get; set; }

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public long AmountMinor { get; set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "";

    string IAudited.AuditCode => $"{InstitutionId}/{Year}";

    long? IAudited.AuditMarketId => null;
}
