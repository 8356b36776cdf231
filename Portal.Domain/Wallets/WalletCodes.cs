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

    /// <summary>True for a code whose check digit fits: one wrong or two swapped digits are seen before anything is looked up.</summary>
    public static bool IsValid(string? code) =>
        code is { Length: Digits + 2 } && code[0] == 'W' && code.AsSpan(1).ContainsAnyExceptInRange('0', '9') == false && code[^1] == Luhn.CheckDigitOf(code[1..^1]);
}
