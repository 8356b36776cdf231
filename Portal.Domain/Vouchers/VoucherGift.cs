using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

public enum GiftState
{
    /// <summary>Waits for the other wallet; until then the giver may still spend the voucher.</summary>
    Offered,
    Accepted,

    /// <summary>Taken back by the giver, or not wanted by the other.</summary>
    Returned,

    /// <summary>Not accepted in time: it stays with the giver.</summary>
    Expired,
}

/// <summary>A mobile voucher that one wallet gives to another. It lies in the giver's wallet until the other accepts.</summary>
public sealed class VoucherGift : IVersioned, IAudited
{
    public const int NameLength = 100;

    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; set; }

    public long VoucherId { get; set; }

    public long FromWalletId { get; set; }

    public long ToWalletId { get; set; }

    public GiftState State { get; set; }

    /// <summary>Who offered it: the person, or the owner of the key.</summary>
    public string ByName { get; set; } = "";

    public DateTime OfferedAt { get; set; }

    /// <summary>Until when it can be accepted.</summary>
    public DateTime ExpiresAt { get; set; }

    public DateTime? DecidedAt { get; set; }

    string IAudited.AuditCode => Uid.ToString("D");

    long? IAudited.AuditMarketId => null;
}
