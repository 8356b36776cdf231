using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Partners;
using Portal.Domain.Payments;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Terminals;
using Portal.Domain.Wallets;
using Portal.Domain.Webhooks;

namespace Portal.Seeding;

/// <summary>What the demo's payments are made with.</summary>
public sealed record DemoTills(
    PortalDbContextFactory Contexts, GeneralLedger Ledger, AccountBook Accounts, TerminalBook Terminals, TerminalService Registry, WalletService Wallets, WalletCardService Cards, PartnerService Partners, PaymentEndings Endings,
    WebhookOutbox Outbox, IEnumerable<ITenderSource> Sources, PersonalData Personal);

/// <summary>Terminals, wallets and a week of payments at the demo's first market, made by the same services as real ones. The clock alone is turned back.</summary>
public sealed class DemoPayments(DemoTills tills, DateTimeOffset now)
{
    private const string Market = "SB";
    private const int Days = 7;
    private const int PaymentsADay = 60;
    private const int AtOnce = 32;
    private const int ReturnedOneIn = 40;
    private const int OpensAt = 8;
    private const int HoursOpen = 11;

    private static readonly (string Partner, long Most)[] PartnerLimits = [("alipay", 3_000_000), ("wechat", 1_000_000)];
    private static readonly Actor Seed = Actor.System("seed");
    private static readonly (string Item, string Unit, long Price)[] Goods = [("고등어", "kg", 9_800), ("사과", "kg", 6_500), ("두부", "ea", 2_000), ("삼겹살", "kg", 24_000), ("시금치", "ea", 2_500), ("떡국떡", "kg", 7_000)];

    private readonly Random random = new(20260101);

    /// <summary>Makes them; answers how many payments there are.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var stalls = await StallsAsync(cancellation);
        var keys = await TerminalsAsync(stalls, cancellation);
        var cards = await WalletsAsync(cancellation);
        await LimitsAsync(cancellation);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var made = 0;
        foreach (var day in Enumerable.Range(0, Days).Select(i => today.AddDays(i - Days + 1)))
        {
            var moments = Enumerable.Range(0, PaymentsADay).Select(_ => new DateTimeOffset(day.ToDateTime(new TimeOnly(OpensAt, 0)).AddSeconds(random.Next(HoursOpen * 3_600)), zone.GetUtcOffset(now))).Where(m => m < now).Order().ToList();
            made += moments.Count;
            var payments = moments.ConvertAll(moment => (moment, Request: RequestOf(stalls[random.Next(stalls.Count)], cards), Returned: random.Next(ReturnedOneIn) == 0));
            await Parallel.ForEachAsync(payments, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (p, _) => await PayAsync(p.moment, p.Request, p.Returned, keys));
        }

        return made;
    }

    private async Task LimitsAsync(CancellationToken cancellation)
    {
        await using var db = tills.Contexts.CreateDbContext();
        var owner = await db.Markets.Where(m => m.Code == Market).Join(db.Operators, m => m.OperatorId, o => o.Id, (_, o) => o.Code).SingleAsync(cancellation);
        foreach (var (partner, most) in PartnerLimits)
            await tills.Partners.LimitAsync(Seed, new WantedLimit(owner, "KRW", partner, most, null), cancellation);
    }

    private async Task PayAsync(DateTimeOffset moment, PaymentRequest request, bool returned, IReadOnlyDictionary<string, Actor> keys)
    {
        var service = new PaymentService(tills.Contexts, tills.Ledger, tills.Accounts, tills.Terminals, tills.Endings, tills.Outbox, tills.Sources, tills.Personal, new DemoClock(moment));
        var actor = keys.GetValueOrDefault(request.Stall, Seed);
        var paid = await service.PayAsync(actor, request);
        if (!returned || !paid.TryGet(out var answer) || answer.Status != PaymentStatus.Captured || moment.AddMinutes(20) > now)
            return;
        var changes = new PaymentChangeService(tills.Contexts, tills.Ledger, tills.Outbox, new DemoClock(moment.AddMinutes(20)));
        await changes.ChangeAsync(Seed, new PaymentChangeRequest(Guid.NewGuid(), request.Id, PaymentEventKind.Refund, null, "상품 반품 (시범 자료)", $$"""{"payment":"{{request.Id}}"}"""));
    }

    private PaymentRequest RequestOf(string stall, List<string> cards)
    {
        var (item, unit, price) = Goods[random.Next(Goods.Length)];
        var quantity = unit == "kg" ? random.Next(4, 25) * 100L : random.Next(1, 5) * 1_000L;
        var total = price * quantity / 1_000;
        var money = new Money("KRW", total);
        var number = random.Next(10_000_000, 99_999_999).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var tender = random.Next(10) switch
        {
            <= 3 => new TenderRequest("tenders[0]", TenderKind.Card, money, random.Next(2) == 0 ? "bc" : "nh", number, "943012******" + number[..4]),
            <= 6 => new TenderRequest("tenders[0]", TenderKind.Cash, money),
            7 => new TenderRequest("tenders[0]", TenderKind.Wallet, money, Card: cards[random.Next(cards.Count)]),
            8 => new TenderRequest("tenders[0]", TenderKind.PartnerWallet, money, random.Next(2) == 0 ? "alipay" : "wechat", number),
            _ => random.Next(2) == 0 ? new TenderRequest("tenders[0]", TenderKind.Transit, money, "tmoney", number) : new TenderRequest("tenders[0]", TenderKind.AccountTransfer, money),
        };
        return new PaymentRequest(Guid.NewGuid(), stall, money, [tender], Capture: true, null, $$"""{"stall":"{{stall}}","capture":true}""") { Lines = [new LineRequest("lines[0]", item, quantity, unit, price, total, null)] };
    }

    private async Task<List<string>> StallsAsync(CancellationToken cancellation)
    {
        await using var db = tills.Contexts.CreateDbContext();
        return await db.Tenancies.AsNoTracking().Where(t => t.Stall!.Code.StartsWith(Market + "-A-") && t.ToDate == null).OrderBy(t => t.Stall!.Code).Select(t => t.Stall!.Code).Take(20).ToListAsync(cancellation);
    }

    /// <summary>Some stalls have terminals that are paired; one is suspended, one still waits for its code. Answers the keys by stall.</summary>
    private async Task<Dictionary<string, Actor>> TerminalsAsync(List<string> stalls, CancellationToken cancellation)
    {
        var keys = new Dictionary<string, Actor>();
        foreach (var (i, stall) in stalls.Take(8).Index())
        {
            var registered = (await tills.Registry.RegisterAsync(Seed, new NewTerminal(Market, stall, $"DEMO-{i + 1:0000}", "시범 단말기"), cancellation)).Value;
            if (i == 7)
                continue;
            _ = (await tills.Registry.PairAsync(registered.Code, "1.0-demo", "seed", cancellation)).Value;
            await using var db = tills.Contexts.CreateDbContext();
            var terminal = await db.Terminals.AsNoTracking().SingleAsync(t => t.Code == registered.Terminal, cancellation);
            keys[stall] = new Actor(ActorKind.ApiKey, terminal.ApiKeyId!.Value, 0, terminal.Code, "seed", [new Grant(Role.Terminal, ScopeKind.All)]);
            if (i == 6)
                _ = await tills.Registry.SuspendAsync(Seed, terminal.Code, "분실 신고 (시범 자료)", cancellation);
        }

        return keys;
    }

    /// <summary>Wallets with money and a card each. Answers the cards' secrets, which nobody else is told.</summary>
    private async Task<List<string>> WalletsAsync(CancellationToken cancellation)
    {
        var cards = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            var wallet = (await tills.Wallets.OpenAsync(Seed, new NewWallet(Guid.NewGuid(), Market, Identified: i % 2 == 0, $"DEMO-{i + 1:000}"), cancellation)).Value.Wallet;
            _ = (await tills.Wallets.TopUpAsync(Seed, new TopUpRequest(Guid.NewGuid(), wallet.Uid, new Money("KRW", wallet.Identified ? 800_000 : 300_000), i % 3 == 0 ? TopUpSource.BankTransfer : TopUpSource.Cash, null), cancellation)).Value;
            cards.Add((await tills.Cards.AddCardAsync(Seed, wallet.Code, cancellation)).Value);
        }

        return cards;
    }

    private sealed class DemoClock(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
