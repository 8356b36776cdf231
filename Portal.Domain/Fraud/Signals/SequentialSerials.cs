using static Portal.Domain.Fraud.RobustStatistics;

namespace Portal.Domain.Fraud.Signals;

/// <summary>
/// Vouchers whose serial numbers follow one another, in payments that follow one another within minutes. One customer may pay with several at once: that is one payment and no run. A family may pay one after
/// another: a short run alone says nothing.
/// </summary>
public sealed class SequentialSerials : FraudRule
{
    /// <summary>Numbers may leave out one: a piece that was spoilt or kept.</summary>
    private const int Step = 2;

    private const int LeastRun = 5;
    private const int FromPayments = 5;
    private const int ToPayments = 13;
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(15);

    public override FraudCode Code => FraudCode.SequentialSerials;

    public override int Weight => 100;

    public override FraudFinding? Look(VendorFacts vendor, MarketBaseline market)
    {
        var runs = Runs(vendor.Paid).Where(r => r.Count >= LeastRun).ToList();
        if (runs.Count == 0)
            return null;
        var (payments, longest) = (runs.Sum(r => r.Count), runs.MaxBy(r => r.Count)!);
        return Found(
            Ramp(payments, FromPayments, ToPayments), runs.SelectMany(r => r).Select(FraudRow.Of),
            ("payments", payments), ("runs", runs.Count), ("longest", longest.Count), ("minutes", (longest.Max(r => r.At) - longest.Min(r => r.At)).TotalMinutes), ("sum", runs.Sum(run => run.Sum(r => r.Amount))));
    }

    /// <summary>Payments whose numbers and times both follow the one before; each payment once.</summary>
    private static IEnumerable<List<Redemption>> Runs(IEnumerable<Redemption> paid)
    {
        var run = new List<Redemption>();
        foreach (var next in paid.DistinctBy(r => (r.VoucherId, r.GroupId)).OrderBy(r => r.ProgrammeId).ThenBy(r => r.Number).ThenBy(r => r.At))
        {
            if (run is [.., var last] && (next.ProgrammeId != last.ProgrammeId || next.Number - last.Number > Step || next.Number == last.Number || (next.At - last.At).Duration() > Gap))
            {
                yield return run;
                run = [];
            }

            if (run is not [.., var before] || before.GroupId != next.GroupId)
                run.Add(next);
        }

        yield return run;
    }
}
