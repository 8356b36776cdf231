using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;

namespace Portal.Domain.Exchange.Reading;

/// <summary>The archive of a workbook, opened behind its limits: entries, names, and bytes as they inflate.</summary>
internal sealed class WorkbookArchive : IDisposable
{
    private const int EndRecordBytes = 22;
    private const int LongestComment = ushort.MaxValue;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly InflationMeter meter = new();

    public WorkbookArchive(Stream stream)
    {
        if (CountOfEntries(stream) > ExchangeLimits.Entries)
            throw new UnreadableFileException(new FileTooManyEntries(ExchangeLimits.Entries));
        archive = new ZipArchive(stream, ZipArchiveMode.Read);
        long declared = 0;
        foreach (var entry in archive.Entries)
        {
            if (!entries.TryAdd(Normal(entry.FullName), entry))
                throw new UnreadableFileException(new FileHasDuplicateEntries(entry.FullName));
            if (entry.IsEncrypted)
                throw new UnreadableFileException(new FileIsEncrypted());
            declared += entry.Length;
        }

        if (declared > ExchangeLimits.InflatedBytes)
            throw new UnreadableFileException(InflationMeter.TooFar);
    }

    public bool Has(string name) => entries.ContainsKey(Normal(name));

    /// <summary>A part as a stream that counts, or null when the archive lacks it.</summary>
    public Stream? Open(string name) => entries.TryGetValue(Normal(name), out var entry) ? new GuardedStream(entry.Open(), meter) : null;

    /// <summary>A part as XML without document types, or null when the archive lacks it.</summary>
    public XmlReader? OpenXml(string name) => Open(name) is { } stream ? XmlReader.Create(stream, Settings) : null;

    public void Dispose() => archive.Dispose();

    private static string Normal(string name) => name.Replace('\\', '/').TrimStart('/');

    /// <summary>The number of entries that the archive's end record declares; the parser compares it with what it finds.</summary>
    private static int CountOfEntries(Stream stream)
    {
        var tail = new byte[(int)Math.Min(stream.Length, EndRecordBytes + LongestComment)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        stream.Position = 0;
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        return end < 0 || end + EndRecordBytes > tail.Length ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
    }
}
