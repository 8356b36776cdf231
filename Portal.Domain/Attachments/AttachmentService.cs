using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Documents;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Domain.Attachments;

/// <summary>What people say about a document.</summary>
/// <param name="ValidFrom">The first day on which it holds.</param>
/// <param name="ValidUntil">The last day on which it holds, included.</param>
public sealed record AttachmentEdit(AttachmentKind Kind, string? Title, DateOnly? ValidFrom = null, DateOnly? ValidUntil = null, string? Note = null);

/// <summary>A document as a record's page lists it.</summary>
/// <param name="Tenancy">The tenancy that it hangs on, as people call it; null when it hangs on the record itself.</param>
/// <param name="IsPersonal">True when it is sealed: opening it needs a reason.</param>
/// <param name="IsDestroyed">True when the person's key is gone, and the content with it.</param>
public sealed record AttachmentRow(
    Guid Uid, AttachmentKind Kind, string Title, DateOnly? ValidFrom, DateOnly? ValidUntil, string? Note, string ContentType, long Length, string? Tenancy, string AddedBy, DateTime AddedAt,
    bool IsPersonal, bool IsDestroyed, long Version);

/// <summary>A document that was opened.</summary>
/// <param name="Name">What the download is called.</param>
public sealed record OpenedAttachment(Stream Content, string ContentType, string Name);

/// <summary>There is no such document, or none that the reader may see.</summary>
public sealed record AttachmentNotFound : Refusal;

/// <summary>
/// Documents of markets, stalls, vendors and tenancies. What hangs on a vendor or a tenancy is personal: it is sealed with the vendor's key, and opening it
/// needs the right to reveal, a reason, and leaves a row in the audit trail.
/// </summary>
public sealed class AttachmentService(IDbContextFactory<PortalDbContext> contexts, DocumentStore documents, PersonalData personal, TimeProvider time)
{
    public const int ReasonLength = 200;

    /// <summary>The media type under which sealed contents stand among the documents.</summary>
    public const string SealedType = "application/x-sealed";

    /// <summary>The media types that documents can have.</summary>
    public static IReadOnlyList<string> ContentTypes => AttachmentContent.Types;

    private const int Listed = 500;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The documents of a record, and of a stall's or a vendor's tenancies; newest first, without the archived ones.</summary>
    public async Task<Outcome<IReadOnlyList<AttachmentRow>>> ListAsync(Actor actor, AttachedTo to, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await AttachmentPlace.FindAsync(db, actor, to, Right.ViewDocuments, cancellation);
        if (!found.TryGet(out var place))
            return found.Refusals.ToList();
        var rows = await place.Of(db).AsNoTracking().Where(a => a.ArchivedAt == null).OrderByDescending(a => a.Id).Take(Listed)
            .Select(a => new { Attachment = a, Stall = a.Tenancy!.Stall!.Code, From = (DateOnly?)a.Tenancy.FromDate, Erased = a.PersonKey!.ErasedAt }).ToListAsync(cancellation);
        return rows.ConvertAll(r => new AttachmentRow(
            r.Attachment.Uid, r.Attachment.Kind, r.Attachment.Title, r.Attachment.ValidFrom, r.Attachment.ValidUntil, r.Attachment.Note, r.Attachment.ContentType, r.Attachment.Length,
            r.From is { } from ? Tenancy.CodeOf(r.Stall, from) : null, r.Attachment.AddedBy, r.Attachment.AddedAt, r.Attachment.PersonKeyId is not null, r.Erased is not null, r.Attachment.Version));
    }

    /// <summary>Whether the actor may attach documents to the record: asked before a file is read.</summary>
    public async Task<Outcome<Done>> MayAddAsync(Actor actor, AttachedTo to, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await AttachmentPlace.FindAsync(db, actor, to, Right.EditDocuments, cancellation);
        return found.Ok ? default(Done) : found.Refusals.ToList();
    }

    /// <summary>Attaches a document: PDF, JPEG, PNG, WebP, xlsx, docx, hwp or hwpx by its content, at most <see cref="Attachment.MaxSize"/>. Answers its uid.</summary>
    public async Task<Outcome<Guid>> AddAsync(Actor actor, AttachedTo to, AttachmentEdit edit, Stream content, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await AttachmentPlace.FindAsync(db, actor, to, Right.EditDocuments, cancellation);
        if (!found.TryGet(out var place))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var attachment = new Attachment { MarketId = place.MarketId, AddedBy = actor.Name, AddedAt = Now };
        Apply(attachment, edit, refusals);
        if (place.Key is { ErasedAt: not null })
            refusals.Add(new PersonalDataDestroyed());
        if (refusals.Count > 0)
            return refusals;
        var kept = await KeepAsync(attachment, place, content, cancellation);
        if (!kept.Ok)
            return kept.Refusals.ToList();
        db.Add(attachment);
        db.Audit(actor, Now, "attachment.created", attachment);
        await db.SaveChangesAsync(cancellation);
        return attachment.Uid;
    }

    /// <summary>Changes what is said about a document; its content stays.</summary>
    public async Task<Outcome<Done>> ChangeAsync(Actor actor, Guid uid, AttachmentEdit edit, long? version = null, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, uid, Right.EditDocuments, cancellation);
        if (!found.TryGet(out var attachment))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        if (version is { } read)
            db.Entry(attachment).Property(a => a.Version).OriginalValue = read;
        Apply(attachment, edit, refusals);
        if (refusals.Count > 0)
            return refusals;
        if (!db.ChangeTracker.HasChanges())
            return default(Done);
        db.Audit(actor, Now, "attachment.updated", attachment);
        return await db.SaveOrConflictAsync(attachment, cancellation);
    }

    /// <summary>Takes a document out of the record, with a reason. Its content is kept.</summary>
    public async Task<Outcome<Done>> ArchiveAsync(Actor actor, Guid uid, string? reason, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, uid, Right.EditDocuments, cancellation);
        if (!found.TryGet(out var attachment))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var clean = Text.Require(reason, "reason", ReasonLength, refusals, lines: true);
        if (refusals.Count > 0)
            return refusals;
        attachment.ArchivedAt = Now;
        db.Audit(actor, Now, "attachment.archived", attachment, clean);
        return await db.SaveOrConflictAsync(attachment, cancellation);
    }

    /// <summary>Opens a document. A personal one needs a reason, which is kept; its content is refused once the person's data were destroyed.</summary>
    public async Task<Outcome<OpenedAttachment>> OpenAsync(Actor actor, Guid uid, string? reason = null, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, uid, Right.ViewDocuments, cancellation);
        if (!found.TryGet(out var attachment))
            return found.Refusals.ToList();
        var name = attachment.Title + AttachmentContent.EndingOf(attachment.ContentType);
        if (attachment.PersonKey is not { } key)
            return documents.Open(attachment.Hash) is { } plain ? new OpenedAttachment(plain, attachment.ContentType, name) : new AttachmentNotFound();
        if (!actor.May(Right.RevealPersonalData, attachment.MarketId, attachment.Market!.Region))
            return new NotAllowed(Right.RevealPersonalData);
        var refusals = new List<Refusal>();
        var clean = Text.Require(reason, "reason", ReasonLength, refusals, lines: true);
        if (key.ErasedAt is not null)
            refusals.Add(new PersonalDataDestroyed());
        if (refusals.Count > 0)
            return refusals;
        await using var file = documents.Open(attachment.Hash);
        if (file is null || personal.OpenFile(key, await AttachmentContent.ReadAsync(file, int.MaxValue, cancellation) ?? []) is not { } opened)
            return new AttachmentNotFound();
        db.Audit(actor, Now, "attachment.revealed", attachment, clean, also: [new AuditChange("content", null, null)]);
        await db.SaveChangesAsync(cancellation);
        return new OpenedAttachment(new MemoryStream(opened, writable: false), attachment.ContentType, name);
    }

    private static void Apply(Attachment attachment, AttachmentEdit edit, List<Refusal> refusals)
    {
        attachment.Kind = edit.Kind;
        attachment.Title = Text.Require(edit.Title, "title", Attachment.TitleLength, refusals);
        attachment.Note = Text.Clean(edit.Note, "note", Attachment.NoteLength, refusals, lines: true);
        (attachment.ValidFrom, attachment.ValidUntil) = (edit.ValidFrom, edit.ValidUntil);
        if (edit.ValidUntil < edit.ValidFrom)
            refusals.Add(new DatesReversed { Field = "validUntil" });
    }

    private async Task<Outcome<Done>> KeepAsync(Attachment attachment, AttachmentPlace place, Stream content, CancellationToken cancellation)
    {
        var told = await AttachmentContent.ReadAsync(content, cancellation);
        if (!told.TryGet(out var document))
            return told.Refusals.ToList();
        (attachment.ContentType, attachment.Length) = (document.ContentType, document.Bytes.Length);
        using var kept = new MemoryStream(place.Key is { } key ? personal.SealFile(key, document.Bytes) : document.Bytes, writable: false);
        var saved = await documents.SaveAsync(kept, place.Key is null ? document.ContentType : SealedType, kept.Length, cancellation);
        if (!saved.TryGet(out var row))
            return saved.Refusals.ToList();
        (attachment.Hash, attachment.PersonKeyId) = (row.Hash, place.Key?.Id);
        switch (place.Kind)
        {
            case AttachedKind.Stall:
                attachment.StallId = place.Id;
                break;
            case AttachedKind.Vendor:
                attachment.VendorId = place.Id;
                break;
            case AttachedKind.Tenancy:
                attachment.TenancyId = place.Id;
                break;
        }

        return default(Done);
    }

    private static async Task<Outcome<Attachment>> FindAsync(PortalDbContext db, Actor actor, Guid uid, Right right, CancellationToken cancellation)
    {
        if (!actor.May(right))
            return new NotAllowed(right);
        var attachment = await db.Attachments.Include(a => a.Market).Include(a => a.PersonKey).FirstOrDefaultAsync(a => a.Uid == uid && a.ArchivedAt == null, cancellation);
        if (attachment is null || !actor.May(Right.ViewMarkets, attachment.MarketId, attachment.Market!.Region))
            return new AttachmentNotFound();
        return actor.May(right, attachment.MarketId, attachment.Market.Region) ? attachment : new NotAllowed(right);
    }
}
