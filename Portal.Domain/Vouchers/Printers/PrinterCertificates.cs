using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Portal.Domain.Vouchers.Printers;

/// <summary>Reads the certificates of printers.</summary>
internal static class PrinterCertificates
{
    private const int LeastBits = 2_048;

    /// <summary>The certificate, when something can be encrypted for it today; or why not.</summary>
    public static Outcome<X509Certificate2> Read(byte[] file, DateTime now)
    {
        if (file.Length is 0 or > SecurityPrinter.CertificateLength)
            return new CertificateUnreadable { Field = "certificate" };
        var text = Encoding.ASCII.GetString(file);
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
            return new CertificateHasKey { Field = "certificate" };
        X509Certificate2 certificate;
        try
        {
            if (X509Certificate2.GetCertContentType(file) == X509ContentType.Pkcs12)
                return new CertificateHasKey { Field = "certificate" };
            certificate = text.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) ? X509Certificate2.CreateFromPem(text) : X509CertificateLoader.LoadCertificate(file);
        }
        catch (CryptographicException)
        {
            return new CertificateUnreadable { Field = "certificate" };
        }

        if (Unfit(certificate, now) is not { } refusal)
            return certificate;
        certificate.Dispose();
        return refusal with { Field = "certificate" };
    }

    /// <summary>Why nothing is encrypted for it; null when it can be.</summary>
    public static Refusal? Unfit(X509Certificate2 certificate, DateTime now)
    {
        using var key = certificate.GetRSAPublicKey();
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        if (key is null || key.KeySize < LeastBits || (usage is not null && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyEncipherment)))
            return new CertificateUnfit(key?.KeySize ?? 0);
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        return now < from || now > until ? new CertificateNotValid(DateOnly.FromDateTime(from), DateOnly.FromDateTime(until)) : null;
    }
}
