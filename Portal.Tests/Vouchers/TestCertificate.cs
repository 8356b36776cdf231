using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Portal.Tests.Vouchers;

/// <summary>A line of a printer's file, in the clear.</summary>
internal sealed record PrinterLine(string Serial, string Token, long Face, string Currency, int Box, int Bundle);

/// <summary>A printer's certificate with its key, and what only that key can read.</summary>
internal static class TestCertificate
{
    private const string Head = "serial,token,faceValueMinor,currency,box,bundle";

    /// <summary>A certificate of RSA that is valid for two years from the day before.</summary>
    public static X509Certificate2 Make(DateTimeOffset now, int bits = 2_048, X509KeyUsageFlags? usage = null)
    {
        using var key = RSA.Create(bits);
        var request = new CertificateRequest("CN=시험 조폐", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (usage is { } only)
            request.CertificateExtensions.Add(new X509KeyUsageExtension(only, critical: true));
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(2));
    }

    public static byte[] Pem(this X509Certificate2 certificate) => Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());

    /// <summary>The lines of an encrypted file, read with the printer's key.</summary>
    public static List<PrinterLine> Read(this X509Certificate2 certificate, Stream file)
    {
        using var zip = new ZipArchive(file);
        var lines = new List<PrinterLine>();
        foreach (var entry in zip.Entries)
        {
            using var copy = new MemoryStream();
            using (var part = entry.Open())
                part.CopyTo(copy);
            var cms = new EnvelopedCms();
            cms.Decode(copy.ToArray());
            Assert.Equal(("2.16.840.1.101.3.4.1.42", "1.2.840.113549.1.1.7"), (cms.ContentEncryptionAlgorithm.Oid.Value, Assert.Single(cms.RecipientInfos.Cast<RecipientInfo>()).KeyEncryptionAlgorithm.Oid.Value));
            cms.Decrypt(new X509Certificate2Collection(certificate));
            var text = Encoding.UTF8.GetString(cms.ContentInfo.Content).TrimEnd().Split("\r\n");
            Assert.Equal(Head, text[0]);
            lines.AddRange(text.Skip(1).Select(l => l.Split(',')).Select(c => new PrinterLine(c[0], c[1], long.Parse(c[2], CultureInfo.InvariantCulture), c[3], int.Parse(c[4], CultureInfo.InvariantCulture), int.Parse(c[5], CultureInfo.InvariantCulture))));
        }

        return lines;
    }
}
