using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Commands;

/// <summary>What commands share: the same configuration as the server, its storage, and a log on standard error.</summary>
internal static class CommandServices
{
    /// <summary>Gives a command its services.</summary>
    public static void Runs(this Command command, Func<ParseResult, IServiceProvider, CancellationToken, Task<int>> action) => command.SetAction(async (parsed, cancellation) =>
    {
        await using var services = Build();
        return await action(parsed, services, cancellation);
    });

    /// <summary>Throws when the database is not there or lacks migrations.</summary>
    public static async Task RequireMigratedAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        await using var db = services.GetRequiredService<PortalDbContextFactory>().CreateDbContext();
        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
            throw new CommandException("The database is not there or not up to date; run: portal migrate");
    }

    /// <summary>Seals what the command wrote, when no running portal does.</summary>
    public static async Task SealAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        var sealer = services.GetRequiredService<AuditSealer>();
        await sealer.SealAsync(cancellation);
        await sealer.ReleaseAsync(cancellation);
    }

    /// <summary>The scope that <c>--market</c> or <c>--region</c> names; all markets without either.</summary>
    public static async Task<Grant> GrantAsync(PortalDbContext db, Role role, string? market, string? region, CancellationToken cancellation)
    {
        if (market is not null && region is not null)
            throw new CommandException("Give --market or --region, not both.");
        if (market is not null)
        {
            var id = await db.Markets.Where(m => m.Code == market).Select(m => (long?)m.Id).SingleOrDefaultAsync(cancellation);
            return new Grant(role, ScopeKind.Market, MarketId: id ?? throw new CommandException($"There is no market with the code {market}."));
        }

        if (region is null)
            return new Grant(role, ScopeKind.All);
        if (region.Length > Market.RegionLength || !await db.Markets.AnyAsync(m => m.Region == region, cancellation))
            throw new CommandException($"No market is in the region {region}.");
        return new Grant(role, ScopeKind.Region, Region: region);
    }

    public static Option<string> RoleOption()
    {
        var option = new Option<string>("--role") { Required = true, Description = "What it may do: " + string.Join(", ", RoleNames.All) };
        option.AcceptOnlyFromAmong([.. RoleNames.All]);
        return option;
    }

    public static Role RoleOf(string name) => RoleNames.TryParse(name, out var role) ? role : throw new CommandException($"There is no role {name}.");

    private static ServiceProvider Build()
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environments.Production;
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables()
            .Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(log => log.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(c => c.SingleLine = true)
                .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(c => c.LogToStandardErrorThreshold = LogLevel.Trace))
            .AddStorage(configuration)
            .BuildServiceProvider();
    }
}
