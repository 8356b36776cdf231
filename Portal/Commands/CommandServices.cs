using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;
using Portal.Resources;

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

    /// <summary>Throws when the database is not there, lacks migrations, or is of a newer program.</summary>
    public static Task RequireMigratedAsync(this IServiceProvider services, CancellationToken cancellation) => services.GetRequiredService<Migrator>().RequireMigratedAsync(cancellation);

    /// <summary>Seals what the command wrote, when no running portal does.</summary>
    public static async Task SealAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        var sealer = services.GetRequiredService<AuditSealer>();
        await sealer.SealAsync(cancellation);
        await sealer.ReleaseAsync(cancellation);
    }

    /// <summary>Who a command acts as.</summary>
    public static Actor Actor { get; } = Actor.System("command line");

    /// <summary>The value; throws with the refusals' sentences when there is none.</summary>
    public static T Take<T>(Outcome<T> outcome) => outcome.TryGet(out var value) ? value
        : throw new CommandException(string.Join(' ', outcome.Refusals.Select(r => (r.Field is null ? "" : r.Field + ": ") + Texts.Of(CultureInfo.GetCultureInfo("en"), r))));

    /// <summary>The role in the scope that <c>--market</c> or <c>--region</c> names; in all markets without either.</summary>
    public static async Task<Grant> GrantAsync(this IServiceProvider services, string roleName, string? market, string? region, CancellationToken cancellation)
    {
        var role = RoleNames.TryParse(roleName, out var known) ? known : throw new CommandException($"There is no role {roleName}.");
        if (market is not null && region is not null)
            throw new CommandException("Give --market or --region, not both.");
        if (market is null)
            return region is null ? new Grant(role, ScopeKind.All) : new Grant(role, ScopeKind.Region, Region: region);
        await using var db = services.GetRequiredService<PortalDbContextFactory>().CreateDbContext();
        var id = await db.Markets.Where(m => m.Code == market).Select(m => (long?)m.Id).SingleOrDefaultAsync(cancellation);
        return new Grant(role, ScopeKind.Market, MarketId: id ?? throw new CommandException($"There is no market with the code {market}."));
    }

    public static Option<string> RoleOption()
    {
        var option = new Option<string>("--role") { Required = true, Description = "What it may do: " + string.Join(", ", RoleNames.All) };
        option.AcceptOnlyFromAmong([.. RoleNames.All]);
        return option;
    }

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
            .AddAccessServices(configuration)
            .BuildServiceProvider();
    }
}
