using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Components.Shared;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Resources;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledger;

/// <summary>The journal's search and one posting in full; the chart of accounts in words; files that hold what the screen shows.</summary>
public sealed class JournalTests
{
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Search_ByWhatPeopleHaveAtHand_FindsThePosting(DatabaseProvider provider)
    {
        await using var books = await FilledBooks.CreateAsync(provider);
        var journal = new JournalQueries(books.Contexts);
        var asked = books.Books.Posting(TransferRequest.Move(TransferCode.Chargeback, books.Payable, books.Bank, 98_765), TransferRequest.Move(TransferCode.Fee, books.Payable, books.Bank, 432));
        var posted = await books.Books.Ledger.PostAsync(asked);
        string[] queries =
        [
            $"q={asked.Id}", $"q={posted.LedgerOrder}", $"q={posted.TransferIds[1]}", "f.amount=98765", "f.amount=400..450&f.code=Fee", "f.code=Chargeback", $"f.account={books.Bank}&f.code=Chargeback&q=과일나라",
            "f.date=2026-11-22&f.code=Chargeback&f.market=SB&f.state=Posted&f.kind=Immediate",
        ];
        foreach (var query in queries)
        {
            var row = Assert.Single((await journal.PageAsync(FilledBooks.Everywhere, ListQuery.Parse(query).Value)).Value.Items);
            Assert.Equal((posted.LedgerOrder, 99_197, 2, "과일나라"), (row.Order, row.Amount, row.Lines, row.Debit?.Owner?.NameKo));
        }

        Assert.Empty((await journal.PageAsync(FilledBooks.Everywhere, ListQuery.Parse("f.code=Chargeback&f.state=Refused").Value)).Value.Items);
        var all = (await journal.PageAsync(FilledBooks.Everywhere, new ListQuery { Size = 1_000 })).Value.Items;
        Assert.Equal(all.Select(r => r.Order).OrderDescending(), all.Select(r => r.Order));
        Assert.Equal(3_300, Assert.Single(all, r => r.Holds).Amount);
        Assert.Equal(3_300, Assert.Single((await journal.PageAsync(FilledBooks.Everywhere, ListQuery.Parse("f.holds=yes").Value)).Value.Items).Amount);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Posting_WithReservationCorrectionOrRefusal_NamesWhatBelongsToIt(DatabaseProvider provider)
    {
        await using var books = await FilledBooks.CreateAsync(provider);
        var (journal, market) = (new JournalQueries(books.Contexts), books.Books.MarketId);
        var reserved = await books.PostAsync(TestBooks.Today, market, TransferRequest.Reserve(TransferCode.Payment, books.Partner, books.Payable, 500));
        var posted = await books.PostAsync(TestBooks.Today, market, TransferRequest.Post(TransferCode.Payment, reserved.TransferIds[0], 400));
        var refund = await books.PostAsync(TestBooks.Today, market, TransferRequest.Move(TransferCode.Refund, books.Payable, books.Partner, 150) with { CorrectsId = posted.TransferIds[0] });
        var refused = await books.PostAsync(TestBooks.Today, market, TransferRequest.Move(TransferCode.Payment, books.Wallet, books.Payable, 100_000_000));

        var (first, second) = ((await journal.FindAsync(FilledBooks.Everywhere, reserved.LedgerOrder)).Value, (await journal.FindAsync(FilledBooks.Everywhere, posted.LedgerOrder)).Value);
        Assert.Equal((0, posted.LedgerOrder), (first.Moved, Assert.Single(first.Lines).EndedBy?.Order));
        var line = Assert.Single(second.Lines);
        Assert.Equal((400, reserved.LedgerOrder, refund.LedgerOrder), (second.Moved, line.Ends?.Order, Assert.Single(line.CorrectedBy).Order));
        Assert.Equal(posted.LedgerOrder, Assert.Single((await journal.FindAsync(FilledBooks.Everywhere, refund.LedgerOrder)).Value.Lines).Corrects?.Order);
        var why = (await journal.FindAsync(FilledBooks.Everywhere, refused.LedgerOrder)).Value;
        Assert.IsType<InsufficientFunds>(why.Refusal);
        Assert.Equal((PostingState.Refused, 0), (why.Row.State, why.Lines.Count));
        Assert.Equal(new PostingNotFound(), (await journal.FindAsync(FilledBooks.Everywhere, 1)).Refusal);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Accounts_SearchedByOwnerOrKind_AreNamedInWords(DatabaseProvider provider)
    {
        await using var books = await FilledBooks.CreateAsync(provider);
        var accounts = new AccountQueries(books.Contexts);
        async Task<IEnumerable<string>> NamesAsync(string query) =>
            (await accounts.PageAsync(FilledBooks.Everywhere, ListQuery.Parse(query).Value, new LedgerView())).Value.Items.Select(a => LedgerWords.Name(a.Label, Korean));

        Assert.Equal(["점포 직접 수납액 · 과일나라", "점포 지급 예정액 · 과일나라"], (await NamesAsync("q=과일나라")).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["점포 지급 예정액 · 과일나라", "점포 지급 예정액 · 생선가게"], (await NamesAsync("f.kind=payable")).Order());
        Assert.Equal(["은행 예금 · trust", "제휴 간편결제 미수금 · 알리페이"], await NamesAsync("f.class=Asset"));
        Assert.Equal(3, (await NamesAsync("f.kind=wallet,wallets")).Count());
        Assert.Equal(["직접 수납 매출 · 현금"], await NamesAsync("q=sales"));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Files_OfAList_HoldWhatTheScreenShows(DatabaseProvider provider)
    {
        await using var books = await FilledBooks.CreateAsync(provider);
        var (statements, accounts, journal, trials) = (new StatementQueries(books.Contexts), new AccountQueries(books.Contexts), new JournalQueries(books.Contexts), new TrialQueries(books.Contexts));
        var export = new LedgerExport(trials, accounts, statements, journal);
        var query = ListQuery.Parse("f.amount=1000..&f.date=2026-11-20..&cols=date,other,debit,credit,balance&sort=date").Value;
        var shown = (await statements.PageAsync(FilledBooks.Everywhere, books.Bank, query with { Size = 1_000 })).Value.Items;

        var lines = await LinesAsync((await export.StatementAsync(FilledBooks.Everywhere, books.Bank, query, "csv", Korean, default)).Value);
        Assert.Equal("영업일,상대 계정,차변,대변,잔액", lines[0]);
        Assert.Equal(shown.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Date:yyyy-MM-dd},{LedgerWords.Name(r.Other, Korean)},{(r.Debit == 0 ? "" : r.Debit)},{(r.Credit == 0 ? "" : r.Credit)},{r.Balance}")), lines.Skip(1));
        var chart = (await accounts.PageAsync(FilledBooks.Everywhere, new ListQuery { Size = 100 }, new LedgerView())).Value.Items;
        Assert.Equal(chart.Select(a => $"{a.Code},{a.Balance}"), (await LinesAsync(export.Accounts(FilledBooks.Everywhere, ListQuery.Parse("cols=code,balance").Value, new LedgerView(), "csv", Korean, default).Value)).Skip(1));
        var postings = (await journal.PageAsync(FilledBooks.Everywhere, ListQuery.Parse("f.code=Payment").Value with { Size = 1_000 })).Value.Items;
        Assert.Equal(postings.Select(r => $"{r.Order},{r.Amount}"), (await LinesAsync(export.Journal(FilledBooks.Everywhere, ListQuery.Parse("f.code=Payment&cols=order,amount").Value, "csv", Korean, default).Value)).Skip(1));
        var sheet = (await trials.SheetAsync(FilledBooks.Everywhere, TestBooks.Today)).Value;
        var trial = await LinesAsync((await export.TrialAsync(FilledBooks.Everywhere, TestBooks.Today, null, null, "csv", Korean, default)).Value);
        Assert.Equal(1 + sheet.Books[0].Parts.Sum(p => p.Rows.Count + 1), trial.Count);
        Assert.Contains(trial, l => l.Contains($"합계,,{sheet.Books[0].Parts[0].Debits},{sheet.Books[0].Parts[0].Debits},", StringComparison.Ordinal));
        Assert.True(export.Journal(FilledBooks.Everywhere, ListQuery.Parse("f.none=1").Value, "csv", Korean, default).Refusals is [UnknownColumn]);
        Assert.True(export.Journal(FilledBooks.Everywhere, new ListQuery(), "pdf", Korean, default).Refusals is [FormatUnknown]);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Health_OfTheLedger_CountsWhatIsThere(DatabaseProvider provider)
    {
        await using var books = await FilledBooks.CreateAsync(provider);
        await books.PostAsync(TestBooks.Today, books.Books.MarketId, TransferRequest.Move(TransferCode.Payment, books.Wallet, books.Payable, 100_000_000));
        await using var db = books.Books.Open();
        // The database's own clock dates postings.
        var clock = new SettableTime(await db.LedgerPostings.MaxAsync(p => p.At));
        var health = (await new HealthQueries(books.Contexts, clock).GetAsync(FilledBooks.Everywhere)).Value;
        Assert.Equal(await db.LedgerPostings.MaxAsync(p => p.Id), health.LastOrder);
        Assert.Equal((await db.LedgerPostings.CountAsync(), 1, await db.Transfers.CountAsync(), await db.LedgerBatches.CountAsync()), (health.Today, health.Refused, health.Lines, health.Batches));
        var holds = Assert.Single(health.Holds);
        Assert.Equal((3_300, 1, 0), (holds.Amount.Value, holds.Count, holds.Overdue));
        Assert.Equal(["DG", "SB"], health.Closes.Select(c => c.Code).Order());
        var later = (await new HealthQueries(books.Contexts, new SettableTime(clock.GetUtcNow().UtcDateTime.AddDays(8))).GetAsync(FilledBooks.Everywhere)).Value;
        Assert.Equal((0, 1), (later.Today, Assert.Single(later.Holds).Overdue));
    }

    [Fact]
    public async Task Checks_OfTheLedger_AreKeptWithWhatTheyFoundByWhoMay()
    {
        await using var books = await FilledBooks.CreateAsync(DatabaseProvider.Sqlite);
        var log = new LedgerCheckLog(books.Contexts, books.Books.Database.Time);
        CheckResult[] results = [new("ledger-balance", 5, Ok: true), new("ledger-totals", 7, Ok: false, "account 3: totals differ")];
        Assert.IsType<NotAllowed>((await log.AddAsync(books.Here, results)).Refusal);
        Assert.Empty((await log.RecentAsync(FilledBooks.Everywhere)).Value);
        Assert.True((await log.AddAsync(FilledBooks.Everywhere, results)).Ok);
        var run = Assert.Single((await log.RecentAsync(books.Here)).Value);
        Assert.Equal(("1/2", "ledger-totals: account 3: totals differ", "시험 담당"), (run.Passed, run.Faults, run.ActorName));
    }

    [Fact]
    public void Headings_EveryAccountOfTheChart_HaveOneInWords()
    {
        string[] codes =
        [
            Chart.Bank("trust"), Chart.Cash("SB"), Chart.Acquirer("bc"), Chart.Partner("alipay"), Chart.Transfers, "recovery:7", Chart.Wallet(Guid.NewGuid()), Chart.Payable(7), Chart.Held(7), "payouts:in-transit",
            "institutions:3:deposit", "funders:4:budget", "points", "unidentified", "tax:vat", "fees:card", "fees:acquirer:bc", "breakage:P1", "fx", "rounding", "write-off", Chart.DirectSales("cash"), Chart.DirectVendor(7), "memo:cap:x",
        ];
        Assert.Equal(codes.Length, codes.Select(AccountHeading.At).Distinct().Count());
        Assert.DoesNotContain(AccountHeading.Unnamed, codes.Select(AccountHeading.At));
        Assert.All(AccountHeading.All.Append(AccountHeading.Unnamed), h => Assert.All(Texts.Languages, l => Assert.NotNull(Texts.Find(CultureInfo.GetCultureInfo(l), "ledger.account_" + h.Key))));
        Assert.Equal((7L, "vat", null), (AccountHeading.At(Chart.Payable(7)).VendorOf(Chart.Payable(7)), AccountHeading.At("tax:vat").Which("tax:vat"), AccountHeading.At("fx").Which("fx")));
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(Func<Stream, CancellationToken, Task> write)
    {
        using var file = new MemoryStream();
        await write(file, default);
        return Encoding.UTF8.GetString(file.ToArray()).TrimStart('\ufeff').Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r').Replace("\"", "", StringComparison.Ordinal)).ToList();
    }
}
