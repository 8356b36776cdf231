using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api;
using Portal.Commands;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Benchmarks;

/// <summary>The portal's services over a database of its own, filled by the portal's own command line; gone when disposed.</summary>
internal sealed class FilledPortal : IAsyncDisposable
{
    public const int Markets = 1_500;
    public const int Vendors = 150_000;

    private readonly PostgresServer? server;
    private readonly ServiceProvider services;

    private FilledPortal(DatabaseProvider provider, string folder, PostgresServer? server)
    {
        (Folder, this.server) = (folder, server);
        ConnectionString = server?.ConnectionString ?? $"Data Source={Path.Combine(folder, "portal.db")}";
        Variables = new Dictionary<string, string>
        {
            ["Database__Provider"] = provider.ToString().ToLowerInvariant(),
            ["ConnectionStrings__Portal"] = ConnectionString,
            ["Data__Path"] = folder,
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Variables.ToDictionary(v => v.Key.Replace("__", ":", StringComparison.Ordinal), v => (string?)v.Value)).Build();
        services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddStorage(configuration).AddRegistries().AddSingleton<RegistryExport>().BuildServiceProvider();
    }

    /// <summary>Who measures: may do everything.</summary>
    public static Actor Actor { get; } = new(ActorKind.Person, 1, 1, "benchmark", "127.0.0.1", [new Grant(Role.Administrator, ScopeKind.All)]);

    /// <summary>The portal's executable.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Portal.dll");

    public string Folder { get; }

    public string ConnectionString { get; }

    /// <summary>The environment in which the portal's program works on this database.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>Migrated and filled; null, with a note, when the database cannot be had.</summary>
    public static async Task<FilledPortal?> MakeAsync(DatabaseProvider provider, int markets = Markets, int vendors = Vendors)
    {
        var server = provider == DatabaseProvider.Postgres ? await PostgresServer.StartAsync() : null;
        if (provider == DatabaseProvider.Postgres && server is null)
            return null;
        var portal = new FilledPortal(provider, Directory.CreateTempSubdirectory("portal-bench-").FullName, server);
        Figures.Note($"{provider}: {markets} markets, {vendors} vendors");
        if (await portal.CommandAsync("migrate") && await portal.CommandAsync("seed", "load", "--markets", $"{markets}", "--vendors", $"{vendors}"))
            return portal;
        await portal.DisposeAsync();
        return null;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>An API key of this role for all markets, made by the command line; null, with a note, when it fails.</summary>
    public Task<string?> KeyAsync(string role) => Programs.LastLineAsync("dotnet", [Program, "api-key", "create", "--name", "benchmark", "--role", role], Variables);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (server is not null)
            await server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>In a process of its own, so that the memory it takes is not ours.</summary>
    private Task<bool> CommandAsync(params string[] arguments) =>
        Programs.DoAsync("dotnet", [Program, .. arguments], Variables);
}
