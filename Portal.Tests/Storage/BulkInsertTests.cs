using Microsoft.EntityFrameworkCore;
using Portal.Domain.Documents;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Seeding;

namespace Portal.Tests.Storage;

public sealed class BulkInsertTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Insert_EveryColumn_ReadsBackAsEntityFrameworkWritesIt(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var bulk = new BulkInsert(database.Factory);
        var markets = Enumerable.Range(0, 3).Select(i => Make.Market($"B{i}")).ToList();
        markets[1].LatitudeE6 = -5;
        markets[1].Facilities = Domain.Markets.Facilities.Arcade | Domain.Markets.Facilities.Cctv;
        markets[2].ArchivedAt = database.Time.GetUtcNow().UtcDateTime;
        await bulk.InsertAsync(markets);
        await using var db = database.Open();
        db.Add(Make.Market("EF"));
        await db.SaveChangesAsync();
        var read = await db.Markets.AsNoTracking().OrderBy(m => m.Id).ToListAsync();
        Assert.Equal(["B0", "B1", "B2", "EF"], read.Select(m => m.Code));
        foreach (var (wrote, found) in markets.Zip(read))
            Assert.Equivalent(wrote, found);
    }

    [Fact]
    public async Task Insert_NoTransactionOpen_Throws()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => new BulkInsert(database.Factory).InsertAsync(db, [Make.Market()]));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task SeedLoad_SameSeed_GivesTheSameRows_AndTheyVerify(DatabaseProvider provider)
    {
        var size = new LoadSize(5, 400, 450, 3);
        var runs = new List<List<string>>();
        for (var run = 0; run < 2; run++)
        {
            await using var database = await TestDatabase.CreateAsync(provider);
            var rows = await new LoadSeed(database.Factory, new BulkInsert(database.Factory), database.Personal, database.Time).RunAsync(size);
            Assert.Equal(5 + 20 + 450 + (3 * 400) + 1, rows);
            await using var db = database.Open();
            runs.Add(await db.Vendors.OrderBy(v => v.Code).Select(v => v.Code + v.Uid + v.TradeName + v.BusinessNumber + v.PhoneTail).ToListAsync());
            var documents = new DocumentStore(database.Factory, database.Factory.Options, database.Time);
            Assert.DoesNotContain(await new Verifier(database.Factory, database.Keys, database.Personal, documents, database.Time).RunAsync(), c => !c.Ok);
        }

        Assert.Equal(runs[0], runs[1]);
    }
}
