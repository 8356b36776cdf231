using System.IO.Compression;
using System.Text;

namespace Portal.Tests.Vouchers;

/// <summary>A voucher as the file of its print run lists it.</summary>
internal sealed record PrintedVoucher(string Serial, string Token, string Pin);

/// <summary>The file that a print run hands out.</summary>
internal static class PrintedList
{
    /// <summary>The vouchers of its list.</summary>
    public static List<PrintedVoucher> Of(ZipArchive zip) =>
        [.. Encoding.UTF8.GetString(Bytes(zip, "vouchers.csv")).TrimEnd().Split("\r\n").Skip(1).Select(l => l.Split(',')).Select(c => new PrintedVoucher(c[0], c[1], c[4]))];

    public static byte[] Bytes(ZipArchive zip, string name)
    {
        using var copy = new MemoryStream();
        using (var entry = zip.GetEntry(name)!.Open())
            entry.CopyTo(copy);
        return copy.ToArray();
    }
}
