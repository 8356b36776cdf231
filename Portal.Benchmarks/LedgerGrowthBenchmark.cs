using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Benchmarks;

/// <summary>
/// What the ledger loses as it grows: durable transfers a second, with ids made at random, over a ledger that holds many transfers and over one that holds 100,000, in turns.
/// The many are not posted but inserted in bulk, as the ledger would have written them, for as long as there is time; how many there are is said with each figure.
/// </summary>
internal static class LedgerGrowthBenchmark
{
    /// <summary>How many transfers the large ledger is to hold when nothing else is asked for.</summary>
    public const int DefaultSize = 10_000_000;

    private const string Name = "ledger-growth";
    private const int Few = 100_000;
    private const int Wallets = 100_000;
    private const int Rounds = 3;
    private const double Goal = 0.8;
    private static readonly TimeSpan FillTime = TimeSpan.FromMinutes(40);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(IReadOnlyList<DatabaseProvider> providers, int size)
    {
        foreach (var provider in providers)
        {
            await using var small = await FilledPortal.MakeAsync(provider, markets: 1, vendors: 1);
            await using var large = small is null ? null : await FilledPortal.MakeAsync(provider, markets: 1, vendors: 1);
            if (large is null)
                PrintNothing(provider, size);
            else
                await MeasureAsync(provider, small!, large, size, FillTime / providers.Count);
        }
    }

    public static void PrintNothing(DatabaseProvider provider, int size) => Print(provider, size, null, null, null, null);

    private static async Task MeasureAsync(DatabaseProvider provider, FilledPortal small, FilledPortal large, int size, TimeSpan time)
    {
        var (few, many) = (await BenchmarkBooks.MakeAsync(small, Wallets), await BenchmarkBooks.MakeAsync(large, Wallets));
        await LedgerFill.RunAsync(small, few, Few, time);
        var before = await LedgerFill.BytesAsync(large);
        var filled = await LedgerFill.RunAsync(large, many, size, time);
        var bytes = (await LedgerFill.BytesAsync(large) - before) / (double)filled;
        Figures.Note($"  {filled} transfers are in the large ledger");
        await RateAsync(small, few, Short);
        await RateAsync(large, many, Short);
        var (atFew, atMany) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            atFew.Add(await RateAsync(small, few, Long));
            atMany.Add(await RateAsync(large, many, Long));
            Figures.Note($"  {atFew[^1]:F0} transfers a second at {Few}, {atMany[^1]:F0} at {filled}");
        }

        Print(provider, size, filled, bytes, Figures.Percentile(atFew, 0.5), Figures.Percentile(atMany, 0.5));
    }

    /// <summary>The goal is that of ten million. The share at fewer, whether they were asked for or there was no time for more, is a figure without a goal, and that of ten million was not measured.</summary>
    private static void Print(DatabaseProvider provider, int size, int? filled, double? bytes, double? atFew, double? atMany)
    {
        Figures.Baseline(Name, "transfers_per_second_at_100000", provider, atFew, Few);
        Figures.Baseline(Name, "transfers_per_second", provider, atMany, filled ?? size);
        Figures.Baseline(Name, "bytes_per_transfer", provider, bytes, filled ?? size);
        if (filled < DefaultSize)
            Figures.Baseline(Name, "share_at_smaller_size", provider, atMany / atFew, filled);
        Figures.AtLeast(Name, "share_of_100000", provider, filled >= DefaultSize ? atMany / atFew : null, Goal, Math.Max(size, DefaultSize));
    }

    private static Task<double> RateAsync(FilledPortal portal, BenchmarkBooks books, TimeSpan time) => LedgerBenchmark.RateAsync(portal.Get<GeneralLedger>(), books.AnyWallet, books, time);
}

/// <summary>Transfers that were posted long ago.</summary>
internal static class LedgerFill
{
    private const int Chunk = 50_000;

    /// <summary>Inserts postings of one transfer each, as the ledger writes them but for the totals, until there are as many as wanted or the time is over; answers how many there are.</summary>
    public static async Task<int> RunAsync(FilledPortal portal, BenchmarkBooks books, int wanted, TimeSpan time)
    {
        var (bulk, clock, done) = (portal.Get<BulkInsert>(), System.Diagnostics.Stopwatch.StartNew(), 0);
        while (done < wanted && clock.Elapsed < time)
        {
            var batch = new LedgerBatch { At = DateTime.UtcNow, Postings = Math.Min(Chunk, wanted - done) };
            await bulk.InsertAsync<LedgerBatch>([batch]);
            var first = batch.Id << LedgerRules.BatchBits;
            var postings = Enumerable.Range(0, batch.Postings).Select(i => Posting(books, first + i)).ToList();
            await bulk.InsertAsync<LedgerPosting>(postings);
            await bulk.InsertAsync<Transfer>([.. postings.Select((p, i) => Line(books, p.Id, done + i))]);
            done += batch.Postings;
        }

        await bulk.SettleAsync<LedgerPosting>();
        await bulk.SettleAsync<Transfer>();
        return done;
    }

    /// <summary>What the database takes on the disk.</summary>
    public static async Task<long> BytesAsync(FilledPortal portal)
    {
        await using var db = portal.Get<PortalDbContextFactory>().CreateDbContext();
        var sql = db.Database.IsNpgsql() ? "select pg_database_size(current_database()) as \"Value\"" : "select page_count * page_size as \"Value\" from pragma_page_count(), pragma_page_size()";
        return await db.Database.SqlQueryRaw<long>(sql).SingleAsync();
    }

    private static LedgerPosting Posting(BenchmarkBooks books, long id)
    {
        var request = books.TopUp(books.AnyWallet(), 1 + (id % 100));
        return new LedgerPosting
        {
            Id = id,
            Uid = request.Id,
            Owner = request.Owner,
            Request = request.Request,
            OperatorId = request.OperatorId,
            BusinessDate = request.BusinessDate,
            At = DateTime.UtcNow,
            Lines = 1,
            FirstLine = id,
        };
    }

    private static Transfer Line(BenchmarkBooks books, long id, int number) => new()
    {
        Id = id,
        PostingId = id,
        Code = TransferCode.TopUp,
        DebitId = books.Cash,
        CreditId = books.AnyWallet(),
        Amount = 1 + (id % 100),
        CreditLine = number,
        CreditBalance = number * 50L,
    };
}
