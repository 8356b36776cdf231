using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using QRCoder;

namespace Portal.Tests.MerchantQr;

/// <summary>The modules of a QR code, a line of text for each row, read back from what was drawn and compared with what an encoder makes of the payload.</summary>
internal static partial class QrMatrix
{
    /// <summary>What the encoder makes of a payload, with the quiet zone.</summary>
    public static string Of(string payload)
    {
        using var data = QRCodeGenerator.GenerateQrCode(payload, QRCodeGenerator.ECCLevel.M);
        return Lines(data.ModuleMatrix.Count, (x, y) => data.ModuleMatrix[y][x]);
    }

    /// <summary>The dark runs of a drawing: each a path of one module's height, in units of a module.</summary>
    public static string OfSvg(string svg)
    {
        var runs = Run().Matches(svg).Select(m => (X: Figure(m, 1), Y: Figure(m, 2), Width: Figure(m, 3))).ToHashSet();
        return Lines(Figure(ViewBox().Match(svg), 1), (x, y) => runs.Any(r => r.Y == y && x >= r.X && x < r.X + r.Width));
    }

    /// <summary>The pixels in the middle of each module of a picture in black and white (PNG of 1 bit, no row filter).</summary>
    public static string OfPng(byte[] png)
    {
        var (width, depth) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), png[24]);
        Assert.Equal(1, depth);
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (Encoding.ASCII.GetString(png, at + 4, 4) == "IDAT")
                packed.Write(png, at + 8, length);
            at += length + 12;
        }

        packed.Position = 0;
        using var unpacked = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Decompress))
            zlib.CopyTo(unpacked);
        var (rows, stride) = (unpacked.ToArray(), ((width + 7) / 8) + 1);
        Assert.DoesNotContain(Enumerable.Range(0, width), y => rows[y * stride] != 0);
        bool Dark(int x, int y) => (rows[(y * stride) + 1 + (x / 8)] >> (7 - (x % 8)) & 1) == 0;

        // The first dark row begins with a finder pattern, which is seven modules wide.
        var first = Enumerable.Range(0, width).First(y => Enumerable.Range(0, width).Any(x => Dark(x, y)));
        var start = Enumerable.Range(0, width).First(x => Dark(x, first));
        var module = Enumerable.Range(start, width - start).TakeWhile(x => Dark(x, first)).Count() / 7;
        return Lines(width / module, (x, y) => Dark((x * module) + (module / 2), (y * module) + (module / 2)));
    }

    /// <summary>The pixels in the middle of each module of a code on a page of 300 pixels to an inch, which stands where it is meant to; millimetres, quiet zone included.</summary>
    public static string OfPixels((int Width, byte[] Pixels) page, (double X, double Y, double Size) place, int modules)
    {
        const double perMillimetre = 300 / 25.4;
        int Pixel(double start, int module) => (int)((start + ((module + 0.5) * place.Size / modules)) * perMillimetre);
        return Lines(modules, (x, y) => page.Pixels[(Pixel(place.Y, y) * page.Width) + Pixel(place.X, x)] < 128);
    }

    private static string Lines(int size, Func<int, int, bool> dark) =>
        string.Join('\n', Enumerable.Range(0, size).Select(y => string.Concat(Enumerable.Range(0, size).Select(x => dark(x, y) ? '#' : '.'))));

    private static int Figure(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(\d+) (\d+)h(\d+)v1h-\3z")]
    private static partial Regex Run();

    [GeneratedRegex(@"viewBox=""0 0 (\d+) ")]
    private static partial Regex ViewBox();
}
