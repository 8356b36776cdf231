using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Documents;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>The file is no JPEG, PNG or WebP picture, whatever it is called, or it is damaged.</summary>
public sealed record NotAPhoto : Refusal;

/// <summary>The photo of a vendor's stall or front, kept among the documents without place, time and camera.</summary>
public sealed class VendorPhotos(IDbContextFactory<PortalDbContext> contexts, DocumentStore documents, TimeProvider time)
{
    /// <summary>Bytes.</summary>
    public const int MaxSize = 5 * 1024 * 1024;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Takes a picture as the vendor's photo in place of the present one.</summary>
    public async Task<Outcome<string>> SetAsync(Actor actor, string code, Stream content, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await VendorService.FindAsync(db, actor, code, Right.EditVendors, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var kept = await KeepAsync(documents, content, cancellation);
        if (!kept.TryGet(out var hash))
            return kept.Refusals.ToList();
        vendor.PhotoHash = hash;
        db.Audit(actor, Now, "vendor.photo_set", vendor);
        var saved = await db.SaveOrConflictAsync(vendor, cancellation);
        return saved.Ok ? hash : saved.Refusals.ToList();
    }

    /// <summary>Keeps a picture in the document store without what the camera wrote beside it; answers its hash.</summary>
    internal static async Task<Outcome<string>> KeepAsync(DocumentStore documents, Stream content, CancellationToken cancellation)
    {
        if (await ReadAsync(content, cancellation) is not { } bytes)
            return new DocumentTooLarge(MaxSize >> 20) { Field = "photo" };
        if (PhotoBytes.TypeOf(bytes) is not { } type || PhotoBytes.WithoutMetadata(bytes) is not { } clean)
            return new NotAPhoto { Field = "photo" };
        using var stream = new MemoryStream(clean);
        var kept = await documents.SaveAsync(stream, type, MaxSize, cancellation);
        return kept.TryGet(out var document) ? document.Hash : kept.Refusals.ToList();
    }

    /// <summary>Takes the photo away.</summary>
    public async Task<Outcome<Done>> RemoveAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await VendorService.FindAsync(db, actor, code, Right.EditVendors, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        if (vendor.PhotoHash is null)
            return default(Done);
        vendor.PhotoHash = null;
        db.Audit(actor, Now, "vendor.photo_removed", vendor);
        return await db.SaveOrConflictAsync(vendor, cancellation);
    }

    /// <summary>The photo and its media type; null when there is none that the actor may see.</summary>
    public async Task<(Stream Content, string Type)?> OpenAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var hash = await VendorQueries.Visible(db, actor).Where(v => v.Code == code).Select(v => v.PhotoHash).FirstOrDefaultAsync(cancellation);
        if (hash is null || await documents.FindAsync(hash, cancellation) is not { } row || documents.Open(hash) is not { } content)
            return null;
        return (content, row.ContentType);
    }

    private static async Task<byte[]?> ReadAsync(Stream content, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (bytes.Length + read > MaxSize)
                return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
