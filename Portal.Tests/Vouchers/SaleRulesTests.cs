using Portal.Domain.Vouchers;

namespace Portal.Tests.Vouchers;

public sealed class SaleRulesTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    private static readonly VoucherTerms Terms = new()
    {
        FaceValues = [10_000],
        Discounts = [new(BuyerKind.Person, 1_500, From: new DateOnly(2027, 1, 18), To: new DateOnly(2027, 2, 7)), new(BuyerKind.Person, 500, PurchaseMeans.Card), new(BuyerKind.Person, 1_000)],
        Caps = [new(BuyerKind.Person, 100_000, 150_000)],
        Split = [new("A", 3_333), new("B", 6_667)],
    };

    [Theory]
    [InlineData(BuyerKind.Person, PurchaseMeans.Cash, "2026-11-22", 9_000)]
    [InlineData(BuyerKind.Person, PurchaseMeans.Card, "2026-11-22", 9_500)]
    [InlineData(BuyerKind.Person, PurchaseMeans.Card, "2027-01-18", 8_500)]
    [InlineData(BuyerKind.Person, PurchaseMeans.Cash, "2027-02-07", 8_500)]
    [InlineData(BuyerKind.Person, PurchaseMeans.Cash, "2027-02-08", 9_000)]
    [InlineData(BuyerKind.Institution, PurchaseMeans.Deposit, "2026-11-22", 10_000)]
    public void Price_ByBuyerMeansAndSeason_IsTheFirstLineThatFits(BuyerKind buyer, PurchaseMeans means, string day, long paid) =>
        Assert.Equal(paid, SaleRules.Price(Terms, buyer, means, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), 10_000).PaidMinor);

    [Fact]
    public void Price_WithOddUnits_GivesThemToTheFirstFunder()
    {
        var price = SaleRules.Price(Terms, BuyerKind.Person, PurchaseMeans.Cash, Day, 9_995);
        Assert.Equal((8_996L, 999L), (price.PaidMinor, price.DiscountMinor));
        Assert.Equal([new FunderPart("A", 333), new FunderPart("B", 666)], price.Parts);
    }

    [Fact]
    public void Caps_OfMonthAndHolding_HoldForDiscountedPurchases()
    {
        Assert.Null(SaleRules.Capped(Terms, BuyerKind.Person, new BuyerTotals(90_000, 90_000, 0), 10_000, 10_000));
        Assert.Equal(new PurchaseCapExceeded(100_000, 10_000) { Field = "items" }, SaleRules.Capped(Terms, BuyerKind.Person, new BuyerTotals(90_000, 90_000, 0), 20_000, 20_000));
        Assert.Equal(new HoldingCapExceeded(150_000, 5_000) { Field = "items" }, SaleRules.Capped(Terms, BuyerKind.Person, new BuyerTotals(0, 0, 145_000), 10_000, 10_000));
        // Without a discount it may be as much as one likes, unless the rule says otherwise.
        Assert.Null(SaleRules.Capped(Terms, BuyerKind.Person, new BuyerTotals(100_000, 100_000, 145_000), 500_000, 0));
        Assert.Null(SaleRules.Capped(Terms, BuyerKind.Institution, default, 5_000_000, 5_000_000));
        Assert.IsType<PurchaseCapExceeded>(SaleRules.Capped(Terms with { Caps = [new(BuyerKind.Person, 100_000, null, Undiscounted: true)] }, BuyerKind.Person, new BuyerTotals(0, 100_000, 0), 10_000, 0));
    }
}
