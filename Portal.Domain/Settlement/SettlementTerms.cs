using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Settlement;

/// <summary>When and how a market's vendors are paid, from a day on: made by one person, in force once another has approved it.</summary>
public sealed class SettlementTerms : IVersioned, IAudited, IApprovedRule
{
    public const int MostDays = 60;

    public long Id { get; set; }

    public long Version { get; set; }

    public Guid Uid { get; set; } = Guid.CreateVersion7();

    public long MarketId { get; set; }

    /// <summary>The first day of settlement on which they hold.</summary>
    public DateOnly From { get; set; }

    /// <summary>Whose bank days count: ISO 3166-1 alpha-2.</summary>
    public string Country { get; set; } = "KR";

    /// <summary>Bank days after the day of sale (T+n).</summary>
    public int CardDays { get; set; } = 2;

    /// <inheritdoc cref="CardDays"/>
    public int PartnerDays { get; set; } = 3;

    /// <inheritdoc cref="CardDays"/>
    public int TransferDays { get; set; } = 1;

    /// <inheritdoc cref="CardDays"/>
    public int WalletDays { get; set; } = 1;

    /// <inheritdoc cref="CardDays"/>
    public int VoucherDays { get; set; } = 1;

    /// <summary>Less than this is carried forward. Minor units.</summary>
    public long MinPayout { get; set; }

    /// <summary>Fees and their VAT are cut down to a multiple of this, in the vendor's favour; the rest goes to <c>rounding</c>. Minor units, at least 1 (10: won are cut, as Korean bills do).</summary>
    public long FeeUnit { get; set; } = 1;

    public long MakerId { get; set; }

    public string MakerName { get; set; } = "";

    public DateTime MadeAt { get; set; }

    public long? ApproverId { get; set; }

    public string? ApproverName { get; set; }

    public DateTime? ApprovedAt { get; set; }

    public DateTime? RejectedAt { get; set; }

    string IAudited.AuditCode => Uid.ToString("D");

    long? IAudited.AuditMarketId => MarketId;

    /// <summary>T+n of a tender; what no tender moved is due at once.</summary>
    public int DaysOf(SettledTender tender) => tender switch
    {
        SettledTender.Card => CardDays,
        SettledTender.PartnerWallet => PartnerDays,
        SettledTender.AccountTransfer => TransferDays,
        SettledTender.Wallet => WalletDays,
        SettledTender.Voucher => VoucherDays,
        _ => 0,
    };
}

/// <summary>A rule of money: one person makes it, another approves it, and only then does it count.</summary>
public interface IApprovedRule
{
    /// <summary>The person or service account that made it; never the one that approves (also a CHECK constraint).</summary>
    long MakerId { get; }

    string MakerName { get; }

    long? ApproverId { get; set; }

    string? ApproverName { get; set; }

    DateTime? ApprovedAt { get; set; }

    DateTime? RejectedAt { get; set; }
}
