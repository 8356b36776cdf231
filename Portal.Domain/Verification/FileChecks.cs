using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Documents;
using Portal.Domain.Exchange;
using Portal.Domain.Privacy;

namespace Portal.Domain.Verification;

/// <summary>Documents beside the database, and what imports say they did.</summary>
internal static class FileChecks
{
    public static IReadOnlyList<Check> All { get; } = [new("documents", DocumentsAsync), new("document-references", ReferencesAsync), new("imports", ImportsAsync)];

    private static async Task<Findings> DocumentsAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var findings = new Findings();
        await foreach (var document in snapshot.Db.Documents.AsAsyncEnumerable().WithCancellation(cancellation))
            findings.Look(await FaultAsync(snapshot.Documents, document, cancellation));
        return findings;
    }

    private static async Task<string?> FaultAsync(DocumentStore documents, Document document, CancellationToken cancellation)
    {
        if (document.Hash.Length != Document.HashLength || !document.Hash.All(char.IsAsciiHexDigitLower))
            return $"document {document.Id} has no hash";
        await using var file = documents.Open(document.Hash);
        if (file is null)
            return $"document {document.Hash} has no file";
        if (file.Length != document.Length)
            return $"document {document.Hash} has {file.Length} bytes instead of {document.Length}";
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)) == document.Hash ? null : $"document {document.Hash} has another content";
    }

    private static async Task<Findings> ReferencesAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var db = snapshot.Db;
        var findings = new Findings();
        var photos = db.Vendors.Where(v => v.PhotoHash != null).Select(v => new { Whose = "vendor " + v.Code, Known = db.Documents.Any(d => d.Hash == v.PhotoHash) });
        await foreach (var row in photos.AsAsyncEnumerable().WithCancellation(cancellation))
            findings.Look(row.Known ? null : $"the photo of {row.Whose} is not among the documents");
        var files = db.Imports.Where(i => i.FileHash != "").Select(i => new { i.Id, Known = db.Documents.Any(d => d.Hash == i.FileHash) });
        await foreach (var row in files.AsAsyncEnumerable().WithCancellation(cancellation))
            findings.Look(row.Known ? null : $"the file of import {row.Id} is not among the documents");
        var attachments = db.Attachments.Select(a => new { a.Uid, a.Hash, a.Length, IsSealed = a.PersonKeyId != null, Kept = db.Documents.Where(d => d.Hash == a.Hash).Select(d => (long?)d.Length).FirstOrDefault() });
        await foreach (var row in attachments.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var expected = row.IsSealed ? row.Length + PersonalData.SealLength : row.Length;
            findings.Look(row.Kept is null ? $"the content of attachment {row.Uid} is not among the documents" : row.Kept != expected ? $"attachment {row.Uid} names a content of another length" : null);
        }

        var evidence = db.DisputeNotes.Where(n => n.Document != null).Select(n => new { n.Id, n.DisputeId, Known = db.Documents.Any(d => d.Hash == n.Document) });
        await foreach (var row in evidence.AsAsyncEnumerable().WithCancellation(cancellation))
            findings.Look(row.Known ? null : $"the file of note {row.Id} on dispute {row.DisputeId} is not among the documents");
        return findings;
    }

    private static Task<Findings> ImportsAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var db = snapshot.Db;
        var imports = db.Imports.Where(i => i.State == ImportState.Done || i.State == ImportState.Undone).Select(i => new
        {
            i.Id,
            i.Rows,
            i.Created,
            i.Updated,
            i.Unchanged,
            i.Refused,
            New = db.ImportChanges.Count(c => c.ImportId == i.Id && c.IsNew),
            Changed = db.ImportChanges.Count(c => c.ImportId == i.Id && !c.IsNew),
            RefusedRows = db.ImportRefusals.Where(r => r.ImportId == i.Id).Select(r => r.RowNumber).Distinct().Count(),
        });
        return Findings.OfAsync(
            imports.AsAsyncEnumerable(),
            i => i.Created != i.New || i.Updated != i.Changed ? $"import {i.Id} says {i.Created} created and {i.Updated} updated; its rows say {i.New} and {i.Changed}"
                : i.Refused != i.RefusedRows ? $"import {i.Id} says {i.Refused} refused; its rows say {i.RefusedRows}"
                : i.Rows != i.Created + i.Updated + i.Unchanged + i.Refused ? $"import {i.Id} has {i.Rows} rows, which is not the sum of what became of them"
                : null,
            cancellation);
    }
}
