using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

public enum BatchState
{
    /// <summary>Waits for approval.</summary>
    Submitted,
    Approved,
    Rejected,

    /// <summary>Its vouchers are being made; none of them can be sold yet.</summary>
    Printing,

    /// <summary>Its vouchers are there, and their file waits to be fetched; none of them can be sold yet.</summary>
    Made,

    /// <summary>Its vouchers are there, and were handed out once.</summary>
    Printed,

    /// <summary>The making was broken off: what had been made is void.</summary>
    Failed,
}

/// <summary>Vouchers that are to be issued together: how many of which value, for what, and who has to approve it.</summary>
public sealed class VoucherBatch : IVersioned, IAudited
{
    public const int CodeLength = 24;
    public const int PurposeLength = 200;
    public const int OfficeLength = 20;
    public const int NameLength = 100;
    public const int HashLength = 64;

    /// <summary>The most vouchers of one batch.</summary>
    public const int MostVouchers = 10_000_000;

    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; set; }

    public long ProgrammeId { get; set; }

    /// <summary>What people call it: programme, year and a running number.</summary>
    public string Code { get; set; } = "";

    public VoucherKind Kind { get; set; }

    public string? Purpose { get; set; }

    /// <summary>The office that receives the vouchers.</summary>
    public long OfficeId { get; set; }

    public BatchState State { get; set; }

    public int Count { get; set; }

    /// <summary>Face value of all; minor units.</summary>
    public long TotalMinor { get; set; }

    /// <summary>SHA-256, in hexadecimal, of what is approved: programme, kind, purpose, office and items. An approval is bound to it.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>How many approvals it needs, by the rules on the day it was submitted.</summary>
    public int Needed { get; set; }

    /// <summary>Who submitted it or edited it last: the person, or the owner of the key. He is never among the approvers.</summary>
    public long MakerId { get; set; }

    public string MakerName { get; set; } = "";

    public DateTime SubmittedAt { get; set; }

    /// <summary>The first and last number of its vouchers; null before they are made.</summary>
    public long? FirstNumber { get; set; }

    public long? LastNumber { get; set; }

    public DateTime? PrintedAt { get; set; }

    public string? PrintedBy { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;
}

/// <summary>So many vouchers of one value in a batch. An edit writes new rows under the next revision.</summary>
public sealed class VoucherBatchItem : IInsertOnly
{
    public long BatchId { get; init; }

    /// <summary>Counts the edits of the batch.</summary>
    public int Revision { get; init; }

    public int Place { get; init; }

    /// <summary>Minor units.</summary>
    public long FaceMinor { get; init; }

    public int Count { get; init; }
}

public enum BatchDecision
{
    Approve,
    Reject,
}

/// <summary>What somebody decided about a batch. It counts for the content that it names, and for no other.</summary>
public sealed class BatchApproval : IInsertOnly
{
    public const int CommentLength = 500;

    public long Id { get; init; }

    public long BatchId { get; init; }

    public BatchDecision Decision { get; init; }

    public required string ContentHash { get; init; }

    /// <summary>The person, or the owner of the key.</summary>
    public long ByUserId { get; init; }

    /// <summary>The one in whose place a delegate decided; otherwise the same as <see cref="ByUserId"/>.</summary>
    public long ForUserId { get; init; }

    public required string ByName { get; init; }

    public string? Comment { get; init; }

    public DateTime At { get; init; }
}
