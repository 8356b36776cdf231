using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Access;
using Portal.Commands;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Domain.Vouchers;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>
/// A voucher programme at work, through the services that run in production: approved rules of paper, mobile and cards, two funders with a budget, one stall whose vendor takes part and one whose vendor
/// does not. <c>await using var desk = await VoucherDesk.OpenAsync(provider);</c> makes one on a database of its own; <c>new VoucherDesk(host.Services, DemoVouchers.Programme)</c> works at a portal's.
/// </summary>
public sealed class VoucherDesk(IServiceProvider services, string programme) : IAsyncDisposable
{
    public const string Programme = "DESK";

    /// <summary>The stall of a vendor who takes part, and that of one who does not.</summary>
    public const string Stall = "SB-A-001", OtherStall = "SB-A-002";

    /// <summary>Their vendors.</summary>
    public const string Vendor = "V000001", OtherVendor = "V000002";

    /// <summary>They pay 70 % and 30 % of each discount.</summary>
    public const string Ministry = "MINISTRY", City = "CITY";

    private static readonly Actor Setup = Actor.System("test");
    private TestDatabase? database;

    /// <summary>Who makes, prints, sells and refunds; the drawer is his.</summary>
    public Actor Officer { get; set; } = Make.Actor(Role.VoucherOfficer, id: 21, name: "시험 발행");

    /// <summary>Who approves: a service account, which needs no step-up.</summary>
    public Actor Approver { get; set; } = Make.Actor(Role.VoucherApprover, id: 22, name: "시험 승인") with { Kind = ActorKind.ApiKey };

    /// <summary>Who takes payments at the stalls.</summary>
    public Actor Till { get; set; } = Make.Actor(id: 23, name: "시험 단말기");

    /// <summary>The database, where the desk has one of its own.</summary>
    public TestDatabase Database => database ?? throw new InvalidOperationException("The desk works at a portal: ask its host.");

    /// <summary>Mobile vouchers and cards: 10 % discount, caps of 2,000,000 won, refund within 7 days or after 60 % (80 % below 10,000 won).</summary>
    public static VoucherTerms Electronic { get; } = new()
    {
        FaceValues = [3_000, 5_000, 10_000, 30_000, 50_000, 100_000],
        Discounts = [new(BuyerKind.Person, 1_000)],
        Caps = [new(BuyerKind.Person, 2_000_000, 2_000_000)],
        Split = [new(Ministry, 7_000), new(City, 3_000)],
        ExpiredRates = [new(0, 9_000), new(50_000, 9_500)],
    };

    /// <summary>Paper: 5 % discount, 500,000 won a month, spent whole, given back on the day of sale alone.</summary>
    public static VoucherTerms Paper { get; } = Electronic with
    {
        Discounts = [new(BuyerKind.Person, 500)],
        Caps = [new(BuyerKind.Person, 500_000, null)],
        ReturnDays = 0,
        ReturnAtSellerOnly = true,
        ResidualPercent = null,
        ResidualPercentSmall = null,
        Whole = true,
    };

    /// <summary>A service of the portal.</summary>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>A desk with a database of its own.</summary>
    public static async Task<VoucherDesk> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var desk = new VoucherDesk(Provide(database), Programme) { database = database };
        await desk.SetUpAsync();
        return desk;
    }

    /// <summary>Makes vouchers of one face value, through approval. They lie in the officer's drawer.</summary>
    public async Task<IReadOnlyList<MadeVoucher>> PrintAsync(VoucherKind kind, long face, int count)
    {
        var batch = Guid.NewGuid();
        Done(await Get<BatchService>().SubmitAsync(Officer, new NewBatch(batch, programme, kind, [new BatchItem(new Money("KRW", face), count)], "시험")));
        Done(await Get<BatchService>().DecideAsync(Approver, new BatchVerdict(batch, BatchDecision.Approve)));
        return Done(await Get<BatchPrinter>().PrintAsync(Officer, batch));
    }

    /// <summary>Sells vouchers to a person for cash.</summary>
    public async Task<SaleAnswer> SellAsync(IEnumerable<MadeVoucher> vouchers, string reference = "900101-시험") => Done(await Get<VoucherSales>().SellAsync(Officer, SaleOf(vouchers, reference)));

    /// <summary>What <see cref="SellAsync"/> asks for.</summary>
    public SaleRequest SaleOf(IEnumerable<MadeVoucher> vouchers, string? reference = "900101-시험", PurchaseMeans means = PurchaseMeans.Cash) =>
        new(Guid.NewGuid(), programme, BuyerKind.Person, reference, [.. vouchers.Select((v, i) => new SerialRange($"items[{i}]", v.Serial))], means);

    /// <summary>Makes vouchers and sells them.</summary>
    public async Task<IReadOnlyList<MadeVoucher>> PrintAndSellAsync(VoucherKind kind, long face, int count, string reference = "900101-시험")
    {
        var made = await PrintAsync(kind, face, count);
        await SellAsync(made, reference);
        return made;
    }

    /// <summary>Spends a voucher at a stall, by its token.</summary>
    public async Task<PaymentAnswer> PayAsync(MadeVoucher voucher, long amount, string stall = Stall, Guid? id = null)
    {
        var (payment, won) = (id ?? Guid.NewGuid(), new Money("KRW", amount));
        var request = new PaymentRequest(payment, stall, won, [new TenderRequest("tenders[0]", TenderKind.Voucher, won, Token: voucher.Token)], Capture: true, null, $$"""{"payment":"{{payment}}"}""");
        return Done(await Get<PaymentService>().PayAsync(Till, request));
    }

    /// <summary>Opens a bundle of a vendor.</summary>
    public async Task<Presentment> OpenBundleAsync(string vendor = Vendor, int? slipCount = null, long? slip = null) =>
        Done(await Get<Presentments>().OpenAsync(Officer, new NewPresentment(Guid.NewGuid(), programme, vendor, slipCount, slip)));

    /// <summary>Presents pieces in a bundle.</summary>
    public async Task<IReadOnlyList<PieceAnswer>> PresentAsync(Presentment bundle, params string[] pieces) =>
        Done(await Get<Presentments>().TakeAsync(Officer, bundle.Uid, [.. pieces.Select(p => new PieceScan(p))]));

    public async ValueTask DisposeAsync()
    {
        if (database is null)
            return;
        await ((ServiceProvider)services).DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>What was done; fails the test with the reasons when it was refused.</summary>
    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Ok, string.Join(", ", outcome.Refusals));
        return outcome.Value;
    }

    private async Task SetUpAsync()
    {
        var now = Database.Time.GetUtcNow().UtcDateTime;
        await StallsAsync();
        var programmes = Get<ProgrammeService>();
        var made = Done(await programmes.CreateAsync(Setup, new NewProgramme(programme, "시험 상품권", "Test voucher", "测试消费券", "시험재단", "OP", "KRW", "DK")));
        foreach (var (funder, amount) in new[] { (Ministry, 70_000_000L), (City, 30_000_000L) })
        {
            Done(await programmes.AddFunderAsync(Setup, new NewFunder(programme, funder, "시험 " + funder, funder, funder)));
            Done(await programmes.GrantAsync(Setup, new BudgetGrant(Guid.NewGuid(), programme, funder, made.DayAt(now).Year, new Money("KRW", amount))));
        }

        await using var db = Database.Open();
        foreach (var (subject, content) in new[]
        {
            (RuleSubject.Paper, VoucherRule.Write(Paper)), (RuleSubject.Mobile, VoucherRule.Write(Electronic)), (RuleSubject.Card, VoucherRule.Write(Electronic)), (RuleSubject.Vendors, VoucherRule.Write(new EnrolmentTerms())),
        })
        {
            db.Add(new VoucherRule { ProgrammeId = made.Id, Subject = subject, From = new DateOnly(2020, 1, 1), Content = content, State = RuleState.Approved, MakerName = "시험", ProposedAt = now, CheckerName = "시험", DecidedAt = now });
        }

        var (vendor, day) = (await db.Vendors.SingleAsync(v => v.Code == Vendor), made.DayAt(now));
        db.Add(new VendorEnrolment
        {
            ProgrammeId = made.Id,
            VendorId = vendor.Id,
            MarketId = vendor.MarketId,
            State = EnrolmentState.Approved,
            AppliedAt = now,
            MakerName = "시험 신청",
            DecidedAt = now,
            DecidedBy = "시험 승인",
            From = day.AddMonths(-1),
            Until = day.AddMonths(35),
            CapMinor = 5_000_000,
        });
        await db.SaveChangesAsync();
    }

    /// <summary>A market with two stalls and a vendor at each.</summary>
    private async Task StallsAsync()
    {
        await using var db = Database.Open();
        var market = Make.Market();
        market.Operator = new Operator { Code = "OP", Name = "시험상인회" };
        var zone = new Zone { Market = market, Code = "A", NameKo = "가동" };
        var since = DateOnly.FromDateTime(Database.Time.GetUtcNow().UtcDateTime).AddYears(-1);
        foreach (var (stall, number, vendor, name) in new[] { (Stall, "A-001", Vendor, "가람수산"), (OtherStall, "A-002", OtherVendor, "나루청과") })
        {
            var row = new Stall { Market = market, Zone = zone, Number = number, Code = stall };
            var trader = Make.Vendor(Database, market, vendor, name);
            trader.Tenders = AcceptedTenders.Cash | AcceptedTenders.Card | AcceptedTenders.VoucherPaper | AcceptedTenders.VoucherCard | AcceptedTenders.VoucherQr | AcceptedTenders.Wallet;
            db.Add(row);
            db.Add(trader);
            await db.SaveChangesAsync();
            db.Add(new Tenancy { MarketId = market.Id, StallId = row.Id, VendorId = trader.Id, FromDate = since });
        }

        await db.SaveChangesAsync();
    }

    private static ServiceProvider Provide(TestDatabase database)
    {
        var options = database.Factory.Options;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = options.Provider.ToString().ToLowerInvariant(),
            ["ConnectionStrings:Portal"] = options.ConnectionString,
            ["Data:Path"] = options.DataFolder,
        }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddStorage(configuration).AddAccessServices(configuration).AddRegistries();
        services.AddSingleton<SimulatedAcquirer>().AddSingleton<ITenderConnector>(s => s.GetRequiredService<SimulatedAcquirer>());
        services.Replace(ServiceDescriptor.Singleton(database.Factory)).Replace(ServiceDescriptor.Singleton(database.Keys)).Replace(ServiceDescriptor.Singleton<TimeProvider>(database.Time));
        return services.BuildServiceProvider();
    }
}
