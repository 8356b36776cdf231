using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledger;

/// <summary>Postings committed together, on real databases.</summary>
public sealed class LedgerTests
{
    /// <summary>Fewer than the ledger tries: all of them may meet the same batch.</summary>
    private const int MostEnded = 6;

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Post_ManyAtOnce_EachIsThereOnceAndTheTotalsAgree(DatabaseProvider provider)
    {
        await using var books = await TestBooks.CreateAsync(provider);
        var (cash, wallet) = (await books.OpenAsync(Chart.Cash("SB")), await books.OpenAsync(Chart.Wallet(Guid.NewGuid())));

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 300).Select(i => books.Ledger.PostAsync(books.Posting(TransferRequest.Move(TransferCode.TopUp, cash, wallet, i)))));

        Assert.All(outcomes, o => Assert.True(o.Posted));
        Assert.Equal(300, outcomes.Select(o => o.LedgerOrder).Distinct().Count());
        await using var db = books.Open();
        var account = await db.LedgerAccounts.SingleAsync(a => a.Id == wallet);
        Assert.Equal(300 * 301 / 2, account.Credits);
        Assert.Equal(300, account.LastLine);
        Assert.Equal(Enumerable.Range(1, 300).Select(i => (long?)i), await db.Transfers.OrderBy(t => t.CreditLine).Select(t => t.CreditLine).ToListAsync());
        Assert.Equal(account.Credits, await db.AccountTotals.Where(t => t.AccountId == account.ParentId).SumAsync(t => t.Credits));
        Assert.Equal(account.Credits, await db.AccountTotals.Where(t => t.AccountId == cash).SumAsync(t => t.Debits));
        Assert.True(await db.LedgerBatches.CountAsync() < 300, "Nothing was gathered.");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Post_SameIdFiftyTimesInTwoProcesses_IsPostedOnceAndAnsweredAlike(DatabaseProvider provider)
    {
        await using var books = await TestBooks.CreateAsync(provider);
        await using var other = books.OtherProcess();
        var (cash, wallet) = (await books.OpenAsync(Chart.Cash("SB")), await books.OpenAsync(Chart.Wallet(Guid.NewGuid())));
        var posting = books.Posting(TransferRequest.Move(TransferCode.TopUp, cash, wallet, 500));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? books.Ledger : other).PostAsync(posting)));

        Assert.Single(outcomes, o => !o.Repeated);
        Assert.Single(outcomes.Select(o => (o.LedgerOrder, o.Answer, Ids: string.Join(',', o.TransferIds))).Distinct());
        await using var db = books.Open();
        Assert.Equal(500, (await db.LedgerAccounts.SingleAsync(a => a.Id == wallet)).Credits);
        Assert.Equal(1, await db.Transfers.CountAsync());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Post_TwoProcessesOnOneWallet_NeverSpendsMoreThanIsThere(DatabaseProvider provider)
    {
        await using var books = await TestBooks.CreateAsync(provider);
        await using var other = books.OtherProcess();
        var (cash, wallet) = (await books.OpenAsync(Chart.Cash("SB")), await books.OpenAsync(Chart.Wallet(Guid.NewGuid())));
        await books.Ledger.PostAsync(books.Posting(TransferRequest.Move(TransferCode.TopUp, cash, wallet, 100)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            (i % 2 == 0 ? books.Ledger : other).PostAsync(books.Posting(TransferRequest.Move(TransferCode.Payment, wallet, cash, 1)))));

        Assert.Equal(100, outcomes.Count(o => o.Posted));
        Assert.All(outcomes.Where(o => !o.Posted), o => Assert.Equal(new InsufficientFunds(0) { Field = "transfers[0]" }, o.Refusal));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Post_RefusedId_StaysRefusedWhenThereIsMoney(DatabaseProvider provider)
    {
        await using var books = await TestBooks.CreateAsync(provider);
        var (cash, wallet) = (await books.OpenAsync(Chart.Cash("SB")), await books.OpenAsync(Chart.Wallet(Guid.NewGuid())));
        var posting = books.Posting(TransferRequest.Move(TransferCode.Payment, wallet, cash, 70));
        var refused = await books.Ledger.PostAsync(posting);

        await books.Ledger.PostAsync(books.Posting(TransferRequest.Move(TransferCode.TopUp, cash, wallet, 100)));
        var again = await books.Ledger.PostAsync(posting);

        Assert.Equal("insufficient_funds", refused.Refusal!.Code);
        Assert.Equal(refused.LedgerOrder, again.LedgerOrder);
        Assert.Equal(refused.Refusal.Code, again.Refusal!.Code);
        Assert.True(again.Repeated);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Post_ReservedThenPartlyPosted_ReleasesTheRest(DatabaseProvider provider)
    {
        await using var books = await TestBooks.CreateAsync(provider);
        var (cash, wallet) = (await books.OpenAsync(Chart.Cash("SB")), await books.OpenAsync(Chart.Wallet(Guid.NewGuid())));
        await books.Ledger.PostAsync(books.Posting(TransferRequest.Move(TransferCode.TopUp, cash, wallet, 100)));
        var reserved = await books.Ledger.PostAsync(books.Posting(TransferRequest.Reserve(TransferCode.Payment, wallet, cash, 80, TimeSpan.FromHours(1))));

        var posted = await books.Ledger.PostAsync(books.Posting(TransferRequest.Post(TransferCode.Payment, reserved.TransferIds[0], 30)));
        var again = await books.Ledger.PostAsync(books.Posting(TransferRequest.Void(reserved.TransferIds[0])));

        Assert.True(posted.Posted);
        Assert.Equal("pending_posted", again.Refusal!.Code);
        await using var db = books.Open();
        var account = await db.LedgerAccounts.SingleAsync(a => a.Id == wallet);
        Assert.Equal((30, 100, 0, 3), (account.Debits, account.Credits, account.DebitsReserved, account.LastLine));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Post_OneWithARowThatTheDatabaseRefuses_FailsAloneAndTheOthersArePosted(DatabaseProvider provider)
    {
        await using var books = await TestBooks.CreateAsync(provider);
        var (cash, wallet) = (await books.OpenAsync(Chart.Cash("SB")), await books.OpenAsync(Chart.Wallet(Guid.NewGuid())));
        var culprit = books.Posting(_ => new PostingRows([new Zone { MarketId = 999_999, Code = "A" }], [], null), TransferRequest.Move(TransferCode.TopUp, cash, wallet, 7));

        var posts = Enumerable.Range(0, 40).Select(i => books.Ledger.PostAsync(i == 20 ? culprit : books.Posting(TransferRequest.Move(TransferCode.TopUp, cash, wallet, 1)))).ToList();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => posts[20]);
        Assert.All(await Task.WhenAll(posts.Where((_, i) => i != 20)), o => Assert.True(o.Posted));
        await using var db = books.Open();
        Assert.Equal(39, (await db.LedgerAccounts.SingleAsync(a => a.Id == wallet)).Credits);
        Assert.False(await db.LedgerPostings.AnyAsync(p => p.Uid == culprit.Id));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Open_SameAccountAtOnceInTwoProcesses_IsOneAccount(DatabaseProvider provider)
    {
        await using var books = await TestBooks.CreateAsync(provider);
        var codes = Enumerable.Range(0, 5).Select(_ => Chart.Wallet(Guid.NewGuid())).ToList();
        var processes = Enumerable.Range(0, 4).Select(_ => books.OtherAccounts()).ToList();

        var ids = await Task.WhenAll(processes.SelectMany(p => codes.Select(code => p.OpenAsync(books.Key(code)).AsTask())));

        Assert.Equal(5, ids.Distinct().Count());
        await using var db = books.Open();
        Assert.Equal(6, await db.LedgerAccounts.CountAsync());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Post_WhileTheDayIsClosed_StandsOnTheClosedDateBeforeOrOnTheNextAfter(DatabaseProvider provider)
    {
        await using var books = await TestBooks.CreateAsync(provider);
        var (cash, wallet) = (await books.OpenAsync(Chart.Cash("SB")), await books.OpenAsync(Chart.Wallet(Guid.NewGuid())));
        var posts = Enumerable.Range(0, 200).Select(i => books.Ledger.PostAsync(books.Posting(TransferRequest.Move(TransferCode.TopUp, cash, wallet, 1)))).ToList();

        await posts[0];
        long inClosedDate;
        await using (var db = books.Open())
        {
            await using var scope = await db.BeginWriteAsync();
            await db.MarketBooks.Where(m => m.MarketId == books.MarketId).ExecuteUpdateAsync(s => s.SetProperty(m => m.ClosedThrough, TestBooks.Today));
            inClosedDate = await db.LedgerPostings.CountAsync(p => p.BusinessDate == TestBooks.Today);
            await scope.CommitAsync();
        }

        posts.AddRange(Enumerable.Range(0, 50).Select(_ => books.Ledger.PostAsync(books.Posting(TransferRequest.Move(TransferCode.TopUp, cash, wallet, 1)))));
        var outcomes = await Task.WhenAll(posts);

        await using var after = books.Open();
        Assert.Equal(inClosedDate, await after.LedgerPostings.CountAsync(p => p.BusinessDate == TestBooks.Today));
        Assert.Equal(250 - inClosedDate, await after.LedgerPostings.CountAsync(p => p.BusinessDate == TestBooks.Today.AddDays(1) && p.CameFor == TestBooks.Today));
        Assert.All(outcomes[200..], o => Assert.Equal(TestBooks.Today.AddDays(1), o.BusinessDate));
    }

    /// <summary>The server ends every connection again and again, also in the middle of a commit: nobody knows then whether it came through.</summary>
    [PostgresFact]
    public async Task Post_ConnectionsLost_EachIsThereOnceAndAnsweredAsPosted()
    {
        await using var books = await TestBooks.CreateAsync(DatabaseProvider.Postgres);
        var (cash, wallet) = (await books.OpenAsync(Chart.Cash("SB")), await books.OpenAsync(Chart.Wallet(Guid.NewGuid())));
        var posts = Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
                Assert.True((await books.Ledger.PostAsync(books.Posting(TransferRequest.Move(TransferCode.TopUp, cash, wallet, 1)))).Posted);
        })));

        var ended = 0;
        await using (var other = new NpgsqlConnection(books.ConnectionString + ";Pooling=false"))
        {
            await other.OpenAsync();
            while (!posts.IsCompleted && ended < MostEnded)
            {
                await using var end = new NpgsqlCommand("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'", other);
                ended += (int)(long)(await end.ExecuteScalarAsync())!;
            }
        }

        await posts;
        Assert.True(ended > 0, "No connection was in use when it was to be ended.");
        await using var db = books.Open();
        Assert.Equal((400, 400), ((await db.LedgerAccounts.SingleAsync(a => a.Id == wallet)).Credits, await db.Transfers.CountAsync()));
    }
}
