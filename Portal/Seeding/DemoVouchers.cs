using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Seeding;

/// <summary>The demo's voucher programme: rules that hold since last year, two funders with a budget, and the vendors of the markets in won enrolled.</summary>
public sealed class DemoVouchers(PortalDbContextFactory contexts, ProgrammeService programmes, VoucherOffices offices, DateTimeOffset now)
{
    public const string Programme = "DEMO";

    private const string Issuer = DemoMarkets.OperatorPrefix + "00";
    private const string Ministry = "MINISTRY";
    private const string City = "CITY";
    /// <summary>The second person of what the demo makes itself.</summary>
    internal static readonly Actor Approver = new(ActorKind.System, 0, -1, "시범 승인자", "seed", [new Grant(Role.VoucherApprover, ScopeKind.All)]);

    private static readonly Actor Seed = Actor.System("seed");
    private static readonly DateOnly RulesSince = new(2020, 1, 1);
    private static readonly DateOnly NewRates = new(2025, 9, 16);

    private static readonly VoucherTerms Electronic = new()
    {
        FaceValues = [3_000, 5_000, 10_000, 30_000, 50_000, 100_000],
        Discounts = [new(BuyerKind.Person, 1_500, From: new DateOnly(2027, 1, 18), To: new DateOnly(2027, 2, 7)), new(BuyerKind.Person, 1_000)],
        Caps = [new(BuyerKind.Person, 2_000_000, 2_000_000)],
        Split = [new(Ministry, 7_000), new(City, 3_000)],
        ExpiredRates = [new(0, 9_000)],
    };

    private static readonly VoucherTerms Paper = Electronic with
    {
        FaceValues = [5_000, 10_000, 30_000, 50_000],
        Discounts = [new(BuyerKind.Person, 1_000, From: new DateOnly(2027, 1, 18), To: new DateOnly(2027, 2, 7)), new(BuyerKind.Person, 500)],
        Caps = [new(BuyerKind.Person, 500_000, null)],
        ReturnDays = 0,
        ReturnAtSellerOnly = true,
        ResidualPercent = null,
        ResidualPercentSmall = null,
        Whole = true,
    };

    private static readonly EnrolmentTerms Vendors = new()
    {
        SalesCeiling = 3_000_000_000,
        ExcludedCategories = ["보건업", "법무", "회계", "수의", "사행"],
        Approvals = [new(1_000_000, 1), new(null, 2)],
    };

    /// <summary>Makes them; answers how many vendors take part.</summary>
    /// <param name="outside">So many vendors, the last ones, are not enrolled.</param>
    public async Task<int> RunAsync(int outside = 0, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.VoucherProgrammes.AnyAsync(cancellation))
            return 0;
        db.Add(new Operator { Code = Issuer, Name = "시범상품권재단", BusinessNumber = SeedNumbers.Korean(9000) });
        await db.SaveChangesAsync(cancellation);
        var programme = (await programmes.CreateAsync(Seed, new NewProgramme(Programme, "시범 전통시장상품권", "Demo market voucher", "示范传统市场消费券", "시범상품권재단", Issuer, "KRW", "DM"), cancellation)).Value;
        _ = (await programmes.AddFunderAsync(Seed, new NewFunder(Programme, Ministry, "시범 중앙부처", "Demo ministry", "示范中央部门"), cancellation)).Value;
        _ = (await programmes.AddFunderAsync(Seed, new NewFunder(Programme, City, "시범 광역시", "Demo city", "示范市"), cancellation)).Value;
        var year = programme.DayAt(now.UtcDateTime).Year;
        foreach (var (funder, of, amount) in new[] { (Ministry, year, 700_000_000L), (City, year, 300_000_000L), (Ministry, year + 1, 700_000_000L), (City, year + 1, 300_000_000L) })
            _ = (await programmes.GrantAsync(Seed, new BudgetGrant(Guid.NewGuid(), Programme, funder, of, new Money("KRW", amount)), cancellation)).Value;
        await RulesAsync(db, programme.Id, cancellation);
        await offices.EnsureHeadAsync(cancellation);
        return await EnrolAsync(db, programme, outside, cancellation);
    }

    /// <summary>Rules of the past, which nobody can propose any more: they are written as approved.</summary>
    private async Task RulesAsync(PortalDbContext db, long programme, CancellationToken cancellation)
    {
        IReadOnlyList<ExpiredRate> raised = [new(0, 9_000), new(50_000, 9_500)];
        var rules = new (RuleSubject Subject, DateOnly From, string Content)[]
        {
            (RuleSubject.Mobile, RulesSince, VoucherRule.Write(Electronic)), (RuleSubject.Mobile, NewRates, VoucherRule.Write(Electronic with { ExpiredRates = raised })),
            (RuleSubject.Card, RulesSince, VoucherRule.Write(Electronic)), (RuleSubject.Card, NewRates, VoucherRule.Write(Electronic with { ExpiredRates = raised })),
            (RuleSubject.Paper, RulesSince, VoucherRule.Write(Paper)), (RuleSubject.Vendors, RulesSince, VoucherRule.Write(Vendors)),
        };
        foreach (var (subject, from, content) in rules)
        {
            var rule = new VoucherRule { ProgrammeId = programme, Subject = subject, From = from, Content = content, State = RuleState.Approved, MakerName = Seed.Name, ProposedAt = now.UtcDateTime, CheckerName = Seed.Name, DecidedAt = now.UtcDateTime };
            db.Add(rule);
            db.Audit(Seed, now.UtcDateTime, "voucher_rule.approved", rule);
        }

        await db.SaveChangesAsync(cancellation);
    }

    private async Task<int> EnrolAsync(PortalDbContext db, VoucherProgramme programme, int outside, CancellationToken cancellation)
    {
        var day = programme.DayAt(now.UtcDateTime);
        var vendors = await db.Vendors.AsNoTracking().Where(v => v.ArchivedAt == null && v.Market!.Currency == programme.Currency).OrderBy(v => v.Id).Select(v => new { v.Id, v.MarketId }).ToListAsync(cancellation);
        db.AddRange(vendors.SkipLast(outside).Select(v => new VendorEnrolment
        {
            ProgrammeId = programme.Id,
            VendorId = v.Id,
            MarketId = v.MarketId,
            State = EnrolmentState.Approved,
            AppliedAt = now.UtcDateTime.AddMonths(-6),
            MakerName = "시범 신청",
            VisitedAt = now.UtcDateTime.AddMonths(-6),
            VisitedBy = "시범 담당자",
            DecidedAt = now.UtcDateTime.AddMonths(-6),
            DecidedBy = "시범 승인자",
            From = day.AddMonths(-6),
            Until = day.AddMonths(30),
            CapMinor = Vendors.CapStart,
        }));
        await db.SaveChangesAsync(cancellation);
        return vendors.Count - outside;
    }
}
