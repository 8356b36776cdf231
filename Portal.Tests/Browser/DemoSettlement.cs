using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Settlement;
using Portal.Tests.Hosting;

namespace Portal.Tests.Browser;

/// <summary>A settlement of the demo that waits for its approval, with the vendor who is paid most, under the id that <see cref="Pages"/> knows.</summary>
internal static class DemoSettlement
{
    /// <summary>Whose books, the vendor who is paid most, and how much.</summary>
    public const string Operator = "시범상인회", Vendor = "V000009", Amount = "₩111,808";

    private static readonly Actor Officer = Make.Actor(Role.FinanceOfficer, id: 9_042, name: "시험 정산");

    public static async Task AddAsync(PortalHost host)
    {
        await using var db = host.Database.Open();
        var books = await db.Markets.Where(m => m.Code == DemoPortal.OwnMarket).Select(m => m.OperatorId!.Value).SingleAsync();
        db.Add(new FeeRule { OperatorId = books, Tender = SettledTender.Wallet, Currency = "KRW", From = new DateOnly(2026, 1, 1), RatePpm = 8_000, VatPpm = 100_000, MakerId = 9_042, MakerName = "시험 정산", ApproverId = 9_043, ApproverName = "시험 승인", ApprovedAt = DateTime.UnixEpoch });
        await db.SaveChangesAsync();
        var run = (await host.Services.GetRequiredService<SettlementRuns>().StartAsync(Officer, new NewSettlementRun(Pages.SettlementRun, DemoPortal.OwnMarket, new DateOnly(2026, 11, 20)))).Value;
        await host.Services.GetRequiredService<SettlementReckoner>().ReckonAsync(run.Uid);
        var line = await db.SettlementLines.AsNoTracking().OrderByDescending(l => l.Payout).ThenBy(l => l.Id).FirstAsync();
        Assert.Equal((Vendor, Amount), (await db.Vendors.Where(v => v.Id == line.VendorId).Select(v => v.Code).SingleAsync(), FormattableString.Invariant($"₩{line.Payout:N0}")));
    }
}
