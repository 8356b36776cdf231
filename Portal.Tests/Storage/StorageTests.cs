using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Tests.Storage;

public sealed class StorageTests
{
    private const int Writers = 20;

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task SaveChanges_AuditedChange_WritesBothInOneCommit(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var market = Make.Market();
        await using (var db = database.Open())
        {
            db.Add(market);
            db.Audit(Make.Actor(), database.Time.GetUtcNow().UtcDateTime, "market.created", market);
            await db.SaveChangesAsync();
            market.NameKo = "새 이름";
            db.Audit(Make.Actor(), database.Time.GetUtcNow().UtcDateTime, "market.updated", market);
            await db.SaveChangesAsync();
        }

        await using var read = database.Open();
        var entries = await read.AuditEntries.OrderBy(a => a.Id).ToListAsync();
        Assert.Equal(["market.created", "market.updated"], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.Equal(market.Id, e.SubjectId));
        Assert.Equal([new AuditChange("nameKo", "시범시장", "새 이름")], AuditQueue.Read(entries[1].Changes));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task SaveChanges_StaleVersion_IsRefusedByTheDatabase(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var first = database.Open();
        first.Add(Make.Market());
        await first.SaveChangesAsync();
        await using var second = database.Open();
        (await second.Markets.SingleAsync()).Phone = "051-000-0000";
        await second.SaveChangesAsync();
        (await first.Markets.SingleAsync()).Phone = "051-111-1111";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => first.SaveChangesAsync());
    }

    [Fact]
    public async Task SaveChanges_InsertOnlyRowChanged_Throws()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        var market = Make.Market();
        db.Add(market);
        db.Audit(Make.Actor(), database.Time.GetUtcNow().UtcDateTime, "market.created", market);
        await db.SaveChangesAsync();
        (await db.AuditEntries.SingleAsync()).Reason = "anders";
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task Migrate_LockRowLeftByAKilledProcess_DoesNotHang()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("create table if not exists \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
            await db.Database.ExecuteSqlRawAsync("insert into \"__EFMigrationsLock\" values (1, '2026-01-01')");
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await new Migrator(database.Factory).MigrateAsync(limit.Token);
        await new Migrator(database.Factory).CheckDurabilityAsync(limit.Token);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    [InlineData(DatabaseProvider.Postgres)]
    public void Model_HasNoChangeWithoutAMigration(DatabaseProvider provider)
    {
        var factory = new PortalDbContextFactory(new DatabaseOptions(provider, provider == DatabaseProvider.Sqlite ? "Data Source=:memory:" : "Server=localhost", "."));
        using var db = factory.CreateDbContext();
        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Contains("__EFMigrationsHistory", new Migrator(factory).Script(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_RunTwiceOnSqlite_GivesTheMigratedSchema()
    {
        await using var migrated = await TestDatabase.CreateAsync();
        await using var scripted = await TestDatabase.CreateEmptyAsync();
        var script = new Migrator(scripted.Factory).Script();
        await using var db = scripted.Open();
        for (var run = 0; run < 2; run++)
            await db.Database.ExecuteSqlRawAsync(script.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        // What alters tables is named, and left to the command.
        Assert.All(await db.Database.GetPendingMigrationsAsync(), m => Assert.Contains("portal migrate", script[script.IndexOf("-- ", StringComparison.Ordinal)..], StringComparison.Ordinal));
        await new Migrator(scripted.Factory).MigrateAsync();
        await using var other = migrated.Open();
        Assert.Equal(await TablesAsync(other), await TablesAsync(db));
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task WriteGate_TwentyWritersBesideABusyLoop_NoneFailsOrStarves()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var stop = new CancellationTokenSource();
        var busy = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await using var db = database.Open();
                db.Add(Make.Market($"L{i}"));
                await db.SaveChangesAsync();
            }
        });
        var order = new List<int>();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            await using var db = database.Open();
            db.Add(Make.Market($"W{writer}"));
            await db.SaveChangesAsync();
            lock (order)
                order.Add(writer);
        }));
        await stop.CancelAsync();
        await busy;
        Assert.Equal(Writers, order.Count);
        await using var read = database.Open();
        Assert.Equal(Writers, await read.Markets.CountAsync(m => EF.Functions.Like(m.Code, "W%")));
    }

    private static async Task<List<string>> TablesAsync(PortalDbContext db) =>
        await db.Database.SqlQueryRaw<string>("select name || coalesce(sql, '') as Value from sqlite_master where name not like '%EFMigrationsLock%' order by name")
            .Select(s => s.Replace("IF NOT EXISTS ", "")).ToListAsync();
}
