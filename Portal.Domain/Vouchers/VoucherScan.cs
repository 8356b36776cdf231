namespace Portal.Domain.Vouchers;

/// <summary>What a scanner or a hand put into the field of a counter, made the text that names a voucher: no database, no clock.</summary>
public static class VoucherScan
{
    /// <summary>The most that is looked at; an address with a token is shorter.</summary>
    public const int Most = 300;

    /// <summary>What stands before the token in the address that the code of a voucher may hold.</summary>
    private const string InAddress = "/v/";

    /// <summary>The letters of the keys, in the order of <see cref="Letters"/>, as a Korean keyboard (두벌식) writes them.</summary>
    private const string Jamo = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ";

    private const string Letters = "QWERTYUIOPASDFGHJKLZXCVBNMQWERTOP";

    /// <summary>
    /// A serial number or a token as it is looked up: the token out of an address, wide letters made narrow, and what a scanner typed into a Korean keyboard read by its keys. Small letters in serial
    /// numbers do not matter; tokens keep theirs.
    /// </summary>
    public static string Read(string? scanned)
    {
        var text = (scanned ?? "").Trim();
        if (text.Length > Most)
            text = text[..Most];
        var address = text.LastIndexOf(InAddress, StringComparison.Ordinal);
        if (address >= 0)
            text = text[(address + InAddress.Length)..].Split('?', '#')[0];
        var plain = string.Concat(text.Select(Narrow));
        var typed = string.Concat(plain.Normalize(System.Text.NormalizationForm.FormKD).Select(Key));
        return SerialNumbers.TryParse(typed, out var prefix, out var number) ? SerialNumbers.Of(prefix, number) : plain;
    }

    private static char Narrow(char c) => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;

    private static char Key(char c) => c switch
    {
        >= '\u1100' and <= '\u11FF' => Latin(Single(c)),
        _ => Latin(c),
    };

    private static char Latin(char c) => Jamo.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Letters[at] : c;

    /// <summary>The single letter of a part of a syllable: composed ones come apart into parts of their own block.</summary>
    private static char Single(char part)
    {
        const string initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
        const string vowels = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
        const string finals = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
        return part switch
        {
            >= '\u1100' and <= '\u1112' => initials[part - '\u1100'],
            >= '\u1161' and <= '\u1175' => vowels[part - '\u1161'],
            >= '\u11A8' and <= '\u11C2' => finals[part - '\u11A8'],
            _ => part,
        };
    }
}
