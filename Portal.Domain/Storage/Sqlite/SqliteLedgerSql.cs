using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;

namespace Portal.Domain.Storage.Sqlite;

/// <summary>SQLite: the transaction holds the one write lock, so nothing else is locked.</summary>
internal sealed class SqliteLedgerSql : ILedgerSql
{
    private const string Update = """
        update "LedgerAccounts" set "State" = v.value->>1, "Debits" = v.value->>2, "Credits" = v.value->>3, "DebitsReserved" = v.value->>4, "CreditsReserved" = v.value->>5, "LastLine" = v.value->>6
        from json_each({0}) as v where "LedgerAccounts"."Id" = v.value->>0
        """;

    private const string Version = "select \"Version\" as \"Value\" from \"TABLE\" where \"Id\" = {0}";

    private const string Add = """
        insert into "AccountTotals" ("AccountId", "BusinessDate", "MarketId", "Writer", "Debits", "Credits")
        select value->>0, value->>1, value->>2, {1}, value->>3, value->>4 from json_each({0}) where true
        on conflict ("AccountId", "BusinessDate", "MarketId", "Writer") do update set "Debits" = "Debits" + excluded."Debits", "Credits" = "Credits" + excluded."Credits"
        """;

    /// <summary>The database is a file of this machine, whose clock it is.</summary>
    public Task<DateTime> NowAsync(PortalDbContext db) => Task.FromResult(UtcMicroseconds.Cut(DateTime.UtcNow));

    public async Task<IReadOnlyDictionary<long, DateOnly>> OpenFromAsync(PortalDbContext db, IReadOnlyList<long> marketIds) =>
        OpenDates.Of(await db.MarketBooks.AsNoTracking().Where(m => marketIds.Contains(m.MarketId)).ToListAsync());

    public async Task<IReadOnlyList<LedgerAccount>> LockAccountsAsync(PortalDbContext db, IReadOnlyList<long> ids) =>
        ids.Count == 0 ? [] : await db.LedgerAccounts.AsNoTracking().Where(a => ids.Contains(a.Id)).OrderBy(a => a.Id).ToListAsync();

    public async Task<long?> LockVersionAsync(PortalDbContext db, Type row, long id)
    {
        var table = db.Model.FindEntityType(row)!.GetTableName();
        var found = await db.Database.SqlQueryRaw<long>(Version.Replace("TABLE", table, StringComparison.Ordinal), id).ToListAsync();
        return found is [var version] ? version : null;
    }

    public Task UpdateAccountsAsync(PortalDbContext db, string accounts) => db.Database.ExecuteSqlRawAsync(Update, accounts);

    public Task AddTotalsAsync(PortalDbContext db, string totals, int writer) => db.Database.ExecuteSqlRawAsync(Add, totals, writer);
}
