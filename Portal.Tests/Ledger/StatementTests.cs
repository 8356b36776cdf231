using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledger;

/// <summary>Statements and trial balances over the same books: every figure is the sum of the lines behind it, and every balance that of the account at that line.</summary>
public sealed class StatementTests
{
    private static readonly string?[] Markets = [null, "SB", "DG"];

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task TrialBalance_AnyDateAndMarket_AgreesAndIsTheSumOfItsStatements(DatabaseProvider provider)
    {
        await using var books = await FilledBooks.CreateAsync(provider);
        var (trials, accounts, statements) = (new TrialQueries(books.Contexts), new AccountQueries(books.Contexts), new StatementQueries(books.Contexts));
        foreach (var (day, market) in Enumerable.Range(0, FilledBooks.Days).SelectMany(d => Markets.Select(m => (FilledBooks.First.AddDays(d), m))))
        {
            var sheet = (await trials.SheetAsync(FilledBooks.Everywhere, day, market)).Value;
            Assert.True(sheet.Agrees, $"{day} {market}");
            Assert.Equal("OP", sheet.Operator?.Code);
            Assert.Equal([false, true], Assert.Single(sheet.Books).Parts.Select(p => p.IsMemo));
            foreach (var row in sheet.Books[0].Parts.SelectMany(p => p.Rows))
            {
                var query = Within(new ListQuery(), day, market);
                if (row.Accounts is null)
                {
                    var sums = (await statements.SumsAsync(FilledBooks.Everywhere, row.Label.Id, query)).Value;
                    Assert.Equal((row.Debits, row.Credits), (sums.Debits.Value, sums.Credits.Value));
                    Assert.Equal(Math.Abs(row.Debits - row.Credits), Math.Abs(sums.Closing.Value));
                    continue;
                }

                var (chosen, view) = (new ListQuery().WithFilter("kind", row.Label.Heading.Key), new LedgerView(day, market));
                var sum = Assert.Single((await accounts.SumsAsync(FilledBooks.Everywhere, chosen, view)).Value);
                Assert.Equal((row.Debits, row.Credits), (sum.Debits.Value, sum.Credits.Value));
                var lines = (await accounts.PageAsync(FilledBooks.Everywhere, chosen, view)).Value.Items;
                Assert.Equal((row.Debits, row.Credits), (lines.Sum(l => l.Debits), lines.Sum(l => l.Credits)));
                foreach (var line in lines)
                    Assert.Equal(line.Balance, (await statements.SumsAsync(FilledBooks.Everywhere, line.Id, query)).Value.Closing.Value);
            }
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Statement_EveryPageOrderAndCondition_HasTheBalanceOfTheAccount(DatabaseProvider provider)
    {
        await using var books = await FilledBooks.CreateAsync(provider);
        var statements = new StatementQueries(books.Contexts);
        string[] conditions = ["", "f.date=2026-11-20..", "f.date=2026-11-20..2026-11-21", "f.amount=1000..", "f.code=Payment&f.date=..2026-11-21", "q=과일나라", "q=통장", "f.market=SB&f.amount=..2000"];
        foreach (var (account, text) in new[] { books.Bank, books.Payable, books.Wallet, books.Wallets }.SelectMany(a => conditions.Select(c => (a, c))))
        {
            var query = ListQuery.Parse(text).Value;
            var expected = await ExpectedAsync(books, account, query.FilterOf("market"));
            foreach (var backwards in (bool[])[true, false])
            {
                var sorted = query with { Sorts = [new ListSort("date", backwards)] };
                var rows = await AllPagesAsync(statements, account, sorted);
                var order = expected.Keys.Where(rows.ContainsKey).ToList();
                Assert.Equal(backwards ? Enumerable.Reverse(order) : order, rows.Keys);
                Assert.All(rows, r => Assert.True(expected[r.Key] == r.Value, $"{account} {text}: {r.Value} instead of {expected[r.Key]}"));
                var streamed = new List<(long, long)>();
                await foreach (var row in statements.StreamAsync(FilledBooks.Everywhere, account, sorted))
                    streamed.Add((row.Id, row.Balance));
                Assert.Equal(rows.Select(r => (r.Key, r.Value)), streamed);
            }
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Statement_AmongManyBatches_FindsWhatWasPostedIntoThePast(DatabaseProvider provider)
    {
        await using var books = await FilledBooks.CreateAsync(provider);
        await using (var db = books.Books.Open())
        {
            var now = DateTime.UtcNow;
            db.LedgerBatches.AddRange(Enumerable.Range(0, 1_500).Select(i => new LedgerBatch { At = now.AddDays(20).AddMinutes(i), Postings = 1 }));
            await db.SaveChangesAsync();
        }

        // Posted behind batches of next month, onto a date of the last days.
        await books.PostAsync(FilledBooks.First, books.Books.MarketId, TransferRequest.Move(TransferCode.Bank, books.Bank, books.Partner, 777));
        var statements = new StatementQueries(books.Contexts);
        foreach (var text in (string[])["f.date=2026-11-19..2026-11-19", "f.date=2026-11-19..2026-11-20&f.amount=777", "f.date=2026-11-21.."])
        {
            var query = ListQuery.Parse(text).Value;
            var expected = await ExpectedAsync(books, books.Bank, null);
            var rows = await AllPagesAsync(statements, books.Bank, query);
            Assert.All(rows, r => Assert.Equal(expected[r.Key], r.Value));
            Assert.Equal(text.Contains("19", StringComparison.Ordinal), await HasAsync(books, rows.Keys, 777));
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task AnyReading_OfAReaderOfOneMarket_HoldsNothingOfAnother(DatabaseProvider provider)
    {
        await using var books = await FilledBooks.CreateAsync(provider);
        var (accounts, statements, journal) = (new AccountQueries(books.Contexts), new StatementQueries(books.Contexts), new JournalQueries(books.Contexts));
        await using var db = books.Books.Open();
        var foreign = await db.LedgerPostings.Where(p => p.MarketId != books.Books.MarketId).Select(p => p.Id).ToListAsync();

        Assert.Equal(new AccountNotFound(), (await statements.PageAsync(books.Here, books.OtherPayable, new ListQuery())).Refusal);
        Assert.Equal(new AccountNotFound(), (await accounts.FindAsync(books.Here, books.OtherPayable, new LedgerView(null, "DG"))).Refusal);
        Assert.Equal(new PostingNotFound(), (await journal.FindAsync(books.Here, foreign[0])).Refusal);
        Assert.DoesNotContain((await accounts.PageAsync(books.Here, new ListQuery(), new LedgerView())).Value.Items, a => a.Id == books.OtherPayable);
        Assert.Empty((await journal.PageAsync(books.Here, new ListQuery().WithFilter("market", "DG"))).Value.Items);
        var seen = (await journal.PageAsync(books.Here, new ListQuery { Size = 1_000 })).Value.Items;
        Assert.NotEmpty(seen);
        Assert.DoesNotContain(seen, r => foreign.Contains(r.Order));
        Assert.All((await statements.PageAsync(books.Here, books.Bank, new ListQuery { Size = 1_000 })).Value.Items, r => Assert.DoesNotContain(r.Order, foreign));
        var own = await new TrialQueries(books.Contexts).SheetAsync(books.Here, TestBooks.Today);
        var chosen = await new TrialQueries(books.Contexts).SheetAsync(FilledBooks.Everywhere, TestBooks.Today, "SB");
        Assert.True(own.Value.Agrees);
        Assert.Equal(Figures(chosen.Value), Figures(own.Value));
        Assert.Empty((await new TrialQueries(books.Contexts).SheetAsync(books.Here, TestBooks.Today, "DG")).Value.Books);
        Assert.Null((await new HealthQueries(books.Contexts, books.Books.Database.Time).GetAsync(books.Here)).Value.Batches);
    }

    [Fact]
    public async Task AnyReading_WithoutTheRight_IsRefused()
    {
        await using var books = await FilledBooks.CreateAsync(DatabaseProvider.Sqlite);
        var (manager, query) = (Make.Actor(Role.MarketManager), new ListQuery());
        Assert.IsType<NotAllowed>((await new TrialQueries(books.Contexts).SheetAsync(manager, TestBooks.Today)).Refusal);
        Assert.IsType<NotAllowed>((await new AccountQueries(books.Contexts).PageAsync(manager, query, new LedgerView())).Refusal);
        Assert.IsType<NotAllowed>((await new StatementQueries(books.Contexts).PageAsync(manager, books.Bank, query)).Refusal);
        Assert.IsType<NotAllowed>((await new JournalQueries(books.Contexts).PageAsync(manager, query)).Refusal);
        await foreach (var row in new StatementQueries(books.Contexts).StreamAsync(manager, books.Bank, query))
            Assert.Fail(row.Id.ToString(CultureInfo.InvariantCulture));
        await foreach (var row in new AccountQueries(books.Contexts).StreamAsync(manager, query, new LedgerView()))
            Assert.Fail(row.Code);
        await foreach (var row in new JournalQueries(books.Contexts).StreamAsync(manager, query))
            Assert.Fail(row.Order.ToString(CultureInfo.InvariantCulture));
    }

    private static ListQuery Within(ListQuery query, DateOnly day, string? market) => query.WithFilter("date", ListValues.Range(null, day)).WithFilter("market", market);

    private static IEnumerable<(string, long, long)> Figures(TrialSheet sheet) => sheet.Books.SelectMany(b => b.Parts).SelectMany(p => p.Rows).Select(r => (r.Label.Code, r.Debits, r.Credits));

    private static async Task<bool> HasAsync(FilledBooks books, IEnumerable<long> ids, long amount)
    {
        await using var db = books.Books.Open();
        return await db.Transfers.AnyAsync(t => ids.Contains(t.Id) && t.Amount == amount);
    }

    /// <summary>The balances after all lines as pages show them, page by page.</summary>
    private static async Task<Dictionary<long, long>> AllPagesAsync(StatementQueries statements, long account, ListQuery query)
    {
        var balances = new Dictionary<long, long>();
        for (var page = 1; ; page++)
        {
            var found = (await statements.PageAsync(FilledBooks.Everywhere, account, query with { Page = page, Size = 7 })).Value;
            foreach (var row in found.Items)
                balances.Add(row.Id, row.Balance);
            if (balances.Count >= found.Total)
                return balances;
        }
    }

    /// <summary>The balance of an account, or of a parent with its children, after each line, counted one by one.</summary>
    private static async Task<Dictionary<long, long>> ExpectedAsync(FilledBooks books, long account, string? market)
    {
        await using var db = books.Books.Open();
        var own = await db.LedgerAccounts.Where(a => a.Id == account || a.ParentId == account).Select(a => a.Id).ToListAsync();
        var isAsset = await db.LedgerAccounts.AnyAsync(a => a.Id == account && a.Class == AccountClass.Asset);
        var moved = await db.Transfers.Where(t => t.Kind == TransferKind.Immediate || t.Kind == TransferKind.Post)
            .Join(db.LedgerPostings.Where(p => market == null || db.Markets.Any(m => m.Id == p.MarketId && m.Code == market)), t => t.PostingId, p => p.Id, (t, p) => new { Line = t, p.BusinessDate }).ToListAsync();
        var (balance, balances) = (0L, new Dictionary<long, long>());
        foreach (var line in moved.Where(m => own.Contains(m.Line.DebitId) || own.Contains(m.Line.CreditId)).OrderBy(m => m.BusinessDate).ThenBy(m => m.Line.Id).Select(m => m.Line))
        {
            balance += (own.Contains(line.DebitId) ? line.Amount : 0) - (own.Contains(line.CreditId) ? line.Amount : 0);
            balances[line.Id] = isAsset ? balance : -balance;
        }

        return balances;
    }
}
