using Portal.Domain.Auditing;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Domain.FreeIssues;

public enum FreeIssueState
{
    /// <summary>Read without a fault; duplicates are being decided.</summary>
    Draft,

    /// <summary>Waits for approval.</summary>
    Submitted,

    /// <summary>Approved: its vouchers are being assigned, or can be.</summary>
    Approved,

    /// <summary>Every row that was kept has its vouchers.</summary>
    Issued,
    Rejected,

    /// <summary>Given up before it was submitted: its file can be brought again.</summary>
    Discarded,
}

/// <summary>By what a beneficiary is told to be the same as another.</summary>
[Flags]
public enum SameBy
{
    None = 0,
    Identity = 1,

    /// <summary>Name and date of birth together.</summary>
    NameAndBirth = 2,
    Telephone = 4,
}

/// <summary>A list of beneficiaries who get vouchers that the funders pay. Its rows never change once it is submitted, so an approval is for what it holds.</summary>
public sealed class FreeIssueList : IVersioned, IAudited
{
    public const int CodeLength = 32;
    public const int PurposeLength = 200;
    public const int FileNameLength = 200;
    public const int HashLength = 64;
    public const int NameLength = 100;

    public long Id { get; set; }

    public long Version { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; set; }

    /// <summary>What people call it: programme, F, year and a running number.</summary>
    public string Code { get; set; } = "";

    public long ProgrammeId { get; set; }

    public VoucherKind Kind { get; set; }

    public string Purpose { get; set; } = "";

    public string FileName { get; set; } = "";

    /// <summary>SHA-256 of the file, in hexadecimal: a programme takes it once, unless it was rejected or given up.</summary>
    public string FileHash { get; set; } = "";

    public FreeIssueState State { get; set; }

    public SameBy SameBy { get; set; }

    /// <summary>Vouchers of the rows that are kept.</summary>
    public int Count { get; set; }

    /// <summary>Their face value; minor units.</summary>
    public long TotalMinor { get; set; }

    /// <summary>How many approvals it needs, by the rules on the day it was submitted.</summary>
    public int Needed { get; set; }

    /// <summary>Who brought it: the person, or the owner of the key. He is never among the approvers.</summary>
    public long MakerId { get; set; }

    public string MakerName { get; set; } = "";

    public DateTime CreatedAt { get; set; }

    public DateTime? SubmittedAt { get; set; }

    public DateTime? IssuedAt { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;
}

/// <summary>What was decided about somebody who seems to be on a list twice.</summary>
public enum DuplicateChoice
{
    Open,

    /// <summary>Another person, or meant to get both.</summary>
    Keep,
    Skip,
}

/// <summary>A beneficiary of a list. Who he is stands here sealed and as keyed hashes; never in plain text.</summary>
public sealed class FreeIssueRow : IVersioned
{
    public const int HashLength = 16;
    public const int SealedLength = 600;

    public long Id { get; set; }

    public long Version { get; set; }

    public long ListId { get; set; }

    /// <summary>As the file counts.</summary>
    public int RowNumber { get; set; }

    /// <summary>Name, telephone and e-mail, sealed together.</summary>
    public byte[] Person { get; set; } = [];

    public byte[] IdentityHash { get; set; } = [];

    public byte[]? NameBirthHash { get; set; }

    public byte[]? TelephoneHash { get; set; }

    /// <summary>Minor units of one voucher.</summary>
    public long FaceMinor { get; set; }

    public int Count { get; set; }

    /// <summary>The wallet in which mobile ones arrive; null for a bearer.</summary>
    public Guid? Wallet { get; set; }

    /// <summary>The earlier row of the same list that is about the same person; null for none.</summary>
    public int? SameAsRow { get; set; }

    /// <summary>The earlier list of the programme that holds the same person; null for none.</summary>
    public long? SameAsListId { get; set; }

    public DuplicateChoice Choice { get; set; }

    /// <summary>The id of its sale, made with the row: issued again after a break, it is the same sale.</summary>
    public Guid SaleUid { get; set; }

    /// <summary>True for one that is to be decided.</summary>
    public bool IsDuplicate => SameAsRow is not null || SameAsListId is not null;
}

/// <summary>What somebody decided about a list.</summary>
public sealed class FreeIssueApproval : IInsertOnly
{
    public const int CommentLength = 500;

    public long Id { get; init; }

    public long ListId { get; init; }

    public BatchDecision Decision { get; init; }

    /// <summary>The person, or the owner of the key.</summary>
    public long ByUserId { get; init; }

    /// <summary>The one in whose place a delegate decided; otherwise the same as <see cref="ByUserId"/>.</summary>
    public long ForUserId { get; init; }

    public required string ByName { get; init; }

    public string? Comment { get; init; }

    public DateTime At { get; init; }
}
