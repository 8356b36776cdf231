using System.Globalization;
using System.Text;

namespace Portal.Domain.Auditing;

/// <summary>One line of the anchor file: at this time the chain ended with this seal.</summary>
public sealed record AuditHead(long Number, string Hash, DateTime At);

/// <summary>
/// The file of chain heads, outside the database: one line per head, <c>number hash time</c>. Kept (better: copied away) by the operator,
/// it proves that the end of the chain was not cut off, which the chain alone cannot.
/// </summary>
public static class AuditAnchor
{
    public const string FileName = "audit-heads.txt";

    /// <summary>Appends the head and flushes it to the disk. A head that the file ends with already is not written again.</summary>
    public static async Task AppendAsync(string path, AuditSeal head, DateTime at, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (File.Exists(path) && await ReadAsync(path, cancellation) is [.., var last] && last.Number == head.Number)
            return;
        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        var line = string.Create(CultureInfo.InvariantCulture, $"{head.Number} {Convert.ToHexStringLower(head.Hash)} {at:yyyy-MM-ddTHH:mm:ssZ}\n");
        await file.WriteAsync(Encoding.ASCII.GetBytes(line), cancellation);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads all heads. Throws <see cref="InvalidDataException"/> naming the line that is none.</summary>
    public static async Task<IReadOnlyList<AuditHead>> ReadAsync(string path, CancellationToken cancellation = default)
    {
        var lines = await File.ReadAllLinesAsync(path, cancellation);
        return [.. lines.Select((line, index) => (line, index)).Where(l => l.line.Length > 0).Select(l => Read(l.line, l.index + 1))];
    }

    private static AuditHead Read(string line, int number)
    {
        var parts = line.Split(' ');
        if (parts.Length == 3 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seal) && parts[1].Length == 2 * AuditChain.HashLength
            && DateTime.TryParse(parts[2], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at))
            return new AuditHead(seal, parts[1], at);
        throw new InvalidDataException($"line {number} is not 'number hash time'");
    }
}
