using System.Globalization;
using System.Text;

namespace Portal.Domain.Exchange.Reading;

/// <summary>Says how much a decoded text looks like one that people wrote in a registry.</summary>
internal static class TextPlausibility
{
    private static readonly HashSet<char> KoreanStandard = Decodable(TextEncoding.Cp949, 0xB0, 0xC8);
    private static readonly HashSet<char> ChineseStandard = Decodable(TextEncoding.Gb18030, 0xB0, 0xD7);

    /// <summary>What a character adds: 1 for the common ones, below 0 for those that only a wrong reading brings.</summary>
    public static double Weight(Rune rune)
    {
        var value = rune.Value;
        if (value is >= 0x20 and < 0x7F or '\t' or '\r' or '\n')
            return 0.6;
        if (rune.IsBmp && CommonCharacters.Contains((char)value))
            return 1;
        return value switch
        {
            < 0x20 or (>= 0x7F and < 0xA0) => -3,
            >= 0xAC00 and <= 0xD7A3 => KoreanStandard.Contains((char)value) ? 0.1 : -0.6,
            >= 0x4E00 and <= 0x9FFF => ChineseStandard.Contains((char)value) ? 0.1 : -0.4,
            >= 0x3000 and <= 0x30FF or >= 0xFF01 and <= 0xFF5E => 0.4,
            >= 0x00A0 and <= 0x00FF or >= 0x2010 and <= 0x2044 => 0.2,
            _ => OfCategory(Rune.GetUnicodeCategory(rune)),
        };
    }

    private static double OfCategory(UnicodeCategory category) => category switch
    {
        // Code page 949 and GB 18030 put their unmapped bytes here: no real file has them in number.
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate => -10,
        UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter => -0.1,
        _ => 0,
    };

    /// <summary>The two-byte characters of an encoding between two lead bytes, second bytes A1 to FE.</summary>
    private static HashSet<char> Decodable(TextEncoding encoding, byte firstLead, byte lastLead)
    {
        var characters = new HashSet<char>();
        var decoder = encoding.Strict();
        for (var lead = firstLead; lead <= lastLead; lead++)
        {
            for (byte trail = 0xA1; trail <= 0xFE; trail++)
            {
                // GB 2312 ends its first level with five free places.
                if (lead == 0xD7 && trail > 0xF9)
                    continue;
                characters.Add(decoder.GetString([lead, trail])[0]);
            }
        }

        return characters;
    }
}
