using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Auditing;

/// <summary>A record whose changes are written to the audit trail.</summary>
public interface IAudited
{
    long Id { get; }

    /// <summary>What people call the record.</summary>
    string AuditCode { get; }

    /// <summary>The market the record belongs to; null when to none.</summary>
    long? AuditMarketId { get; }
}

/// <summary>One act: who, when, from where, what, before and after. Written in the same commit as the change itself, and never changed.</summary>
public sealed class AuditEntry : IInsertOnly
{
    public const int ActionLength = 60;
    public const int KindLength = 40;
    public const int CodeLength = 100;
    public const int NameLength = 100;
    public const int FromLength = 80;
    public const int ReasonLength = 500;

    public long Id { get; set; }

    public DateTime At { get; set; }

    public ActorKind ActorKind { get; set; }

    public long ActorId { get; set; }

    public string ActorName { get; set; } = "";

    public string From { get; set; } = "";

    /// <summary>A stable code such as <c>vendor.suspended</c>.</summary>
    public string Action { get; set; } = "";

    /// <summary>The kind of record: <c>vendor</c>, <c>stall</c>…</summary>
    public string SubjectKind { get; set; } = "";

    public long SubjectId { get; set; }

    public string SubjectCode { get; set; } = "";

    public long? MarketId { get; set; }

    public string? Reason { get; set; }

    /// <summary>JSON: <c>[{"field","before","after"}]</c>. Personal values stand as the sealed bytes of the record, in Base64 after <c>sealed:</c>.</summary>
    public string Changes { get; set; } = "[]";

    /// <summary>The key that opens the sealed values.</summary>
    public long? PersonKeyId { get; set; }
}

/// <summary>The seal of one audit row: its place in the gap-free chain and the HMAC over the row and the seal before it.</summary>
public sealed class AuditSeal : IInsertOnly
{
    /// <summary>1, 2, 3 … without a gap.</summary>
    public long Number { get; set; }

    public long AuditId { get; set; }

    public byte[] Hash { get; set; } = [];
}

/// <summary>A right that one process holds for a short time, so that of several portal processes one does a job.</summary>
public sealed class Lease
{
    public string Name { get; set; } = "";

    public string Holder { get; set; } = "";

    public DateTime Until { get; set; }
}
