using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Storage.Postgres;
using Portal.Domain.Storage.Sqlite;
using Portal.Domain.Storage.SqlServer;

namespace Portal.Domain.Storage;

/// <summary>Makes contexts of the configured provider.</summary>
public sealed class PortalDbContextFactory : IDbContextFactory<PortalDbContext>
{
    private readonly Func<PortalDbContext> make;

    public PortalDbContextFactory(DatabaseOptions options)
    {
        var gate = new WriteGate(options.Provider == DatabaseProvider.Sqlite);
        Options = options;
        make = options.Provider switch
        {
            DatabaseProvider.Sqlite => Maker<SqlitePortalDbContext>(
                b => b.UseSqlite(options.ConnectionString).AddInterceptors(new SqliteConnectionSettings()), o => new SqlitePortalDbContext(o, gate)),
            DatabaseProvider.SqlServer => Maker<SqlServerPortalDbContext>(
                b => b.UseSqlServer(options.ConnectionString), o => new SqlServerPortalDbContext(o, gate)),
            _ => Maker<PostgresPortalDbContext>(
                b => b.UseNpgsql(Interactive(options.ConnectionString)).AddInterceptors(new NulParameters(), new PreparedStatements()), o => new PostgresPortalDbContext(o, gate)),
        };
    }

    public DatabaseOptions Options { get; }

    public PortalDbContext CreateDbContext() => make();

    /// <summary>
    /// Many short questions at once: parallel workers take longer to start than a page of 150,000 rows takes to count (32 against 15 ms). Options of the operator's own stay as they are.
    /// Nothing here changes a session, so none is reset between two of its users.
    /// </summary>
    private static string Interactive(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        builder.Options ??= "-c max_parallel_workers_per_gather=0";
        return builder.ConnectionString;
    }

    private static Func<PortalDbContext> Maker<T>(Action<DbContextOptionsBuilder<T>> configure, Func<DbContextOptions<T>, PortalDbContext> create)
        where T : PortalDbContext
    {
        var builder = new DbContextOptionsBuilder<T>();
        configure(builder);
        builder.EnableDetailedErrors();
        return () => create(builder.Options);
    }
}

/// <summary>What <c>dotnet ef</c> makes contexts with: no server is asked.</summary>
public sealed class DesignTimeSqlite : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<SqlitePortalDbContext>
{
    public SqlitePortalDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite("Data Source=:memory:").Options, new WriteGate(false));
}

/// <inheritdoc cref="DesignTimeSqlite"/>
public sealed class DesignTimeSqlServer : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<SqlServerPortalDbContext>
{
    public SqlServerPortalDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerPortalDbContext>().UseSqlServer("Server=.").Options, new WriteGate(false));
}

/// <inheritdoc cref="DesignTimeSqlite"/>
public sealed class DesignTimePostgres : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<PostgresPortalDbContext>
{
    public PostgresPortalDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPortalDbContext>().UseNpgsql("Host=localhost").Options, new WriteGate(false));
}
