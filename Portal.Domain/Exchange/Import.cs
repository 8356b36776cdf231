using Portal.Domain.Storage;

namespace Portal.Domain.Exchange;

/// <summary>What a file is imported into.</summary>
public enum ImportKind
{
    Markets,
    Stalls,
    Vendors,
    Tenancies,
    Arrears,
}

/// <summary>How far an import has come.</summary>
public enum ImportState
{
    /// <summary>Uploaded; columns are being mapped. Nothing was written to a registry.</summary>
    Draft,
    Running,
    Done,

    /// <summary>Being taken back.</summary>
    Undoing,

    /// <summary>Taken back in part: the rest can be taken back at any time.</summary>
    UndoStopped,

    /// <summary>Taken back.</summary>
    Undone,
    Failed,
}

/// <summary>One file brought in, from upload to undo. A draft survives a reconnect and a restart.</summary>
public sealed class Import : IVersioned
{
    public const int FileNameLength = 200;

    public long Id { get; set; }

    public Guid Uid { get; set; } = Guid.CreateVersion7();

    public long Version { get; set; }

    public ImportKind Kind { get; set; }

    public ImportState State { get; set; }

    public long UserId { get; set; }

    public string UserName { get; set; } = "";

    public string FileName { get; set; } = "";

    /// <summary>Content hash of the file among the documents.</summary>
    public string FileHash { get; set; } = "";

    public string? EncodingName { get; set; }

    public string? SheetName { get; set; }

    /// <summary>JSON: how the file is read, and which column fills which field.</summary>
    public string Mapping { get; set; } = "{}";

    /// <summary>The market that rows without one belong to.</summary>
    public long? MarketId { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    public DateTime? UndoneAt { get; set; }

    public int Rows { get; set; }

    public int Created { get; set; }

    public int Updated { get; set; }

    public int Unchanged { get; set; }

    public int Refused { get; set; }
}

/// <summary>One record that an import made or changed, with what undo needs.</summary>
public sealed class ImportChange : IInsertOnly
{
    public const int CodeLength = 60;

    public long Id { get; set; }

    public long ImportId { get; set; }

    public int RowNumber { get; set; }

    public long SubjectId { get; set; }

    public string SubjectCode { get; set; } = "";

    public bool IsNew { get; set; }

    /// <summary>The record's version right after the import; another one means that it was used since.</summary>
    public long VersionAfter { get; set; }

    /// <summary>JSON of the changed fields as they were; personal ones sealed. Null for a new record.</summary>
    public string? Before { get; set; }
}

/// <summary>What undoing an import did with one record.</summary>
public enum UndoResult
{
    /// <summary>The import had made it.</summary>
    Archived,

    /// <summary>The import had changed it, and it has its old values again.</summary>
    Restored,

    /// <summary>It was used or changed since, and stayed as it is.</summary>
    Left,
}

/// <summary>What undoing an import did with one of its changes; written in the same commit, so that an undo that was broken off goes on where it stopped.</summary>
public sealed class ImportUndo : IInsertOnly
{
    public long Id { get; set; }

    public long ImportId { get; set; }

    public long ChangeId { get; set; }

    public UndoResult Result { get; set; }
}

/// <summary>A refused row, kept so that the refused ones alone can be taken away, mended and brought back.</summary>
public sealed class ImportRefusal : IInsertOnly
{
    public const int CodeLength = 60;

    public long Id { get; set; }

    public long ImportId { get; set; }

    /// <summary>As the file counts: the header is row 1 of most files.</summary>
    public int RowNumber { get; set; }

    public string? ColumnKey { get; set; }

    public string Code { get; set; } = "";

    /// <summary>JSON of the refusal's properties, for the sentence in the reader's language.</summary>
    public string Arguments { get; set; } = "{}";
}

/// <summary>The mapping that a user last confirmed for files with the same header.</summary>
public sealed class ImportMapping
{
    public long Id { get; set; }

    public long UserId { get; set; }

    public ImportKind Kind { get; set; }

    /// <summary>SHA-256 of the header row.</summary>
    public byte[] HeaderHash { get; set; } = [];

    public string Mapping { get; set; } = "{}";
}
