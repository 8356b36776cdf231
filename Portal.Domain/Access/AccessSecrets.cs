using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Privacy;

namespace Portal.Domain.Access;

/// <summary>
/// Seals the secrets of sign-in that must be read again: shared secrets of the second factor, the keys of cookies. AES-256-GCM under a key
/// derived from the key ring, so the database alone gives none of them away. A text sealed for one purpose does not open for another.
/// </summary>
public sealed class AccessSecrets(KeyRing keys)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly Lazy<byte[]> key = new(() => HKDF.DeriveKey(HashAlgorithmName.SHA256, keys.Personal, 32, info: "portal/access"u8.ToArray()));

    /// <summary>The sealed bytes in Base64.</summary>
    public string Seal(string purpose, ReadOnlySpan<byte> plain)
    {
        var result = new byte[NonceSize + TagSize + plain.Length];
        var nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Value, TagSize);
        aes.Encrypt(nonce, plain, result.AsSpan(NonceSize + TagSize), result.AsSpan(NonceSize, TagSize), Encoding.UTF8.GetBytes(purpose));
        return Convert.ToBase64String(result);
    }

    /// <summary>What was sealed; null when the text was not sealed here, for another purpose, or was changed.</summary>
    public byte[]? Open(string purpose, string? sealedText)
    {
        var bytes = new byte[sealedText?.Length ?? 0];
        if (!Convert.TryFromBase64String(sealedText ?? "", bytes, out var length) || length < NonceSize + TagSize)
            return null;
        var plain = new byte[length - NonceSize - TagSize];
        using var aes = new AesGcm(key.Value, TagSize);
        try
        {
            aes.Decrypt(bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize + TagSize, plain.Length), bytes.AsSpan(NonceSize, TagSize), plain, Encoding.UTF8.GetBytes(purpose));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
