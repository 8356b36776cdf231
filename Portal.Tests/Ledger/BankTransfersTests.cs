using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledger;

/// <summary>Money moves at random between a hundred wallets, through the ledgers of two processes at once, while somebody adds all of it up. How long is said by <c>PORTAL_BANK_SECONDS</c>.</summary>
public sealed class BankTransfersTests
{
    private const int Wallets = 100;
    private const int Callers = 16;
    private const long Funds = 1_000;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("PORTAL_BANK_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 5);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Post_RandomTransfersInTwoProcesses_TotalIsTheSameAtEveryReadAndNobodyOwes(DatabaseProvider provider)
    {
        await using var books = await TestBooks.CreateAsync(provider);
        await using var other = books.OtherProcess();
        var cash = await books.OpenAsync(Chart.Cash("SB"));
        var wallets = new List<long>();
        for (var i = 0; i < Wallets; i++)
            wallets.Add(await books.OpenAsync(Chart.Wallet(Guid.NewGuid())));
        await Task.WhenAll(wallets.Select(w => books.Ledger.PostAsync(books.Posting(TransferRequest.Move(TransferCode.TopUp, cash, w, Funds)))));

        var clock = Stopwatch.StartNew();
        var callers = Enumerable.Range(0, Callers).Select(i => Task.Run(() => MoveAsync(books, i % 2 == 0 ? books.Ledger : other, wallets, clock))).ToList();
        var reads = await ReadAsync(books, callers);
        var posted = await Task.WhenAll(callers);

        Assert.All(reads, read => Assert.Equal((Wallets * Funds, true), (read.Total, read.Least >= 0)));
        Assert.True(reads.Count > 1, "Nobody looked.");
        Assert.All(posted, count => Assert.True(count > 0));
        Assert.DoesNotContain(await books.VerifyAsync(), c => !c.Ok);
    }

    /// <summary>Half of the amounts are more than some wallets hold: those are refused.</summary>
    private static async Task<int> MoveAsync(TestBooks books, GeneralLedger ledger, List<long> wallets, Stopwatch clock)
    {
        var posted = 0;
        while (clock.Elapsed < Time)
        {
            var from = Random.Shared.Next(Wallets);
            var to = (from + 1 + Random.Shared.Next(Wallets - 1)) % Wallets;
            var outcome = await ledger.PostAsync(books.Posting(TransferRequest.Move(TransferCode.Correction, wallets[from], wallets[to], Random.Shared.NextInt64(1, 2 * Funds))));
            if (outcome.Posted)
                posted++;
            else
                Assert.Equal("insufficient_funds", outcome.Refusal!.Code);
        }

        return posted;
    }

    private static async Task<List<(long Total, long Least)>> ReadAsync(TestBooks books, List<Task<int>> callers)
    {
        var reads = new List<(long, long)>();
        while (!callers.All(c => c.IsCompleted))
        {
            await using var db = books.Open();
            var balances = await db.LedgerAccounts.AsNoTracking().Where(a => a.Limit == AccountLimit.DebitsMustNotExceedCredits).Select(a => a.Credits - a.Debits).ToListAsync();
            reads.Add((balances.Sum(), balances.Min()));
        }

        return reads;
    }
}
