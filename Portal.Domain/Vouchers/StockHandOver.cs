using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

public enum HandOverState
{
    /// <summary>The giver has signed; the vouchers are not sold meanwhile.</summary>
    Offered,

    /// <summary>The receiver has counted and signed: the vouchers lie in his drawer.</summary>
    Received,

    /// <summary>The receiver did not take them.</summary>
    Refused,

    /// <summary>The giver took the offer back.</summary>
    Withdrawn,
}

/// <summary>Stock on its way from one drawer to another person's. It moves when the receiver has counted it, and then all at once.</summary>
public sealed class StockHandOver : IVersioned, Auditing.IAudited
{
    public const int CodeLength = 24;
    public const int NameLength = 100;
    public const int NoteLength = 200;

    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; set; }

    public string Code { get; set; } = "";

    public long ProgrammeId { get; set; }

    public long FromDrawerId { get; set; }

    public long ToDrawerId { get; set; }

    public HandOverState State { get; set; }

    public int Count { get; set; }

    /// <summary>Face value in all; minor units.</summary>
    public long FaceMinor { get; set; }

    /// <summary>Who gives, and signed by offering.</summary>
    public long GiverId { get; set; }

    public string GiverName { get; set; } = "";

    public DateTime OfferedAt { get; set; }

    /// <summary>Whose drawer it goes to; the second signature is his alone.</summary>
    public long ReceiverId { get; set; }

    public string ReceiverName { get; set; } = "";

    /// <summary>When it was received, refused or withdrawn.</summary>
    public DateTime? DecidedAt { get; set; }

    /// <summary>How often the receiver counted something else.</summary>
    public int Miscounts { get; set; }

    /// <summary>What the giver says about it.</summary>
    public string? Note { get; set; }

    /// <summary>Why it was refused or withdrawn.</summary>
    public string? Reason { get; set; }

    string Auditing.IAudited.AuditCode => Code;

    long? Auditing.IAudited.AuditMarketId => null;
}

/// <summary>Serial numbers without a gap, of one kind and face value, in a hand-over.</summary>
public sealed class StockHandOverRun : IInsertOnly
{
    public long HandOverId { get; init; }

    /// <summary>From 0, in the order of the numbers.</summary>
    public int Place { get; init; }

    public long FromNumber { get; init; }

    public long ToNumber { get; init; }

    public VoucherKind Kind { get; init; }

    /// <summary>Of each; minor units.</summary>
    public long FaceMinor { get; init; }

    public int Count => (int)(ToNumber - FromNumber + 1);
}
