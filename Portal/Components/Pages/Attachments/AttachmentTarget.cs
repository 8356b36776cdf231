using Portal.Domain.Attachments;

namespace Portal.Components.Pages.Attachments;

/// <summary>Something that a record's page can attach a document to: the record itself, or one of its tenancies.</summary>
/// <param name="Name">As people call it.</param>
public sealed record AttachmentTarget(AttachedTo To, string Name);
