using Microsoft.EntityFrameworkCore;
using Portal.Domain.Fraud;
using Portal.Domain.Ledger;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Seeding.FraudSimulation;

/// <summary>How well one signal does.</summary>
/// <param name="Recall">Of the vendors who play the scheme, the share at whom the signal shows.</param>
/// <param name="Precision">Of the vendors whom the signal alone would flag, the share who cheat; 1 where it flags nobody.</param>
public sealed record SignalMeasure(string Signal, double Recall, double Precision);

/// <summary>How well the desk does on one seed.</summary>
/// <param name="Recall">Of the vendors who cheat, the share that is flagged.</param>
/// <param name="Precision">Of the flagged vendors, the share who cheat.</param>
/// <param name="CleanFlagged">Of the clean vendors, the share that is flagged.</param>
/// <param name="Missed">Who cheats and was not flagged, and who was and does not, with what was found; for people.</param>
public sealed record FraudMeasure(int Seed, int Redemptions, int Cheating, int Clean, double Recall, double Precision, double CleanFlagged, IReadOnlyList<SignalMeasure> Signals, IReadOnlyList<string> Missed);

/// <summary>Makes labelled markets, lets the fraud desk's nightly run look at them, and compares.</summary>
public sealed class FraudMeasurement(
    PortalDbContextFactory contexts, BulkInsert bulk, GeneralLedger ledger, AccountBook accounts, PersonalData personal, ProgrammeService programmes, VoucherOffices offices, FraudNightly nightly, TimeProvider time)
{
    /// <summary>One seed, beside whatever is in the database already.</summary>
    public async Task<FraudMeasure> RunAsync(int seed, SimulationSize size, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var last = DateOnly.FromDateTime(now).AddDays(-2);
        var plan = new FraudPlan(size, seed, last);
        var books = await FraudBooks.MakeAsync(contexts, bulk, personal, programmes, offices, plan, now, cancellation);
        await new FraudPostings(bulk, ledger, accounts, personal, books, plan).RunAsync(cancellation);
        await using (var db = contexts.CreateDbContext())
        {
            await using var scope = await db.BeginWriteAsync(cancellation);
            var made = plan.Sales.Sum(s => s.Vouchers.Count);
            await db.VoucherProgrammes.Where(p => p.Id == books.Programme.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.LastNumber, (long)made), cancellation);
            await scope.CommitAsync(cancellation);
        }

        var redemptions = 0;
        foreach (var market in books.Markets)
            redemptions += (await nightly.RunAsync(last, market.Code, cancellation: cancellation)).Redemptions;
        return await CompareAsync(seed, last, redemptions, plan, books, cancellation);
    }

    private async Task<FraudMeasure> CompareAsync(int seed, DateOnly day, int redemptions, FraudPlan plan, FraudBooks books, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var markets = books.Markets.Select(m => m.Id).ToList();
        var found = (await db.FraudSignals.AsNoTracking().Where(s => s.Day == day && markets.Contains(s.MarketId)).ToListAsync(cancellation)).ToLookup(s => s.SubjectId);
        var seen = plan.Vendors.ConvertAll(v => (Vendor: v, Signals: found[books.Vendors[v.Index].Id].ToList()));
        var flagged = seen.Where(s => s.Signals.Sum(f => f.Points) >= FraudRules.FlagPoints).ToList();
        var (cheating, right) = (seen.Count(s => s.Vendor.Scheme != Scheme.Clean), flagged.Count(s => s.Vendor.Scheme != Scheme.Clean));
        var signals = Enum.GetValues<FraudCode>().Select(code =>
        {
            var (players, alone) = (seen.Where(s => s.Vendor.Scheme.ToString() == code.ToString()).ToList(), seen.Where(s => s.Signals.Exists(f => f.Code == code && f.Points >= FraudRules.FlagPoints)).ToList());
            return new SignalMeasure(code.ToString(), Share(players.Count(s => s.Signals.Exists(f => f.Code == code)), players.Count), Share(alone.Count(s => s.Vendor.Scheme != Scheme.Clean), alone.Count));
        }).ToList();
        var missed = seen.Where(s => s.Vendor.Scheme != Scheme.Clean != flagged.Contains(s))
            .Select(s => $"{s.Vendor.Scheme}/{s.Vendor.Strength} {s.Vendor.VoucherPayments} payments: {string.Join(", ", s.Signals.Select(f => $"{f.Code} {f.Points} {f.Values}"))}").ToList();
        return new FraudMeasure(
            seed, redemptions, cheating, seen.Count - cheating, Share(right, cheating), Share(right, flagged.Count), (flagged.Count - right) / (double)Math.Max(1, seen.Count - cheating), signals, missed);
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : part / (double)whole;
}
