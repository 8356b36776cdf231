using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Auditing;

public sealed class AuditSealerTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Seal_RowsOfSeveralCommits_AreNumberedWithoutGaps(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.WriteMarketsAsync("A", 3);
        var sealer = new AuditSealer(database.Factory, database.Keys, database.Time);
        Assert.Equal(3, await sealer.SealAsync());
        await database.WriteMarketsAsync("B", 2);
        Assert.Equal(2, await sealer.SealAsync());
        Assert.Equal(0, await sealer.SealAsync());
        await using var db = database.Open();
        Assert.Equal([1, 2, 3, 4, 5], await db.AuditSeals.OrderBy(s => s.Number).Select(s => s.Number).ToListAsync());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Seal_RowWithALowerIdCommittedLater_IsSealedToo(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var sealer = new AuditSealer(database.Factory, database.Keys, database.Time);
        await database.AddEntryAsync(id: 50);
        await sealer.SealAsync();
        await database.AddEntryAsync(id: 20);
        Assert.Equal(1, await sealer.SealAsync());
        await using var db = database.Open();
        Assert.Equal([50, 20], await db.AuditSeals.OrderBy(s => s.Number).Select(s => s.AuditId).ToListAsync());
    }

    [Fact]
    public async Task Seal_LeaseHeldByAnother_LeavesTheRowsUntilItRunsOut()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.WriteMarketsAsync("A", 1);
        Assert.Equal(1, await new AuditSealer(database.Factory, database.Keys, database.Time).SealAsync());
        await database.WriteMarketsAsync("B", 1);
        var second = new AuditSealer(database.Factory, database.Keys, database.Time);
        Assert.Equal(0, await second.SealAsync());
        database.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(1, await second.SealAsync());
    }

    [Fact]
    public async Task Seal_LeaseGivenUp_IsTakenAtOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.WriteMarketsAsync("A", 1);
        var first = new AuditSealer(database.Factory, database.Keys, database.Time);
        await first.SealAsync();
        await first.ReleaseAsync();
        await database.WriteMarketsAsync("B", 1);
        Assert.Equal(1, await new AuditSealer(database.Factory, database.Keys, database.Time).SealAsync());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Seal_SeveralProcessesAtOnce_MakeOneChain(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.WriteMarketsAsync("A", 40);
        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new AuditSealer(database.Factory, database.Keys, database.Time).SealAsync())));
        Assert.Equal(40, counts.Sum());
        await using var db = database.Open();
        Assert.Equal(40, await db.AuditSeals.MaxAsync(s => s.Number));
    }

    [Fact]
    public async Task Anchor_SameHeadTwice_IsWrittenOnce()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("portal-test-").FullName, "heads.txt");
        var head = new AuditSeal { Number = 7, Hash = new byte[32] };
        await AuditAnchor.AppendAsync(path, head, DateTime.UnixEpoch);
        await AuditAnchor.AppendAsync(path, head, DateTime.UnixEpoch.AddHours(1));
        Assert.Equal((7, DateTime.UnixEpoch), (Assert.Single(await AuditAnchor.ReadAsync(path)) is var only ? (only.Number, only.At) : default));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
