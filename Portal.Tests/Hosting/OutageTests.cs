using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Storage;
using Portal.Tests.Auditing;
using Portal.Tests.Storage;

namespace Portal.Tests.Hosting;

/// <summary>The database goes away and comes back: the portal says so, waits, and goes on without a restart.</summary>
public sealed class OutageTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Portal_DatabaseAwayForAWhile_GoesOnAfterwards(DatabaseProvider provider)
    {
        await using var host = await PortalHost.StartAsync(provider);
        await host.Database.WriteMarketsAsync("A", 1);
        await UntilSealedAsync(host);
        await host.Database.WriteMarketsAsync("B", 1);
        await CutAsync(host.Database, away: true);
        using (var client = host.NewClient())
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30)))
        {
            // The sealer has met the outage, and noted it.
            while (!host.Log.All.Any(l => l.Contains("could not be sealed", StringComparison.Ordinal)))
                await Task.Delay(50, limit.Token);
            using var alive = await client.GetAsync("/health/live");
            Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        }

        await CutAsync(host.Database, away: false);
        await UntilSealedAsync(host);
        using var again = host.NewClient();
        using var ready = await again.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    private static async Task UntilSealedAsync(PortalHost host)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var db = host.Database.Open();
        while (await db.AuditEntries.AnyAsync(a => !db.AuditSeals.Any(s => s.AuditId == a.Id), limit.Token))
            await Task.Delay(50, limit.Token);
    }

    /// <summary>PostgreSQL throws everybody out and lets nobody in; of a file, what is looked for is gone.</summary>
    private static async Task CutAsync(TestDatabase database, bool away)
    {
        if (database.Factory.Options.Provider != DatabaseProvider.Postgres)
        {
            await using var db = database.Open();
            await db.Database.ExecuteSqlRawAsync(away ? "alter table \"AuditSeals\" rename to \"Away\"" : "alter table \"Away\" rename to \"AuditSeals\"");
            return;
        }

        var own = new NpgsqlConnectionStringBuilder(database.Factory.Options.ConnectionString);
        await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(own.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString);
        await server.OpenAsync();
        await using var command = server.CreateCommand();
        command.CommandText = $"alter database \"{own.Database}\" with allow_connections {(away ? "false" : "true")}"
            + (away ? $"; select pg_terminate_backend(pid) from pg_stat_activity where datname = '{own.Database}'" : "");
        await command.ExecuteNonQueryAsync();
    }
}
