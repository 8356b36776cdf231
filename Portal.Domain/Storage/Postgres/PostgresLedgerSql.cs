using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;

namespace Portal.Domain.Storage.Postgres;

/// <summary>PostgreSQL: rows are locked one by one, lists come as arrays and JSON.</summary>
internal sealed class PostgresLedgerSql : ILedgerSql
{
    private const string Update = """
        update "LedgerAccounts" a set "State" = v.e->>1, "Debits" = (v.e->>2)::bigint, "Credits" = (v.e->>3)::bigint, "DebitsReserved" = (v.e->>4)::bigint,
            "CreditsReserved" = (v.e->>5)::bigint, "LastLine" = (v.e->>6)::bigint
        from jsonb_array_elements({0}::jsonb) as v(e) where a."Id" = (v.e->>0)::bigint
        """;

    private const string Version = "select \"Version\" as \"Value\" from \"TABLE\" where \"Id\" = {0} for update";

    private const string Add = """
        insert into "AccountTotals" ("AccountId", "BusinessDate", "MarketId", "Writer", "Debits", "Credits")
        select (e->>0)::bigint, (e->>1)::date, (e->>2)::bigint, {1}, (e->>3)::bigint, (e->>4)::bigint from jsonb_array_elements({0}::jsonb) as v(e)
        on conflict ("AccountId", "BusinessDate", "MarketId", "Writer")
        do update set "Debits" = "AccountTotals"."Debits" + excluded."Debits", "Credits" = "AccountTotals"."Credits" + excluded."Credits"
        """;

    public Task<DateTime> NowAsync(PortalDbContext db) => db.Database.SqlQueryRaw<DateTime>("select clock_timestamp() as \"Value\"").SingleAsync();

    public async Task<IReadOnlyDictionary<long, DateOnly>> OpenFromAsync(PortalDbContext db, IReadOnlyList<long> marketIds)
    {
        var ids = marketIds.ToArray();
        var books = await db.MarketBooks.FromSqlRaw("select * from \"MarketBooks\" where \"MarketId\" = any({0}) order by \"MarketId\" for share", ids).AsNoTracking().ToListAsync();
        return OpenDates.Of(books);
    }

    public async Task<IReadOnlyList<AccountBalance>> LockAccountsAsync(PortalDbContext db, IReadOnlyList<long> ids)
    {
        var wanted = ids.ToArray();
        return wanted.Length == 0 ? []
            : [.. (await db.LedgerAccounts.FromSqlRaw("select * from \"LedgerAccounts\" where \"Id\" = any({0}) order by \"Id\" for update", wanted).AsNoTracking().ToListAsync()).Select(AccountBalance.Of)];
    }

    public async Task<long?> LockVersionAsync(PortalDbContext db, Type row, long id)
    {
        var table = db.Model.FindEntityType(row)!.GetTableName();
        var found = await db.Database.SqlQueryRaw<long>(Version.Replace("TABLE", table, StringComparison.Ordinal), id).ToListAsync();
        return found is [var version] ? version : null;
    }

    public Task UpdateAccountsAsync(PortalDbContext db, string accounts) => db.Database.ExecuteSqlRawAsync(Update, accounts);

    public Task AddTotalsAsync(PortalDbContext db, string totals, int writer) => db.Database.ExecuteSqlRawAsync(Add, totals, writer);
}
