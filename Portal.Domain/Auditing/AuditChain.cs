using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Auditing;

/// <summary>
/// The seal over one audit row: HMAC-SHA-256 over the hash before it, its number, and the row in a form in which no two rows look alike
/// (every field with its length before it). A changed, removed or swapped row breaks the seal; without the key nobody makes a new one.
/// </summary>
public static class AuditChain
{
    public const int HashLength = 32;
    private const int Null = -1;

    /// <summary>What stands before the first seal.</summary>
    public static byte[] Start { get; } = new byte[HashLength];

    /// <summary>The hash of the seal with this number.</summary>
    public static byte[] Hash(byte[] key, byte[] previous, long number, AuditEntry row)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(previous);
        Append(hmac, number);
        Append(hmac, row.Id);
        // Instants are cut to microseconds where they are stored; a row just made and the same row read again seal alike.
        Append(hmac, row.At.Ticks / TimeSpan.TicksPerMicrosecond);
        Append(hmac, row.ActorKind.ToString());
        Append(hmac, row.ActorId);
        foreach (var text in (string?[])[row.ActorName, row.From, row.Action, row.SubjectKind])
            Append(hmac, text);
        Append(hmac, row.SubjectId);
        Append(hmac, row.SubjectCode);
        Append(hmac, row.MarketId);
        Append(hmac, row.Reason);
        Append(hmac, row.Changes);
        Append(hmac, row.PersonKeyId);
        return hmac.GetHashAndReset();
    }

    private static void Append(IncrementalHash hmac, long? value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int) + sizeof(long)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value is null ? Null : sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(int)..], value ?? 0);
        hmac.AppendData(value is null ? bytes[..sizeof(int)] : bytes);
    }

    private static void Append(IncrementalHash hmac, string? text)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32BigEndian(length, text is null ? Null : bytes.Length);
        hmac.AppendData(length);
        hmac.AppendData(bytes);
    }
}
