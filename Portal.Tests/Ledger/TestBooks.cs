using System.Text.Json;
using Portal.Domain.Documents;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledger;

/// <summary>A database with a market and its operator, and a ledger over it.</summary>
internal sealed class TestBooks : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly AccountBook accounts;

    private TestBooks(TestDatabase database)
    {
        this.database = database;
        accounts = OtherAccounts();
        Ledger = LedgerOver(database.Factory, accounts);
    }

    public static DateOnly Today { get; } = new(2026, 11, 22);

    public GeneralLedger Ledger { get; }

    public long OperatorId { get; private set; }

    public long MarketId { get; private set; }

    public static async Task<TestBooks> CreateAsync(DatabaseProvider provider)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var books = new TestBooks(database);
        await using var db = database.Open();
        var market = Make.Market();
        market.Operator = new Operator { Code = "OP", Name = "시험 상인회" };
        db.Add(market);
        await db.SaveChangesAsync();
        (books.MarketId, books.OperatorId) = (market.Id, market.Operator.Id);
        await books.accounts.OpenMarketAsync(market.Id);
        return books;
    }

    public TestDatabase Database => database;

    public string ConnectionString => database.Factory.Options.ConnectionString;

    public PortalDbContext Open() => database.Open();

    public AccountKey Key(string code) => new(OperatorId, "KRW", code);

    public async Task<long> OpenAsync(string code) => await accounts.OpenAsync(Key(code));

    /// <summary>What a second process would remember of accounts: nothing.</summary>
    public AccountBook OtherAccounts() => new(database.Factory, database.Time);

    /// <summary>The ledger of a second process: its own gate, its own queue, the same database.</summary>
    public GeneralLedger OtherProcess()
    {
        var factory = new PortalDbContextFactory(database.Factory.Options);
        return LedgerOver(factory, new AccountBook(factory, database.Time));
    }

    public PostingRequest Posting(params TransferRequest[] transfers) => Posting(null, transfers);

    public PostingRequest Posting(Func<PostingOutcome, PostingRows>? rows, params TransferRequest[] transfers) => new()
    {
        Id = Guid.NewGuid(),
        Owner = "test",
        Request = JsonSerializer.Serialize(transfers),
        OperatorId = OperatorId,
        MarketId = MarketId,
        BusinessDate = Today,
        Transfers = transfers,
        Rows = rows,
    };

    /// <summary>What <c>portal verify</c> says of the ledger.</summary>
    public Task<IReadOnlyList<CheckResult>> VerifyAsync() =>
        new Verifier(database.Factory, database.Keys, database.Personal, new DocumentStore(database.Factory, database.Factory.Options, database.Time), database.Time).RunAsync(Verifier.OfLedger, null, default);

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await database.DisposeAsync();
    }

    private static GeneralLedger LedgerOver(PortalDbContextFactory factory, AccountBook accounts) => new(new LedgerStore(factory, new BulkInsert(factory), accounts));
}
