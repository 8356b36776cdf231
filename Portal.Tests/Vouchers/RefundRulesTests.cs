using Portal.Domain.Vouchers;

namespace Portal.Tests.Vouchers;

public sealed class RefundRulesTests
{
    private static readonly DateOnly Sold = new(2026, 3, 2);

    private static readonly VoucherTerms Terms = new()
    {
        FaceValues = [5_000, 10_000, 100_000],
        Discounts = [new(BuyerKind.Person, 1_000)],
        Split = [new("MINISTRY", 7_000), new("CITY", 3_000)],
        ExpiredRates = [new(0, 9_000), new(50_000, 9_500)],
    };

    [Theory]
    [InlineData(10_000, 6_000, true)]
    [InlineData(10_000, 5_999, false)]
    [InlineData(10_000, 5_900, false)]
    [InlineData(5_000, 4_000, true)]
    [InlineData(5_000, 3_999, false)]
    [InlineData(5_000, 3_000, false)]
    [InlineData(100_000, 60_000, true)]
    public void Residual_ByShareSpent_IsGivenBackOrNot(long face, long spent, bool refundable)
    {
        var reckoning = RefundRules.Reckon(Facts(face, spent), Sold.AddDays(20), RefundPayout.Cash);
        Assert.Equal(refundable, reckoning.Refundable);
        if (refundable)
            Assert.Equal((RefundRight.Residual, (face - spent) * 9 / 10), (reckoning.Right, reckoning.Amount));
        else
            Assert.Equal(RefundReasons.TooLittleSpent, reckoning.Reason);
    }

    [Fact]
    public void Residual_OfVouchersSpentTogether_CountsThemTogether()
    {
        // 4,000 of 10,000 alone would be too little; together with a voucher of which all was spent it is 14,000 of 20,000.
        var facts = Facts(10_000, 4_000) with { FaceTogether = 20_000, SpentTogether = 14_000 };
        Assert.True(RefundRules.Reckon(facts, Sold.AddDays(20), RefundPayout.Cash).Refundable);
        Assert.False(RefundRules.Reckon(facts with { SpentTogether = 11_900 }, Sold.AddDays(20), RefundPayout.Cash).Refundable);
        // Two of 5,000 are no small voucher together.
        Assert.True(RefundRules.Reckon(Facts(5_000, 3_000) with { FaceTogether = 10_000, SpentTogether = 6_000 }, Sold.AddDays(20), RefundPayout.Cash).Refundable);
    }

    [Fact]
    public void Return_UnusedWithinTheDays_GivesBackWhatWasPaid()
    {
        var reckoning = RefundRules.Reckon(Facts(10_000, 0), Sold.AddDays(7), RefundPayout.Cash);
        Assert.Equal((RefundRight.Return, 9_000L, 1_000L), (reckoning.Right, reckoning.Amount, reckoning.Returned.Sum()));
        Assert.Equal([700, 300], reckoning.Returned);
        Assert.Equal(RefundReasons.ReturnOver, RefundRules.Reckon(Facts(10_000, 0), Sold.AddDays(8), RefundPayout.Cash).Reason);
    }

    [Fact]
    public void Return_OfPaper_OnTheDayAtTheSellerAlone()
    {
        var paper = Facts(10_000, 0) with { Terms = Terms with { ReturnDays = 0, ReturnAtSellerOnly = true, ResidualPercent = null, ResidualPercentSmall = null, Whole = true } };
        Assert.True(RefundRules.Reckon(paper, Sold, RefundPayout.Cash).Refundable);
        Assert.Equal(RefundReasons.NotTheSeller, RefundRules.Reckon(paper with { AtSeller = false }, Sold, RefundPayout.Cash).Reason);
        Assert.Equal(RefundReasons.ReturnOver, RefundRules.Reckon(paper, Sold.AddDays(1), RefundPayout.Cash).Reason);
    }

    [Theory]
    [InlineData(10_000, RefundPayout.Cash, 8_100)]
    [InlineData(50_000, RefundPayout.Cash, 40_500)]
    [InlineData(100_000, RefundPayout.Bank, 85_500)]
    [InlineData(100_000, RefundPayout.Points, 90_000)]
    public void Expired_WithinTheClaim_GivesBackTheRate(long face, RefundPayout payout, long amount)
    {
        var reckoning = RefundRules.Reckon(Facts(face, 0), Terms.ExpiresOn(Sold).AddDays(1), payout);
        Assert.Equal((RefundRight.Expired, amount), (reckoning.Right, reckoning.Amount));
        Assert.Equal(face, reckoning.Amount + reckoning.Returned.Sum() + reckoning.Breakage);
    }

    [Fact]
    public void Expired_AfterTheClaim_IsOver()
    {
        var until = Terms.ClaimableUntil(Sold);
        Assert.Equal(new DateOnly(2031, 12, 31), until);
        Assert.True(RefundRules.Reckon(Facts(10_000, 0), until, RefundPayout.Cash).Refundable);
        Assert.Equal(RefundReasons.ClaimOver, RefundRules.Reckon(Facts(10_000, 0), until.AddDays(1), RefundPayout.Cash).Reason);
    }

    [Fact]
    public void Reckoning_OfAVoucherThatCostNothing_GivesNothing() =>
        Assert.Equal(RefundReasons.NothingPaid, RefundRules.Reckon(Facts(10_000, 6_000) with { Paid = 0, Parts = [7_000, 3_000] }, Sold, RefundPayout.Cash).Reason);

    [Fact]
    public void Reckoning_OfFrozenVoidOrEmpty_SaysWhy()
    {
        Assert.Equal(RefundReasons.Frozen, RefundRules.Reckon(Facts(10_000, 0) with { Frozen = true }, Sold, RefundPayout.Cash).Reason);
        Assert.Equal(RefundReasons.Void, RefundRules.Reckon(Facts(10_000, 0) with { Void = true }, Sold, RefundPayout.Cash).Reason);
        Assert.Equal(RefundReasons.Empty, RefundRules.Reckon(Facts(10_000, 10_000), Sold, RefundPayout.Cash).Reason);
    }

    /// <summary>Whatever was paid and spent: nothing is given back that was not paid, no unit is lost, and the odd one falls to the first funder.</summary>
    [Fact]
    public void Reckoning_OfAnyVoucher_SharesEveryUnit()
    {
        var random = new Random(27);
        for (var i = 0; i < 20_000; i++)
        {
            var face = random.NextInt64(1, 200_000);
            var terms = Terms with { Discounts = [new(BuyerKind.Person, random.Next(0, 10_000))], Split = random.Next(3) == 0 ? [new("A", 10_000)] : [new("A", 3_333), new("B", 3_333), new("C", 3_334)] };
            var price = SaleRules.Price(terms, BuyerKind.Person, PurchaseMeans.Cash, Sold, face);
            Assert.Equal(face, price.PaidMinor + price.Parts.Sum(p => p.AmountMinor));
            var spent = random.NextInt64(0, face);
            var facts = new VoucherFacts(terms, face, price.PaidMinor, [.. price.Parts.Select(p => p.AmountMinor)], Sold, terms.ExpiresOn(Sold), face - spent, spent);
            var day = random.Next(2) == 0 ? Sold.AddDays(random.Next(7)) : terms.ExpiresOn(Sold).AddDays(random.Next(1, 300));
            var reckoning = RefundRules.Reckon(facts, day, (RefundPayout)random.Next(3));
            if (!reckoning.Refundable)
                continue;
            Assert.Equal(face - spent, reckoning.Amount + reckoning.Returned.Sum() + reckoning.Breakage);
            Assert.True(reckoning.Amount <= price.PaidMinor && reckoning.Amount > 0 && reckoning.Returned.All(r => r >= 0) && reckoning.Breakage >= 0);
        }
    }

    private static VoucherFacts Facts(long face, long spent) =>
        new(Terms, face, face * 9 / 10, [face * 7 / 100, face * 3 / 100], Sold, Terms.ExpiresOn(Sold), face - spent, spent);
}
