using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Seeding;

namespace Portal.Commands;

/// <summary><c>seed demo</c> and <c>seed load --markets N --vendors N [--stalls N] [--seed S]</c></summary>
internal static class SeedCommand
{
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
            await ActivatorUtilities.CreateInstance<DemoVouchers>(services, now).RunAsync(cancellation);
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
        var seed = new Option<int>("--seed") { Description = "Another number gives other data", DefaultValueFactory = _ => 1 };
        var command = new Command("load", "Data of any size, for measuring") { markets, vendors, stalls, seed };
        command.Validators.Add(result =>
        {
            if (result.GetValue(stalls) < result.GetValue(vendors))
                result.AddError("There cannot be fewer stalls than vendors.");
        });
        command.Runs(async (parsed, services, cancellation) =>
        {
            await services.RequireMigratedAsync(cancellation);
            var clock = Stopwatch.StartNew();
            var size = new LoadSize(parsed.GetValue(markets), parsed.GetValue(vendors), parsed.GetValue(stalls) ?? parsed.GetValue(vendors), parsed.GetValue(seed));
            var rows = await services.GetRequiredService<LoadSeed>().RunAsync(size, cancellation);
            await services.SealAsync(cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows} rows in {clock.Elapsed.TotalSeconds:F1} s"));
            return 0;
        });
        return command;
    }

    private static Option<int> Count(string name, string description, int from, int to)
    {
        var option = new Option<int>(name) { Required = true, Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < from || result.GetValueOrDefault<int>() > to)
                result.AddError($"{name} is {from} to {to}.");
        });
        return option;
    }
}
