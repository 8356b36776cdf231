using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;

namespace Portal.Domain.Storage.Sqlite;

/// <summary>SQLite: the transaction holds the one write lock, so nothing else is locked. Its statements stay prepared from one batch to the next.</summary>
internal sealed class SqliteLedgerSql : ILedgerSql
{
    private const string Known = "select \"Id\" from \"LedgerPostings\" where \"Uid\" in (select unhex(value) from json_each($0))";

    private const string OpenFrom = "select \"MarketId\", \"ClosedThrough\" from \"MarketBooks\" where \"MarketId\" in (select value from json_each($0)) and \"ClosedThrough\" is not null";

    private const string Accounts = """
        select "Id", "State", "Debits", "Credits", "DebitsReserved", "CreditsReserved", "LastLine", "OperatorId", "Currency", "Class", "Limit"
        from "LedgerAccounts" where "Id" in (select value from json_each($0)) order by "Id"
        """;

    private const string Update = """
        update "LedgerAccounts" set "State" = v.value->>1, "Debits" = v.value->>2, "Credits" = v.value->>3, "DebitsReserved" = v.value->>4, "CreditsReserved" = v.value->>5, "LastLine" = v.value->>6
        from json_each($0) as v where "LedgerAccounts"."Id" = v.value->>0
        """;

    private const string Version = "select \"Version\" as \"Value\" from \"TABLE\" where \"Id\" = {0}";

    private const string Add = """
        insert into "AccountTotals" ("AccountId", "BusinessDate", "MarketId", "Writer", "Debits", "Credits")
        select value->>0, value->>1, value->>2, $1, value->>3, value->>4 from json_each($0) where true
        on conflict ("AccountId", "BusinessDate", "MarketId", "Writer") do update set "Debits" = "Debits" + excluded."Debits", "Credits" = "Credits" + excluded."Credits"
        """;

    public bool KeepsConnection => true;

    public Task KeepConnectionAsync(PortalDbContext db) => PreparedCommand.KeepAsync(db);

    /// <summary>The database is a file of this machine, whose clock it is.</summary>
    public Task<DateTime> NowAsync(PortalDbContext db) => Task.FromResult(UtcMicroseconds.Cut(DateTime.UtcNow));

    /// <summary>Almost always there is none: that is found out without the model.</summary>
    public async Task<IReadOnlyList<LedgerPosting>> KnownAsync(PortalDbContext db, IReadOnlyList<Guid> uids)
    {
        var found = await ReadAsync(db, Known, JsonSerializer.Serialize(uids.Select(u => Convert.ToHexString(u.ToByteArray()))), row => row.GetInt64(0));
        return found.Count == 0 ? [] : await db.LedgerPostings.AsNoTracking().Where(p => found.Contains(p.Id)).ToListAsync();
    }

    public async Task<IReadOnlyDictionary<long, DateOnly>> OpenFromAsync(PortalDbContext db, IReadOnlyList<long> marketIds)
    {
        var closed = await ReadAsync(db, OpenFrom, JsonSerializer.Serialize(marketIds), row => new MarketBooks { MarketId = row.GetInt64(0), ClosedThrough = DateOnly.Parse(row.GetString(1), CultureInfo.InvariantCulture) });
        return OpenDates.Of(closed);
    }

    public async Task<IReadOnlyList<AccountBalance>> LockAccountsAsync(PortalDbContext db, IReadOnlyList<long> ids) =>
        ids.Count == 0 ? [] : await ReadAsync(db, Accounts, JsonSerializer.Serialize(ids), AccountOf);

    public async Task<long?> LockVersionAsync(PortalDbContext db, Type row, long id)
    {
        var table = db.Model.FindEntityType(row)!.GetTableName();
        var found = await db.Database.SqlQueryRaw<long>(Version.Replace("TABLE", table, StringComparison.Ordinal), id).ToListAsync();
        return found is [var version] ? version : null;
    }

    public async Task UpdateAccountsAsync(PortalDbContext db, string accounts)
    {
        using var update = PreparedCommand.Of(db, Update, accounts);
        await update.Command.ExecuteNonQueryAsync();
    }

    public async Task AddTotalsAsync(PortalDbContext db, string totals, int writer)
    {
        using var add = PreparedCommand.Of(db, Add, totals, writer);
        await add.Command.ExecuteNonQueryAsync();
    }

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(PortalDbContext db, string sql, string list, Func<DbDataReader, T> read)
    {
        using var prepared = PreparedCommand.Of(db, sql, list);
        await using var reader = await prepared.Command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }

    private static AccountBalance AccountOf(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(7), row.GetString(8), Enum.Parse<AccountClass>(row.GetString(9)), Enum.Parse<AccountLimit>(row.GetString(10)), Enum.Parse<AccountState>(row.GetString(1)))
        {
            Debits = row.GetInt64(2),
            Credits = row.GetInt64(3),
            DebitsReserved = row.GetInt64(4),
            CreditsReserved = row.GetInt64(5),
            LastLine = row.GetInt64(6),
        };
}
