using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Benchmarks;

/// <summary>
/// Durable transfers a second with 64 concurrent callers: over 100,000 accounts, on one hot account, and, on a server, by two processes on one hot account, with half of the callers each; beside them what the database
/// can do without a ledger: a bare loop of prepared statements on SQLite, one transfer a transaction through EF Core on PostgreSQL. The ledger and what it is compared with take turns; medians are compared.
/// </summary>
internal static class LedgerBenchmark
{
    private const string Name = "ledger";
    private const int Callers = 64;
    private const int Wallets = 100_000;
    private const int Rounds = 3;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(IReadOnlyList<DatabaseProvider> providers)
    {
        foreach (var provider in providers)
        {
            await using var portal = await FilledPortal.MakeAsync(provider, markets: 1, vendors: 1);
            if (portal is null)
                PrintNothing(provider);
            else
                await MeasureAsync(portal, provider);
        }
    }

    public static void PrintNothing(DatabaseProvider provider) => Print(provider, null, null, null, null);

    private static async Task MeasureAsync(FilledPortal portal, DatabaseProvider provider)
    {
        Figures.Baseline(Name, "fdatasync_per_second", provider, DiskSync.PerSecond(portal.Folder));
        var books = await BenchmarkBooks.MakeAsync(portal, Wallets);
        var ledger = portal.Get<GeneralLedger>();
        await RateAsync(ledger, books.AnyWallet, books, Short);
        var (rates, bares) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            rates.Add(await RateAsync(ledger, books.AnyWallet, books, Turn));
            bares.Add(await BareAsync(portal, books, provider));
            Figures.Note($"  {rates[^1]:F0} transfers a second, {bares[^1]:F0} without a ledger");
        }

        var (spread, bare) = (Figures.Percentile(rates, 0.5), Figures.Percentile(bares, 0.5));
        var hot = await RateAsync(ledger, books.OneWallet, books, Long);
        double? twice = null;
        if (provider == DatabaseProvider.Postgres)
        {
            await using var peer = await LedgerPeer.StartAsync(portal, books, Callers / 2, Long);
            twice = await RateAsync(ledger, books.OneWallet, books, Long, Callers / 2) + await peer.RateAsync();
        }

        Print(provider, spread, hot, twice, bare);
    }

    private static Task<double> BareAsync(FilledPortal portal, BenchmarkBooks books, DatabaseProvider provider) =>
        provider == DatabaseProvider.Sqlite ? BareLedger.PreparedAsync(portal, books, Turn) : BareLedger.OneByOneAsync(portal, books, Callers, Turn);

    private static void Print(DatabaseProvider provider, double? spread, double? hot, double? twice, double? bare)
    {
        Figures.Baseline(Name, "transfers_per_second", provider, spread);
        Figures.Baseline(Name, "hot_transfers_per_second", provider, hot);
        Figures.Baseline(Name, provider == DatabaseProvider.Sqlite ? "bare_prepared_per_second" : "one_by_one_per_second", provider, bare);
        if (provider == DatabaseProvider.Sqlite)
            Figures.AtLeast(Name, "share_of_bare_prepared_loop", provider, spread / bare, 0.5);
        else
            Figures.AtLeast(Name, "times_one_transfer_per_transaction", provider, spread / bare, 3);
        Figures.AtLeast(Name, "hot_share_of_spread", provider, hot / spread, 0.7);
        if (provider != DatabaseProvider.Sqlite)
            Figures.AtLeast(Name, "two_processes_share_of_one", provider, twice / hot, 0.8);
    }

    /// <summary>Transfers a second. Each caller waits for its answer before it posts again.</summary>
    public static async Task<double> RateAsync(GeneralLedger ledger, Func<long> wallet, BenchmarkBooks books, TimeSpan time, int callers = Callers)
    {
        var clock = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; clock.Elapsed < time; count++)
            {
                var outcome = await ledger.PostAsync(books.TopUp(wallet(), 1 + (count % 100)));
                if (!outcome.Posted)
                    throw new InvalidOperationException(outcome.Refusal!.Code);
            }

            return count;
        })));
        return done.Sum() / clock.Elapsed.TotalSeconds;
    }
}

/// <summary>Accounts to post to.</summary>
internal sealed class BenchmarkBooks
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);
    private readonly long[] wallets;

    private BenchmarkBooks(long operatorId, long cash, long[] wallets) => (OperatorId, Cash, this.wallets) = (operatorId, cash, wallets);

    public long OperatorId { get; }

    public long Cash { get; }

    /// <summary>Books that another process has made.</summary>
    public static BenchmarkBooks Of(long operatorId, long cash, long wallet) => new(operatorId, cash, [wallet]);

    public static async Task<BenchmarkBooks> MakeAsync(FilledPortal portal, int count)
    {
        var accounts = portal.Get<AccountBook>();
        await using var db = portal.Get<PortalDbContextFactory>().CreateDbContext();
        var owner = new Operator { Code = "BENCH", Name = "Benchmark" };
        db.Add(owner);
        await db.SaveChangesAsync();
        var books = owner.Id;
        var cash = await accounts.OpenAsync(new AccountKey(books, "KRW", Chart.Cash("benchmark")));
        var first = await accounts.OpenAsync(new AccountKey(books, "KRW", Chart.Wallet(Guid.NewGuid())));
        var parent = (await db.LedgerAccounts.SingleAsync(a => a.Id == first)).ParentId;
        var rows = Enumerable.Range(0, count).Select(_ => new LedgerAccount
        {
            OperatorId = books,
            Currency = "KRW",
            Code = Chart.Wallet(Guid.NewGuid()),
            Class = AccountClass.Liability,
            Limit = AccountLimit.DebitsMustNotExceedCredits,
            ParentId = parent,
            CreatedAt = DateTime.UtcNow,
        }).ToList();
        await portal.Get<BulkInsert>().InsertAsync<LedgerAccount>(rows);
        return new BenchmarkBooks(books, cash, [.. rows.Select(r => r.Id)]);
    }

    public long AnyWallet() => wallets[Random.Shared.Next(wallets.Length)];

    public long OneWallet() => wallets[0];

    public PostingRequest TopUp(long wallet, long amount) => new()
    {
        Id = Guid.NewGuid(),
        Owner = "benchmark",
        Request = JsonSerializer.Serialize(new { wallet, amount }),
        OperatorId = OperatorId,
        BusinessDate = Today,
        Transfers = [TransferRequest.Move(TransferCode.TopUp, Cash, wallet, amount)],
    };
}
