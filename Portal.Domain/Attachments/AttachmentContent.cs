using System.IO.Compression;
using Portal.Domain.Documents;
using Portal.Domain.Vendors;

namespace Portal.Domain.Attachments;

/// <summary>The file is none of the kinds that are kept as documents, whatever it is called, or it is damaged.</summary>
public sealed record DocumentKindUnknown : Refusal;

/// <summary>The workbook or text holds macros; a document is kept to be read, not to be run.</summary>
public sealed record DocumentHasMacros : Refusal;

/// <summary>A document as it is kept: its type by its content, and the content without where and when a picture was taken.</summary>
internal sealed record AttachmentContent(string ContentType, byte[] Bytes)
{
    public const string Pdf = "application/pdf";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Hwpx = "application/vnd.hancom.hwpx";
    public const string Hwp = "application/vnd.hancom.hwp";

    /// <summary>The media types that are kept.</summary>
    public static IReadOnlyList<string> Types { get; } = [Pdf, "image/jpeg", "image/png", "image/webp", Xlsx, Docx, Hwpx, Hwp];

    private const int MaxEntries = 2_000;
    private const int PdfSearch = 1_024;

    private static readonly byte[] Ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

    /// <summary>The media types of pictures and of what is printed: read by every browser, without an office program.</summary>
    public static IReadOnlyList<string> Printed { get; } = [Pdf, "image/jpeg", "image/png", "image/webp"];

    /// <summary>Reads a file to its end and tells what it is; one of more than <see cref="Attachment.MaxSize"/> is given up at the first byte beyond.</summary>
    public static async Task<Outcome<AttachmentContent>> ReadAsync(Stream content, CancellationToken cancellation) =>
        await ReadAsync(content, Attachment.MaxSize, cancellation) is { } bytes ? Of(bytes) : new DocumentTooLarge(Attachment.MaxSize >> 20) { Field = "file" };

    /// <summary>The whole content; null when it is longer than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(Stream content, long limit, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (bytes.Length + read > limit)
                return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    /// <summary>Tells by the first bytes, and inside an archive by its parts; the name of the file says nothing.</summary>
    public static Outcome<AttachmentContent> Of(byte[] bytes)
    {
        if (PhotoBytes.TypeOf(bytes) is { } picture)
            return PhotoBytes.WithoutMetadata(bytes) is { } clean ? new AttachmentContent(picture, clean) : Unknown();
        if (bytes.AsSpan(0, Math.Min(bytes.Length, PdfSearch)).IndexOf("%PDF-"u8) == 0)
            return new AttachmentContent(Pdf, bytes);
        // Hangul 5 files are compound documents whose header stream begins with this sentence.
        if (bytes.AsSpan().StartsWith(Ole))
            return bytes.AsSpan().IndexOf("HWP Document File"u8) > 0 ? new AttachmentContent(Hwp, bytes) : Unknown();
        return bytes.AsSpan().StartsWith("PK\u0003\u0004"u8) ? OfArchive(bytes) : Unknown();
    }

    /// <summary>The ending that a download of this type has.</summary>
    public static string EndingOf(string contentType) => contentType switch
    {
        Pdf => ".pdf",
        Xlsx => ".xlsx",
        Docx => ".docx",
        Hwpx => ".hwpx",
        Hwp => ".hwp",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/webp" => ".webp",
        _ => "",
    };

    /// <summary>Only the table of contents is read; nothing is inflated.</summary>
    private static Outcome<AttachmentContent> OfArchive(byte[] bytes)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MaxEntries)
                return Unknown();
            var names = archive.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
                return new DocumentHasMacros { Field = "file" };
            return names.Contains("xl/workbook.xml") ? new AttachmentContent(Xlsx, bytes)
                : names.Contains("word/document.xml") ? new AttachmentContent(Docx, bytes)
                : names.Contains("Contents/content.hpf") ? new AttachmentContent(Hwpx, bytes)
                : Unknown();
        }
        catch (InvalidDataException)
        {
            return Unknown();
        }
    }

    private static DocumentKindUnknown Unknown() => new() { Field = "file" };
}
