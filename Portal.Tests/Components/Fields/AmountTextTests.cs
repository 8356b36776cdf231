using FsCheck;
using FsCheck.Fluent;
using Portal.Components.Shared.Fields;
using Portal.Domain;

namespace Portal.Tests.Components.Fields;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData("1,234,000", "KRW", 1234000)]
    [InlineData("₩1,234,000", "KRW", 1234000)]
    [InlineData("￦ 5000", "KRW", 5000)]
    [InlineData("12000원", "KRW", 12000)]
    [InlineData("１２,０００", "KRW", 12000)]
    [InlineData("-₩500", "KRW", -500)]
    [InlineData("−500", "KRW", -500)]
    [InlineData("KRW 500", "KRW", 500)]
    [InlineData("12.5", "CNY", 1250)]
    [InlineData("¥12.50", "CNY", 1250)]
    [InlineData("12元", "CNY", 1200)]
    public void Parse_WhatPeopleType_IsMinorUnits(string text, string currency, long value) => Assert.Equal(value, AmountText.Parse(text, currency).Value);

    [Theory]
    [InlineData("12,5", "KRW", "number_malformed")]
    [InlineData("1,23", "KRW", "number_malformed")]
    [InlineData("1234,567", "KRW", "number_malformed")]
    [InlineData(",123", "KRW", "number_malformed")]
    [InlineData("12,5", "CNY", "number_malformed")]
    [InlineData("12.5", "KRW", "number_too_precise")]
    [InlineData("12.505", "CNY", "number_too_precise")]
    [InlineData("12.", "CNY", "number_malformed")]
    [InlineData("1.2.3", "CNY", "number_malformed")]
    [InlineData("1e3", "KRW", "number_malformed")]
    [InlineData("--5", "KRW", "number_malformed")]
    [InlineData("$5", "KRW", "number_malformed")]
    [InlineData("5元", "KRW", "number_malformed")]
    [InlineData("5원", "CNY", "number_malformed")]
    [InlineData("", "KRW", "number_malformed")]
    [InlineData("99999999999999999999", "KRW", "amount_out_of_range")]
    public void Parse_WhatCouldMeanSomethingElse_Refused(string text, string currency, string code) => Assert.Equal(code, AmountText.Parse(text, currency).Refusal?.Code);

    [Fact]
    public void Bare_AnyNumber_ReadsBack() => Prop.ForAll(
        ArbMap.Default.ArbFor<long>().Filter(v => v != long.MinValue), Gen.Elements("KRW", "CNY").ToArbitrary(),
        (value, currency) => AmountText.Parse(AmountText.Bare(value, Iso4217.Exponent(currency)), currency).Value == value).QuickCheckThrowOnFailure();
}
