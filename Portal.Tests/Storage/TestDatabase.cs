using Microsoft.Data.Sqlite;
using Npgsql;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Tests.Storage;

/// <summary>
/// A migrated, empty database of its own for one test, on a real server: a SQLite file; PostgreSQL when PORTAL_TEST_POSTGRES holds a connection
/// string (eng/test.sh starts one); SQL Server when PORTAL_TEST_SQLSERVER does.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(string name, DatabaseOptions options)
    {
        Name = name;
        Factory = new PortalDbContextFactory(options);
        Keys = new KeyRing(Path.Combine(options.DataFolder, "keys"));
        Personal = new PersonalData(Keys, Time);
    }

    public PortalDbContextFactory Factory { get; }

    public KeyRing Keys { get; }

    public PersonalData Personal { get; }

    /// <summary>The clock of everything made for this test.</summary>
    public SettableTime Time { get; } = new(new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc));

    /// <summary>The providers that this run can reach, for <c>[MemberData]</c>.</summary>
    public static TheoryData<DatabaseProvider> Providers
    {
        get
        {
            var providers = new TheoryData<DatabaseProvider> { DatabaseProvider.Sqlite };
            if (Server(DatabaseProvider.Postgres) is not null)
                providers.Add(DatabaseProvider.Postgres);
            if (Server(DatabaseProvider.SqlServer) is not null)
                providers.Add(DatabaseProvider.SqlServer);
            return providers;
        }
    }

    public PortalDbContext Open() => Factory.CreateDbContext();

    internal DatabaseProvider Provider => Factory.Options.Provider;

    /// <summary>Where its files are.</summary>
    internal string Folder => Factory.Options.DataFolder;

    /// <summary>What the server calls it.</summary>
    internal string Name { get; }

    /// <summary>With all tables and nothing in them.</summary>
    public static Task<TestDatabase> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite) => CreateAsync(provider, Template.Migrated);

    /// <summary>One that has no tables yet.</summary>
    public static Task<TestDatabase> CreateEmptyAsync(DatabaseProvider provider = DatabaseProvider.Sqlite) => CreateAsync(provider, null);

    /// <summary>A copy of a template; null for one that has no tables.</summary>
    internal static async Task<TestDatabase> CreateAsync(DatabaseProvider provider, Template? template, bool pooled = true)
    {
        var folder = Directory.CreateTempSubdirectory("portal-test-").FullName;
        var name = "portal_test_" + Guid.NewGuid().ToString("N");
        var connection = provider switch
        {
            DatabaseProvider.Sqlite => $"Data Source={Path.Combine(folder, "portal.db")};Pooling={pooled}",
            DatabaseProvider.Postgres => new NpgsqlConnectionStringBuilder(Server(provider)) { Database = name, MaxPoolSize = 40, Pooling = pooled }.ConnectionString,
            _ => new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(Server(provider)) { InitialCatalog = name, Pooling = pooled }.ConnectionString,
        };
        var database = new TestDatabase(name, new DatabaseOptions(provider, connection, folder));
        if (template is not null)
            await template.CopyToAsync(database);
        return database;
    }

    /// <summary>Has the server copy another database, to which nobody is connected.</summary>
    internal async Task CreateFromAsync(string source)
    {
        await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server(Provider)) { Pooling = false }.ConnectionString);
        await server.OpenAsync();
        await using var command = new NpgsqlCommand($"create database \"{Name}\" template \"{source}\"", server);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        var options = Factory.Options;
        if (options.Provider == DatabaseProvider.Sqlite)
        {
            using var pool = new SqliteConnection(options.ConnectionString);
            SqliteConnection.ClearPool(pool);
        }
        else
        {
            await using var db = Open();
            await db.Database.EnsureDeletedAsync();
        }

        Directory.Delete(options.DataFolder, recursive: true);
    }

    private static string? Server(DatabaseProvider provider) =>
        Environment.GetEnvironmentVariable(provider == DatabaseProvider.Postgres ? "PORTAL_TEST_POSTGRES" : "PORTAL_TEST_SQLSERVER") is { Length: > 0 } text ? text : null;
}
