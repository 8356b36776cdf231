using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>In what form the vouchers of a batch are handed out.</summary>
public enum PrintForm
{
    /// <summary>A4 sheets of labels, with the list.</summary>
    Labels,

    /// <summary>A voucher a page, with the list.</summary>
    Singles,

    /// <summary>The list alone.</summary>
    Data,
}

/// <summary>How far the handing out is.</summary>
public enum PrintFileState
{
    /// <summary>Waits to be fetched. None of its vouchers can be sold.</summary>
    Ready,

    /// <summary>On its way to who made it.</summary>
    Fetching,

    /// <summary>Handed out, and destroyed here.</summary>
    Fetched,

    /// <summary>Nobody fetched it in time: destroyed, and its vouchers are void.</summary>
    Expired,
}

/// <summary>
/// The file with the vouchers of a batch: sealed with a key of its own, handed out once to who had it made, and destroyed then or when its time is over. Tokens and PINs stand nowhere else.
/// </summary>
public sealed class VoucherPrintFile : IVersioned
{
    public const int KeyLength = 120;

    /// <summary>So long it waits to be fetched.</summary>
    public static readonly TimeSpan KeptTime = TimeSpan.FromDays(7);

    /// <summary>A hand-over that was not heard of for so long is taken as broken off.</summary>
    public static readonly TimeSpan LongestFetch = TimeSpan.FromHours(1);

    public long BatchId { get; set; }

    public long Version { get; set; }

    public PrintForm Form { get; set; }

    public PrintFileState State { get; set; }

    /// <summary>Who had it made, and alone may fetch it: the person, or the owner of the key.</summary>
    public long OwnerId { get; set; }

    /// <summary>The key of the file, sealed with the portal's own; null once the file is destroyed.</summary>
    public byte[]? Key { get; set; }

    /// <summary>Bytes of the content.</summary>
    public long Length { get; set; }

    public DateTime ReadyAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    /// <summary>When it was last asked for.</summary>
    public DateTime? FetchedAt { get; set; }
}
