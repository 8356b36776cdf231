using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.MerchantQr;

/// <summary>What the operator of the portal says about its codes.</summary>
/// <param name="OwnId">The globally unique id under which the portal's own account information stands (field 26): a domain of the operator, reversed.</param>
/// <param name="Category">The merchant category code (ISO 18245), four digits.</param>
/// <param name="Networks">The globally unique id of a card company's or payment network's templates, by the issuer's name as merchant numbers have it.</param>
public sealed record StallQrRules(string OwnId, string Category, IReadOnlyDictionary<string, string> Networks)
{
    /// <summary>Used unless <c>MerchantQr:Id</c> says otherwise.</summary>
    public const string UsualId = "kr.portal.market";

    /// <summary>Food stores not named elsewhere; used unless <c>MerchantQr:Category</c> says otherwise.</summary>
    public const string UsualCategory = "5499";

    /// <summary>As a portal without settings has them.</summary>
    public static StallQrRules Usual { get; } = new(UsualId, UsualCategory, new Dictionary<string, string>());

    /// <summary>The first of these settings that no code could hold; null when there is none.</summary>
    public string? Mistake => Networks.Values.Prepend(OwnId).FirstOrDefault(id => id.Length is 0 or > QrField.LongestUniqueId || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'))
        ?? (Category.Length == 4 && Category.All(char.IsAsciiDigit) ? null : Category);

    /// <summary>
    /// The globally unique id of an issuer's template. Where none is configured it is a UUID without hyphens, which the specification allows as well, made of the
    /// portal's own id and the issuer's name (RFC 9562, version 8): unique to the issuer, the same for ever, and known to no network, so that no wallet takes it for another's.
    /// </summary>
    public string NetworkOf(string issuer)
    {
        if (Networks.TryGetValue(issuer, out var known))
            return known;
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(OwnId + "\n" + issuer))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return Convert.ToHexStringLower(bytes);
    }
}
