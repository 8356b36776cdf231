using Portal.Domain.Ledger;
using Portal.Domain.Storage.Postgres;
using Portal.Domain.Storage.Sqlite;
using Portal.Domain.Storage.SqlServer;

namespace Portal.Domain.Storage;

/// <summary>What the databases do differently when a batch of postings is committed. All of it inside the caller's transaction.</summary>
internal interface ILedgerSql
{
    /// <summary>The database's time, the same for a whole batch.</summary>
    Task<DateTime> NowAsync(PortalDbContext db);

    /// <summary>Of the markets that closed a date, the first open one; their rows are taken shared.</summary>
    Task<IReadOnlyDictionary<long, DateOnly>> OpenFromAsync(PortalDbContext db, IReadOnlyList<long> marketIds);

    /// <summary>Locks accounts, in the order of their ids, and reads them.</summary>
    Task<IReadOnlyList<LedgerAccount>> LockAccountsAsync(PortalDbContext db, IReadOnlyList<long> ids);

    /// <summary>Locks a row of a caller and reads its version; null when there is none.</summary>
    Task<long?> LockVersionAsync(PortalDbContext db, Type row, long id);

    /// <param name="accounts">JSON: [[id, state, debits, credits, debits reserved, credits reserved, last line], …].</param>
    Task UpdateAccountsAsync(PortalDbContext db, string accounts);

    /// <param name="totals">JSON: [[account, date, market, debits, credits], …].</param>
    Task AddTotalsAsync(PortalDbContext db, string totals, int writer);
}

/// <summary>Chooses the statements of the configured database.</summary>
internal static class LedgerSqlChoice
{
    public static ILedgerSql LedgerSql(this DatabaseOptions options) => options.Provider switch
    {
        DatabaseProvider.Sqlite => new SqliteLedgerSql(),
        DatabaseProvider.SqlServer => new SqlServerLedgerSql(),
        _ => new PostgresLedgerSql(),
    };
}
