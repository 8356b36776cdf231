using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Reconciliation;

/// <summary>How far a file has come.</summary>
public enum StatementFileState
{
    Queued,
    Running,

    /// <summary>Taken in: its entries are there, all of them, from this moment.</summary>
    Done,

    /// <summary>Nothing of it is taken in; the same file may come again.</summary>
    Refused,
}

/// <summary>A file of a bank or a card company as it came. Its bytes are kept among the documents, and come in once.</summary>
public sealed class StatementFile : IVersioned, IAudited
{
    public const int FileNameLength = 200;
    public const int HashLength = 64;
    public const int FormatLength = 40;
    public const int NameLength = 100;
    public const int FoundLength = 200;

    public long Id { get; set; }

    public Guid Uid { get; set; } = Guid.CreateVersion7();

    public long Version { get; set; }

    /// <summary>Null until it is known, and where none fits.</summary>
    public long? SourceId { get; set; }

    public string FileName { get; set; } = "";

    /// <summary>SHA-256 of its content: its name among the documents.</summary>
    public string Hash { get; set; } = "";

    /// <summary>Bytes.</summary>
    public long Length { get; set; }

    /// <summary>As the file names it: <c>camt.053.001.08</c>.</summary>
    public string Format { get; set; } = "";

    public StatementFileState State { get; set; }

    public long UserId { get; set; }

    public string UserName { get; set; } = "";

    public DateTime BroughtAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>Its place among the files that were taken in, from 1: what is counted twice is judged against those before it.</summary>
    public long? Place { get; set; }

    /// <summary>Why it was refused; a stable code.</summary>
    public string? RefusedCode { get; set; }

    /// <summary>The line where it was, from 1; null when it is not known.</summary>
    public long? RefusedLine { get; set; }

    /// <summary>What was found there.</summary>
    public string? RefusedFound { get; set; }

    string IAudited.AuditCode => Uid.ToString();

    long? IAudited.AuditMarketId => null;
}

/// <summary>What is noteworthy about a file, or why one of its rows is not taken in.</summary>
public sealed class StatementFinding
{
    public const int CodeLength = 40;
    public const int TextLength = 200;

    public long Id { get; set; }

    public long FileId { get; set; }

    /// <summary>True for a row that is not taken in; else it is a warning.</summary>
    public bool Refuses { get; set; }

    /// <summary>A stable code.</summary>
    public string Code { get; set; } = "";

    /// <summary>The statement in the file, from 1.</summary>
    public int Statement { get; set; }

    /// <summary>The entry's place in the file, from 1; null where it is the statement's.</summary>
    public int? Row { get; set; }

    /// <summary>What the file says there.</summary>
    public string? Found { get; set; }

    /// <summary>Of the two figures; null where there are none.</summary>
    public string? Currency { get; set; }

    /// <summary>What would have been right, in minor units.</summary>
    public long? Expected { get; set; }

    /// <summary>What it is, in minor units.</summary>
    public long? Actual { get; set; }
}
