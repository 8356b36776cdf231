using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>Seals the keys of cookies before they go to the database: whoever has only the database can forge no cookie.</summary>
internal sealed class SealedXmlEncryptor(AccessSecrets secrets) : IXmlEncryptor
{
    public const string Purpose = "data-protection";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("sealed", secrets.Seal(Purpose, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)))), typeof(SealedXmlDecryptor));
}

/// <summary>Opens them again. Data Protection makes it by its name, which stands in the database: renaming it needs care.</summary>
internal sealed class SealedXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var plain = services.GetRequiredService<AccessSecrets>().Open(SealedXmlEncryptor.Purpose, encryptedElement.Value)
            ?? throw new InvalidOperationException("A key of cookies was sealed with another key ring: Keys:Path does not belong to this database.");
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
