using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;
using Portal.Tests.Hosting;

namespace Portal.Tests.Browser;

/// <summary>A settlement of a day before the demo's week that waits for its approval, with one vendor, under the id that <see cref="Pages"/> knows. The clock alone is turned back.</summary>
internal static class DemoSettlement
{
    /// <summary>Whose books, the vendor, and what it is paid of a sale of ₩912,500: less 0.8 % and the VAT on that.</summary>
    public const string Operator = "시범상인회", Vendor = "V000001", Amount = "₩904,470";

    /// <summary>Days before today: of the settlement, and of the sale before it.</summary>
    private const int Ago = 9, SoldBefore = 8;

    private static readonly Actor Officer = Make.Actor(Role.FinanceOfficer, id: 9_042, name: "시험 정산");

    public static async Task AddAsync(PortalHost host)
    {
        var on = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime).AddDays(-Ago);
        while (!new BankDays([]).IsOpen(on))
            on = on.AddDays(-1);
        var (money, then) = (new Money("KRW", 912_500), new SettableTime(on.AddDays(-SoldBefore).ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc)));
        var paid = await ActivatorUtilities.CreateInstance<PaymentService>(host.Services, then).PayAsync(
            Make.Actor(), new PaymentRequest(Guid.CreateVersion7(), "SB-A-001", money, [new TenderRequest("tenders[0]", TenderKind.PartnerWallet, money) { Acquirer = "alipay", ApprovalNumber = "1" }], true, null, "{}"));
        Assert.Null(paid.Value.Reason);
        await using var db = host.Database.Open();
        var market = await db.Markets.AsNoTracking().SingleAsync(m => m.Code == DemoPortal.OwnMarket);
        db.Add(new FeeRule { OperatorId = market.OperatorId!.Value, MarketId = market.Id, Tender = SettledTender.PartnerWallet, Currency = "KRW", From = new DateOnly(2026, 1, 1), RatePpm = 8_000, VatPpm = 100_000, MakerId = 9_042, MakerName = "시험 정산", ApproverId = 9_043, ApproverName = "시험 승인", ApprovedAt = DateTime.UnixEpoch });
        await db.SaveChangesAsync();
        var run = (await host.Services.GetRequiredService<SettlementRuns>().StartAsync(Officer, new NewSettlementRun(Pages.SettlementRun, DemoPortal.OwnMarket, on))).Value;
        await host.Services.GetRequiredService<SettlementReckoner>().ReckonAsync(run.Uid);
        var line = await db.SettlementLines.AsNoTracking().SingleAsync();
        Assert.Equal((Vendor, Amount), (await db.Vendors.Where(v => v.Id == line.VendorId).Select(v => v.Code).SingleAsync(), FormattableString.Invariant($"₩{line.Payout:N0}")));
    }
}
