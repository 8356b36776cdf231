using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Fraud;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Seeding.FraudSimulation;
using Portal.Tests.Storage;

namespace Portal.Tests.Fraud;

public sealed class FraudNightlyTests
{
    private static readonly SimulationSize Few = new(1, 30, 1);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Run_Again_LeavesTheSame(DatabaseProvider provider)
    {
        await using var fixture = await FraudFixture.CreateAsync(Few, provider);
        var nightly = fixture.Get<FraudNightly>();
        var before = await SignalsAsync(fixture);
        var cases = await CasesAsync(fixture);
        var run = await nightly.RunAsync(fixture.Last);
        await nightly.RunAsync(fixture.Last);
        Assert.NotEmpty(before);
        Assert.NotEmpty(cases);
        Assert.Equal(before, await SignalsAsync(fixture));
        Assert.Equal(cases, await CasesAsync(fixture));
        Assert.Equal(before.Count, run.Signals);
        Assert.Equal(fixture.Measure.Redemptions, run.Redemptions);
        await using var db = fixture.Database.Open();
        Assert.Equal(1, await db.FraudRuns.CountAsync());
        // Each signal stands for rows that exist, and each case has its signals.
        var auditor = Make.Actor(Role.Auditor);
        var page = (await fixture.Get<FraudSignalQueries>().PageAsync(auditor, new ListQuery())).Value;
        Assert.All(page.Items, row => Assert.NotEmpty(row.Rows));
        Assert.All(page.Items, row => Assert.NotEmpty(row.Values));
        var payments = page.Items.SelectMany(r => r.Rows).Where(r => r.Kind == FraudRowKind.Payment).Select(r => r.Id).Distinct().ToList();
        Assert.Equal(payments.Count, await db.Payments.CountAsync(p => payments.Contains(p.Id)));
        var record = (await fixture.Get<FraudQueries>().GetAsync(auditor, cases[0])).Value;
        Assert.NotEmpty(record.Signals);
        Assert.Equal(cases.Count, (await fixture.Get<FraudQueries>().SummaryAsync(auditor)).Value.Unassigned);
    }

    [Fact]
    public async Task Simulation_OneSeed_IsFoundAndVerifies()
    {
        await using var fixture = await FraudFixture.CreateAsync(SimulationSize.Small, seed: 3);
        Assert.True(fixture.Measure.Recall >= 0.95, string.Join('\n', fixture.Measure.Missed));
        Assert.True(fixture.Measure.CleanFlagged <= 0.01, string.Join('\n', fixture.Measure.Missed));
        Assert.All(fixture.Measure.Signals, s => Assert.True(s.Recall > 0.5, s.ToString()));
        Assert.DoesNotContain(await fixture.Get<Verifier>().RunAsync(Verifier.OfLedger, null, CancellationToken.None), r => !r.Ok);
    }

    /// <summary>Whoever makes the data knows nothing of how it is looked at, and the other way round; only the measuring knows both.</summary>
    [Fact]
    public void Simulation_SharesNothingWithTheSignals()
    {
        var files = SourceTree.Files("Portal/Seeding/FraudSimulation", "*.cs").ToList();
        Assert.True(files.Count >= 5);
        Assert.DoesNotContain(files, f => !f.EndsWith("FraudMeasurement.cs", StringComparison.Ordinal) && File.ReadAllText(f).Contains("Portal.Domain.Fraud", StringComparison.Ordinal));
        Assert.DoesNotContain(SourceTree.Files("Portal.Domain/Fraud", "*.cs"), f => File.ReadAllText(f).Contains("Seeding", StringComparison.Ordinal));
        Assert.DoesNotContain("Portal", typeof(FraudRule).Assembly.GetReferencedAssemblies().Select(a => a.Name));
    }

    [Fact]
    public async Task Watch_RowsSinceTheLastLook_AreLookedAt()
    {
        await using var fixture = await FraudFixture.CreateAsync(new SimulationSize(1, 9, 0));
        var watch = fixture.Get<FraudWatch>();
        Assert.Equal(0, await watch.LookAsync());
        Assert.Equal(0, await watch.LookAsync());
        await fixture.Get<FraudMeasurement>().RunAsync(5, new SimulationSize(1, 30, 1));
        Assert.True(await watch.LookAsync() > 0);
        await using var db = fixture.Database.Open();
        Assert.True(await db.FraudSignals.AnyAsync(s => s.Source == FraudSource.Watch && s.Code == FraudCode.SequentialSerials));
    }

    private static async Task<List<string>> SignalsAsync(FraudFixture fixture)
    {
        await using var db = fixture.Database.Open();
        var rows = await db.FraudSignals.AsNoTracking().OrderBy(s => s.SubjectId).ThenBy(s => s.Code).ToListAsync();
        return rows.ConvertAll(s => $"{s.SubjectId} {s.Day} {s.Code} {s.Points} {s.Values} {s.CaseId}");
    }

    private static async Task<List<string>> CasesAsync(FraudFixture fixture)
    {
        await using var db = fixture.Database.Open();
        return await db.FraudCases.OrderBy(c => c.Id).Select(c => c.Code).ToListAsync();
    }
}
