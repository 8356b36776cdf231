using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Access;

/// <summary>Secrets that the portal makes, shows once and keeps only as a hash. They are random enough that a fast hash is safe.</summary>
public static class OneTimeSecret
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>256 random bits as 43 characters that stand in a URL.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A code that a person types: groups of four from 31 letters and digits that are not mistaken for each other (about 5 bits each).</summary>
    public static string Typed(int groups) =>
        string.Join('-', Enumerable.Range(0, groups).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>SHA-256 of a secret as it is kept.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>A typed code without what people add or change: spaces, hyphens, capital letters.</summary>
    public static string Fold(string? typed) => string.Concat((typed ?? "").Normalize(NormalizationForm.FormKC).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));

    /// <summary>Compares in a time that does not depend on where they differ.</summary>
    public static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Hash(one), Hash(other));
}
