using System.Globalization;
using Portal.Domain;
using Portal.Resources;

namespace Portal.Tests.Resources;

public sealed class FormatsTests
{
    private static readonly Formats Formats = new(new Texts());
    private static readonly TimeZoneInfo Seoul = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    [Theory]
    [InlineData("ko", "2026. 3. 5. (목)")]
    [InlineData("en", "Thu, 5 Mar 2026")]
    [InlineData("zh-Hans", "2026年3月5日(周四)")]
    public void Date_Day_ReadsAsTheLanguageWritesIt(string language, string expected) =>
        Assert.Equal(expected, In(language, () => Formats.Date(new DateOnly(2026, 3, 5))));

    [Theory]
    [InlineData("ko", "2026. 3. 6. (금) 00:30 한국 시간")]
    [InlineData("en", "Fri, 6 Mar 2026 00:30 Korea time")]
    [InlineData("zh-Hans", "2026年3月6日(周五) 00:30 韩国时间")]
    public void Instant_LateInUtc_ShowsTheMarketsDayAndClock(string language, string expected) =>
        Assert.Equal(expected, In(language, () => Formats.Instant(new DateTime(2026, 3, 5, 15, 30, 0, DateTimeKind.Utc), Seoul)));

    [Theory]
    [InlineData("America/St_Johns", "UTC−03:30")]
    [InlineData("Asia/Ho_Chi_Minh", "UTC+07:00")]
    public void ZoneName_ClockWithoutAName_IsTheDistanceFromUtc(string zone, string expected) =>
        Assert.Equal(expected, In("ko", () => Formats.ZoneName(new DateTime(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc), TimeZoneInfo.FindSystemTimeZoneById(zone))));

    [Theory]
    [InlineData("KRW", 1_234_000, "₩1,234,000")]
    [InlineData("KRW", -6_000, "−₩6,000")]
    [InlineData("CNY", 1_250, "¥12.50")]
    [InlineData("CNY", -5, "−¥0.05")]
    [InlineData("USD", 100, "US$1.00")]
    [InlineData("JPY", 900, "JPY\u00a0900")]
    [InlineData("KRW", long.MinValue, "−₩9,223,372,036,854,775,808")]
    public void Money_AnyCulture_ShowsTheLedgersCurrency(string currency, long value, string expected)
    {
        foreach (var language in Texts.Languages)
            Assert.Equal(expected, In(language, () => Formats.Money(new Money(currency, value))));
    }

    [Fact]
    public void Range_WithoutEnd_SaysSince() =>
        Assert.Equal("2019. 3. 1.부터", In("ko", () => Formats.Range(new DateOnly(2019, 3, 1), null)));

    [Fact]
    public void Count_Negative_HasAProperMinus() => Assert.Equal("−1,204", Formats.Count(-1204));

    private static string In(string language, Func<string> format)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return format();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
