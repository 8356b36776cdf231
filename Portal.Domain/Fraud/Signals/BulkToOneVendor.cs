using static Portal.Domain.Fraud.RobustStatistics;

namespace Portal.Domain.Fraud.Signals;

/// <summary>A large purchase most of which comes to one vendor within days, by payments or in a bundle. What a company gives to its people comes to many.</summary>
public sealed class BulkToOneVendor : FraudRule
{
    private const int LeastBought = 15;
    private const int WithinDays = 14;
    private const int LeastPieces = 12;
    private const double FromShare = 0.35;
    private const double ToShare = 0.65;

    public override FraudCode Code => FraudCode.BulkToOneVendor;

    public override int Weight => 100;

    public override FraudFinding? Look(VendorFacts vendor, MarketBaseline market)
    {
        var bulks = vendor.Redemptions.Where(r => r.SaleCount >= LeastBought && r.Day.DayNumber - r.SoldOn.DayNumber <= WithinDays).GroupBy(r => r.SaleId)
            .Select(g => new { Sale = g.Key, Rows = g.ToList(), Bought = g.First().SaleCount, Pieces = g.Select(r => r.VoucherId).Distinct().Count() }).Where(b => b.Pieces >= LeastPieces)
            .OrderByDescending(b => b.Pieces / (double)b.Bought).ToList();
        if (bulks is not [var worst, ..])
            return null;
        var share = worst.Pieces / (double)worst.Bought;
        return Found(
            Ramp(share, FromShare, ToShare), [new FraudRow(FraudRowKind.Sale, worst.Sale), .. worst.Rows.Select(FraudRow.Of)],
            ("bought", worst.Bought), ("pieces", worst.Pieces), ("percent", Percent(share)), ("days", worst.Rows.Max(r => r.Day.DayNumber - r.SoldOn.DayNumber)), ("sales", bulks.Count), ("sum", worst.Rows.Sum(r => r.Amount)));
    }
}
