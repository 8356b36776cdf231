using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Boxes;

/// <summary>How far a box of redeemed paper is. From <see cref="Sealed"/> on its list is fixed.</summary>
public enum BoxState
{
    Open,
    Sealed,

    /// <summary>One person gave it away; the receiver has not signed yet.</summary>
    Offered,

    /// <summary>Both signed. It waits to be counted.</summary>
    Received,
    Counted,
    Destroyed,
}

/// <summary>A box of paper vouchers that were presented: filled by their serial numbers, sealed, handed over, counted blind, destroyed.</summary>
public sealed class PaperBox : IVersioned, IAudited
{
    public const int CodeLength = 24;
    public const int NameLength = 100;
    public const int PlaceLength = 100;
    public const int HashLength = 64;
    public const int ReasonLength = 300;

    /// <summary>The most pieces of one box.</summary>
    public const int MostPieces = 5_000;

    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; set; }

    public string Code { get; set; } = "";

    public long ProgrammeId { get; set; }

    public long OfficeId { get; set; }

    public BoxState State { get; set; }

    /// <summary>Pieces on its list.</summary>
    public int Count { get; set; }

    /// <summary>Face value on its list; minor units.</summary>
    public long SumMinor { get; set; }

    /// <summary>SHA-256 of the list of serial numbers with their face values, in their order; null while it is open.</summary>
    public string? ListHash { get; set; }

    public long OpenerId { get; set; }

    public string OpenerName { get; set; } = "";

    public DateTime OpenedAt { get; set; }

    public long? SealerId { get; set; }

    public string? SealerName { get; set; }

    public DateTime? SealedAt { get; set; }

    public long? GiverId { get; set; }

    public string? GiverName { get; set; }

    public DateTime? GivenAt { get; set; }

    /// <summary>Where it is brought.</summary>
    public string? Place { get; set; }

    /// <summary>Never the giver; also a CHECK constraint.</summary>
    public long? ReceiverId { get; set; }

    public string? ReceiverName { get; set; }

    public DateTime? ReceivedAt { get; set; }

    /// <summary>Who counted it last: never who opened, sealed or gave it; also a CHECK constraint.</summary>
    public long? CounterId { get; set; }

    public string? CounterName { get; set; }

    public DateTime? CountedAt { get; set; }

    /// <summary>What the last count found; null before the first.</summary>
    public int? FoundCount { get; set; }

    /// <summary>Minor units.</summary>
    public long? FoundMinor { get; set; }

    /// <summary>Why a count that differs was let stand, and who did: a third person.</summary>
    public string? SettleReason { get; set; }

    public long? SettlerId { get; set; }

    public string? SettlerName { get; set; }

    public long? DestructionId { get; set; }

    /// <summary>True when the last count found something else than the list says.</summary>
    public bool Differs => FoundCount is not null && (FoundCount != Count || FoundMinor != SumMinor);

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;
}

/// <summary>A presented voucher that lies in a box: in one, once.</summary>
public sealed class BoxedPiece
{
    /// <summary>The <see cref="PresentedVoucher"/>'s id.</summary>
    public long PieceId { get; init; }

    public long BoxId { get; init; }

    public long VoucherId { get; init; }

    /// <summary>Minor units.</summary>
    public long AmountMinor { get; init; }
}

/// <summary>One count of a box, whatever it found.</summary>
public sealed class BoxCount : IInsertOnly
{
    public long Id { get; init; }

    public long BoxId { get; init; }

    public int Count { get; init; }

    /// <summary>Minor units.</summary>
    public long SumMinor { get; init; }

    public bool Agrees { get; init; }

    public long ByUserId { get; init; }

    public required string ByName { get; init; }

    public DateTime At { get; init; }
}

/// <summary>The record of a destruction: boxes, day, place, method, witnesses and a photo.</summary>
public sealed class PaperDestruction : IInsertOnly, IAudited
{
    public const int CodeLength = 24;
    public const int MethodLength = 100;
    public const int WitnessLength = 100;
    public const int LeastWitnesses = 2;
    public const int MostWitnesses = 10;
    public const int MostBoxes = 200;
    public const int WitnessesLength = MostWitnesses * (WitnessLength + 1);

    public long Id { get; init; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; init; }

    public required string Code { get; init; }

    public long ProgrammeId { get; init; }

    /// <summary>When it was done; a day of the programme.</summary>
    public DateOnly On { get; init; }

    public required string Place { get; init; }

    /// <summary>Shredded, burned, pulped…</summary>
    public required string Method { get; init; }

    /// <summary>The witnesses with their offices, one on each line; at least <see cref="LeastWitnesses"/>.</summary>
    public required string Witnesses { get; init; }

    /// <summary>The photo's hash, by which the store of documents knows it.</summary>
    public required string Photo { get; init; }

    public long ByUserId { get; init; }

    public required string ByName { get; init; }

    public DateTime At { get; init; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;
}
