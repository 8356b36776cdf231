using System.Text;

namespace Portal.Domain.MerchantQr;

/// <summary>The checksum of field 63: CRC-16 with polynomial 1021 and initial value FFFF, not reflected (ISO/IEC 13239, "CCITT-FALSE"), over UTF-8.</summary>
public static class Crc16
{
    /// <summary>The checksum of bytes.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        var crc = (ushort)0xFFFF;
        foreach (var one in bytes)
        {
            crc ^= (ushort)(one << 8);
            for (var bit = 0; bit < 8; bit++)
                crc = (ushort)((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1);
        }

        return crc;
    }

    /// <summary>The four hexadecimal digits, in capitals, of a payload up to and including <c>6304</c>.</summary>
    public static string Digits(string payloadTo6304) => Of(Encoding.UTF8.GetBytes(payloadTo6304)).ToString("X4", System.Globalization.CultureInfo.InvariantCulture);
}
