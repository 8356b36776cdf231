using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Portal.Domain.Storage;

/// <summary>SQLite does not keep the settings that make an acknowledged commit durable; the portal does not start.</summary>
public sealed class DurabilityException(string message) : Exception(message);

/// <summary>Brings the database to the state the program needs, and checks that it keeps what it acknowledges.</summary>
public sealed class Migrator(PortalDbContextFactory contexts)
{
    /// <summary>Applies the migrations that are missing. Of several processes that start together one migrates and the others wait.</summary>
    public async Task MigrateAsync(CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var path = contexts.Options.Provider == DatabaseProvider.Sqlite ? SqlitePath(contexts.Options.ConnectionString) : null;
        if (path is null)
        {
            await ApplyAsync(db, cancellation);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await using var held = await HoldFileAsync(path + ".migrate", cancellation);
        await db.Database.ExecuteSqlRawAsync("pragma journal_mode=wal", cancellation);
        // EF Core waits without end for a row in this table. Whoever holds the file is alone, so a row is left from a killed process.
        await db.Database.ExecuteSqlRawAsync("drop table if exists \"__EFMigrationsLock\"", cancellation);
        await ApplyAsync(db, cancellation);
    }

    /// <summary>Throws <see cref="DurabilityException"/> unless SQLite writes ahead (WAL) and flushes at every commit (FULL).</summary>
    public async Task CheckDurabilityAsync(CancellationToken cancellation = default)
    {
        if (contexts.Options.Provider != DatabaseProvider.Sqlite)
            return;
        await using var db = contexts.CreateDbContext();
        await db.Database.OpenConnectionAsync(cancellation);
        var journal = await ScalarAsync(db, "pragma journal_mode", cancellation);
        var synchronous = await ScalarAsync(db, "pragma synchronous", cancellation);
        const string Full = "2";
        if (journal != "wal" || synchronous != Full)
            throw new DurabilityException($"SQLite runs with journal_mode={journal}, synchronous={synchronous}; wal and 2 (full) are needed.");
    }

    /// <summary>SQL that brings any earlier state to this one, and does nothing when it is there already.</summary>
    public string Script()
    {
        using var db = contexts.CreateDbContext();
        if (contexts.Options.Provider == DatabaseProvider.Sqlite)
            return SqliteScript.Write(db);
        return Microsoft.EntityFrameworkCore.Infrastructure.AccessorExtensions.GetService<IMigrator>(db).GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }

    /// <summary>The path of the database file; null for one in memory.</summary>
    public static string? SqlitePath(string connectionString)
    {
        var source = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(connectionString);
        return source.Mode == Microsoft.Data.Sqlite.SqliteOpenMode.Memory || source.DataSource is "" or ":memory:" ? null : source.DataSource;
    }

    /// <summary>EF Core compares whole models before it applies nothing; to read the table of migrations first spares most starts half a second.</summary>
    private static async Task ApplyAsync(PortalDbContext db, CancellationToken cancellation)
    {
        if (await db.Database.CanConnectAsync(cancellation) && !(await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
            return;
        await db.Database.MigrateAsync(cancellation);
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync(PairSearch.SqliteIndex, cancellation);
    }

    private static async Task<string> ScalarAsync(PortalDbContext db, string sql, CancellationToken cancellation)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>An operating system lock: it goes with the process, however that ends.</summary>
    private static async Task<FileStream> HoldFileAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(100, cancellation);
            }
        }
    }
}
