using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Portal.Domain.Access;
using Portal.Domain.Privacy;

namespace Portal.Domain.Vouchers;

/// <summary>What opens a voucher: a token of 128 bits, and six digits for those that are no paper. Only hashes of them are kept.</summary>
internal sealed record VoucherSecrets(string Token, string? Pin, byte[] TokenHash, byte[]? PinSalt, byte[]? PinHash)
{
    private const int TokenBytes = 16;
    private const int PinDigits = 6;

    public static VoucherSecrets Draw(PersonalData personal, VoucherKind kind)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        if (kind == VoucherKind.Paper)
            return new(token, null, OneTimeSecret.Hash(token), null, null);
        var (pin, salt) = (RandomNumberGenerator.GetInt32(1_000_000).ToString("D" + PinDigits, CultureInfo.InvariantCulture), RandomNumberGenerator.GetBytes(Voucher.PinSaltLength));
        return new(token, pin, OneTimeSecret.Hash(token), salt, VoucherPins.HashOf(personal, salt, pin));
    }

    /// <summary>Makes these what opens a voucher; what opened it before is worth nothing.</summary>
    public void WriteTo(Voucher voucher) => (voucher.TokenHash, voucher.PinSalt, voucher.PinHash, voucher.PinTries) = (TokenHash, PinSalt, PinHash, 0);
}
