using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Tests.Reports;

/// <summary>A PDF as poppler reads it; eng/test.sh installs that.</summary>
internal sealed partial class PdfFile : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("portal-pdf-").FullName, "file.pdf");

    public PdfFile(byte[] bytes)
    {
        Assert.Equal("%PDF"u8.ToArray(), bytes[..4]);
        File.WriteAllBytes(path, bytes);
    }

    public Task<string> TextAsync() => RunAsync("pdftotext", "-layout", path, "-");

    public async Task<int> PagesAsync() => int.Parse(PageCount().Match(await RunAsync("pdfinfo", path)).Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>Width and height of the first page in points (1/72 inch), rounded.</summary>
    public async Task<(int Width, int Height)> PointsAsync()
    {
        var size = PageSize().Match(await RunAsync("pdfinfo", path));
        return (Rounded(size.Groups[1].Value), Rounded(size.Groups[2].Value));

        static int Rounded(string points) => (int)Math.Round(double.Parse(points, CultureInfo.InvariantCulture));
    }

    /// <summary>Each font and whether it is embedded. The columns stand under the dashes of the heading's second line.</summary>
    public async Task<IReadOnlyList<(string Name, bool Embedded)>> FontsAsync()
    {
        var lines = (await RunAsync("pdffonts", path)).TrimEnd().Split('\n');
        var at = lines[0].IndexOf("emb", StringComparison.Ordinal);
        return [.. lines.Skip(2).Select(l => (l.Split(' ')[0], l.AsSpan(at, 3).StartsWith("yes", StringComparison.Ordinal)))];
    }

    /// <summary>A page as grey pixels, row by row: 300 to an inch.</summary>
    public async Task<(int Width, byte[] Pixels)> GrayAsync(int page)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        await RunAsync("pdftoppm", "-gray", "-r", "300", "-f", number, "-l", number, "-singlefile", path, path);
        var image = await File.ReadAllBytesAsync(path + ".pgm");
        var header = Header().Match(System.Text.Encoding.Latin1.GetString(image, 0, Math.Min(image.Length, 40)));
        return (int.Parse(header.Groups[1].Value, CultureInfo.InvariantCulture), image[header.Length..]);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var reader = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var text = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        return text;
    }

    [GeneratedRegex(@"Page size:\s+([\d.]+) x ([\d.]+)")]
    private static partial Regex PageSize();

    [GeneratedRegex(@"^P5\s+(\d+)\s+\d+\s+255\s")]
    private static partial Regex Header();

    [GeneratedRegex(@"Pages:\s+(\d+)")]
    private static partial Regex PageCount();
}
