using System.Buffers.Binary;

namespace Portal.Domain.Vendors;

/// <summary>Tells pictures by their first bytes and takes out what says where and with what they were taken.</summary>
public static class PhotoBytes
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>The chunks a PNG is drawn from; all others (texts, times, Exif) are left out.</summary>
    private static readonly HashSet<string> PngChunks = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"];

    /// <summary>The media type by the content, whatever the file is called; null when it is no JPEG, PNG or WebP.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) ? "image/jpeg"
        : bytes.StartsWith(Png) ? "image/png"
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;

    /// <summary>The same picture without place, time and camera; null when its parts do not fit together.</summary>
    public static byte[]? WithoutMetadata(ReadOnlySpan<byte> bytes) => TypeOf(bytes) switch
    {
        "image/jpeg" => Jpeg(bytes),
        "image/png" => PngParts(bytes),
        "image/webp" => Webp(bytes),
        _ => null,
    };

    // Segments before the scan: APP1 (Exif, XMP), APP13 (IPTC) and comments go; the rest and the scan stay as they are.
    private static byte[]? Jpeg(ReadOnlySpan<byte> bytes)
    {
        using var result = new MemoryStream(bytes.Length);
        result.Write(bytes[..2]);
        for (var at = 2; at + 4 <= bytes.Length;)
        {
            if (bytes[at] != 0xff)
                return null;
            var marker = bytes[at + 1];
            if (marker == 0xda)
            {
                result.Write(bytes[at..]);
                return result.ToArray();
            }

            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 4 || at + length > bytes.Length)
                return null;
            if (marker is not (0xe1 or 0xed or 0xfe))
                result.Write(bytes.Slice(at, length));
            at += length;
        }

        return null;
    }

    private static byte[]? PngParts(ReadOnlySpan<byte> bytes)
    {
        using var result = new MemoryStream(bytes.Length);
        result.Write(bytes[..8]);
        for (var at = 8; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - 12)
                return null;
            var type = System.Text.Encoding.ASCII.GetString(bytes.Slice(at + 4, 4));
            if (PngChunks.Contains(type))
                result.Write(bytes.Slice(at, (int)length + 12));
            if (type == "IEND")
                return result.ToArray();
            at += (int)length + 12;
        }

        return null;
    }

    private static byte[]? Webp(ReadOnlySpan<byte> bytes)
    {
        using var result = new MemoryStream(bytes.Length);
        result.Write(bytes[..12]);
        for (var at = 12; at + 8 <= bytes.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            var padded = (long)size + (size & 1);
            if (padded > bytes.Length - at - 8)
                return null;
            var chunk = bytes.Slice(at, (int)padded + 8).ToArray();
            // Bits 2 and 3 of the flags announce XMP and Exif.
            if (chunk.AsSpan().StartsWith("VP8X"u8) && size > 0)
                chunk[8] &= 0b1111_0011;
            if (!chunk.AsSpan().StartsWith("EXIF"u8) && !chunk.AsSpan().StartsWith("XMP "u8))
                result.Write(chunk);
            at += (int)padded + 8;
        }

        var written = result.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(written.AsSpan(4), (uint)written.Length - 8);
        return written.Length > 20 ? written : null;
    }
}
