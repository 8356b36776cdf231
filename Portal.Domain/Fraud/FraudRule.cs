namespace Portal.Domain.Fraud;

/// <summary>What a signal found at a vendor.</summary>
/// <param name="Score">0 to 100: how far it is beyond what is usual.</param>
/// <param name="Values">The figures of its explanation, by the names that stand in the text's braces.</param>
/// <param name="Rows">The rows it rests on.</param>
public sealed record FraudFinding(FraudCode Code, int Weight, int Score, IReadOnlyDictionary<string, long> Values, IReadOnlyList<FraudRow> Rows)
{
    /// <summary>What it adds to the vendor's points.</summary>
    public int Points => Weight * Score / 100;
}

/// <summary>Where a row is that a signal rests on.</summary>
public enum FraudRowKind
{
    Payment,
    Piece,
    RefusedPiece,
    Sale,
}

/// <summary>A row that a signal rests on.</summary>
public readonly record struct FraudRow(FraudRowKind Kind, long Id)
{
    public static FraudRow Of(Redemption redemption) => new(redemption.Way == RedemptionWay.Payment ? FraudRowKind.Payment : FraudRowKind.Piece, redemption.RowId);

    public static FraudRow Of(RefusedVoucher refused) => new(refused.Way == RedemptionWay.Payment ? FraudRowKind.Payment : FraudRowKind.RefusedPiece, refused.RowId);
}

/// <summary>A pattern of fraud. It looks at the facts of one vendor and at what is usual in his market, and at nothing else: no database, no clock.</summary>
public abstract class FraudRule
{
    /// <summary>The most rows that one finding names; more say no more.</summary>
    public const int MostRows = 200;

    public abstract FraudCode Code { get; }

    /// <summary>What a score of 100 adds to the vendor's points.</summary>
    public abstract int Weight { get; }

    /// <summary>What it finds; null for nothing.</summary>
    public abstract FraudFinding? Look(VendorFacts vendor, MarketBaseline market);

    protected FraudFinding? Found(int score, IEnumerable<FraudRow> rows, params ReadOnlySpan<(string Name, double Value)> values)
    {
        if (score <= 0)
            return null;
        var figures = new Dictionary<string, long>(values.Length);
        foreach (var (name, value) in values)
            figures[name] = (long)Math.Round(Math.Clamp(value, -1e15, 1e15));
        return new FraudFinding(Code, Weight, score, figures, [.. rows.Distinct().Take(MostRows)]);
    }

    protected static double Percent(double share) => share * 100;
}

/// <summary>What all signals together say of a vendor.</summary>
/// <param name="Points">The sum of the findings' points.</param>
public sealed record FraudVerdict(IReadOnlyList<FraudFinding> Findings, int Points)
{
    /// <summary>True when somebody should look at the vendor.</summary>
    public bool Flagged => Points >= FraudRules.FlagPoints;
}

/// <summary>All signals, and what they come to.</summary>
public static class FraudRules
{
    /// <summary>A vendor with so many points is flagged: any one signal does it when it is well beyond doubt, and several that are less so do it together.</summary>
    public const int FlagPoints = 60;

    public static IReadOnlyList<FraudRule> All { get; } =
    [
        new Signals.ExcessRedemption(), new Signals.ClosingBurst(), new Signals.RoundSums(), new Signals.SamePairLoop(), new Signals.SequentialSerials(), new Signals.BulkToOneVendor(), new Signals.NightBurst(), new Signals.LinkedBuyer(),
        new Signals.ManyRefusals(),
    ];

    public static FraudVerdict Judge(VendorFacts vendor, MarketBaseline market)
    {
        var findings = All.Select(r => r.Look(vendor, market)).OfType<FraudFinding>().ToList();
        return new FraudVerdict(findings, findings.Sum(f => f.Points));
    }
}
