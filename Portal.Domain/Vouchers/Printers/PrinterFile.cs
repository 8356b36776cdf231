using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Portal.Domain.Vouchers.Printers;

/// <summary>
/// The file for a printer: a zip of parts, each a CMS EnvelopedData (RFC 5652) encrypted with AES-256-CBC under a key that is wrapped with RSAES-OAEP (SHA-256, RFC 8551) for the printer's certificate. What is encrypted is a list with serial number, token, face value, box and
/// bundle; it is in the clear in memory alone, a part at a time.
/// </summary>
public sealed class PrinterFile : IAsyncDisposable
{
    /// <summary>Vouchers of one part.</summary>
    private const int PartSize = 50_000;

    private const string Aes256Cbc = "2.16.840.1.101.3.4.1.42";
    private const string Head = "serial,token,faceValueMinor,currency,box,bundle\r\n";

    private readonly ZipArchive zip;
    private readonly CmsRecipient recipient;
    private readonly BundlePlan plan;
    private readonly string currency;
    private readonly StringBuilder part = new(Head);
    private int lines;
    private int parts;

    public PrinterFile(Stream output, X509Certificate2 certificate, string currency, int bundleSize, int boxSize)
    {
        (zip, recipient, plan, this.currency) = (new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true), new CmsRecipient(SubjectIdentifierType.IssuerAndSerialNumber, certificate, RSAEncryptionPadding.OaepSHA256), new BundlePlan(bundleSize, boxSize), currency);
    }

    /// <summary>The bundles of what was written.</summary>
    public IReadOnlyList<PrintBundle> Bundles => plan.Bundles;

    /// <summary>Writes vouchers in the order of their numbers.</summary>
    public async Task AddAsync(IReadOnlyList<MadeVoucher> made)
    {
        foreach (var voucher in made)
        {
            var bundle = plan.Put(voucher);
            part.Append(CultureInfo.InvariantCulture, $"{voucher.Serial},{voucher.Token},{voucher.FaceMinor},{currency},{bundle.Box},{bundle.Number}\r\n");
            if (++lines == PartSize)
                await WritePartAsync();
        }
    }

    /// <summary>Writes what is left, and closes the zip.</summary>
    public async Task FinishAsync()
    {
        if (lines > 0)
            await WritePartAsync();
        zip.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        zip.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task WritePartAsync()
    {
        var clear = Encoding.UTF8.GetBytes(part.ToString());
        var cms = new EnvelopedCms(new ContentInfo(clear), new AlgorithmIdentifier(new Oid(Aes256Cbc)));
        cms.Encrypt(recipient);
        CryptographicOperations.ZeroMemory(clear);
        await using var entry = zip.CreateEntry(string.Create(CultureInfo.InvariantCulture, $"vouchers-{++parts:0000}.csv.p7m"), CompressionLevel.NoCompression).Open();
        await entry.WriteAsync(cms.Encode());
        (lines, _) = (0, part.Clear().Append(Head));
    }
}

/// <summary>Lays vouchers into bundles and boxes. A bundle has one face value and numbers without a gap; another face value begins another box.</summary>
internal sealed class BundlePlan(int bundleSize, int boxSize)
{
    private readonly List<PrintBundle> bundles = [];
    private int inBox;

    public IReadOnlyList<PrintBundle> Bundles => bundles;

    /// <summary>The bundle into which the next voucher goes.</summary>
    public PrintBundle Put(MadeVoucher voucher)
    {
        if (!SerialNumbers.TryParse(voucher.Serial, out _, out var number))
            throw new ArgumentException("A voucher that was made has a serial number.", nameof(voucher));
        var last = bundles.Count > 0 ? bundles[^1] : null;
        var sameFace = last is not null && last.FaceMinor == voucher.FaceMinor && last.ToNumber + 1 == number;
        if (sameFace && last!.Count < bundleSize)
        {
            (last.ToNumber, inBox) = (number, inBox + 1);
            return last;
        }

        var sameBox = sameFace && inBox < boxSize;
        inBox = sameBox ? inBox + 1 : 1;
        var next = new PrintBundle { Box = sameBox ? last!.Box : (last?.Box ?? 0) + 1, Number = sameBox ? last!.Number + 1 : 1, FromNumber = number, ToNumber = number, FaceMinor = voucher.FaceMinor, State = BundleState.Expected };
        bundles.Add(next);
        return next;
    }
}
