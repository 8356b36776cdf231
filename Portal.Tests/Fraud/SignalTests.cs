using Portal.Domain.Fraud;
using Portal.Domain.Fraud.Signals;

namespace Portal.Tests.Fraud;

/// <summary>Each signal by example: where it fires, and where a heavy tail or an innocent habit must not make it fire.</summary>
public sealed class SignalTests
{
    [Fact]
    public void ExcessRedemption_FarAboveOtherSales_Fires()
    {
        var finding = new ExcessRedemption().Look(Facts.Vendor(200, 90_000, 20, 400_000, 6), Facts.Market())!;
        Assert.Equal(100, finding.Score);
        Assert.Equal(410_000, finding.Values["others"]);
        Assert.Equal(6, finding.Values["areaM2"]);
        Assert.Equal(FraudRule.MostRows, finding.Rows.Count);
    }

    [Fact]
    public void ExcessRedemption_PopularStall_Silent()
    {
        Assert.Null(new ExcessRedemption().Look(Facts.Vendor(600, 13_300, 700, 20_000_000, 12), Facts.Market()));
        // Small, and lives on vouchers.
        Assert.Null(new ExcessRedemption().Look(Facts.Vendor(16, 13_300, 2, 4_000, 9), Facts.Market()));
    }

    [Fact]
    public void ClosingBurst_CrowdsBeforeTheEnd_Fires()
    {
        var vendor = Facts.Vendor();
        for (var i = 0; i < 24; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(i / 8, 18, 40 + (i % 8)), 21_300));
        var finding = new ClosingBurst().Look(vendor, Facts.Market())!;
        Assert.True(finding.Points >= FraudRules.FlagPoints);
        Assert.Equal(24, finding.Values["payments"]);
        Assert.Equal(3, finding.Values["days"]);
        Assert.Equal(18, finding.Values["hour"]);
    }

    [Fact]
    public void ClosingBurst_StallThatSellsLate_Silent()
    {
        var vendor = Facts.Vendor(otherHour: 18);
        for (var i = 0; i < 24; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(i / 8, 18, 40 + (i % 8)), 21_300));
        Assert.Null(new ClosingBurst().Look(vendor, Facts.Market()));
    }

    [Fact]
    public void NightBurst_CrowdsAtNight_Fires()
    {
        var vendor = Facts.Vendor();
        for (var i = 0; i < 15; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(i / 5, 2, i % 5), 21_300));
        Assert.True(new NightBurst().Look(vendor, Facts.Market())!.Points >= FraudRules.FlagPoints);
    }

    [Fact]
    public void NightBurst_NightStall_Silent()
    {
        var vendor = Facts.Vendor(otherHour: 1);
        for (var i = 0; i < 40; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(i / 8, 1, i % 8 * 3), 21_300));
        Assert.Null(new NightBurst().Look(vendor, Facts.Market()));
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(150_000, true)]
    [InlineData(60_000, true)]
    [InlineData(62_000, false)]
    [InlineData(10_000, false)]
    [InlineData(0, false)]
    public void RoundSum_LargeAndRound_IsOne(long amount, bool round) => Assert.Equal(round, RoundSums.IsLargeAndRound(amount, 14_000));

    [Fact]
    public void RoundSums_ManyLargeRoundPayments_Fires()
    {
        var vendor = Facts.Vendor();
        for (var i = 0; i < 30; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(i % 20, 11, i), 100_000));
        Assert.True(new RoundSums().Look(vendor, Facts.Market())!.Points >= FraudRules.FlagPoints);
    }

    [Fact]
    public void RoundSums_SmallRoundPrices_Silent() => Assert.Null(new RoundSums().Look(Facts.Vendor(60, 10_000), Facts.Market()));

    [Fact]
    public void SamePairLoop_OneBuyerAgainAndAgain_Fires()
    {
        var vendor = Facts.Vendor();
        for (var i = 0; i < 16; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(i, 15, i), 80_000, buyer: -1));
        var finding = new SamePairLoop().Look(vendor, Facts.Market())!;
        Assert.True(finding.Points >= FraudRules.FlagPoints);
        Assert.Equal(16, finding.Values["visits"]);
    }

    [Fact]
    public void SamePairLoop_RegularWhoSpendsLittle_Silent()
    {
        var vendor = Facts.Vendor();
        for (var i = 0; i < 16; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(i, 15, i), 6_000, buyer: -1));
        Assert.Null(new SamePairLoop().Look(vendor, Facts.Market()));
    }

    [Fact]
    public void SequentialSerials_OneAfterAnother_Fires()
    {
        var vendor = Facts.Vendor();
        for (var i = 0; i < 14; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(2, 14, i), 30_000, number: 1 + i));
        var finding = new SequentialSerials().Look(vendor, Facts.Market())!;
        Assert.Equal(100, finding.Score);
        Assert.Equal(13, finding.Values["minutes"]);
        Assert.Equal(14, finding.Rows.Count);
    }

    [Fact]
    public void SequentialSerials_OnePaymentOfManyOrAFamily_Silent()
    {
        var vendor = Facts.Vendor();
        for (var i = 0; i < 14; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(2, 14), 30_000, number: 1 + i, group: -1));
        for (var i = 0; i < 4; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(3, 14, i), 10_000, number: 1_001 + i));
        Assert.Null(new SequentialSerials().Look(vendor, Facts.Market()));
    }

    [Fact]
    public void BulkToOneVendor_MostOfAPurchase_Fires()
    {
        var vendor = Facts.Vendor();
        for (var i = 0; i < 40; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(1, 14), 10_000, sale: -1, saleCount: 50, way: RedemptionWay.Presentment, group: -1));
        var finding = new BulkToOneVendor().Look(vendor, Facts.Market())!;
        Assert.Equal(100, finding.Score);
        Assert.Contains(new FraudRow(FraudRowKind.Sale, -1), finding.Rows);
    }

    [Fact]
    public void BulkToOneVendor_CompanyWhosePeopleComeToo_Silent()
    {
        var vendor = Facts.Vendor();
        for (var i = 0; i < 40; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(i % 9, 12, i), 10_000, sale: -1, saleCount: 240));
        Assert.Null(new BulkToOneVendor().Look(vendor, Facts.Market()));
    }

    [Fact]
    public void LinkedBuyer_OwnPurchases_Fires()
    {
        var vendor = Facts.Vendor();
        for (var i = 0; i < 12; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(i, 12), 25_000, buyer: -1, linked: true));
        Assert.True(new LinkedBuyer().Look(vendor, Facts.Market())!.Points >= FraudRules.FlagPoints);
    }

    [Fact]
    public void LinkedBuyer_OnceWithSeveral_Silent()
    {
        var vendor = Facts.Vendor();
        for (var i = 0; i < 8; i++)
            vendor.Redemptions.Add(Facts.Spent(Facts.At(1, 12), 10_000, buyer: -1, linked: true, group: -1));
        Assert.Null(new LinkedBuyer().Look(vendor, Facts.Market()));
    }

    [Fact]
    public void ManyRefusals_FarMoreThanUsual_Fires()
    {
        var vendor = Facts.Vendor();
        for (var i = 0; i < 25; i++)
            vendor.Refused.Add(new RefusedVoucher(i, RedemptionWay.Payment, Facts.At(i, 12), "voucher_pin_wrong"));
        Assert.True(new ManyRefusals().Look(vendor, Facts.Market())!.Points >= FraudRules.FlagPoints);
    }

    [Fact]
    public void ManyRefusals_BusyStallWithABadScanner_Silent()
    {
        var vendor = Facts.Vendor(400);
        for (var i = 0; i < 45; i++)
            vendor.Refused.Add(new RefusedVoucher(i, RedemptionWay.Payment, Facts.At(i % 20, 12), "voucher_pin_wrong"));
        Assert.Null(new ManyRefusals().Look(vendor, Facts.Market()));
    }

    [Fact]
    public void Rules_OrdinaryAndPopularVendors_FindNothing()
    {
        var market = Facts.Market();
        Assert.Empty(FraudRules.Judge(Facts.Vendor(), market).Findings);
        Assert.Empty(FraudRules.Judge(Facts.Vendor(500, 13_300, 520, 13_000_000, 40), market).Findings);
        Assert.Empty(FraudRules.Judge(new VendorFacts { VendorId = 1, MarketId = 1 }, MarketBaseline.Of([], 0)).Findings);
    }

    [Fact]
    public void Statistics_AFewExtremes_MoveNothing()
    {
        Assert.Equal(2, RobustStatistics.Median([1, 2, 1e12]));
        Assert.Equal(0, RobustStatistics.Median([]));
        Assert.Equal(50, RobustStatistics.Ramp(3, 2, 4));
        var usual = Usual.Of([.. Enumerable.Range(0, 99).Select(i => (double)(i % 11)), 1e9], 0.1);
        Assert.InRange(usual.Spread, 3, 6);
    }
}
