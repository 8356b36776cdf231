using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Portal.Domain.Storage;

/// <summary>Tells the databases' errors apart by their numbers.</summary>
public static class DatabaseErrors
{
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;
    private const int SqlServerUniqueConstraint = 2627;
    private const int SqlServerUniqueIndex = 2601;

    /// <summary>SQL Server: no answer, no such server, connection refused, login refused, database not there.</summary>
    private static readonly int[] SqlServerUnreachable = [-2, 2, 40, 53, 258, 4060, 10060, 10061, 11001, 18456];

    /// <summary>True when the server could not be reached, or did not let the portal in.</summary>
    public static bool IsUnreachable(DbException error) => error switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName
            or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException => error.InnerException is SocketException or TimeoutException or IOException,
        SqlException sqlServer => SqlServerUnreachable.Contains(sqlServer.Number),
        _ => false,
    };

    /// <summary>
    /// True for what may be otherwise at the next try: the server is away, or refused a statement. Background work notes it and tries again: an
    /// error that it let through would end the portal. Npgsql's errors come wrapped when a second try could mend them.
    /// </summary>
    public static bool IsPassing(Exception error) =>
        error is DbException or DbUpdateException or TimeoutException or InvalidOperationException { InnerException: DbException or TimeoutException };

    private const int SqliteBusy = 5;
    private const int SqlServerDeadlock = 1205;
    private const int SqlServerSnapshotConflict = 3960;

    /// <summary>SQL Server: the connection broke, or the server ended it.</summary>
    private static readonly int[] SqlServerLost = [-2, -1, 0, 64, 121, 233, 596, 10053, 10054, 10928, 10929];

    /// <summary>True when the connection broke, so that nobody knows whether the last command was done.</summary>
    public static bool IsLost(DbException error) => error switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException => error.InnerException is SocketException or TimeoutException or IOException,
        SqlException sqlServer => SqlServerLost.Contains(sqlServer.Number) || SqlServerUnreachable.Contains(sqlServer.Number),
        _ => false,
    };

    /// <summary>The database's own error in what EF Core threw: it wraps errors of saving, and those that a second try could mend. Null when it is none of the database's.</summary>
    public static DbException? CauseOf(Exception error) => error switch
    {
        DbException plain => plain,
        DbUpdateException or InvalidOperationException => error.InnerException is { } inner ? CauseOf(inner) : null,
        _ => null,
    };

    /// <summary>True for what a second try of the whole transaction may mend: a deadlock, a failed serialisation, a row that somebody else has just made, a lost connection, a busy file.</summary>
    public static bool MayPass(DbException error) => IsLost(error) || IsDuplicate(error) || error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteBusy,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable,
        SqlException sqlServer => sqlServer.Number is SqlServerDeadlock or SqlServerSnapshotConflict,
        _ => false,
    };

    private const int SqliteCorrupt = 11;
    private const int SqliteNoDatabase = 26;

    /// <summary>True when SQLite's file is damaged, or is no database at all.</summary>
    public static bool IsDamaged(DbException error) => error is SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNoDatabase };

    /// <summary>True when a unique index or primary key refused the row.</summary>
    public static bool IsDuplicate(DbUpdateException error) => IsDuplicate(error.InnerException as DbException);

    /// <inheritdoc cref="IsDuplicate(DbUpdateException)"/>
    public static bool IsDuplicate(DbException? error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteUnique or SqlitePrimaryKey,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqlException sqlServer => sqlServer.Number is SqlServerUniqueConstraint or SqlServerUniqueIndex,
        _ => false,
    };
}
