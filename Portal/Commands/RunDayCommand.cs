using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Commands;

/// <summary><c>run-day --date D --market M|all</c>: the work of a day's end, as the running portal does it by itself. Done again it does nothing twice.</summary>
internal static class RunDayCommand
{
    private const string All = "all";

    public static Command Make()
    {
        var date = new Option<string>("--date") { Required = true, Description = "The day, as 2026-11-22; not in the future, outside the development environment" };
        var market = new Option<string>("--market") { Description = "The code of a market, or all", DefaultValueFactory = _ => All };
        var command = new Command("run-day", "Do the work of a day's end: notices before vouchers expire, breakage when the last right to them has ended") { date, market };
        command.Runs(async (parsed, services, cancellation) =>
        {
            await services.RequireMigratedAsync(cancellation);
            var day = DayOf(parsed.GetValue(date)!, services.GetRequiredService<TimeProvider>());
            var code = parsed.GetValue(market)!;
            await RequireMarketAsync(services, code, cancellation);
            // Programmes are of all markets: their day ends with that of all.
            var done = code == All ? await services.GetRequiredService<VoucherDayEnd>().RunAsync(day, cancellation: cancellation) : new VoucherDay(day, 0, 0, 0);
            await services.SealAsync(cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}: {done.Notices} notices, {done.Ended} vouchers ended, {done.Breakage} to breakage"));
            return 0;
        });
        return command;
    }

    private static DateOnly DayOf(string text, TimeProvider time)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new CommandException($"--date is a day such as 2026-11-22, not '{text}'.");
        var today = BusinessDay.Of(HomeZone.Value.Id, 0, time.GetUtcNow().UtcDateTime);
        return day <= today || PortalClock.IsDevelopment ? day : throw new CommandException($"{text} has not come yet; a day of the future is run in the Development environment alone.");
    }

    private static async Task RequireMarketAsync(IServiceProvider services, string code, CancellationToken cancellation)
    {
        if (code == All)
            return;
        await using var db = services.GetRequiredService<PortalDbContextFactory>().CreateDbContext();
        if (!await db.Markets.AnyAsync(m => m.Code == code, cancellation))
            throw new CommandException($"There is no market with the code {code}.");
    }
}
