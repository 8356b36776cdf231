using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Documents;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Payments;

/// <summary>The file is neither a PDF nor a JPEG, PNG or WebP picture, whatever it is called, or it is damaged.</summary>
public sealed record EvidenceKindUnknown : Refusal;

/// <summary>A file that goes to the acquirer as evidence.</summary>
/// <param name="Name">What it is called where it comes from.</param>
public sealed record EvidenceFile(string? Name, Stream Content)
{
    /// <summary>Keeps the file among the documents; nothing is kept of one that is refused. Pictures lose where and when they were taken.</summary>
    internal static async Task<Outcome<KeptEvidence>> KeepAsync(EvidenceFile? file, DocumentStore documents, CancellationToken cancellation)
    {
        if (file is null)
            return new KeptEvidence(null, null);
        var told = await AttachmentContent.ReadAsync(file.Content, cancellation);
        if (told.Refusal is DocumentTooLarge large)
            return large;
        if (!told.TryGet(out var content) || !AttachmentContent.Printed.Contains(content.ContentType))
            return new EvidenceKindUnknown { Field = "file" };
        var refusals = new List<Refusal>();
        var name = NameOf(file.Name, AttachmentContent.EndingOf(content.ContentType), refusals);
        if (refusals.Count > 0)
            return refusals;
        using var bytes = new MemoryStream(content.Bytes, writable: false);
        var saved = await documents.SaveAsync(bytes, content.ContentType, bytes.Length, cancellation);
        return saved.TryGet(out var row) ? new KeptEvidence(name, row.Hash) : saved.Refusals.ToList();
    }

    /// <summary>The name without its folders, cut to fit, with the ending that the content has.</summary>
    private static string NameOf(string? name, string ending, List<Refusal> refusals)
    {
        var plain = name?[(name.LastIndexOfAny(['/', '\\']) + 1)..] ?? "";
        var stem = Text.Clean(Path.GetFileNameWithoutExtension(plain), "file", DisputeNote.TextLength, refusals) is { Length: > 0 } clean ? clean : "evidence";
        var room = DisputeNote.FileNameLength - ending.Length;
        if (stem.Length > room)
            stem = stem[..(char.IsHighSurrogate(stem[room - 1]) ? room - 1 : room)];
        return stem + ending;
    }
}

/// <summary>A file as a note names it; both null without a file.</summary>
internal sealed record KeptEvidence(string? Name, string? Hash);

/// <summary>Opening the files that were sent as evidence, for those who see the payment.</summary>
public sealed class DisputeEvidence(IDbContextFactory<PortalDbContext> contexts, DocumentStore documents)
{
    /// <summary>Opens the file of a note. Of a dispute out of reach nothing is found.</summary>
    public async Task<Outcome<OpenedAttachment>> OpenAsync(Actor actor, Guid dispute, long note, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewPayments))
            return new NotAllowed(Right.ViewPayments);
        await using var db = contexts.CreateDbContext();
        var markets = MarketQueries.Visible(db, actor, Right.ViewPayments).Select(m => m.Id);
        var found = await db.DisputeNotes.AsNoTracking().Where(n => n.Id == note && n.Document != null && db.Disputes.Any(d => d.Id == n.DisputeId && d.Uid == dispute && markets.Contains(d.MarketId)))
            .Select(n => new { n.FileName, n.Document }).SingleOrDefaultAsync(cancellation);
        if (found is not { FileName: { } name, Document: { } hash } || documents.Open(hash) is not { } content)
            return new AttachmentNotFound();
        // The name ends as the content is; the row among the documents may be older, and of an import that held the same bytes.
        return new OpenedAttachment(content, AttachmentContent.Printed.First(type => name.EndsWith(AttachmentContent.EndingOf(type), StringComparison.Ordinal)), name);
    }
}
