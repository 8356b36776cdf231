using Portal.Domain.Auditing;
using Portal.Domain.Documents;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Domain.Attachments;

/// <summary>What an attached document is.</summary>
public enum AttachmentKind
{
    Contract,
    Licence,

    /// <summary>A copy of an identity card or of a passport.</summary>
    Identity,

    /// <summary>The certificate of a business registration.</summary>
    Registration,
    Insurance,

    /// <summary>A drawing of a market or a stall.</summary>
    Plan,
    Letter,
    Other,
}

/// <summary>
/// A document of a record: a contract, a licence, a copy of an identity card. It belongs to a market, or to one stall, vendor or tenancy of it.
/// What is attached to a vendor or a tenancy is sealed with the vendor's person key and is destroyed with it. Never deleted by people; archived.
/// </summary>
public sealed class Attachment : IVersioned, IAudited
{
    public const int TitleLength = 100;
    public const int NoteLength = 500;

    /// <summary>Bytes.</summary>
    public const int MaxSize = 20 * 1024 * 1024;

    public long Id { get; set; }

    public Guid Uid { get; set; } = Guid.CreateVersion7();

    public long Version { get; set; }

    public long MarketId { get; set; }

    public Market? Market { get; set; }

    /// <summary>At most one of these three is set (also a CHECK constraint); none for a document of the market itself.</summary>
    public long? StallId { get; set; }

    public Stall? Stall { get; set; }

    public long? VendorId { get; set; }

    public Vendor? Vendor { get; set; }

    public long? TenancyId { get; set; }

    public Tenancy? Tenancy { get; set; }

    public AttachmentKind Kind { get; set; }

    public string Title { get; set; } = "";

    /// <summary>The first day on which the document holds; null when it says none.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>The last day on which the document holds, included; null when it says none.</summary>
    public DateOnly? ValidUntil { get; set; }

    public string? Note { get; set; }

    /// <summary>The media type by the content.</summary>
    public string ContentType { get; set; } = "";

    /// <summary>Bytes of the plain content.</summary>
    public long Length { get; set; }

    /// <summary>Names what is kept in the <see cref="DocumentStore"/>: the content, or the sealed content.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The key that the content is sealed with; null for a document that holds nothing personal.</summary>
    public long? PersonKeyId { get; set; }

    public PersonKey? PersonKey { get; set; }

    public string AddedBy { get; set; } = "";

    public DateTime AddedAt { get; set; }

    public DateTime? ArchivedAt { get; set; }

    string IAudited.AuditCode => Title;

    long? IAudited.AuditMarketId => MarketId;
}
