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

    /// <summary>The service said that it will never arrive, as with an address that does not exist.</summary>
    Failed,

    /// <summary>Nothing was left of the voucher when the notice was to go, or it had expired.</summary>
    Needless,
}

/// <summary>By which way a notice went out.</summary>
public enum NoticeChannel
{
    Mail,
    Sms,

    /// <summary>No service is connected: it was laid down as a file.</summary>
    File,
}

/// <summary>A word to the holder of a voucher that will expire: one for each voucher and each of the rule's days.</summary>
public sealed class VoucherNotice : IVersioned
{
    public const int ErrorLength = 200;

    public long Id { get; set; }

    public long Version { get; set; }

    public long VoucherId { get; set; }

    public long ProgrammeId { get; set; }

    /// <summary>Who bought the voucher; null when it is not his any more, or nobody knows whose it is.</summary>
    public long? BuyerId { get; set; }

    /// <summary>How many days before the expiry it is due.</summary>
    public int Days { get; set; }

    public DateOnly ExpiresOn { get; set; }

    /// <summary>What was left of the voucher; minor units.</summary>
    public long LeftMinor { get; set; }

    public NoticeState State { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Not before this it is tried; while it is being sent, until when one process has it to itself.</summary>
    public DateTime NextAt { get; set; }

    public DateTime? SentAt { get; set; }

    /// <summary>Null until it was sent.</summary>
    public NoticeChannel? Channel { get; set; }

    public int Tries { get; set; }

    /// <summary>Why the last try did not go through, as the service said it.</summary>
    public string? Error { get; set; }
}
