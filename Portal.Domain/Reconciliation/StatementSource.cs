using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Reconciliation;

/// <summary>How the files of a source are written.</summary>
public enum SourceFormat
{
    /// <summary>ISO 20022 camt.052, camt.053 and camt.054, in any version.</summary>
    Camt,

    /// <summary>SWIFT MT940, MT942 and MT950.</summary>
    Mt940,
}

/// <summary>Where files come from: a bank, a card company, a wallet. It is bound to one account, or open to any.</summary>
public sealed class StatementSource : IVersioned, IAudited
{
    public const int CodeLength = 40;
    public const int NameLength = 100;
    public const int AccountLength = 64;

    public long Id { get; set; }

    public long Version { get; set; }

    public string Code { get; set; } = "";

    public string Name { get; set; } = "";

    public SourceFormat Format { get; set; }

    /// <summary>IBAN or account number without spaces; null when files of any account are taken.</summary>
    public string? Account { get; set; }

    public DateTime CreatedAt { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;
}
