using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Portal.Domain.Access;
using Portal.Domain.Privacy;
using Portal.Domain.Reconciliation;
using Portal.Domain.Storage;
using Portal.Seeding;
using Portal.Seeding.FraudSimulation;

namespace Portal.Commands;

/// <summary><c>seed demo</c>, <c>seed load --markets N --vendors N [--stalls N] [--seed S]</c> and <c>seed load --fraud [--seed S]... [--seeds S,S]</c></summary>
internal static class SeedCommand
{
    /// <summary>The demo's source of statements in camt, of any account.</summary>
    private const string AnyCamt = "ANY-CAMT";

    /// <summary>The same in MT940.</summary>
    private const string AnyMt940 = "ANY-MT940";

    public static Command Make() => new("seed", "Fill an empty database") { Demo(), Load() };

    private static Command Demo()
    {
        var command = new Command("demo", "Six markets that are plainly not real, and a sign-in for every role; prints the sign-ins");
        command.Runs(async (parsed, services, cancellation) =>
        {
            await services.RequireMigratedAsync(cancellation);
            var seed = new DemoSeed(services.GetRequiredService<PortalDbContextFactory>(), services.GetRequiredService<PersonalData>(), services.GetRequiredService<TimeProvider>());
            var signIns = await seed.RunAsync(cancellation);
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            await ActivatorUtilities.CreateInstance<DemoPayments>(services, ActivatorUtilities.CreateInstance<DemoTills>(services), now).RunAsync(cancellation);
            await ActivatorUtilities.CreateInstance<DemoDisputes>(services, now).RunAsync(cancellation);
            await ActivatorUtilities.CreateInstance<DemoVouchers>(services, now).RunAsync(DemoVoucherDesk.Applicants, cancellation);
            await ActivatorUtilities.CreateInstance<DemoVoucherDesk>(services, ActivatorUtilities.CreateInstance<DemoDeskServices>(services), now).RunAsync(cancellation);
            await ActivatorUtilities.CreateInstance<DemoInstitutions>(services, now).RunAsync(cancellation);
            _ = await services.GetRequiredService<StatementSources>().AddAsync(Actor.System("seed"), new NewStatementSource(AnyCamt, "시범 은행 (camt)", SourceFormat.Camt), cancellation);
            _ = await services.GetRequiredService<StatementSources>().AddAsync(Actor.System("seed"), new NewStatementSource(AnyMt940, "시범 은행 (MT940)", SourceFormat.Mt940), cancellation);
            await services.SealAsync(cancellation);
            foreach (var signIn in signIns)
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{signIn.Role,-18}{signIn.Email,-34}{signIn.Password}");
            return 0;
        });
        return command;
    }

    private static Command Load()
    {
        var markets = Count("--markets", "How many markets", 1, 100_000);
        var vendors = Count("--vendors", "How many vendors, each with a stall", 0, 90_000_000);
        var stalls = new Option<int?>("--stalls") { Description = "How many stalls, at least as many as vendors; as many when not given" };
        var fraud = new Option<bool>("--fraud") { Description = "Markets with honest and dishonest vendors, labelled; prints how many of them the fraud desk finds" };
        var seed = new Option<int[]>("--seed") { Description = "Another number gives other data; with --fraud it may be given several times", DefaultValueFactory = _ => [1] };
        var seeds = new Option<string?>("--seeds") { Description = "With --fraud, several seeds: 1,2,3" };
        var command = new Command("load", "Data of any size, for measuring") { markets, vendors, stalls, seed, fraud, seeds };
        command.Validators.Add(result =>
        {
            var (many, missing) = (result.GetValue(fraud), result.GetResult(markets) is null || result.GetResult(vendors) is null);
            if (!many && missing)
                result.AddError("--markets and --vendors are needed, or --fraud.");
            if (!many && !missing && result.GetValue(stalls) < result.GetValue(vendors))
                result.AddError("There cannot be fewer stalls than vendors.");
            if (!many && (result.GetValue(seed)!.Length > 1 || result.GetValue(seeds) is not null))
                result.AddError("Several seeds go with --fraud alone.");
            if (result.GetValue(seeds) is { } list && SeedsOf(list) is null)
                result.AddError("--seeds are whole numbers with commas between them.");
        });
        command.Runs(async (parsed, services, cancellation) =>
        {
            await services.RequireMigratedAsync(cancellation);
            if (parsed.GetValue(fraud))
                return await FraudAsync(parsed, services, parsed.GetValue(seeds) is { } list ? SeedsOf(list)! : parsed.GetValue(seed)!, cancellation);
            var clock = Stopwatch.StartNew();
            var size = new LoadSize(parsed.GetValue(markets), parsed.GetValue(vendors), parsed.GetValue(stalls) ?? parsed.GetValue(vendors), parsed.GetValue(seed)![0]);
            var rows = await services.GetRequiredService<LoadSeed>().RunAsync(size, cancellation);
            await services.SealAsync(cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows} rows in {clock.Elapsed.TotalSeconds:F1} s"));
            return 0;
        });
        return command;
    }

    /// <summary>Null when one of them is no number.</summary>
    private static int[]? SeedsOf(string list)
    {
        var texts = list.Split(',', StringSplitOptions.TrimEntries);
        return texts.All(t => int.TryParse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) ? [.. texts.Select(t => int.Parse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))] : null;
    }

    private static async Task<int> FraudAsync(ParseResult parsed, IServiceProvider services, int[] seeds, CancellationToken cancellation)
    {
        var (output, measurement) = (parsed.InvocationConfiguration.Output, services.GetRequiredService<FraudMeasurement>());
        foreach (var seed in seeds)
        {
            var clock = Stopwatch.StartNew();
            var measure = await measurement.RunAsync(seed, SimulationSize.Usual, cancellation);
            await services.SealAsync(cancellation);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"seed {measure.Seed}: {measure.Redemptions} redemptions, {measure.Cheating} cheating and {measure.Clean} clean vendors; recall {measure.Recall:P1}, precision {measure.Precision:P1}, clean flagged {measure.CleanFlagged:P2} ({clock.Elapsed.TotalSeconds:F1} s)"));
            foreach (var signal in measure.Signals)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {signal.Signal,-20} recall {signal.Recall,7:P1}  precision {signal.Precision,7:P1}"));
            foreach (var line in measure.Missed)
                await output.WriteLineAsync("  wrong: " + line);
        }

        return 0;
    }

    private static Option<int> Count(string name, string description, int from, int to)
    {
        var option = new Option<int>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < from || result.GetValueOrDefault<int>() > to)
                result.AddError($"{name} is {from} to {to}.");
        });
        return option;
    }
}
