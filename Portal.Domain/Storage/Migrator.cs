using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Portal.Domain.Storage;

/// <summary>SQLite does not keep the settings that make an acknowledged commit durable; the portal does not start.</summary>
public sealed class DurabilityException(string message) : Exception(message);

/// <summary>The database is not such that this program can work on it; the message says what to do.</summary>
public sealed class StorageException(string message) : Exception(message);

/// <summary>Brings the database to the state the program needs, and checks that it keeps what it acknowledges.</summary>
public sealed class Migrator(PortalDbContextFactory contexts)
{
    /// <summary>What the operating system says of a file that another process holds: Linux, macOS, Windows.</summary>
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

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

        await using var held = await HoldFolderAsync(path, cancellation);
        _ = await RefuseNewerAsync(db, cancellation);
        await db.Database.ExecuteSqlRawAsync("pragma journal_mode=wal", cancellation);
        // EF Core waits without end for a row in this table. Whoever holds the file is alone, so a row is left from a killed process.
        await db.Database.ExecuteSqlRawAsync("drop table if exists \"__EFMigrationsLock\"", cancellation);
        await ApplyAsync(db, cancellation);
    }

    /// <summary>Throws <see cref="StorageException"/> unless the database has all migrations of this program and no others.</summary>
    public async Task RequireMigratedAsync(CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        if (db.Database.GetMigrations().Except(await RefuseNewerAsync(db, cancellation)).Any())
            throw new StorageException("The database is not there or not up to date; run: portal migrate");
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
        if (await db.Database.CanConnectAsync(cancellation) && !db.Database.GetMigrations().Except(await RefuseNewerAsync(db, cancellation)).Any())
            return;
        await db.Database.MigrateAsync(cancellation);
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync(PairSearch.SqliteIndex, cancellation);
    }

    /// <summary>The migrations that were applied. A newer program's tables may mean something else: this one must not write into them.</summary>
    private static async Task<IEnumerable<string>> RefuseNewerAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellation);
        if (applied.Except(db.Database.GetMigrations()).LastOrDefault() is { } unknown)
            throw new StorageException($"The database is of a newer Portal than this one (it has the migration {unknown}). Start that version, or restore a backup of this one.");
        return applied;
    }

    private static async Task<string> ScalarAsync(PortalDbContext db, string sql, CancellationToken cancellation)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>Makes the folder of the database, and holds it for one migration at a time.</summary>
    private static async Task<FileStream> HoldFolderAsync(string path, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            Directory.CreateDirectory(folder);
            return await HoldFileAsync(path + ".migrate", cancellation);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The folder of the database, {folder}, cannot be written: {refused.Message} Give the portal's account the right to, or name another place in ConnectionStrings:Portal.");
        }
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
            catch (IOException held) when (Held.Contains(held.HResult))
            {
                await Task.Delay(100, cancellation);
            }
        }
    }
}
