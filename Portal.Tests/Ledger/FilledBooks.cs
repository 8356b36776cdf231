using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Tests.Ledger;

/// <summary>
/// The books of one operator over two markets and four days, posted in no order of dates: vendors of both markets, a bank that both share, wallets under their parent, memo
/// accounts, and reservations that are posted, voided or still hold.
/// </summary>
internal sealed class FilledBooks : IAsyncDisposable
{
    public const int Days = 4;

    private FilledBooks(TestBooks books) => Books = books;

    public TestBooks Books { get; }

    public long OtherMarketId { get; private set; }

    public long Bank { get; private set; }

    public long Partner { get; private set; }

    public long Wallet { get; private set; }

    public long Wallets { get; private set; }

    /// <summary>What is owed to 과일나라, of the own market.</summary>
    public long Payable { get; private set; }

    /// <summary>What is owed to 생선가게, of the other market.</summary>
    public long OtherPayable { get; private set; }

    public Vendor Vendor { get; private set; } = null!;

    public static DateOnly First { get; } = TestBooks.Today.AddDays(1 - Days);

    public static Actor Everywhere { get; } = Make.Actor(Role.FinanceOfficer, id: 8);

    /// <summary>A finance officer of the own market alone.</summary>
    public Actor Here => Make.Actor(Role.FinanceOfficer, ScopeKind.Market, marketId: Books.MarketId, id: 9);

    public IDbContextFactory<PortalDbContext> Contexts => Books.Database.Factory;

    public static async Task<FilledBooks> CreateAsync(DatabaseProvider provider)
    {
        var filled = new FilledBooks(await TestBooks.CreateAsync(provider));
        await filled.OpenAsync();
        await filled.PostAsync();
        return filled;
    }

    /// <summary>Posts to a market on a date.</summary>
    public async Task<PostingOutcome> PostAsync(DateOnly date, long market, params TransferRequest[] transfers) => await Books.Ledger.PostAsync(new PostingRequest
    {
        Id = Guid.NewGuid(),
        Owner = "Person:7",
        Request = """{"amount":1}""",
        OperatorId = Books.OperatorId,
        MarketId = market,
        BusinessDate = date,
        Document = transfers.Length > 0 && transfers[0].Code == TransferCode.Bank ? "통장-001" : "payment",
        Transfers = transfers,
    });

    public ValueTask DisposeAsync() => Books.DisposeAsync();

    private async Task OpenAsync()
    {
        await using var db = Books.Open();
        var own = await db.Markets.SingleAsync(m => m.Id == Books.MarketId);
        var other = Make.Market("DG", "다른시장", "대구광역시");
        other.OperatorId = Books.OperatorId;
        db.Add(other);
        Vendor = Make.Vendor(Books.Database, own, "V000001", "과일나라");
        var foreign = Make.Vendor(Books.Database, other, "V000002", "생선가게");
        db.AddRange(Vendor, foreign);
        await db.SaveChangesAsync();
        OtherMarketId = other.Id;
        await Books.OtherAccounts().OpenMarketAsync(other.Id);
        (Bank, Partner) = (await Books.OpenAsync(Chart.Bank("trust")), await Books.OpenAsync(Chart.Partner("alipay")));
        (Payable, OtherPayable) = (await Books.OpenAsync(Chart.Payable(Vendor.Id)), await Books.OpenAsync(Chart.Payable(foreign.Id)));
        Wallet = await Books.OpenAsync(Chart.Wallet(Guid.NewGuid()));
        Wallets = await Books.OpenAsync("wallets");
    }

    private async Task PostAsync()
    {
        var random = new Random(20261122);
        var (second, sales, takings) = (await Books.OpenAsync(Chart.Wallet(Guid.NewGuid())), await Books.OpenAsync(Chart.DirectSales("cash")), await Books.OpenAsync(Chart.DirectVendor(Vendor.Id)));
        await PostAsync(First, 0, TransferRequest.Move(TransferCode.TopUp, Bank, Wallet, 100_000));
        for (var i = 0; i < 60; i++)
        {
            // Dates in no order: late postings and several markets' clocks do that.
            var (date, here, amount) = (First.AddDays(random.Next(Days)), random.Next(3) > 0, random.Next(1, 50) * 100);
            await PostAsync(date, here ? Books.MarketId : OtherMarketId, (i % 6) switch
            {
                0 => TransferRequest.Move(TransferCode.Payment, Wallet, here ? Payable : OtherPayable, amount),
                1 => TransferRequest.Move(TransferCode.Bank, Bank, Partner, amount),
                2 => TransferRequest.Move(TransferCode.Payment, sales, takings, amount),
                3 => TransferRequest.Move(TransferCode.TopUp, Bank, second, amount),
                4 => TransferRequest.Move(TransferCode.Withdrawal, Wallet, second, 100),
                _ => TransferRequest.Move(TransferCode.Payment, Partner, here ? Payable : OtherPayable, amount),
            });
        }

        var reserved = await PostAsync(First, Books.MarketId, TransferRequest.Reserve(TransferCode.Payment, Partner, Payable, 7_000), TransferRequest.Reserve(TransferCode.Payment, Partner, Payable, 900));
        await PostAsync(TestBooks.Today, Books.MarketId, TransferRequest.Post(TransferCode.Payment, reserved.TransferIds[0], 5_000), TransferRequest.Void(reserved.TransferIds[1]));
        await PostAsync(TestBooks.Today, OtherMarketId, TransferRequest.Reserve(TransferCode.Payment, Partner, OtherPayable, 3_300, TimeSpan.FromDays(7)));
    }
}
