using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Storage.Postgres;
using Portal.Domain.Storage.Sqlite;
using Portal.Domain.Storage.SqlServer;

namespace Portal.Domain.Storage;

/// <summary>What the databases do differently when a batch of postings is committed. All of it inside the caller's transaction.</summary>
internal interface ILedgerSql
{
    /// <summary>True where batches share one connection that stays open, and with it what is prepared on it.</summary>
    bool KeepsConnection => false;

    /// <summary>Opens the connection that is to be kept.</summary>
    Task KeepConnectionAsync(PortalDbContext db) => Task.CompletedTask;

    /// <summary>The database's time, the same for a whole batch.</summary>
    Task<DateTime> NowAsync(PortalDbContext db);

    /// <summary>Those of the client-made ids that were decided before.</summary>
    async Task<IReadOnlyList<LedgerPosting>> KnownAsync(PortalDbContext db, IReadOnlyList<Guid> uids) =>
        await db.LedgerPostings.AsNoTracking().Where(p => uids.Contains(p.Uid)).ToListAsync();

    /// <summary>Of the markets that closed a date, the first open one; their rows are taken shared.</summary>
    Task<IReadOnlyDictionary<long, DateOnly>> OpenFromAsync(PortalDbContext db, IReadOnlyList<long> marketIds);

    /// <summary>Locks accounts, in the order of their ids, and reads them.</summary>
    Task<IReadOnlyList<AccountBalance>> LockAccountsAsync(PortalDbContext db, IReadOnlyList<long> ids);

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
