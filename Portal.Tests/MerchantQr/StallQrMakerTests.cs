using Portal.Domain;
using Portal.Domain.Markets;
using Portal.Domain.MerchantQr;
using Portal.Domain.Vendors;

namespace Portal.Tests.MerchantQr;

/// <summary>The code of a stall: what stands where.</summary>
public sealed class StallQrMakerTests
{
    private static readonly PublicVendor Gaon = new("가온수산", "Gaon Séafood", "佳温水产", ["수산물"], AcceptedTenders.Card, true);

    [Fact]
    public void Make_HeldStallOfAKoreanMarket_IsStaticWithItsNamesInBothLanguages()
    {
        var made = StallQrMaker.Make(Stall(Gaon, [new("비씨카드", "7119581200")]), null, StallQrRules.Usual with { Networks = new Dictionary<string, string> { ["비씨카드"] = "D4100000014010" } }).Value;
        Assert.Equal(
            "000201" + "010211" + "26320016kr.portal.market0108SB-A-001" + "27320014D41000000140100110" + "7119581200"
            + "52045499" + "5303410" + "5802KR" + "5912Gaon Seafood" + "6005BUSAN" + "62150302SB0705A-001" + "64230002ko0104가온수산0205부산광역시" + "6304",
            made.Payload.Text[..^4]);
        Assert.Empty(made.LeftOut);
        Assert.Equal(made.Payload.Text, QrPayload.Parse(made.Payload.Text).Value.Text);
    }

    [Theory]
    [InlineData("KRW", 12_000, "12000", "410", "KR")]
    [InlineData("CNY", 1_250, "12.50", "156", "CN")]
    [InlineData("CNY", 5, "0.05", "156", "CN")]
    [InlineData("JPY", 900, "900", "392", "JP")]
    [InlineData("KRW", 9_999_999_999_999, "9999999999999", "410", "KR")]
    [InlineData("CNY", 999_999_999_999, "9999999999.99", "156", "CN")]
    public void Make_WithAmount_IsDynamicInMajorUnits(string currency, long amount, string written, string number, string country)
    {
        var payload = StallQrMaker.Make(Stall(Gaon) with { Currency = currency }, amount, StallQrRules.Usual).Value.Payload;
        Assert.True(payload.IsDynamic);
        Assert.Equal((written, number, country), (payload.Find("54")!.Value, payload.Find("53")!.Value, payload.Find("58")!.Value));
    }

    [Theory]
    [InlineData("KRW", 0)]
    [InlineData("KRW", -1)]
    [InlineData("KRW", 10_000_000_000_000)]
    [InlineData("CNY", 1_000_000_000_000)]
    [InlineData("CNY", long.MinValue)]
    public void Make_AmountThatNoCodeHolds_IsRefused(string currency, long amount) =>
        Assert.Equal("amount", Assert.IsType<NumberOutOfRange>(StallQrMaker.Make(Stall(Gaon) with { Currency = currency }, amount, StallQrRules.Usual).Refusal).Field);

    [Fact]
    public void Make_VacantStall_HasItsCodeForAName()
    {
        var payload = StallQrMaker.Make(Stall(null), null, StallQrRules.Usual).Value.Payload;
        Assert.Equal(("SB-A-001", "SB-A-001"), (payload.Find("59")!.Value, payload.Find("64")!.Part("01")!.Value));
    }

    [Fact]
    public void Make_ChineseMarket_HasTheChineseName()
    {
        var stall = Stall(Gaon) with { Currency = "CNY", Market = new MarketName(1, "SW", "시범농무시장", "Shifan Wet Market", "示范农贸市场", "山东省青岛市") };
        var payload = StallQrMaker.Make(stall, null, StallQrRules.Usual).Value.Payload;
        Assert.Equal(["zh", "佳温水产", "山东省青岛市"], payload.Find("64")!.Parts.Select(p => p.Value));
        Assert.Equal("SHANDONG", payload.Find("60")!.Value);
    }

    [Fact]
    public void Make_NamesOfAnyLength_AreCutAndTheCodeStaysWithinTheRules()
    {
        var long1 = new PublicVendor(new string('가', 100), "The Old Harbour Seafood and Dried Fish Company", null, [], AcceptedTenders.None, true);
        var stall = Stall(long1) with { Market = new MarketName(1, "ABCDEFGHIJKLMNOPQRST", "시장", "Sibeom Market (demo)", null, "시범광역시") };
        var payload = StallQrMaker.Make(stall with { Code = new string('A', 37), Number = new string('9', 16) }, null, StallQrRules.Usual).Value.Payload;
        Assert.Equal("The Old Harbour Seafood", payload.Find("59")!.Value);
        Assert.Equal("Sibeom Market", payload.Find("60")!.Value);
        Assert.Equal(new string('가', 25), payload.Find("64")!.Part("01")!.Value);
        Assert.InRange(payload.Text.Length, 1, QrPayload.Longest);
    }

    [Fact]
    public void Make_MoreMerchantNumbersThanFit_LeavesOutTheLastAndSaysSo()
    {
        var numbers = Enumerable.Range(1, 30).Select(i => new NetworkNumber($"카드사{i:D2}", $"{7_000_000 + i}")).ToList();
        var made = StallQrMaker.Make(Stall(Gaon, numbers), null, StallQrRules.Usual).Value;
        var inside = made.Payload.Fields.Where(f => QrIds.IsAccountTemplate(f.Id)).Skip(1).Select(f => f.Part("01")!.Value).ToList();
        Assert.InRange(made.Payload.Text.Length, 440, QrPayload.Longest);
        Assert.NotEmpty(inside);
        Assert.Equal(numbers.Take(inside.Count).Select(n => n.Number), inside);
        Assert.Equal(numbers.Skip(inside.Count).Select(n => n.Issuer), made.LeftOut);
    }

    [Fact]
    public void NetworkOf_IssuerWithoutConfiguredId_IsAUuidOfItsOwn()
    {
        var (one, same, other) = (StallQrRules.Usual.NetworkOf("가카드"), StallQrRules.Usual.NetworkOf("가카드"), StallQrRules.Usual.NetworkOf("나카드"));
        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
        Assert.Equal(8, Guid.ParseExact(one, "N").Version);
        Assert.NotEqual(one, (StallQrRules.Usual with { OwnId = "kr.example" }).NetworkOf("가카드"));
    }

    [Fact]
    public void Make_CurrencyOfManyCountries_IsRefused() =>
        Assert.Equal(new QrCountryUnknown("EUR"), StallQrMaker.Make(Stall(Gaon) with { Currency = "EUR" }, null, StallQrRules.Usual).Refusal);

    [Fact]
    public void Make_EveryOtherCurrencyOfThePortal_GivesACode() =>
        Assert.All(Iso4217.Codes.Where(c => c != "EUR"), c => Assert.True(StallQrMaker.Make(Stall(Gaon) with { Currency = c }, 100, StallQrRules.Usual).Ok, c));

    private static StallQrFacts Stall(PublicVendor? vendor, IReadOnlyList<NetworkNumber>? numbers = null) =>
        new("SB-A-001", "A-001", new MarketName(1, "SB", "시범시장", "Sibeom Market", "示范市场", "부산광역시"), "KRW", vendor, numbers ?? []);
}
