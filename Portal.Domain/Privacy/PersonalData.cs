using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Privacy;

/// <summary>
/// Seals personal fields with the key of the person they belong to (AES-256-GCM; nonce, tag and text in one column).
/// A field whose key was erased opens to null.
/// </summary>
public sealed class PersonalData(KeyRing keys, TimeProvider time)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>A new key for a new person; add it to the context together with the person's row.</summary>
    public PersonKey NewKey(RetentionClass retention) => new()
    {
        Wrapped = Encrypt(keys.Personal, RandomNumberGenerator.GetBytes(32)),
        Retention = retention,
        CreatedAt = time.GetUtcNow().UtcDateTime,
    };

    /// <summary>Seals a text; null stays null. Throws when the key was erased: nothing can be written for that person any more.</summary>
    public byte[]? Seal(PersonKey key, string? text) => text is null ? null
        : Encrypt(Unwrap(key) ?? throw new InvalidOperationException("The key of this person was erased."), Encoding.UTF8.GetBytes(text));

    /// <summary>Opens a sealed field; null when it is empty or its key was erased. Throws when the bytes were tampered with.</summary>
    public string? Open(PersonKey key, byte[]? field) =>
        field is null || Unwrap(key) is not { } personKey ? null : Encoding.UTF8.GetString(Decrypt(personKey, field));

    /// <summary>Opens several fields of one person with one unwrapping.</summary>
    public string?[] Open(PersonKey key, params ReadOnlySpan<byte[]?> fields)
    {
        var texts = new string?[fields.Length];
        if (Unwrap(key) is not { } personKey)
            return texts;
        for (var i = 0; i < fields.Length; i++)
            texts[i] = fields[i] is { } field ? Encoding.UTF8.GetString(Decrypt(personKey, field)) : null;
        return texts;
    }

    /// <summary>Seals a file: the same as a text, and gone with the key like one.</summary>
    public byte[] SealFile(PersonKey key, ReadOnlySpan<byte> content) =>
        Encrypt(Unwrap(key) ?? throw new InvalidOperationException("The key of this person was erased."), content);

    /// <summary>Opens a sealed file; null when its key was erased. Throws when the bytes were tampered with.</summary>
    public byte[]? OpenFile(PersonKey key, ReadOnlySpan<byte> content) => Unwrap(key) is { } personKey ? Decrypt(personKey, content) : null;

    /// <summary>Seals a text of somebody who has no key here, with the portal's own; it is destroyed by emptying the field.</summary>
    public byte[] SealAlone(string text) => Encrypt(keys.Personal, Encoding.UTF8.GetBytes(text));

    /// <summary>Opens what <see cref="SealAlone"/> sealed. Throws when the bytes were tampered with.</summary>
    public string OpenAlone(byte[] field) => Encoding.UTF8.GetString(Decrypt(keys.Personal, field));

    /// <summary>How many bytes longer a sealed text or file is than the plain one.</summary>
    public const int SealLength = NonceSize + TagSize;

    /// <summary>True when the key opens with this key ring, or was erased.</summary>
    public bool CanOpen(PersonKey key)
    {
        try
        {
            return Unwrap(key) is null or { Length: 32 };
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>An index that finds a sealed text by its exact value without telling what it is: HMAC-SHA-256, cut to 16 bytes.</summary>
    public byte[] Index(string text) => HMACSHA256.HashData(keys.Lookup, Encoding.UTF8.GetBytes(Text.ForSearch(text)))[..16];

    private byte[]? Unwrap(PersonKey key) => key.Wrapped is { } wrapped ? Decrypt(keys.Personal, wrapped) : null;

    private static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> plain)
    {
        var result = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(result.AsSpan(0, NonceSize), plain, result.AsSpan(NonceSize + TagSize), result.AsSpan(NonceSize, TagSize));
        return result;
    }

    private static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> cipher)
    {
        var plain = new byte[cipher.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(cipher[..NonceSize], cipher[(NonceSize + TagSize)..], cipher.Slice(NonceSize, TagSize), plain);
        return plain;
    }
}
