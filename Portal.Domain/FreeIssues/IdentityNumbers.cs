namespace Portal.Domain.FreeIssues;

/// <summary>
/// Registration numbers of residents and foreigners in Korea: the date of birth, a digit for century and sex, and six more. Until October 2020 the last was a check digit; of people born since then it is
/// drawn by lot (주민등록법 시행규칙 of 2020-10-05).
/// </summary>
public static class IdentityNumbers
{
    private const int Length = 13;
    private static readonly int[] Weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
    private static readonly DateOnly ByLotSince = new(2020, 10, 5);

    /// <summary>The digits and the date of birth; null and a refusal otherwise. A hyphen and spaces are passed over.</summary>
    public static (string Digits, DateOnly Birth)? Parse(string text, string field, List<Refusal> refusals)
    {
        var digits = text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length != Length || !digits.All(char.IsAsciiDigit) || BirthOf(digits) is not { } birth)
        {
            refusals.Add(new IdentityMalformed { Field = field });
            return null;
        }

        if (birth >= ByLotSince || CheckDigits(digits).Contains(digits[^1] - '0'))
            return (digits, birth);
        refusals.Add(new IdentityChecksum { Field = field });
        return null;
    }

    /// <summary>The last digit of a resident's number that belongs to the first twelve.</summary>
    public static int CheckDigit(string digits) => (11 - (Sum(digits) % 11)) % 10;

    /// <summary>Foreigners' numbers are summed up to 13 instead of 11.</summary>
    private static int[] CheckDigits(string digits) => digits[6] is '5' or '6' or '7' or '8' ? [CheckDigit(digits), (13 - (Sum(digits) % 11)) % 10] : [CheckDigit(digits)];

    private static int Sum(string digits) => Weights.Select((weight, i) => weight * (digits[i] - '0')).Sum();

    private static DateOnly? BirthOf(string digits)
    {
        int? century = digits[6] switch { '1' or '2' or '5' or '6' => 1900, '3' or '4' or '7' or '8' => 2000, '9' or '0' => 1800, _ => null };
        return century is { } since && DateOnly.TryParseExact($"{since / 100:00}{digits[..6]}", "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var birth) ? birth : null;
    }
}
