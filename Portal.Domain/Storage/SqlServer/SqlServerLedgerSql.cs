using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;

namespace Portal.Domain.Storage.SqlServer;

/// <summary>SQL Server: rows are locked by hints, lists come as JSON.</summary>
internal sealed class SqlServerLedgerSql : ILedgerSql
{
    private const string Update = """
        update a set [State] = v.s, [Debits] = v.d, [Credits] = v.c, [DebitsReserved] = v.dr, [CreditsReserved] = v.cr, [LastLine] = v.l
        from [LedgerAccounts] a join openjson({0}) with (id bigint '$[0]', s nvarchar(24) '$[1]', d bigint '$[2]', c bigint '$[3]', dr bigint '$[4]', cr bigint '$[5]', l bigint '$[6]') v on v.id = a.[Id]
        """;

    private const string Version = "select [Version] as Value from [TABLE] with (updlock, rowlock) where [Id] = {0}";

    private const string Add = """
        merge [AccountTotals] with (holdlock) as t
        using openjson({0}) with (a bigint '$[0]', b date '$[1]', m bigint '$[2]', d bigint '$[3]', c bigint '$[4]') as v
            on t.[AccountId] = v.a and t.[BusinessDate] = v.b and t.[MarketId] = v.m and t.[Writer] = {1}
        when matched then update set [Debits] = t.[Debits] + v.d, [Credits] = t.[Credits] + v.c
        when not matched then insert ([AccountId], [BusinessDate], [MarketId], [Writer], [Debits], [Credits]) values (v.a, v.b, v.m, {1}, v.d, v.c);
        """;

    private const string Ids = "(select cast(value as bigint) from openjson({0}))";

    public Task<DateTime> NowAsync(PortalDbContext db) => db.Database.SqlQueryRaw<DateTime>("select sysutcdatetime() as Value").SingleAsync();

    public async Task<IReadOnlyDictionary<long, DateOnly>> OpenFromAsync(PortalDbContext db, IReadOnlyList<long> marketIds) => OpenDates.Of(await db.MarketBooks
        .FromSqlRaw("select * from [MarketBooks] with (repeatableread, rowlock) where [MarketId] in " + Ids, Json(marketIds)).AsNoTracking().ToListAsync());

    public async Task<IReadOnlyList<AccountBalance>> LockAccountsAsync(PortalDbContext db, IReadOnlyList<long> ids) => ids.Count == 0 ? [] : [.. (await db.LedgerAccounts
        .FromSqlRaw("select top (2147483647) * from [LedgerAccounts] with (updlock, rowlock) where [Id] in " + Ids + " order by [Id]", Json(ids)).AsNoTracking().ToListAsync()).Select(AccountBalance.Of)];

    public async Task<long?> LockVersionAsync(PortalDbContext db, Type row, long id)
    {
        var table = db.Model.FindEntityType(row)!.GetTableName();
        var found = await db.Database.SqlQueryRaw<long>(Version.Replace("TABLE", table, StringComparison.Ordinal), id).ToListAsync();
        return found is [var version] ? version : null;
    }

    public Task UpdateAccountsAsync(PortalDbContext db, string accounts) => db.Database.ExecuteSqlRawAsync(Update, accounts);

    public Task AddTotalsAsync(PortalDbContext db, string totals, int writer) => db.Database.ExecuteSqlRawAsync(Add, totals, writer);

    private static string Json(IReadOnlyList<long> ids) => System.Text.Json.JsonSerializer.Serialize(ids);
}
