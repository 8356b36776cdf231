using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Exchange;
using Portal.Domain.Payments;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Domain.Vouchers;
using Portal.Domain.Wallets;
using Portal.Seeding;
using Portal.Tests.Exchange.Importing;
using Portal.Tests.Hosting;
using Portal.Tests.Storage;

namespace Portal.Tests.Browser;

/// <summary>How a page is looked at.</summary>
/// <param name="Language">ko, en or zh-Hans.</param>
/// <param name="Theme">light or dark.</param>
public sealed record Look(string Language = "ko", string Theme = "light", int Width = 1440, int Height = 900)
{
    public CultureInfo Culture => CultureInfo.GetCultureInfo(Language);

    public override string ToString() => $"{Language}, {Theme}, {Width} px";
}

/// <summary>The real portal over the demo region, with one user of every role and one browser, for a whole run of tests.</summary>
public sealed class DemoPortal : IAsyncLifetime
{
    public const string Collection = "The demo portal";

    /// <summary>A portal of its own for the tests that walk through all pages and change nothing, so that they run beside those that work.</summary>
    public const string Walk = "The demo portal, page by page";

    /// <summary>A second one, so that two walk at once.</summary>
    public const string SecondWalk = "The demo portal, the other pages";

    /// <summary>The market that the market manager, and nobody else, is held to.</summary>
    public const string OwnMarket = "SB";

    /// <summary>A vendor of that market who may not trade, and a stall of it that stays empty.</summary>
    public const string Suspended = "V000171", Vacant = "SB-A-052";

    /// <summary>A wallet of that market with 80,000 won and a card, and a terminal that waits for its code to be typed.</summary>
    public const string Wallet = "W20000000016", Terminal = "SB-T001";

    /// <summary>A batch of paper vouchers that was edited once and needs two approvals, and the number of a version of rules that waits.</summary>
    public const string Batch = "DEMO-26-0001", Rule = "7";

    /// <summary>The vendor that <see cref="Pages.Done"/> brought in; it never held a stall.</summary>
    public const string Imported = "V000551";

    private readonly ConcurrentDictionary<Role, string> signedIn = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    public PortalHost Host { get; private set; } = null!;

    private static readonly Template Filled = new(Template.Demo, FillAsync);

    /// <summary>The demo's own sign-ins, one of every role that people hold; the market manager's is for <see cref="OwnMarket"/>.</summary>
    private static Dictionary<Role, DemoSignIn> signIns = [];

    /// <summary>The roles of people; a terminal has keys only.</summary>
    public static IReadOnlyList<Role> People { get; } = [.. Enum.GetValues<Role>().Where(r => r != Role.Terminal)];

    public long OwnMarketId { get; private set; }

    public async Task InitializeAsync()
    {
        Host = PortalHost.Start(await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Filled));
        await using var db = Host.Database.Open();
        OwnMarketId = db.Markets.Single(m => m.Code == OwnMarket).Id;
    }

    /// <summary>Fills the demo through a portal of its own, which is stopped then.</summary>
    private static async Task FillAsync(TestDatabase database)
    {
        var portal = new DemoPortal { Host = PortalHost.Start(database) };
        await portal.FillAsync();
        await portal.Host.StopAsync();
    }

    private async Task FillAsync()
    {
        var seed = new DemoSeed(Host.Services.GetRequiredService<PortalDbContextFactory>(), Host.Services.GetRequiredService<PersonalData>(), Host.Time);
        signIns = (await seed.RunAsync(CancellationToken.None)).ToDictionary(s => RoleNames.TryParse(s.Role, out var role) ? role : throw new InvalidOperationException(s.Role));
        await new DemoPayments(ActivatorUtilities.CreateInstance<DemoTills>(Host.Services), Host.Time.GetUtcNow()).RunAsync();
        await PayAsync();
        await DisputeAsync();
        await ImportAsync(Pages.Draft, run: false);
        await ImportAsync(Pages.Done, run: true);
        await using var db = Host.Database.Open();
        Assert.Equal(Imported, db.Vendors.Single(v => v.TradeName == "시범새내기").Code);
        await Host.Services.GetRequiredService<PayoutAccounts>().RequestAsync(Make.Actor(), "V000002", new PayoutAccountEdit("시범은행", "000-00-000001", "시범 대표"));
        await AddCounterAsync();
        await IssueAsync();
        await DemoVoucherCounter.AddAsync(Host, signIns[Role.VoucherOfficer].Email);
        await DemoStatements.AddAsync(Host);
        await DemoSettlement.AddAsync(Host);
    }

    /// <summary>The demo's voucher programme; a batch and a version of rules that wait.</summary>
    private async Task IssueAsync()
    {
        await ActivatorUtilities.CreateInstance<DemoVouchers>(Host.Services, Host.Time.GetUtcNow()).RunAsync();
        var (batches, officer) = (Host.Services.GetRequiredService<BatchService>(), Make.Actor(id: 7_001));
        var wanted = new NewBatch(Guid.CreateVersion7(), DemoVouchers.Programme, VoucherKind.Paper, [new BatchItem(new Money("KRW", 5_000), 300)], "하반기 판매분");
        var code = (await batches.SubmitAsync(officer, wanted)).Value.Batch.Code;
        Assert.True((await batches.EditAsync(officer, wanted with { Items = [new BatchItem(new Money("KRW", 5_000), 250)] })).Ok);
        var day = DateOnly.FromDateTime(Host.Time.GetUtcNow().UtcDateTime).AddDays(40);
        await using var db = Host.Database.Open();
        var terms = (await db.VoucherRules.SingleAsync(r => r.Subject == RuleSubject.Card && r.From.Year == 2025)).Terms();
        var rule = (await Host.Services.GetRequiredService<RuleService>().ProposeAsync(officer, new ProposedRule(DemoVouchers.Programme, RuleSubject.Card, day, VoucherRule.Write(terms with { ReturnDays = 14 })))).Value;
        Assert.Equal((Rule, true), (rule.Id.ToString(CultureInfo.InvariantCulture), code.EndsWith("-0001", StringComparison.Ordinal)));
        // The year of a batch is that of the day; the list of pages names this one.
        await db.VoucherBatches.Where(b => b.Code == code).ExecuteUpdateAsync(b => b.SetProperty(x => x.Code, Batch));
    }

    private async Task AddCounterAsync()
    {
        var wallets = Host.Services.GetRequiredService<WalletService>();
        var opened = (await wallets.OpenAsync(Make.Actor(), new NewWallet(Guid.CreateVersion7(), OwnMarket, Identified: false, "M-0001"))).Value.Wallet;
        Assert.True((await wallets.TopUpAsync(Make.Actor(), new TopUpRequest(Guid.CreateVersion7(), opened.Uid, new Money(opened.Currency, 80_000), TopUpSource.Cash, null))).Ok);
        Assert.True((await Host.Services.GetRequiredService<WalletCardService>().AddCardAsync(Make.Actor(), opened.Code)).Ok);
        // Codes are made at random; the list of pages names this one.
        await using var db = Host.Database.Open();
        await db.Wallets.Where(w => w.Id == opened.Id).ExecuteUpdateAsync(w => w.SetProperty(x => x.Code, Wallet));
    }

    /// <summary>With what the person of this role signs in.</summary>
    internal static DemoSignIn SignInOf(Role role) => signIns[role];

    /// <summary>A client without a browser, signed in as the person of this role.</summary>
    public async Task<HttpClient> SignInAsync(Role role) => await Host.SignInAsync(signIns[role].Email, signIns[role].Password);

    /// <summary>A window in which a person of this role is signed in; null for a stranger.</summary>
    public async Task<Window> OpenAsync(Role? role, Look? look = null)
    {
        look ??= new Look();
        playwright ??= await Playwright.CreateAsync();
        browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"] });
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Host.Address.ToString(),
            Locale = look.Language,
            TimezoneId = "Asia/Seoul",
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            HasTouch = look.Width < 900,
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = role is { } person ? await StateAsync(person) : null,
        });
        await context.AddCookiesAsync(
        [
            new() { Name = ".AspNetCore.Culture", Value = $"c={look.Language}|uic={look.Language}", Url = Host.Address.ToString() },
            new() { Name = "portal-theme", Value = look.Theme, Url = Host.Address.ToString() },
        ]);
        return new Window(await context.NewPageAsync(), look);
    }

    /// <summary>The payment of <see cref="Pages.Paid"/>: by two tenders, with lines and a cash receipt, a part of it given back.</summary>
    private async Task PayAsync()
    {
        Money Won(long value) => new("KRW", value);
        var request = new PaymentRequest(
            Pages.Paid, "SB-A-001", Won(12_000), [new TenderRequest("tenders[0]", TenderKind.Cash, Won(2_000)), new TenderRequest("tenders[1]", TenderKind.AccountTransfer, Won(10_000))], Capture: true, null, """{"stall":"SB-A-001"}""")
        {
            Lines = [new LineRequest("lines[0]", "고등어", 1_250, "kg", 9_600, 12_000, null)],
            CashReceipt = new CashReceiptRequest("01000000000", CashReceiptPurpose.IncomeDeduction),
        };
        Assert.Equal(PaymentStatus.Captured, (await Host.Services.GetRequiredService<PaymentService>().PayAsync(Make.Actor(), request)).Value.Status);
        var refund = new PaymentChangeRequest(Guid.NewGuid(), Pages.Paid, PaymentEventKind.Refund, Won(1_000), "상품 반품", $$"""{"payment":"{{Pages.Paid}}"}""");
        Assert.True((await Host.Services.GetRequiredService<PaymentChangeService>().ChangeAsync(Make.Actor(), refund)).Ok);
        // Receipts are random; the list of pages names this one.
        await using var db = Host.Database.Open();
        await db.Payments.Where(p => p.Uid == Pages.Paid).ExecuteUpdateAsync(p => p.SetProperty(x => x.Receipt, Pages.Receipt));
    }

    /// <summary>The payment of <see cref="Pages.Disputed"/>, by card, and what its customer disputes.</summary>
    private async Task DisputeAsync()
    {
        var (won, disputes) = (new Money("KRW", 30_000), Host.Services.GetRequiredService<DisputeService>());
        var request = new PaymentRequest(Pages.Disputed, "SB-A-001", won, [new TenderRequest("tenders[0]", TenderKind.Card, won, "bc", "00001234")], Capture: true, null, """{"stall":"SB-A-001"}""");
        Assert.Equal(PaymentStatus.Captured, (await Host.Services.GetRequiredService<PaymentService>().PayAsync(Make.Actor(), request)).Value.Status);
        var deadline = DateOnly.FromDateTime(Host.Time.GetUtcNow().UtcDateTime).AddDays(10);
        Assert.True((await disputes.OpenAsync(Make.Actor(), new NewDispute(Pages.Dispute, Pages.Disputed, Pages.DisputeReference, 12_000, "물품을 받지 못함", deadline))).Ok);
    }

    /// <summary>An import of a file in the Korean code page: a new vendor and two rows that are refused; in the draft one vendor that changes as well.</summary>
    private async Task ImportAsync(Guid uid, bool run)
    {
        var importer = new Importer(Host.Database);
        var (import, mapping, plan) = await importer.PrepareAsync(
            ImportKind.Vendors, FileOf(run));
        Assert.True((await importer.Drafts.SaveColumnsAsync(Make.Actor(), import.Uid, mapping, null)).Ok);
        await using var db = Host.Database.Open();
        await db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(i => i.SetProperty(x => x.Uid, uid));
        if (run)
            Assert.True((await importer.Service.RunAsync(Make.Actor(), (await importer.Drafts.FindAsync(Make.Actor(), uid)).Value, mapping, plan.Reading)).Ok);
    }

    internal static byte[] FileOf(bool run) => CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetBytes(
        $"상인 코드,시장,상호,사업자등록번호,번호 없는 사유\n{(run ? "" : "V000004,SB,새이름수산,,\n")},SY,{(run ? "시범새내기" : "시범햇병아리")},,노점\n,SY,,,노점\n,SY,시범오타,123-45-67890,\n");

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>The cookies of a person who signed in once.</summary>
    private async Task<string> StateAsync(Role role)
    {
        if (signedIn.TryGetValue(role, out var state))
            return state;
        await using var context = await browser!.NewContextAsync(new() { BaseURL = Host.Address.ToString() });
        var page = await context.APIRequest.GetAsync(PortalUrls.SignIn);
        var form = context.APIRequest.CreateFormData();
        foreach (var (name, value) in PortalHost.HiddenFields(await page.TextAsync()))
            form.Set(name, value);
        form.Set("userName", signIns[role].Email);
        form.Set("password", signIns[role].Password);
        var answer = await context.APIRequest.PostAsync(PortalUrls.SignIn, new() { Form = form, MaxRedirects = 0 });
        Assert.Equal(302, answer.Status);
        return signedIn[role] = await context.StorageStateAsync();
    }
}

[CollectionDefinition(DemoPortal.Collection)]
public sealed class DemoPortalDefinition : ICollectionFixture<DemoPortal>;

[CollectionDefinition(DemoPortal.Walk)]
public sealed class WalkedPortalDefinition : ICollectionFixture<DemoPortal>;

[CollectionDefinition(DemoPortal.SecondWalk)]
public sealed class SecondWalkedPortalDefinition : ICollectionFixture<DemoPortal>;
