using Portal.Domain.Storage;

namespace Portal.Domain.Documents;

/// <summary>A file kept by the hash of its content, beside the database. The same content is kept once.</summary>
public sealed class Document : IInsertOnly
{
    public const int HashLength = 64;
    public const int TypeLength = 100;

    public long Id { get; set; }

    /// <summary>SHA-256 of the content, lower-case hexadecimal; also the file's name.</summary>
    public string Hash { get; set; } = "";

    public string ContentType { get; set; } = "";

    public long Length { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>When the content was last handed in: one that nothing refers to is removed only long after that.</summary>
    public DateTime UsedAt { get; set; }
}
