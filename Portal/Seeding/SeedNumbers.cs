using System.Globalization;
using Portal.Domain.FreeIssues;
using Portal.Domain.Vendors;

namespace Portal.Seeding;

/// <summary>Numbers that pass every check and belong to nobody.</summary>
internal static class SeedNumbers
{
    private const string UsccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>A Korean number with its check digit: no tax office is 999, no kind of business is 00. Takes 0 to 9,999.</summary>
    public static string Korean(int index)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"99900{index % 10_000:D4}");
        return digits + BusinessNumbers.KoreanCheckDigit(digits).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A Korean number for bulk data: 900 to 998 are no tax offices either. Takes up to 99 million.</summary>
    public static string KoreanBulk(int index)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{900 + (index / 1_000_000 % 99):D3}{index % 1_000_000:D6}");
        return digits + BusinessNumbers.KoreanCheckDigit(digits).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A Chinese code with both its check characters; the administrative division 000000 is none.</summary>
    public static string Chinese(int index)
    {
        int[] weights = [3, 7, 9, 10, 5, 8, 4, 2];
        var organisation = index.ToString("D8", CultureInfo.InvariantCulture);
        var rest = (11 - (organisation.Select((c, i) => (c - '0') * weights[i]).Sum() % 11)) % 11;
        var code = "92000000" + organisation + (rest == 10 ? "X" : rest.ToString(CultureInfo.InvariantCulture));
        return UsccAlphabet.Select(c => code + c).First(BusinessNumbers.IsChinese);
    }

    /// <summary>A resident's number with its check digit, of the first day of 1900: nobody who has it lives.</summary>
    public static string Resident(int index)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"0001011{index % 100_000:D5}");
        return digits + IdentityNumbers.CheckDigit(digits).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>No subscriber's number begins with 0000.</summary>
    public static string Mobile(Random random) => string.Create(CultureInfo.InvariantCulture, $"010-0000-{random.Next(10_000):D4}");

    /// <summary>No exchange is called 000.</summary>
    public static string Landline(Random random) => string.Create(CultureInfo.InvariantCulture, $"051-000-{random.Next(10_000):D4}");

    /// <summary>An id that comes out the same at every run.</summary>
    public static Guid Uid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
