using System.Diagnostics;
using System.Globalization;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Benchmarks;

/// <summary>A second process that posts to one hot account while we do: this program itself, started with <see cref="Name"/>.</summary>
internal sealed class LedgerPeer : IAsyncDisposable
{
    /// <summary>The hidden word of the command line: <c>ledger-peer CONNECTION OPERATOR CASH WALLET CALLERS SECONDS</c>.</summary>
    public const string Name = "ledger-peer";

    private const string Ready = "ready";
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(10);
    private readonly Process process;

    private LedgerPeer(Process process) => this.process = process;

    /// <summary>Starts it, and waits until it has warmed up and measures.</summary>
    public static async Task<LedgerPeer> StartAsync(FilledPortal portal, BenchmarkBooks books, int callers, TimeSpan time)
    {
        string[] what = [.. Programs.Own(), Name, portal.ConnectionString, .. new[] { books.OperatorId, books.Cash, books.OneWallet(), callers, (long)time.TotalSeconds }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        var peer = new LedgerPeer(Process.Start(new ProcessStartInfo(Environment.ProcessPath!, what) { RedirectStandardOutput = true })!);
        if (await peer.process.StandardOutput.ReadLineAsync() == Ready)
            return peer;
        await peer.DisposeAsync();
        throw new InvalidOperationException("The second process did not come up.");
    }

    /// <summary>Its transfers a second.</summary>
    public async Task<double> RateAsync() => double.Parse(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The second process broke off."), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>What the second process does.</summary>
    public static async Task<int> RunAsync(string connection, IReadOnlyList<long> numbers)
    {
        var factory = new PortalDbContextFactory(new DatabaseOptions(DatabaseProvider.Postgres, connection, ""));
        await using var ledger = new GeneralLedger(new LedgerStore(factory, new BulkInsert(factory), new AccountBook(factory, TimeProvider.System)));
        var (books, callers) = (BenchmarkBooks.Of(numbers[0], numbers[1], numbers[2]), (int)numbers[3]);
        await LedgerBenchmark.RateAsync(ledger, books.OneWallet, books, Warm, callers);
        Console.WriteLine(Ready);
        var rate = await LedgerBenchmark.RateAsync(ledger, books.OneWallet, books, TimeSpan.FromSeconds(numbers[4]), callers);
        Console.WriteLine(rate.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
