using System.Globalization;
using Portal.Domain;
using Portal.Domain.Vouchers;
using Portal.Resources;

namespace Portal.Notices;

/// <summary>What a notice says, in Korean and below it in English: whose language it is, nobody asked at the counter.</summary>
public sealed record NoticeText(string Subject, string Body)
{
    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("ko"), CultureInfo.GetCultureInfo("en")];

    public static NoticeText Of(VoucherProgramme programme, string serial, int count, Money left, DateOnly expires, int days) => new(
        Texts.In(Languages[0], "vouchers.notice_subject", programme.NameKo, Soon(Languages[0], days)),
        string.Join("\n\n", Languages.Select(language => Texts.In(
            language, count == 1 ? "vouchers.notice_body" : "vouchers.notice_body_many", Name(programme, language), serial, count, Formats.Amount(left), expires.ToString(Texts.In(language, "formats.date"), language), Soon(language, days), programme.Issuer))));

    private static string Soon(CultureInfo language, int days) => days switch
    {
        0 => Texts.In(language, "vouchers.notice_today"),
        1 => Texts.In(language, "vouchers.notice_tomorrow"),
        _ => Texts.In(language, "vouchers.notice_in_days", days),
    };

    private static string Name(VoucherProgramme programme, CultureInfo language) => language.TwoLetterISOLanguageName == "en" ? programme.NameEn ?? programme.NameKo : programme.NameKo;
}
