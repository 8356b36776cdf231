using System.Globalization;

namespace Portal.Domain.Vouchers;

/// <summary>
/// Serial numbers as people read them: the programme's prefix, the number in nine digits or more, and a check character (ISO/IEC 7064, MOD 37,36) that shows every wrong character,
/// and of swapped neighbours all but four in a thousand. Written with hyphens, read without.
/// </summary>
public static class SerialNumbers
{
    public const int Length = 24;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int Modulus = 36;
    private const int Digits = 9;

    /// <summary>The serial number of a programme's voucher.</summary>
    public static string Of(string prefix, long number)
    {
        var digits = number.ToString("D" + Digits, CultureInfo.InvariantCulture);
        return $"{prefix}-{digits}-{CheckOf(prefix + digits)}";
    }

    /// <summary>Reads a serial number as it was typed or scanned; false when the check character does not fit or it is none at all.</summary>
    public static bool TryParse(string? text, out string prefix, out long number)
    {
        (prefix, number) = ("", 0);
        if (text is null || text.Length > Length * 2)
            return false;
        var plain = string.Concat(text.Where(c => c is not ('-' or ' '))).ToUpperInvariant();
        var letters = plain.TakeWhile(char.IsAsciiLetterUpper).Count();
        if (letters is 0 or > VoucherProgramme.PrefixLength || plain.Length < letters + Digits + 1 || plain.Length > Length || plain.Any(c => !Alphabet.Contains(c)))
            return false;
        var digits = plain[letters..^1];
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) || plain[^1] != CheckOf(plain[..^1]) || (digits.Length > Digits && digits[0] == '0'))
            return false;
        prefix = plain[..letters];
        return true;
    }

    /// <summary>The check character by the hybrid system MOD 37,36.</summary>
    public static char CheckOf(string text)
    {
        var product = Modulus;
        foreach (var character in text)
        {
            var sum = (product + Alphabet.IndexOf(character)) % Modulus;
            product = (sum == 0 ? Modulus : sum) * 2 % (Modulus + 1);
        }

        return Alphabet[(Modulus + 1 - product) % Modulus];
    }
}
