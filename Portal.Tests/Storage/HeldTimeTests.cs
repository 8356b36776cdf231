using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Exchange;
using Portal.Domain.Storage;
using Portal.Tests.Auditing;
using Portal.Tests.Exchange.Importing;
using Portal.Tests.Hosting;
using Portal.Tests.Vendors;

namespace Portal.Tests.Storage;

/// <summary>How long long work holds up the others, and how soon what was written is sealed.</summary>
public sealed class HeldTimeTests
{
    private const double Held = 200;
    private const int Rows = 6_000;

    /// <summary>A busy machine may stop any one turn: of many, most must be short.</summary>
    [Fact]
    public async Task Import_OfManyRows_LetsOtherWritersInBetween()
    {
        await using var registry = await Registry.CreateAsync();
        var file = Encoding.UTF8.GetBytes("시장,상호,번호 없는 사유,전화번호\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"SB,가게 {i},노점,010-0000-{i:0000}\n")));
        using var ended = new CancellationTokenSource();
        var watching = Task.Run(() => WaitsAsync(registry.Database, ended.Token));
        var (import, tally) = await new Importer(registry.Database).RunAsync(ImportKind.Vendors, file);
        await ended.CancelAsync();
        var waits = await watching;
        Assert.Equal((Rows, ImportState.Done), (tally.Created, import.State));
        Assert.True(waits.Count > 10, $"{waits.Count} turns");
        Assert.True(waits.Order().ElementAt(waits.Count * 3 / 4) <= Held, string.Join(' ', waits.Order().Select(w => $"{w:F0}")));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Seal_WhileOthersWrite_ComesWithinASecond(DatabaseProvider provider)
    {
        await using var host = await PortalHost.StartAsync(provider);
        var lags = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(w => host.Database.WriteMarketsAsync($"W{round}N{w}A", 10)));
            var clock = Stopwatch.StartNew();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await using var db = host.Database.Open();
            while (await db.AuditEntries.AnyAsync(a => !db.AuditSeals.Any(s => s.AuditId == a.Id), limit.Token))
                await Task.Delay(20, limit.Token);
            lags.Add(clock.Elapsed.TotalSeconds);
        }

        Assert.True(lags.Order().ElementAt(2) <= 1, string.Join(' ', lags.Select(l => $"{l:F2}")));
    }

    private static async Task<List<double>> WaitsAsync(TestDatabase database, CancellationToken ended)
    {
        var waits = new List<double>();
        while (!ended.IsCancellationRequested)
        {
            await using var db = database.Open();
            var clock = Stopwatch.StartNew();
            await using (await db.BeginWriteAsync(CancellationToken.None))
                waits.Add(clock.Elapsed.TotalMilliseconds);
            await Task.Yield();
        }

        return waits;
    }
}
