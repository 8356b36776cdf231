using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Documents;
using Portal.Domain.Jobs;
using Portal.Domain.Reconciliation;
using Portal.Domain.Storage;
using Portal.Domain.Upkeep;
using Portal.Tests.Storage;

namespace Portal.Tests.Reconciliation;

/// <summary>Files of banks on their way into the database.</summary>
public sealed class StatementIntakeTests
{
    private const string Account = "110000000001";
    private static readonly Actor Officer = Make.Actor(Role.FinanceOfficer, id: 41, name: "시험 정산");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task File_IsReadWithTotalsPaymentsAndWhatIsNoteworthy(DatabaseProvider provider)
    {
        await using var desk = await Desk.OpenAsync(provider);
        var file = await desk.BringAsync(Camt(
            Balance("OPBD", 100) + Entry(1_000, "A", details: [400, 600]) + Entry(-5, "B", credit: false) + Entry(300, "C", details: [100, 100]) + "<Ntry><Amt Ccy=\"KRW\">1.5</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry>" + Balance("CLBD", 2_000)));

        var found = await desk.ReadAsync(file);
        var statement = Assert.Single(found.Statements).Statement;
        Assert.Equal((StatementFileState.Done, "camt.053.001.08", Desk.Open), (found.File.State, found.File.Format, found.Source));
        Assert.Equal((Account, "KRW", 100, 2_000), (statement.Account, statement.Currency, statement.Opening, statement.Closing));
        Assert.Equal((4, 5, 2, 1_300, 1, -5, 0), (statement.Entries, statement.Transactions, statement.CreditCount, statement.CreditSum, statement.DebitCount, statement.DebitSum, statement.Duplicates));
        Assert.Equal(
            [("balance_differs", null, 1_405, 2_000), ("negative_amount", 2, null, -5), ("payments_differ", 3, 300, 200)],
            found.Findings.Where(f => !f.Refuses).Select(f => (f.Code, f.Row, f.Expected, f.Actual)).Order());
        Assert.Equal(("amount_too_fine", 4, "1.5"), Assert.Single(found.Findings.Where(f => f.Refuses).Select(f => (f.Code, f.Row!.Value, f.Found!))));
        await using var db = desk.Database.Open();
        Assert.Equal([400, 600, 100, 100], await db.StatementDetails.OrderBy(d => d.Id).Select(d => d.Amount!.Value).ToListAsync());
        Assert.Equal(3, await db.BankEntries.CountAsync(e => e.FileId == found.File.Id && e.StatementId == statement.Id));
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == "statement_file.brought"));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task SameBytes_OrSameEntries_AreFoundAndNotDoubled(DatabaseProvider provider)
    {
        await using var desk = await Desk.OpenAsync(provider);
        var first = await desk.BringAsync(Camt(Entry(1_000, "A") + Entry(2_000, null) + Entry(2_000, null)));
        await desk.ReadAsync(first);
        var again = await desk.Intake.BringAsync(Officer, Desk.File(Camt(Entry(1_000, "A") + Entry(2_000, null) + Entry(2_000, null))));
        var longer = await desk.ReadAsync(await desk.BringAsync(Camt(Entry(1_000, "A") + Entry(2_000, null) + Entry(2_000, null) + Entry(2_000, null) + Entry(7, "B") + Entry(7, "B"))));

        Assert.Equal(new StatementKnown(first.Uid, first.BroughtAt) { Field = "file" }, again.Refusal);
        // Two of the three that nothing tells apart were there before; what has the bank's own reference is there once.
        Assert.Equal((6, 7_014L, 4), (longer.Statements[0].Statement.CreditCount, longer.Statements[0].Statement.CreditSum, longer.Statements[0].Statement.Duplicates));
        await using var db = desk.Database.Open();
        Assert.Equal(1_000 + (3 * 2_000) + 7, await db.BankEntries.Where(e => !e.IsDuplicate).SumAsync(e => e.Amount));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task FilesReadAtOnce_WithTheSameEntries_CountThemOnce(DatabaseProvider provider)
    {
        await using var desk = await Desk.OpenAsync(provider);
        const int files = 6;
        var entries = string.Concat(Enumerable.Range(1, 50).Select(i => Entry(i, "R" + i)));
        var brought = new List<StatementFile>();
        for (var i = 0; i < files; i++)
            brought.Add(await desk.BringAsync(Camt(entries + Entry(1_000 + i, "own" + i))));

        var read = await Task.WhenAll(brought.Select(desk.ReadAsync));
        Assert.Equal([0, .. Enumerable.Repeat(50, files - 1)], read.Select(f => f.Statements[0].Statement.Duplicates).Order());
        Assert.Equal(Enumerable.Range(1, files).Select(i => (long?)i), read.Select(f => f.File.Place).Order());
        await using var db = desk.Database.Open();
        Assert.Equal(50 + files, await db.BankEntries.CountAsync(e => !e.IsDuplicate));
    }

    [Fact]
    public async Task BrokenFile_LeavesNothing_AndMayComeAgain()
    {
        await using var desk = await Desk.OpenAsync();
        var whole = Camt(string.Concat(Enumerable.Range(1, 7_000).Select(i => Entry(i, null))));
        var broken = await desk.BringAsync(whole[..^40]);
        var found = await desk.ReadAsync(broken, refused: true);
        Assert.Equal((StatementFileState.Refused, "malformed", true), (found.File.State, found.File.RefusedCode, found.File.RefusedLine > 0));
        await using (var db = desk.Database.Open())
            Assert.Equal((0, 0, 0), (await db.BankEntries.CountAsync(), await db.Statements.CountAsync(), await db.StatementFindings.CountAsync()));

        var again = await desk.BringAsync(whole[..^40]);
        Assert.Equal((broken.Uid, StatementFileState.Queued), (again.Uid, again.State));
        Assert.Equal(7_000, (await desk.ReadAsync(await desk.BringAsync(whole))).Statements[0].Statement.Entries);
    }

    [Fact]
    public async Task FileOfAnotherAccount_Unknown_OrOfAnUnknownSource_IsRefused()
    {
        await using var desk = await Desk.OpenAsync();
        VerifyDone(await desk.Sources.AddAsync(Officer, new NewStatementSource("bank-9", "시험은행", SourceFormat.Camt, "999")));
        Assert.Equal(new StatementSourceTaken("BANK-9") { Field = "code" }, (await desk.Sources.AddAsync(Officer, new NewStatementSource("BANK-9", "시험은행", SourceFormat.Camt))).Refusal);
        var other = VerifyDone(await desk.Intake.BringAsync(Officer, Desk.File(Camt(Entry(1, null)), "bank-9")));
        Assert.Equal(("account_unexpected", Account), ((await desk.ReadAsync(other, refused: true)).File is var file ? (file.RefusedCode, file.RefusedFound) : default));
        Assert.Equal(new StatementFormatUnknown { Field = "file" }, (await desk.Intake.BringAsync(Officer, Desk.File("date,amount\n2026-01-01,5"))).Refusal);
        Assert.Equal(new StatementSourceNotFound("NONE") { Field = "source" }, (await desk.Intake.BringAsync(Officer, Desk.File(Camt(""), "none"))).Refusal);
        Assert.Equal(new NotAllowed(Right.BringStatements), (await desk.Intake.BringAsync(Make.Actor(Role.MarketManager), Desk.File(Camt("")))).Refusal);
        Assert.Equal(new NotAllowed(Right.ViewStatements), (await desk.Queries.GetAsync(Make.Actor(Role.MarketManager), other.Uid)).Refusal);
    }

    [Fact]
    public async Task File_WhoseJobIsGone_IsGivenUp()
    {
        await using var desk = await Desk.OpenAsync();
        var (left, queued) = (await desk.BringAsync(Camt(Entry(1, "A"))), await desk.BringAsync(Camt(Entry(2, "B"))));
        await using (var db = desk.Database.Open())
        {
            db.Add(new Job { Uid = left.Uid, Kind = "jobs.statement", Title = "", State = JobState.Failed, CreatedAt = left.BroughtAt, Holder = "gone:1:x", HeldUntil = left.BroughtAt });
            await db.SaveChangesAsync();
        }

        Assert.Equal(1, await desk.Intake.FailAbandonedAsync());
        Assert.Equal((StatementFileState.Refused, JobService.Interrupted), (await desk.FindAsync(left)).File is var file ? (file.State, file.RefusedCode) : default);
        Assert.Equal(StatementFileState.Queued, (await desk.FindAsync(queued)).File.State);
    }

    [Fact]
    public async Task File_ThatNeverGotAJob_IsGivenUpInMinutes_AndOneThatIsKeptStaysWithItsDocument()
    {
        await using var desk = await Desk.OpenAsync();
        var (left, known) = (await desk.BringAsync(Camt(Entry(1, "A"))), await desk.BringAsync(Camt(Entry(2, "B"))));
        await desk.ReadAsync(known);
        Assert.False((await desk.Intake.BringAsync(Officer, Desk.File("date,amount"))).Ok);
        Assert.Equal(0, await desk.Intake.FailAbandonedAsync());
        desk.Database.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(1, await desk.Intake.FailAbandonedAsync());
        Assert.Equal(StatementFileState.Refused, (await desk.FindAsync(left)).File.State);

        desk.Database.Time.Advance(TimeSpan.FromDays(60));
        var tally = await new Cleaning(desk.Database.Factory, Desk.Documents(desk.Database), new CleaningRules(TimeSpan.FromDays(30), TimeSpan.FromDays(90)), desk.Database.Time).RunAsync();
        await using var db = desk.Database.Open();
        Assert.Equal((1, 2), (tally.Files, await db.Documents.CountAsync()));
    }

    [Fact]
    public async Task Statement_ThatDoesNotBeginWhereTheOneBeforeEnded_IsTold()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ReadAsync(await desk.BringAsync(Camt(Balance("OPBD", 0, "2026-01-05") + Entry(100, "A") + Balance("CLBD", 100, "2026-01-05"))));
        var next = await desk.ReadAsync(await desk.BringAsync(Camt(Balance("OPBD", 90, "2026-01-06") + Entry(10, "B") + Balance("CLBD", 100, "2026-01-06"))));
        Assert.Equal(("chain_broken", 100L, 90L), Assert.Single(next.Findings.Select(f => (f.Code, f.Expected!.Value, f.Actual!.Value))));
    }

    [Fact]
    public async Task EntriesInOtherCurrencies_AreAddedUpOnTheirOwn_AndOfOneAloneAreTheTotals()
    {
        await using var desk = await Desk.OpenAsync();
        var dollars = Entry(5, "D").Replace("KRW", "USD", StringComparison.Ordinal);
        var both = (await desk.ReadAsync(await desk.BringAsync(Camt(Entry(1_000, "A") + dollars + dollars.Replace("<AcctSvcrRef>D", "<AcctSvcrRef>E", StringComparison.Ordinal))))).Statements[0];
        var alone = await desk.ReadAsync(await desk.BringAsync(Camt(Balance("OPBD", 100) + Entry(7, "F").Replace("KRW", "USD", StringComparison.Ordinal))));
        Assert.Equal((1, 1_000L, ("USD", 2, 1_000L)), (both.Statement.CreditCount, both.Statement.CreditSum, Assert.Single(both.Foreign) is var f ? (f.Currency, f.CreditCount, f.CreditSum) : default));
        Assert.Equal(("USD", 1, 700L, null), (alone.Statements[0].Statement.Currency, alone.Statements[0].Statement.CreditCount, alone.Statements[0].Statement.CreditSum, alone.Statements[0].Statement.Opening));
        Assert.Empty(alone.Statements[0].Foreign);
        Assert.Equal("currency_other", Assert.Single(alone.Findings).Code);
    }

    private static T VerifyDone<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Ok, string.Join(", ", outcome.Refusals));
        return outcome.Value;
    }

    private static string Camt(string content) => $"""
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S1</Id><Acct><Id><Othr><Id>{Account}</Id></Othr></Id><Ccy>KRW</Ccy></Acct>
        {content}</Stmt></BkToCstmrStmt></Document>
        """;

    private static string Balance(string kind, long amount, string day = "2026-01-05") =>
        string.Create(CultureInfo.InvariantCulture, $"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy=\"KRW\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>\n");

    private static string Entry(long amount, string? reference, bool credit = true, long[]? details = null)
    {
        var payments = string.Concat((details ?? []).Select(d => string.Create(CultureInfo.InvariantCulture, $"<TxDtls><Amt Ccy=\"KRW\">{d}</Amt></TxDtls>")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<Ntry><Amt Ccy=\"KRW\">{amount}</Amt><CdtDbtInd>{(credit ? "CRDT" : "DBIT")}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-01-05</Dt></BookgDt>{(reference is null ? "" : $"<AcctSvcrRef>{reference}</AcctSvcrRef>")}{(payments.Length == 0 ? "" : $"<NtryDtls>{payments}</NtryDtls>")}</Ntry>\n");
    }

    /// <summary>The services over a database of their own, with a source that takes any account.</summary>
    private sealed class Desk(TestDatabase database) : IAsyncDisposable
    {
        public const string Open = "ANY-CAMT";

        public TestDatabase Database => database;

        public StatementSources Sources { get; } = new(database.Factory, database.Time);

        public StatementIntake Intake { get; } = new(database.Factory, Documents(database), database.Time);

        public StatementFileQueries Queries { get; } = new(database.Factory);

        private StatementReading Reading { get; } = new(database.Factory, new BulkInsert(database.Factory), Documents(database), database.Time);

        public static async Task<Desk> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
        {
            var desk = new Desk(await TestDatabase.CreateAsync(provider));
            VerifyDone(await desk.Sources.AddAsync(Officer, new NewStatementSource(Open, "시험 은행", SourceFormat.Camt)));
            return desk;
        }

        public static BroughtFile File(string content, string? source = null) => new("시험.xml", new MemoryStream(Encoding.UTF8.GetBytes(content)), source);

        public async Task<StatementFile> BringAsync(string content) => VerifyDone(await Intake.BringAsync(Officer, File(content)));

        public async Task<StatementFileRecord> ReadAsync(StatementFile file) => await ReadAsync(file, refused: false);

        public async Task<StatementFileRecord> ReadAsync(StatementFile file, bool refused)
        {
            Assert.Equal(!refused, (await Reading.ReadAsync(file.Uid)).Ok);
            return await FindAsync(file);
        }

        public async Task<StatementFileRecord> FindAsync(StatementFile file) => VerifyDone(await Queries.GetAsync(Officer, file.Uid));

        public ValueTask DisposeAsync() => database.DisposeAsync();

        public static DocumentStore Documents(TestDatabase database) => new(database.Factory, database.Factory.Options, database.Time);
    }
}
