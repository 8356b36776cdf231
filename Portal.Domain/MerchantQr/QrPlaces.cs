using System.Globalization;
using System.Text;

namespace Portal.Domain.MerchantQr;

/// <summary>Countries, languages and Latin names of places, as fields 58, 60 and 64 want them.</summary>
internal static class QrPlaces
{
    /// <summary>The country (ISO 3166-1 alpha-2) in which a currency is the legal one; none for the euro, which several share.</summary>
    private static readonly Dictionary<string, string> Countries = new(StringComparer.Ordinal)
    {
        ["KRW"] = "KR",
        ["CNY"] = "CN",
        ["JPY"] = "JP",
        ["VND"] = "VN",
        ["HKD"] = "HK",
        ["TWD"] = "TW",
        ["SGD"] = "SG",
        ["USD"] = "US",
        ["GBP"] = "GB",
        ["CHF"] = "CH",
        ["AUD"] = "AU",
        ["THB"] = "TH",
        ["MYR"] = "MY",
        ["IDR"] = "ID",
        ["PHP"] = "PH",
        ["MNT"] = "MN",
    };

    /// <summary>First-level regions by the beginning of their name, so that 강원도 and 강원특별자치도 are one; longer beginnings stand before shorter ones.</summary>
    private static readonly (string Begins, string Latin)[] Regions =
    [
        ("서울", "SEOUL"), ("부산", "BUSAN"), ("대구", "DAEGU"), ("인천", "INCHEON"), ("광주", "GWANGJU"), ("대전", "DAEJEON"), ("울산", "ULSAN"), ("세종", "SEJONG"), ("경기", "GYEONGGI"), ("강원", "GANGWON"),
        ("충청북", "CHUNGBUK"), ("충북", "CHUNGBUK"), ("충청남", "CHUNGNAM"), ("충남", "CHUNGNAM"), ("전라북", "JEONBUK"), ("전북", "JEONBUK"), ("전라남", "JEONNAM"), ("전남", "JEONNAM"),
        ("경상북", "GYEONGBUK"), ("경북", "GYEONGBUK"), ("경상남", "GYEONGNAM"), ("경남", "GYEONGNAM"), ("제주", "JEJU"),
        ("北京", "BEIJING"), ("天津", "TIANJIN"), ("上海", "SHANGHAI"), ("重庆", "CHONGQING"), ("河北", "HEBEI"), ("山西", "SHANXI"), ("辽宁", "LIAONING"), ("吉林", "JILIN"), ("黑龙江", "HEILONGJIANG"),
        ("江苏", "JIANGSU"), ("浙江", "ZHEJIANG"), ("安徽", "ANHUI"), ("福建", "FUJIAN"), ("江西", "JIANGXI"), ("山东", "SHANDONG"), ("河南", "HENAN"), ("湖北", "HUBEI"), ("湖南", "HUNAN"), ("广东", "GUANGDONG"),
        ("广西", "GUANGXI"), ("海南", "HAINAN"), ("四川", "SICHUAN"), ("贵州", "GUIZHOU"), ("云南", "YUNNAN"), ("西藏", "XIZANG"), ("陕西", "SHAANXI"), ("甘肃", "GANSU"), ("青海", "QINGHAI"), ("宁夏", "NINGXIA"),
        ("新疆", "XINJIANG"), ("内蒙古", "NEI MONGOL"), ("香港", "HONG KONG"), ("澳门", "MACAU"),
    ];

    /// <summary>The country of a currency; null when there is no single one.</summary>
    public static string? CountryOf(string currency) => Countries.GetValueOrDefault(currency);

    /// <summary>The language (ISO 639-1) of the names that the portal keeps for a country beside the Latin ones; null where it keeps none.</summary>
    public static string? LanguageOf(string country) => country switch { "KR" => "ko", "CN" or "HK" or "TW" => "zh", _ => null };

    /// <summary>A region's name in Latin letters; null when it is neither known nor written in them.</summary>
    public static string? LatinOf(string region) => Regions.FirstOrDefault(r => region.StartsWith(r.Begins, StringComparison.Ordinal)).Latin ?? Latin(region);

    /// <summary>A text in printable ASCII: accents are taken off their letters, other characters left out. Null when no letter remains.</summary>
    public static string? Latin(string? text)
    {
        if (text is null)
            return null;
        var bare = string.Concat(text.Normalize(NormalizationForm.FormKD).Where(c => c is >= ' ' and <= '~' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
        var words = string.Join(' ', bare.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.Any(char.IsAsciiLetter) ? words : null;
    }

    /// <summary>The beginning of a Latin name, cut between words where that keeps at least half of the room.</summary>
    public static string Fit(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var space = text.LastIndexOf(' ', most);
        return text[..(space >= most / 2 ? space : most)].TrimEnd(' ', '(', '-', ',', '&');
    }
}
