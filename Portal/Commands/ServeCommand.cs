using System.CommandLine;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.EntityFrameworkCore;
using Portal.Access;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Jobs;
using Portal.Notices;

namespace Portal.Commands;

/// <summary><c>serve</c>, which is also meant when no command is named. Every further option is ASP.NET Core's own: <c>--urls</c>, <c>--Database:Provider</c>…</summary>
public static class ServeCommand
{
    private const string Name = "serve";
    private static readonly string[] Questions = ["--help", "-h", "-?", "/?", "/h", "--version"];

    /// <summary>Within this time after SIGTERM requests are ended and the audit trail is sealed; the process is gone within 10 s.</summary>
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(8);

    internal static bool IsAskedFor(string[] args) => !args.Any(Questions.Contains) && args is [] or [Name, ..] or [['-', '-', ..], ..];

    internal static Command Describe() => new(Name, "Serve the portal (the default); takes --urls and every other option of ASP.NET Core") { TreatUnmatchedTokensAsErrors = false };

    /// <summary>Views and assets stand beside the executable, whatever folder it is started from.</summary>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args is [Name, .. var rest] ? rest : args,
        ContentRootPath = AppContext.BaseDirectory,
    };

    /// <summary>Storage, log and jobs of the server.</summary>
    public static void AddServing(this WebApplicationBuilder builder)
    {
        builder.Services.AddStorage(builder.Configuration);
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = ShutdownTime);
        builder.Services.AddHostedService<AuditSealing>();
        builder.Services.AddHostedService<FraudWatching>();
        builder.Services.AddSingleton(s => NoticeServices.Of(s.GetRequiredService<IConfiguration>(), s.GetRequiredService<TimeProvider>()));
        builder.Services.AddHostedService<NoticeSending>();
        builder.Services.AddSingleton<JobRunner>();
        builder.Services.AddHostedService(s => s.GetRequiredService<JobRunner>());
        builder.Services.AddSingleton<ImportJobs>();
        builder.Services.AddSingleton<PrintJobs>();
        builder.Services.AddSingleton<StatementJobs>();
        builder.Services.AddSingleton<SettlementJobs>();
        builder.Services.AddHostedService<SettlementWatching>();
        builder.Services.AddSingleton<LedgerCheckJobs>();
        builder.Services.AddSingleton<DailyUpkeep>();
        builder.Services.AddHostedService(s => s.GetRequiredService<DailyUpkeep>());
        builder.Services.AddScoped<CircuitHandler, JobWatch>();
        // One line per request would be most of the log, and say nothing that the metrics do not.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        var start = new StartUp();
        builder.Services.AddSingleton(start);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", _ => start.IsOver);
        if (builder.Environment.IsDevelopment() || builder.Configuration["Logging:Console:FormatterName"] is not null)
            return;
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole();
    }

    /// <summary>Answers without sign-in: <c>/health/live</c> while the process runs, <c>/health/ready</c> while it can work.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => "ok").AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", async (Readiness readiness, CancellationToken cancellation) => await readiness.FaultAsync(cancellation) is { } fault
            ? Results.Text(fault, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready")).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Makes the database ready and serves until it is told to stop; answers the exit code.</summary>
    public static async Task<int> ServeAsync(this WebApplication app)
    {
        PlainHttpGuard.RefuseOpenAddresses(app.Configuration);
        await PrepareAsync(app);
        app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<StartUp>().End);
        await app.RunAsync();
        return 0;
    }

    /// <summary>Migrates (unless <c>Database:Migrate</c> is false and a database server is used) and refuses a database that could lose what it acknowledged.</summary>
    private static async Task PrepareAsync(WebApplication app)
    {
        var migrator = app.Services.GetRequiredService<Migrator>();
        var options = app.Services.GetRequiredService<DatabaseOptions>();
        if (options.Provider == DatabaseProvider.Sqlite || app.Configuration.GetValue("Database:Migrate", true))
            await migrator.MigrateAsync();
        else
            await migrator.RequireMigratedAsync();
        await migrator.CheckDurabilityAsync();
        app.Services.GetRequiredService<KeyRing>().MakeMissing();
    }
}

/// <summary>Whether the start is over. What goes wrong before is said once, in a sentence, and not by the host as well.</summary>
internal sealed class StartUp
{
    private volatile bool over;

    public bool IsOver => over;

    public void End() => over = true;
}

/// <summary>Whether the portal can work: the database answers and has all migrations.</summary>
public sealed class Readiness(PortalDbContextFactory contexts)
{
    private bool migrated;

    /// <summary>Why it cannot work now; null when it can.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        if (!await db.Database.CanConnectAsync(cancellation))
            return "The database does not answer.";
        migrated = migrated || !(await db.Database.GetPendingMigrationsAsync(cancellation)).Any();
        return migrated ? null : "The database lacks migrations.";
    }
}
