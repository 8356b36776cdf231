using System.Security.Cryptography;

namespace Portal.Domain.Wallets;

/// <summary>The codes that people read from wallets: <c>W</c>, ten random digits and a check digit (Luhn, ISO/IEC 7812-1 annex B).</summary>
public static class WalletCodes
{
    private const int Digits = 10;

    public static string New()
    {
        var number = RandomNumberGenerator.GetString("0123456789", Digits);
        return "W" + number + Luhn.CheckDigitOf(number);
    }

    /// <summary>
    /// A code as it was scanned or typed, made the code that is kept: small letters, spaces and hyphens do not matter, the letter may be left out, and a scanner that types into a Korean keyboard
    /// writes <c>ㅈ</c> for it. What is no such code comes back as it is.
    /// </summary>
    public static string Fold(string scanned)
    {
        var folded = string.Concat(scanned.Where(c => c is not ('-' or ' '))).ToUpperInvariant();
        var code = folded is [>= '0' and <= '9', ..] ? "W" + folded : folded.Replace('ㅈ', 'W');
        return IsValid(code) ? code : scanned;
    }

    /// <summary>True for a code whose check digit fits: one wrong or two swapped digits are seen before anything is looked up.</summary>
    public static bool IsValid(string? code) =>
        code is { Length: Digits + 2 } && code[0] == 'W' && code.AsSpan(1).ContainsAnyExceptInRange('0', '9') == false && code[^1] == Luhn.CheckDigitOf(code[1..^1]);
}
