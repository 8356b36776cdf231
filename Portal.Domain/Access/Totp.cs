using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Access;

/// <summary>Time-based one-time passwords by RFC 6238: HMAC-SHA-1, 30 s steps, six digits, as every authenticator app makes them.</summary>
public static class Totp
{
    public const int SecretSize = 20;
    public const int Digits = 6;
    private const int StepSeconds = 30;
    private const string Base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>How many steps a clock may be off, either way.</summary>
    private const int Tolerance = 1;

    /// <summary>The number of the time step that an instant lies in.</summary>
    public static long StepAt(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The password of one step.</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "RFC 6238 as authenticator apps know it; HMAC-SHA-1 is not broken.")]
    public static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, mac);
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[^1] & 15)..]) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step that a typed code belongs to, if it is now or next to now and later than the last one accepted; otherwise null.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string? typed, DateTime now, long lastStep)
    {
        var code = Text.Digits(typed ?? "");
        var at = StepAt(now);
        long? match = null;
        for (var step = at - Tolerance; step <= at + Tolerance; step++)
        {
            if (OneTimeSecret.Same(Code(secret, step), code) && step > lastStep)
                match ??= step;
        }

        return match;
    }

    /// <summary>A secret as people type it into an app.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        int bits = 0, value = 0;
        foreach (var b in bytes)
        {
            value = (value << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Base32Letters[(value >> (bits - 5)) & 31]);
            value &= (1 << bits) - 1;
        }

        return bits > 0 ? text.Append(Base32Letters[(value << (5 - bits)) & 31]).ToString() : text.ToString();
    }

    /// <summary>The address that an app reads from a QR code.</summary>
    public static string Address(string issuer, string account, ReadOnlySpan<byte> secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(issuer)}&digits={Digits}&period={StepSeconds}";
}
