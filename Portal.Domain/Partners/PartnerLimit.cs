using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Partners;

/// <summary>
/// How much a partner wallet (Alipay, WeChat Pay, UnionPay) may owe an operator at most: its payments are owed to the vendor at once and come in from the partner days later.
/// A payment that would take what it owes above that is declined as <c>limit_exceeded</c>.
/// </summary>
public sealed class PartnerLimit : IVersioned, IAudited
{
    public const int PartnerLength = 40;
    public const int CurrencyLength = 3;

    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>Whose money is at risk.</summary>
    public long OperatorId { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>As terminals name it, in small letters, for example <c>alipay</c>.</summary>
    public required string Partner { get; init; }

    /// <summary>Minor units, reserved payments included; null for no limit.</summary>
    public long? LimitMinor { get; set; }

    string IAudited.AuditCode => Partner;

    long? IAudited.AuditMarketId => null;
}
