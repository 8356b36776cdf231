using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>Whether a notice has reached anybody.</summary>
public enum NoticeState
{
    /// <summary>Waits to be sent.</summary>
    Pending,
    Sent,

    /// <summary>Nobody left an address, so it is only shown.</summary>
    Unaddressed,

    /// <summary>Was tried as often as it makes sense.</summary>
    Failed,
}

/// <summary>A word to the holder of a voucher that will expire: one for each voucher and each of the rule's days.</summary>
public sealed class VoucherNotice : IVersioned
{
    public const int ErrorLength = 200;

    public long Id { get; set; }

    public long Version { get; set; }

    public long VoucherId { get; set; }

    public long ProgrammeId { get; set; }

    /// <summary>How many days before the expiry it is due.</summary>
    public int Days { get; set; }

    public DateOnly ExpiresOn { get; set; }

    /// <summary>What was left of the voucher; minor units.</summary>
    public long LeftMinor { get; set; }

    public NoticeState State { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? SentAt { get; set; }

    public int Tries { get; set; }

    public string? Error { get; set; }
}
