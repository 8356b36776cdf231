using System.Text;

namespace Portal.Domain.Vendors;

/// <summary>The number is not a Korean business registration number (10 digits) nor a Chinese unified social credit code (18 characters).</summary>
public sealed record BusinessNumberFormat : Refusal;

/// <summary>The number's check digit does not fit its other characters: a digit was mistyped.</summary>
public sealed record BusinessNumberChecksum : Refusal;

/// <summary>Korean business registration numbers and Chinese unified social credit codes.</summary>
public static class BusinessNumbers
{
    private const string UsccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] KoreanWeights = [1, 3, 7, 1, 3, 7, 1, 3, 5];

    /// <summary>
    /// The number without separators, and which register it is from; null and a refusal on <paramref name="field"/> otherwise.
    /// Spaces, hyphens and full-width digits are taken; letters are raised.
    /// </summary>
    public static (string Number, BusinessNumberKind Kind)? Parse(string text, string field, List<Refusal> refusals)
    {
        var number = Fold(text);
        var kind = number.Length switch
        {
            10 when number.All(char.IsAsciiDigit) => BusinessNumberKind.Korean,
            18 when number.All(c => UsccAlphabet.Contains(c, StringComparison.Ordinal)) && number[..8].Skip(2).All(char.IsAsciiDigit) => BusinessNumberKind.Chinese,
            _ => BusinessNumberKind.None,
        };
        if (kind == BusinessNumberKind.None)
            refusals.Add(new BusinessNumberFormat { Field = field });
        else if (!(kind == BusinessNumberKind.Korean ? IsKorean(number) : IsChinese(number)))
            refusals.Add(new BusinessNumberChecksum { Field = field });
        else
            return (number, kind);
        return null;
    }

    /// <summary>
    /// The check digit of the National Tax Service: weights 1 3 7 1 3 7 1 3 5, plus the tens of five times the ninth digit, to ten.
    /// Numbers of one repeated digit are never issued and are refused although 000-00-00000 fits the sum.
    /// </summary>
    public static bool IsKorean(string digits)
    {
        if (digits.Length != 10 || !digits.All(char.IsAsciiDigit) || digits.Distinct().Count() == 1)
            return false;
        return KoreanCheckDigit(digits) == digits[9] - '0';
    }

    /// <summary>The tenth digit that belongs to the first nine.</summary>
    public static int KoreanCheckDigit(string digits)
    {
        var sum = KoreanWeights.Select((weight, i) => weight * (digits[i] - '0')).Sum() + ((digits[8] - '0') * 5 / 10);
        return (10 - (sum % 10)) % 10;
    }

    /// <summary>GB 32100-2015: modulo 31 over 17 characters weighted by powers of 3.</summary>
    public static bool IsChinese(string code)
    {
        if (code.Length != 18)
            return false;
        int sum = 0, weight = 1;
        foreach (var c in code[..17])
        {
            var value = UsccAlphabet.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
                return false;
            sum += value * weight;
            weight = weight * 3 % 31;
        }

        return UsccAlphabet[(31 - (sum % 31)) % 31] == code[17];
    }

    /// <summary>As people write it: 123-45-67890; a Chinese code stays in one piece.</summary>
    public static string? Display(string? number) => number is { Length: 10 } ? $"{number[..3]}-{number[3..5]}-{number[5..]}" : number;

    private static string Fold(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '‐' or '‑' or '–' or '.'))).ToUpperInvariant();
}
